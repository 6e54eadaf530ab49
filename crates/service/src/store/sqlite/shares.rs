//! What of an anonymous name is whose: reckoned by the domain from all that was said of it.

use std::collections::BTreeSet;

use domain::event::{Assurance, Event};
use domain::id::{BrandId, CustomerId};
use domain::person::{Stretch, Word};
use rusqlite::{Connection, OptionalExtension, params};

use super::claims;
use super::failure::Failure;
use super::people::{CORRUPT, leading_at, read};
use crate::store::row::{self, Share};

/// Takes in that somebody was identified under an anonymous name, and names those whose claims are to be summed up anew.
pub(super) fn identify(
    connection: &Connection,
    brand: &BrandId,
    anonymous: &CustomerId,
    assurance: Assurance,
    event: &Event,
) -> Result<Vec<CustomerId>, Failure> {
    connection
        .prepare_cached(
            "INSERT INTO identifications (brand, anonymous, customer, at, proven) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (brand, anonymous, at, customer) DO UPDATE SET proven = max(proven, excluded.proven)",
        )?
        .execute(params![
            brand.as_str(),
            anonymous.as_str(),
            event.customer.as_str(),
            row::micros(event.at),
            assurance == Assurance::Proven,
        ])?;
    settle(connection, brand, anonymous)
}

/// Writes anew whose an anonymous name is, by all that was said of it, and names those whose claims are to be summed up
/// anew.
fn settle(
    connection: &Connection,
    brand: &BrandId,
    anonymous: &CustomerId,
) -> Result<Vec<CustomerId>, Failure> {
    let key = [brand.as_str(), anonymous.as_str()];
    let mut select = connection.prepare_cached(
        "SELECT at, customer, proven FROM identifications WHERE brand = ?1 AND anonymous = ?2",
    )?;
    let mut rows = select.query(key)?;
    let mut said = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let (at, customer) = (row::instant(row.get(0)?).ok_or(CORRUPT)?, read(row.get(1)?)?);
        let assurance = if row.get(2)? { Assurance::Proven } else { Assurance::Asserted };
        said.insert(Word { at, customer, assurance });
    }
    let before = owner(connection, brand, anonymous)?;
    let (behaviour, rest) = Stretch::both(&said);
    let asserted = behaviour.filter(|behaviour| rest.as_ref() != Some(behaviour));
    let rest = share(connection, brand, anonymous, rest)?;
    let asserted = asserted.map(|stretch| share(connection, brand, anonymous, Some(stretch))).transpose()?;
    keep(connection, brand, anonymous, &rest, asserted.as_ref())?;
    let after = rest.owner;
    // Claims that began, or ended, under a name that has come to somebody else are to be summed up with theirs.
    let mut claims = connection.prepare_cached(
        "SELECT 1 FROM events WHERE brand = ?1 AND customer = ?2
             AND kind IN ('offer_reserved', 'offer_claimed', 'claim_released', 'voucher_redeemed')",
    )?;
    match before != after && claims.exists(key)? {
        true => Ok(vec![before, after]),
        false => Ok(Vec::new()),
    }
}

/// The known name that a name goes by; itself where that is not known.
fn owner(connection: &Connection, brand: &BrandId, name: &CustomerId) -> Result<CustomerId, Failure> {
    let mut select = connection.prepare_cached("SELECT owner FROM names WHERE brand = ?1 AND name = ?2")?;
    let owner: Option<String> =
        select.query_row([brand.as_str(), name.as_str()], |row| row.get(0)).optional()?;
    owner.map_or(Ok(name.clone()), read)
}

/// Writes anew whose all names are of which a page asserted something: until now that was taken for proven.
pub(super) fn settle_asserted(connection: &Connection) -> Result<(), Failure> {
    let mut select =
        connection.prepare("SELECT DISTINCT brand, anonymous FROM identifications WHERE NOT proven")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let brand = BrandId::new(row.get::<_, String>(0)?).map_err(|_| CORRUPT)?;
        for name in settle(connection, &brand, &read(row.get(1)?)?)? {
            claims::sum_up(connection, &brand, &name)?;
        }
    }
    Ok(())
}

/// What a stretch makes of an anonymous name; nobody was identified where there is none.
fn share(
    connection: &Connection,
    brand: &BrandId,
    anonymous: &CustomerId,
    stretch: Option<Stretch>,
) -> Result<Share, Failure> {
    let since = stretch.as_ref().map_or(i64::MIN, |stretch| row::micros(stretch.since));
    let Some((owner, until)) = stretch.and_then(|stretch| stretch.owner) else {
        return Ok(Share { until: i64::MIN, since, ..Share::whole(anonymous, anonymous) });
    };
    let leading = leading_at(connection, brand, owner.clone(), i64::MAX)?;
    keep(connection, brand, &owner, &Share::whole(&owner, &leading), None)?;
    Ok(Share { owner, leading, until: row::micros(until), since })
}

/// Keeps whose a name is: all of it, or all but behaviour where that is another matter.
pub(super) fn keep(
    connection: &Connection,
    brand: &BrandId,
    name: &CustomerId,
    all: &Share,
    behaviour: Option<&Share>,
) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "INSERT INTO names (brand, name, owner, leading, until, since,
                 asserted_owner, asserted_leading, asserted_until, asserted_since)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (brand, name) DO UPDATE SET owner = excluded.owner, leading = excluded.leading,
                 until = excluded.until, since = excluded.since, asserted_owner = excluded.asserted_owner,
                 asserted_leading = excluded.asserted_leading, asserted_until = excluded.asserted_until,
                 asserted_since = excluded.asserted_since",
        )?
        .execute(params![
            brand.as_str(),
            name.as_str(),
            all.owner.as_str(),
            all.leading.as_str(),
            all.until,
            all.since,
            behaviour.map(|share| share.owner.as_str()),
            behaviour.map(|share| share.leading.as_str()),
            behaviour.map(|share| share.until),
            behaviour.map(|share| share.since),
        ])?;
    Ok(())
}
