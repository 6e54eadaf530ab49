//! The table of claims: a sum of the events, kept beside them in the same transaction, so that counting what is taken
//! need not replay every history. Two tables of counts follow it.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::Fact;
use domain::id::{BrandId, CustomerId, OfferId};
use domain::profile::{ClaimState, Profile};
use domain::program::Tallies;
use domain::time::Timestamp;

use super::connections::Lent;
use super::failure::Failure;
use super::log;
use super::people::{self, Part};
use crate::store::row;

/// The quarter of an hour in which counts are kept of what was made: every zone's days begin with one.
const QUARTER: i64 = 15 * 60 * 1_000_000;

/// A claim as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Claim {
    offer: String,
    taken_until: i64,
    made: i64,
}

/// By customer and name.
type Claims = BTreeMap<(String, String), Claim>;

/// What is to be added to counts of claims, by what they are counted by.
#[derive(Default)]
struct Counts {
    held: BTreeMap<(i64, String), i64>,
    made: BTreeMap<(i64, String, i64), i64>,
}

/// Whether a fact may change what a claim takes from the stock.
pub(super) fn concerns(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::OfferReserved { .. }
            | Fact::OfferClaimed { .. }
            | Fact::ClaimReleased { .. }
            | Fact::VoucherRedeemed { .. }
    )
}

/// Writes the claims anew of whoever goes by some names, as the domain sums them up from all that happened under any of
/// their names: what nobody may call theirs takes from the stock all the same. They all are locked.
pub(super) async fn sum_up(
    db: &mut Lent,
    brand: &BrandId,
    customers: &BTreeSet<CustomerId>,
) -> Result<(), Failure> {
    let (mut names, mut new) = (BTreeSet::new(), Claims::new());
    for customer in customers {
        if !names.contains(customer) {
            let bundle = people::bundle(db, brand, customer).await?;
            told(db, brand, &bundle, &mut new).await?;
            names.extend(bundle);
        }
    }
    let old = kept(db, brand, &names).await?;
    let mut counts = Counts::default();
    let changed = |key: &&(String, String)| old.get(*key) != new.get(*key);
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).filter(changed).collect();
    if keys.is_empty() {
        return Ok(());
    }
    for key in &keys {
        counts.add(old.get(*key), -1);
        counts.add(new.get(*key), 1);
    }
    let (of, names): (Vec<_>, Vec<_>) =
        keys.iter().map(|(customer, claim)| (customer.as_str(), claim.as_str())).unzip();
    let sql = "DELETE FROM claims USING unnest($2::text[], $3::text[]) AS gone (of, name)
               WHERE brand = $1 AND customer = gone.of AND claim = gone.name";
    db.execute(sql, &[&brand.as_str(), &of, &names]).await?;
    insert(db, brand, keys.iter().filter_map(|key| Some((*key, new.get(*key)?)))).await?;
    counts.keep(db, brand).await
}

/// The claims of one person as their events tell them, each under the name it was first made under.
async fn told(
    db: &mut Lent,
    brand: &BrandId,
    bundle: &BTreeSet<CustomerId>,
    claims: &mut Claims,
) -> Result<(), Failure> {
    let whole: Vec<Part> = bundle.iter().cloned().map(Part::whole).collect();
    let events = log::history_of(db, brand, &whole).await?;
    let mut made = BTreeMap::new();
    for event in &events {
        if let Fact::OfferReserved { claim, .. } | Fact::OfferClaimed { claim, .. } = &event.fact {
            let first = made.entry(claim.clone()).or_insert((event.at, event.customer.clone()));
            *first = first.clone().min((event.at, event.customer.clone()));
        }
    }
    let end = Timestamp::MAX;
    for claim in Profile::as_of(end, events).claims {
        let taken_until = match claim.state(end) {
            ClaimState::Reserved(until) | ClaimState::Claimed(until) | ClaimState::Expired(until) => {
                row::micros(until)
            }
            ClaimState::Redeemed(_) => i64::MAX,
            ClaimState::Released(_) => i64::MIN,
        };
        let Some((_, customer)) = made.get(&claim.id) else { continue };
        let key = (customer.to_string(), claim.id.to_string());
        let (offer, made) = (claim.offer.to_string(), row::micros(claim.at));
        claims.entry(key).or_insert(Claim { offer, taken_until, made });
    }
    Ok(())
}

