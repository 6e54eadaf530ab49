//! What of an anonymous name is whose: reckoned by the domain from all that was said of it.

use std::collections::BTreeSet;

use domain::event::{Assurance, Event};
use domain::id::{BrandId, CustomerId};
use domain::person::{Stretch, Word};

use super::claims;
use super::connections::Lent;
use super::failure::Failure;
use super::people::{CORRUPT, leading_at, read};
use crate::store::row::{self, Share};

/// Takes in that somebody was identified under an anonymous name, and names those whose claims are to be summed up anew.
pub(super) async fn identify(
    db: &mut Lent,
    brand: &BrandId,
    anonymous: &CustomerId,
    assurance: Assurance,
    event: &Event,
) -> Result<Vec<CustomerId>, Failure> {
    let sql =
        "INSERT INTO identifications (brand, anonymous, customer, at, proven) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (brand, anonymous, at, customer)
               DO UPDATE SET proven = identifications.proven OR excluded.proven";
    let (of, key, customer) = (brand.as_str(), anonymous.as_str(), event.customer.as_str());
    let (at, proven) = (row::micros(event.at), assurance == Assurance::Proven);
    db.execute(sql, &[&of, &key, &customer, &at, &proven]).await?;
    settle(db, brand, anonymous).await
}

/// Writes anew whose an anonymous name is, by all that was said of it, and names those whose claims are to be summed up
/// anew.
async fn settle(db: &mut Lent, brand: &BrandId, anonymous: &CustomerId) -> Result<Vec<CustomerId>, Failure> {
    let (of, key) = (brand.as_str(), anonymous.as_str());
    let sql = "SELECT at, customer, proven FROM identifications WHERE brand = $1 AND anonymous = $2";
    let mut said = BTreeSet::new();
    for row in db.query(sql, &[&of, &key]).await? {
        let (at, customer) = (row::instant(row.try_get(0)?).ok_or(CORRUPT)?, read(&row, 1)?);
        let assurance = if row.try_get(2)? { Assurance::Proven } else { Assurance::Asserted };
        said.insert(Word { at, customer, assurance });
    }
    let before = owner(db, brand, anonymous).await?;
    let (behaviour, rest) = Stretch::both(&said);
    let asserted = behaviour.filter(|behaviour| rest.as_ref() != Some(behaviour));
    let rest = share(db, brand, anonymous, rest).await?;
    let asserted = match asserted {
        Some(stretch) => Some(share(db, brand, anonymous, Some(stretch)).await?),
        None => None,
    };
    keep(db, brand, anonymous, &rest, asserted.as_ref()).await?;
    let after = rest.owner;
    // Claims that began, or ended, under a name that has come to somebody else are to be summed up with theirs.
    let sql = "SELECT 1 FROM events WHERE brand = $1 AND customer = $2
                   AND kind IN ('offer_reserved', 'offer_claimed', 'claim_released', 'voucher_redeemed') LIMIT 1";
    match before != after && !db.query(sql, &[&of, &key]).await?.is_empty() {
        true => Ok(vec![before, after]),
        false => Ok(Vec::new()),
    }
}

/// The known name that a name goes by; itself where that is not known.
async fn owner(db: &mut Lent, brand: &BrandId, name: &CustomerId) -> Result<CustomerId, Failure> {
    let sql = "SELECT owner FROM names WHERE brand = $1 AND name = $2";
    let rows = db.query(sql, &[&brand.as_str(), &name.as_str()]).await?;
    rows.first().map_or(Ok(name.clone()), |row| read(row, 0))
}

/// Writes anew whose all names are of which a page asserted something: until now that was taken for proven.
pub(super) async fn settle_asserted(db: &mut Lent) -> Result<(), Failure> {
    let sql = "SELECT DISTINCT brand, anonymous FROM identifications WHERE NOT proven";
    for row in db.query_once(sql, &[]).await? {
        let brand = BrandId::new(row.try_get::<_, String>(0)?).map_err(|_| CORRUPT)?;
        let claimants = settle(db, &brand, &read(&row, 1)?).await?.into_iter().collect();
        claims::sum_up(db, &brand, &claimants).await?;
    }
    Ok(())
}

/// What a stretch makes of an anonymous name; nobody was identified where there is none.
async fn share(
    db: &mut Lent,
    brand: &BrandId,
    anonymous: &CustomerId,
    stretch: Option<Stretch>,
) -> Result<Share, Failure> {
    let since = stretch.as_ref().map_or(i64::MIN, |stretch| row::micros(stretch.since));
    let Some((owner, until)) = stretch.and_then(|stretch| stretch.owner) else {
        return Ok(Share { until: i64::MIN, since, ..Share::whole(anonymous, anonymous) });
    };
    let leading = leading_at(db, brand, owner.clone(), i64::MAX).await?;
    keep(db, brand, &owner, &Share::whole(&owner, &leading), None).await?;
    Ok(Share { owner, leading, until: row::micros(until), since })
}

/// Keeps whose a name is: all of it, or all but behaviour where that is another matter.
pub(super) async fn keep(
    db: &mut Lent,
    brand: &BrandId,
    name: &CustomerId,
    all: &Share,
    behaviour: Option<&Share>,
) -> Result<(), Failure> {
    let sql = "INSERT INTO names (brand, name, owner, \"leading\", until, since,
                   asserted_owner, asserted_leading, asserted_until, asserted_since)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
               ON CONFLICT (brand, name) DO UPDATE SET owner = excluded.owner, \"leading\" = excluded.\"leading\",
                   until = excluded.until, since = excluded.since, asserted_owner = excluded.asserted_owner,
                   asserted_leading = excluded.asserted_leading, asserted_until = excluded.asserted_until,
                   asserted_since = excluded.asserted_since";
    let (of, name) = (brand.as_str(), name.as_str());
    let all = (all.owner.as_str(), all.leading.as_str(), all.until, all.since);
    let owner = behaviour.map(|share| share.owner.as_str());
    let leading = behaviour.map(|share| share.leading.as_str());
    let (until, since) = (behaviour.map(|share| share.until), behaviour.map(|share| share.since));
    db.execute(sql, &[&of, &name, &all.0, &all.1, &all.2, &all.3, &owner, &leading, &until, &since]).await?;
    Ok(())
}
