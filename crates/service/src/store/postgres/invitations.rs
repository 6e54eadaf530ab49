//! The table of invitations: a sum of the events, kept beside them in the same transaction, so that nobody's history
//! need be searched for who invited whom.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::{Event, Fact};
use domain::id::{BrandId, CustomerId};
use domain::person::Person;
use domain::referral::Invitation;

use super::connections::Lent;
use super::failure::Failure;
use super::log::{self, Told};
use super::people::{self, Part, Parts};
use crate::memory::Memory;
use crate::store::row;

const CORRUPT: Failure = Failure::Corrupt("invitation");

/// Everything that is remembered of whoever goes by a name. For who has one, invited nobody, and was not invited, three
/// looks at an index more than their history.
pub(super) async fn recall(db: &mut Lent, brand: &BrandId, customer: &CustomerId) -> Result<Memory, Failure> {
    let person = people::parts(db, brand, customer).await?;
    let history = log::history_of(db, brand, &person.parts).await?;
    let (mut invitations, mut purchases) = (BTreeMap::new(), BTreeMap::new());
    for friend in friends(db, brand, &person).await? {
        let friend = people::parts(db, brand, &friend).await?;
        invitations.insert(friend.customer.clone(), invited(db, brand, &friend).await?);
        purchases.insert(friend.customer.clone(), bought(db, brand, &friend).await?);
    }
    let own = invited(db, brand, &person).await?;
    if !own.is_empty() {
        invitations.insert(person.customer.clone(), own);
    }
    let Person { customer, names } = person.person();
    Ok(Memory { customer, names, history, invitations, purchases })
}

/// Keeps invitations; of several of the same friend by the same customer, the earliest.
pub(super) async fn keep(db: &mut Lent, news: &[Told<'_>]) -> Result<(), Failure> {
    let mut earliest = BTreeMap::new();
    for told in news {
        if let Fact::FriendInvited { friend } = &told.event.fact {
            let key = (told.brand.as_str(), friend.as_str(), told.event.customer.as_str());
            let at = row::micros(told.event.at);
            earliest.entry(key).and_modify(|first: &mut i64| *first = at.min(*first)).or_insert(at);
        }
    }
    if earliest.is_empty() {
        return Ok(());
    }
    let (mut brands, mut friends, mut inviters, mut ats) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for ((brand, friend, inviter), at) in earliest {
        brands.push(brand);
        friends.push(friend);
        inviters.push(inviter);
        ats.push(at);
    }
    let sql = "INSERT INTO invitations (brand, friend, inviter, at)
               SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
               ON CONFLICT (brand, friend, inviter) DO UPDATE SET at = least(invitations.at, excluded.at)";
    db.execute(sql, &[&brands, &friends, &inviters, &ats]).await?;
    Ok(())
}

/// Those whom a person invited, by their leading names.
async fn friends(db: &mut Lent, brand: &BrandId, person: &Parts) -> Result<BTreeSet<CustomerId>, Failure> {
    let sql = "SELECT friend FROM invitations WHERE brand = $1 AND inviter = $2 AND at > $3 AND at <= $4";
    let mut found = BTreeSet::new();
    for Part { name, after, until, .. } in person.proven() {
        for row in db.query(sql, &[&brand.as_str(), &name.as_str(), after, until]).await? {
            let friend = CustomerId::new(row.try_get::<_, String>(0)?).map_err(|_| CORRUPT)?;
            found.insert(people::leading_at(db, brand, friend, i64::MAX).await?);
        }
    }
    found.remove(&person.customer);
    Ok(found)
}

/// The invitations that a person had, from each inviter by their leading name.
async fn invited(db: &mut Lent, brand: &BrandId, person: &Parts) -> Result<Vec<Invitation>, Failure> {
    let sql = "SELECT inviter, at FROM invitations WHERE brand = $1 AND friend = $2";
    let mut found = Vec::new();
    for Part { name, .. } in person.proven() {
        for row in db.query(sql, &[&brand.as_str(), &name.as_str()]).await? {
            let by = CustomerId::new(row.try_get::<_, String>(0)?).map_err(|_| CORRUPT)?;
            let by = people::leading_at(db, brand, by, row.try_get(1)?).await?;
            found.push(Invitation { at: row::instant(row.try_get(1)?).ok_or(CORRUPT)?, by });
        }
    }
    Ok(found)
}

/// The orders of a person, and what was given back of them.
async fn bought(db: &mut Lent, brand: &BrandId, person: &Parts) -> Result<Vec<Event>, Failure> {
    let sql = "SELECT id, customer, at, fact FROM events
               WHERE brand = $1 AND customer = $2 AND at > $3 AND at <= $4
                 AND kind IN ('order_completed', 'order_refunded', 'order_cancelled')";
    let mut found = Vec::new();
    for Part { name, after, until, .. } in person.proven() {
        for row in db.query(sql, &[&brand.as_str(), &name.as_str(), after, until]).await? {
            found.push(log::event(&row)?);
        }
    }
    Ok(found)
}

/// Who invited any of these, under whatever name of theirs.
pub(super) async fn inviters(
    db: &mut Lent,
    brand: &BrandId,
    friends: &BTreeSet<CustomerId>,
) -> Result<BTreeSet<CustomerId>, Failure> {
    let sql = "SELECT DISTINCT inviter FROM invitations WHERE brand = $1 AND friend IN (
                   SELECT unnest($2::text[])
                   UNION SELECT other.name FROM names JOIN names AS other
                       ON other.brand = $1 AND other.\"leading\" = names.\"leading\"
                   WHERE names.brand = $1 AND names.name = ANY($2))";
    let friends: Vec<_> = friends.iter().map(CustomerId::as_str).collect();
    db.query(sql, &[&brand.as_str(), &friends]).await?.iter().map(|row| log::named(row, 0)).collect()
}
