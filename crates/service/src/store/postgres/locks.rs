//! Who comes first, where two want to change what is kept of the same customer, or of the same stock. Locks are taken at the
//! beginning of a transaction, always in this order, and given back at its end: a brand's people, its customers by name,
//! then a stock. So no two wait for one another.

use std::collections::BTreeSet;

use domain::id::{BrandId, CustomerId, OfferId};

use super::connections::Lent;
use super::failure::Failure;
use super::log::Told;
use super::{claims, erased, people};

/// What may happen to a brand's people while a transaction lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lock {
    /// Nobody learns who is who.
    Shared,
    /// Only this one learns who is who.
    Alone,
}

/// The locks that are needed to keep events.
pub(super) async fn take(db: &mut Lent, told: &[Told<'_>]) -> Result<(), Failure> {
    let brands: BTreeSet<&BrandId> = told.iter().map(|told| told.brand).collect();
    for brand in &brands {
        let of = |event: &&Told<'_>| event.brand == *brand;
        if told.iter().filter(of).any(|Told { event, .. }| {
            event.fact.identifies(&event.customer).is_some() || event.fact.binds(&event.customer).is_some()
        }) {
            people(db, brand, Lock::Alone).await?;
        } else if told.iter().filter(of).any(|told| claims::concerns(&told.event.fact)) {
            people(db, brand, Lock::Shared).await?;
        }
    }
    let mut names = BTreeSet::new();
    for Told { brand, event, .. } in told {
        names.insert((*brand, event.customer.clone()));
        names.extend(erased::named(&event.fact).map(|name| (*brand, name.clone())));
        if claims::concerns(&event.fact) {
            let bundle = people::bundle(db, brand, &event.customer).await?;
            names.extend(bundle.into_iter().map(|name| (*brand, name)));
        }
    }
    customers(db, &names).await
}

/// The locks to decide for a customer, under whatever name they are asked for.
pub(super) async fn person(db: &mut Lent, brand: &BrandId, customer: &CustomerId) -> Result<(), Failure> {
    people(db, brand, Lock::Shared).await?;
    let bundle = people::bundle(db, brand, customer).await?;
    let mut names: BTreeSet<_> = bundle.into_iter().map(|name| (brand, name)).collect();
    names.insert((brand, customer.clone()));
    customers(db, &names).await
}

/// The lock to know, or to learn, who a brand's people are.
pub(super) async fn people(db: &mut Lent, brand: &BrandId, lock: Lock) -> Result<(), Failure> {
    let sql = match lock {
        Lock::Shared => "SELECT pg_advisory_xact_lock_shared(hashtextextended('people of ' || $1::text, 0))",
        Lock::Alone => "SELECT pg_advisory_xact_lock(hashtextextended('people of ' || $1::text, 0))",
    };
    db.execute(sql, &[&brand.as_str()]).await?;
    Ok(())
}

/// The locks to add to customers' histories, or to take from them.
pub(super) async fn customers(
    db: &mut Lent,
    names: &BTreeSet<(&BrandId, CustomerId)>,
) -> Result<(), Failure> {
    let (brands, names): (Vec<_>, Vec<_>) =
        names.iter().map(|(brand, name)| (brand.as_str(), name.as_str())).unzip();
    // Rows are held in the order in which they are named.
    let sql = "INSERT INTO customers (brand, customer) SELECT * FROM unnest($1::text[], $2::text[])
               ON CONFLICT (brand, customer) DO UPDATE SET known = excluded.known WHERE false";
    db.execute(sql, &[&brands, &names]).await?;
    Ok(())
}

/// The lock to take one of an offer's stock.
pub(super) async fn stock(db: &mut Lent, brand: &BrandId, offer: &OfferId) -> Result<(), Failure> {
    let sql = "INSERT INTO stocks (brand, offer) VALUES ($1, $2)
               ON CONFLICT (brand, offer) DO UPDATE SET brand = excluded.brand WHERE false";
    db.execute(sql, &[&brand.as_str(), &offer.as_str()]).await?;
    Ok(())
}
