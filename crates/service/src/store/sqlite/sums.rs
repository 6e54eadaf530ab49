//! Kept sums, compared with the log and written anew.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use domain::event::{Event, Fact};
use domain::id::{BrandId, CustomerId};
use rusqlite::{Connection, ToSql};

use super::failure::Failure;
use super::{Sqlite, claims, erasure, invitations, log, people};
use crate::store::sums::{Rows, gone};
use crate::store::{Drift, StoreError, Sums};

const VERB: &str = "compare kept sums with the log";

/// So many customers are looked at while others wait.
const SLICE: usize = 100;

/// The sums of a customer: the table, and its rows as a key and a value, of the customer `?2`.
const OF_CUSTOMER: [(&str, &str); 2] = [
    (
        "claims",
        "SELECT json_array(customer, claim), json_array(offer, taken_until, made) FROM claims
         WHERE brand = ?1 AND customer = ?2",
    ),
    (
        "invitations",
        "SELECT json_array(inviter, friend), at FROM invitations WHERE brand = ?1 AND inviter = ?2",
    ),
];

/// The sums of all customers together, with what follows from the table of claims, and how they are written anew.
const OF_CLAIMS: [(&str, [&str; 4]); 2] = [
    (
        "claims_held",
        [
            "SELECT json_array(taken_until, offer), claims FROM claims_held WHERE brand = ?1",
            "SELECT json_array(taken_until, offer), count(*) FROM claims
             WHERE brand = ?1 AND taken_until > -9223372036854775808 GROUP BY taken_until, offer",
            "DELETE FROM claims_held WHERE brand = ?1",
            "INSERT INTO claims_held (brand, taken_until, offer, claims)
             SELECT brand, taken_until, offer, count(*) FROM claims
             WHERE brand = ?1 AND taken_until > -9223372036854775808 GROUP BY brand, taken_until, offer",
        ],
    ),
    (
        "claims_made",
        [
            "SELECT json_array(made, offer, taken_until), claims FROM claims_made WHERE brand = ?1",
            "SELECT json_array(made / 900000000, offer, taken_until), count(*) FROM claims
             WHERE brand = ?1 AND taken_until > -9223372036854775808
             GROUP BY made / 900000000, offer, taken_until",
            "DELETE FROM claims_made WHERE brand = ?1",
            "INSERT INTO claims_made (brand, made, offer, taken_until, claims)
             SELECT brand, made / 900000000, offer, taken_until, count(*) FROM claims
             WHERE brand = ?1 AND taken_until > -9223372036854775808
             GROUP BY brand, made / 900000000, offer, taken_until",
        ],
    ),
];

/// The sums of the facts of identity.
const OF_NAMES: [(&str, &str); 3] = [
    (
        "identifications",
        "SELECT json_array(anonymous, at, customer), proven FROM identifications WHERE brand = ?1",
    ),
    ("merges", "SELECT json_array(customer, other), json_array(at, parted) FROM merges WHERE brand = ?1"),
    // Somebody who goes by one name only is as if they were not in the table.
    (
        "names",
        "SELECT name, json_array(owner, leading, until, since,
             asserted_owner, asserted_leading, asserted_until, asserted_since) FROM names WHERE brand = ?1 AND NOT (
             owner = name AND leading = name AND until = 9223372036854775807
             AND NOT EXISTS (SELECT 1 FROM names AS others
                 WHERE others.brand = ?1 AND others.name <> names.name
                     AND names.name IN (others.leading, others.asserted_leading)))",
    ),
];

#[async_trait]
impl Sums for Sqlite {
    async fn brands(&self) -> Result<Vec<BrandId>, StoreError> {
        self.read("list brands", brands).await
    }