/// The claims as they were kept.
async fn kept(db: &mut Lent, brand: &BrandId, names: &BTreeSet<CustomerId>) -> Result<Claims, Failure> {
    let customers: Vec<_> = names.iter().map(CustomerId::as_str).collect();
    let sql = "SELECT customer, claim, offer, taken_until, made FROM claims
               WHERE brand = $1 AND customer = ANY($2)";
    let rows = db.query(sql, &[&brand.as_str(), &customers]).await?;
    let claim = |row: &tokio_postgres::Row| {
        let claim = Claim { offer: row.try_get(2)?, taken_until: row.try_get(3)?, made: row.try_get(4)? };
        Ok(((row.try_get(0)?, row.try_get(1)?), claim))
    };
    rows.iter().map(claim).collect()
}

async fn insert<'a>(
    db: &mut Lent,
    brand: &BrandId,
    claims: impl Iterator<Item = (&'a (String, String), &'a Claim)>,
) -> Result<(), Failure> {
    let (mut of, mut names, mut offers) = (Vec::new(), Vec::new(), Vec::new());
    let (mut untils, mut mades) = (Vec::new(), Vec::new());
    for ((customer, name), claim) in claims {
        of.push(customer);
        names.push(name);
        offers.push(&claim.offer);
        untils.push(claim.taken_until);
        mades.push(claim.made);
    }
    let sql = "INSERT INTO claims (brand, customer, claim, offer, taken_until, made)
               SELECT $1::text, * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])";
    db.execute(sql, &[&brand.as_str(), &of, &names, &offers, &untils, &mades]).await?;
    Ok(())
}

impl Counts {
    /// What was given back takes nothing.
    fn add(&mut self, claim: Option<&Claim>, number: i64) {
        if let Some(Claim { offer, taken_until, made }) = claim
            && *taken_until > i64::MIN
        {
            *self.held.entry((*taken_until, offer.clone())).or_default() += number;
            *self.made.entry((made / QUARTER, offer.clone(), *taken_until)).or_default() += number;
        }
    }

    /// Always in order, so that no two wait for one another.
    async fn keep(self, db: &mut Lent, brand: &BrandId) -> Result<(), Failure> {
        let brand = brand.as_str();
        let held = self.held.into_iter().filter(|(_, number)| *number != 0);
        let (keys, numbers): (Vec<_>, Vec<_>) = held.unzip();
        let (untils, offers): (Vec<_>, Vec<_>) = keys.into_iter().unzip();
        let sql = "INSERT INTO claims_held (brand, taken_until, offer, claims)
                   SELECT $1::text, * FROM unnest($2::bigint[], $3::text[], $4::bigint[])
                   ON CONFLICT (brand, taken_until, offer)
                   DO UPDATE SET claims = claims_held.claims + excluded.claims";
        db.execute(sql, &[&brand, &untils, &offers, &numbers]).await?;
        if numbers.iter().any(|number| *number < 0) {
            let sql = "DELETE FROM claims_held USING unnest($2::bigint[], $3::text[]) AS gone (until, of)
                       WHERE brand = $1 AND taken_until = gone.until AND offer = gone.of AND claims = 0";
            db.execute(sql, &[&brand, &untils, &offers]).await?;
        }

        let made = self.made.into_iter().filter(|(_, number)| *number != 0);
        let (mut mades, mut offers, mut untils, mut numbers) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for ((made, offer, until), number) in made {
            mades.push(made);
            offers.push(offer);
            untils.push(until);
            numbers.push(number);
        }
        let sql = "INSERT INTO claims_made (brand, made, offer, taken_until, claims)
                   SELECT $1::text, * FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::bigint[])
                   ON CONFLICT (brand, made, offer, taken_until)
                   DO UPDATE SET claims = claims_made.claims + excluded.claims";
        db.execute(sql, &[&brand, &mades, &offers, &untils, &numbers]).await?;
        if numbers.iter().any(|number| *number < 0) {
            let sql = "DELETE FROM claims_made
                       USING unnest($2::bigint[], $3::text[], $4::bigint[]) AS gone (began, of, until)
                       WHERE brand = $1 AND made = gone.began AND offer = gone.of AND taken_until = gone.until
                         AND claims = 0";
            db.execute(sql, &[&brand, &mades, &offers, &untils]).await?;
        }
        Ok(())
    }
}

