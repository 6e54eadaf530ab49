//! What choices teach: of the customers an offer was given, and of those it was not, how many bought.

use std::collections::BTreeMap;

use domain::id::{BrandId, CustomerId, OfferId};
use domain::profile::Profile;
use domain::program::{Arm, Evidence};
use domain::time::Timestamp;

use super::connections::Lent;
use super::failure::Failure;
use super::log;
use crate::store::row;

const CORRUPT: Failure = Failure::Corrupt("choice");

/// The first choice of an offer for a customer who ordered while it was looked on.
struct Perhaps {
    offer: OfferId,
    at: i64,
    until: i64,
    shown: bool,
}

/// Counts each customer once for an offer, by the first choice there was: on which side chance put them, and whether
/// they bought, and kept, something while it was looked for. Choices that are still looked on do not count yet.
pub(super) async fn of(
    db: &mut Lent,
    brand: &BrandId,
    today: Timestamp,
) -> Result<BTreeMap<OfferId, Evidence>, Failure> {
    // Who ordered at all is found here; whether they kept it is left to the domain. What was chosen while it is in doubt
    // who it was for teaches nothing.
    let sql = "SELECT offer, person, at, looked_until, shown, EXISTS (
                   SELECT 1 FROM events WHERE events.brand = $1 AND kind = 'order_completed'
                       AND events.at >= first.at AND events.at < looked_until AND customer IN (
                           SELECT first.person
                           UNION ALL SELECT name FROM names WHERE names.brand = $1 AND \"leading\" = first.person
                       )
               )
               FROM (
                   SELECT DISTINCT ON (offer, person) offer, person, at, looked_until, shown FROM (
                       SELECT offer, CASE WHEN until >= at THEN \"leading\" ELSE customer END AS person,
                           at, looked_until, shown
                       FROM choices LEFT JOIN names ON names.brand = $1 AND name = customer
                       WHERE choices.brand = $1 AND looked_until <= $2
                           AND (name IS NULL OR until >= at OR since < at)
                   ) AS chosen ORDER BY offer, person, at
               ) AS first";
    let mut found = BTreeMap::<_, Evidence>::new();
    let mut perhaps = BTreeMap::<CustomerId, Vec<Perhaps>>::new();
    for row in db.query(sql, &[&brand.as_str(), &row::micros(today)]).await? {
        let offer = OfferId::new(row.try_get::<_, String>(0)?).map_err(|_| CORRUPT)?;
        let shown = row.try_get(4)?;
        arm(found.entry(offer.clone()).or_default(), shown).customers += 1;
        if row.try_get(5)? {
            let first = Perhaps { offer, at: row.try_get(2)?, until: row.try_get(3)?, shown };
            let customer = CustomerId::new(row.try_get::<_, String>(1)?).map_err(|_| CORRUPT)?;
            perhaps.entry(customer).or_default().push(first);
        }
    }
    for (customer, choices) in perhaps {
        let profile = Profile::as_of(today, log::history(db, brand, &customer).await?);
        for Perhaps { offer, at, until, shown } in choices {
            let bought = profile.orders.iter().any(|order| (at..until).contains(&row::micros(order.at)));
            arm(found.entry(offer).or_default(), shown).bought += u64::from(bought);
        }
    }
    Ok(found)
}

fn arm(evidence: &mut Evidence, shown: bool) -> &mut Arm {
    if shown { &mut evidence.given } else { &mut evidence.held_out }
}