    async fn rebuild(&self, brand: &BrandId, mend: bool) -> Result<Vec<Drift>, StoreError> {
        let work = {
            let brand = brand.clone();
            move |db: &_| tried(db, mend, |db| of_names(db, &brand))
        };
        let mut drifts = self.writer.write(VERB, work).await?;
        let mut after = None::<CustomerId>;
        let mut sums = OF_CUSTOMER.map(|(sum, _)| Drift { sum, rows: 0, wrong: 0 });
        loop {
            let (brand, from) = (brand.clone(), after.clone());
            let work = move |db: &_| {
                let names = erasure::names(db, &brand, from.as_ref(), SLICE)?;
                Ok((tried(db, mend, |db| of_customers(db, &brand, &names))?, names.last().cloned()))
            };
            let (slice, last) = self.writer.write(VERB, work).await?;
            for (sum, drift) in sums.iter_mut().zip(slice) {
                sum.rows += drift.rows;
                sum.wrong += drift.wrong;
            }
            after = match last {
                Some(last) => Some(last),
                None => break,
            };
        }
        drifts.extend(sums);
        let brand = brand.clone();
        let work = move |db: &_| tried(db, mend, |db| of_claims(db, &brand));
        drifts.extend(self.writer.write(VERB, work).await?);
        Ok(drifts)
    }
}

/// Writes anew all that is summed up of the names of some people of whom events were deleted. What they redeemed stays
/// counted, without them.
pub(super) fn mend(
    connection: &Connection,
    brand: &BrandId,
    names: &BTreeSet<CustomerId>,
) -> Result<(), Failure> {
    let names = relearn(connection, brand, names)?;
    let before = claims::redeemed(connection, brand, &names)?;
    for name in &names {
        claims::sum_up(connection, brand, name)?;
        invite(connection, brand, name)?;
    }
    let gone = gone(before, &claims::redeemed(connection, brand, &names)?);
    claims::keep_redeemed(connection, brand, gone)
}

/// Does work, and undoes it again where it is only to be seen what it would have changed.
fn tried<T>(
    connection: &Connection,
    mend: bool,
    work: impl FnOnce(&Connection) -> Result<T, Failure>,
) -> Result<T, Failure> {
    connection.execute_batch("SAVEPOINT tried")?;
    let done = work(connection);
    connection.execute_batch(if mend { "RELEASE tried" } else { "ROLLBACK TO tried; RELEASE tried" })?;
    done
}