/// How many claims of some names were redeemed, by offer.
pub(super) async fn redeemed(
    db: &mut Lent,
    brand: &BrandId,
    names: &BTreeSet<CustomerId>,
) -> Result<BTreeMap<String, i64>, Failure> {
    let names: Vec<_> = names.iter().map(CustomerId::as_str).collect();
    let sql = "SELECT offer, count(*) FROM claims
               WHERE brand = $1 AND customer = ANY($2) AND taken_until = 9223372036854775807 GROUP BY offer";
    let rows = db.query(sql, &[&brand.as_str(), &names]).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// Keeps that so many more are redeemed, of which the log does not tell any more. Always in order, so that no two wait
/// for one another.
pub(super) async fn keep_redeemed(
    db: &mut Lent,
    brand: &BrandId,
    gone: BTreeMap<String, i64>,
) -> Result<(), Failure> {
    let (offers, claims): (Vec<_>, Vec<_>) = gone.into_iter().unzip();
    let sql = "INSERT INTO redeemed (brand, offer, claims)
               SELECT $1::text, * FROM unnest($2::text[], $3::bigint[])
               ON CONFLICT (brand, offer) DO UPDATE SET claims = redeemed.claims + excluded.claims";
    db.execute(sql, &[&brand.as_str(), &offers, &claims]).await?;
    Ok(())
}

/// How many claims on each offer count at `now`, and how many of them were made since `today`. A claim made a moment
/// after `now` by someone whose turn came earlier counts too: it has been promised.
pub(super) async fn tallies(
    db: &mut Lent,
    brand: &BrandId,
    now: Timestamp,
    today: Timestamp,
) -> Result<Tallies, Failure> {
    let sql = "SELECT offer, sum(claims)::bigint, true FROM claims_held
               WHERE brand = $1 AND taken_until > $2 GROUP BY offer
               UNION ALL
               SELECT offer, claims, true FROM redeemed WHERE brand = $1
               UNION ALL
               SELECT offer, sum(claims)::bigint, false FROM claims_made
               WHERE brand = $1 AND made >= $3 AND taken_until > $2 GROUP BY offer";
    let mut tallies = Tallies::new();
    for row in db.query(sql, &[&brand.as_str(), &row::micros(now), &(row::micros(today) / QUARTER)]).await? {
        let offer = OfferId::new(row.try_get::<_, String>(0)?).map_err(|_| Failure::Corrupt("claim"))?;
        let (claims, held) = (row.try_get::<_, i64>(1)?.unsigned_abs(), row.try_get(2)?);
        let tally = tallies.entry(offer).or_default();
        *if held { &mut tally.held } else { &mut tally.today } += claims;
    }
    Ok(tallies)
}

/// The offers of which a claim ran out after an instant and until another.
pub(super) async fn ran_out(
    db: &mut Lent,
    brand: &BrandId,
    after: Timestamp,
    until: Timestamp,
) -> Result<BTreeSet<OfferId>, Failure> {
    let sql = "SELECT DISTINCT offer FROM claims_held
               WHERE brand = $1 AND taken_until > $2 AND taken_until <= $3 AND claims > 0";
    let rows = db.query(sql, &[&brand.as_str(), &row::micros(after), &row::micros(until)]).await?;
    let offer = |row: &tokio_postgres::Row| {
        OfferId::new(row.try_get::<_, String>(0)?).map_err(|_| Failure::Corrupt("claim"))
    };
    rows.iter().map(offer).collect()
}