fn of_customers(
    connection: &Connection,
    brand: &BrandId,
    names: &[CustomerId],
) -> Result<Vec<Drift>, Failure> {
    let read = |sql: &str| -> Result<Rows, Failure> {
        let mut all = Rows::new();
        for name in names {
            all.extend(rows(connection, sql, &[&brand.as_str(), &name.as_str()])?);
        }
        Ok(all)
    };
    let before = OF_CUSTOMER.iter().map(|(_, sql)| read(sql)).collect::<Result<Vec<_>, _>>()?;
    for name in names {
        claims::sum_up(connection, brand, name)?;
        invite(connection, brand, name)?;
    }
    let compare =
        |((sum, sql), before): (&(&'static str, &str), Rows)| Ok(Drift::between(sum, &before, &read(sql)?));
    OF_CUSTOMER.iter().zip(before).map(compare).collect()
}

fn of_claims(connection: &Connection, brand: &BrandId) -> Result<Vec<Drift>, Failure> {
    let mut drifts = Vec::new();
    for (sum, [found, expected, delete, insert]) in OF_CLAIMS {
        let of = [&brand.as_str() as &dyn ToSql];
        let drift = Drift::between(sum, &rows(connection, found, &of)?, &rows(connection, expected, &of)?);
        if drift.wrong > 0 {
            connection.execute(delete, [brand.as_str()])?;
            connection.execute(insert, [brand.as_str()])?;
        }
        drifts.push(drift);
    }
    Ok(drifts)
}

fn of_names(connection: &Connection, brand: &BrandId) -> Result<Vec<Drift>, Failure> {
    let read = |sql: &str| rows(connection, sql, &[&brand.as_str()]);
    let before = OF_NAMES.iter().map(|(_, sql)| read(sql)).collect::<Result<Vec<_>, _>>()?;
    for (table, _) in OF_NAMES {
        connection.execute(&format!("DELETE FROM {table} WHERE brand = ?1"), [brand.as_str()])?;
    }
    let mut select = connection.prepare(
        "SELECT id, customer, at, fact FROM events
         WHERE brand = ?1 AND kind IN ('identified', 'merged', 'unmerged') ORDER BY seq",
    )?;
    let mut said = select.query([brand.as_str()])?;
    while let Some(row) = said.next()? {
        people::learn(connection, brand, &log::event(row)?)?;
    }
    let compare =
        |((sum, sql), before): (&(&'static str, &str), Rows)| Ok(Drift::between(sum, &before, &read(sql)?));
    OF_NAMES.iter().zip(before).map(compare).collect()
}

/// Learns anew who some names are, and everybody who was one with them. Says who all of these are.
fn relearn(
    connection: &Connection,
    brand: &BrandId,
    names: &BTreeSet<CustomerId>,
) -> Result<BTreeSet<CustomerId>, Failure> {
    let mut all = names.clone();
    for name in names {
        all.extend(people::bundle(connection, brand, name)?);
        all.extend(people::asserted(connection, brand, name)?);
    }
    for name in &all {
        for delete in [
            "DELETE FROM identifications WHERE brand = ?1 AND anonymous = ?2",
            "DELETE FROM merges WHERE brand = ?1 AND (customer = ?2 OR other = ?2)",
            "DELETE FROM names WHERE brand = ?1 AND name = ?2",
        ] {
            connection.prepare_cached(delete)?.execute([brand.as_str(), name.as_str()])?;
        }
    }
    let mut said = BTreeMap::<i64, Event>::new();
    for name in &all {
        let mut select = connection.prepare_cached(
            "SELECT id, customer, at, fact, seq FROM events
             WHERE brand = ?1 AND customer = ?2 AND kind IN ('identified', 'merged', 'unmerged')
             UNION ALL SELECT id, customer, at, fact, seq FROM events
             WHERE brand = ?1 AND coalesce(fact ->> 'friend', fact ->> 'anonymous', fact ->> 'other') = ?2
                 AND kind IN ('friend_invited', 'identified', 'merged', 'unmerged')",
        )?;
        let mut rows = select.query([brand.as_str(), name.as_str()])?;
        while let Some(row) = rows.next()? {
            said.insert(row.get(4)?, log::event(row)?);
        }
    }
    for event in said.into_values() {
        people::learn(connection, brand, &event)?;
    }
    Ok(all)
}

/// Writes anew whom somebody invited.
fn invite(connection: &Connection, brand: &BrandId, inviter: &CustomerId) -> Result<(), Failure> {
    connection
        .prepare_cached("DELETE FROM invitations WHERE brand = ?1 AND inviter = ?2")?
        .execute([brand.as_str(), inviter.as_str()])?;
    let mut select = connection.prepare_cached(
        "SELECT id, customer, at, fact FROM events
         WHERE brand = ?1 AND customer = ?2 AND kind = 'friend_invited'",
    )?;
    let mut rows = select.query([brand.as_str(), inviter.as_str()])?;
    while let Some(row) = rows.next()? {
        let Event { customer, at, fact, .. } = log::event(row)?;
        if let Fact::FriendInvited { friend } = fact {
            invitations::keep(connection, brand, &customer, &friend, at)?;
        }
    }
    Ok(())
}

fn rows(connection: &Connection, sql: &str, of: &[&dyn ToSql]) -> Result<Rows, Failure> {
    let mut select = connection.prepare_cached(&format!("SELECT * FROM ({sql})"))?;
    let mut found = select.query(of)?;
    let mut rows = Rows::new();
    while let Some(row) = found.next()? {
        let value = row.get_ref(1)?;
        let value =
            value.as_i64().map(|number| number.to_string()).or_else(|_| value.as_str().map(str::to_owned));
        rows.insert(row.get(0)?, value.map_err(|_| Failure::Corrupt("sum"))?);
    }
    Ok(rows)
}

fn brands(connection: &Connection) -> Result<Vec<BrandId>, Failure> {
    let mut select = connection.prepare(
        "SELECT brand FROM events UNION SELECT brand FROM claims UNION SELECT brand FROM invitations
         UNION SELECT brand FROM names ORDER BY brand",
    )?;
    let mut rows = select.query([])?;
    let mut brands = Vec::new();
    while let Some(row) = rows.next()? {
        let brand: String = row.get(0)?;
        brands.push(BrandId::new(brand).map_err(|_| Failure::Corrupt("brand"))?);
    }
    Ok(brands)
}
