//! The tiers that points lead to, and what they give.

use domain::id::{BenefitId, TierId};
use domain::money::Points;
use domain::tier::{Benefit, Ladder, Limit, Per, Tier};

use super::fields::Fields;
use super::name::{identified, named};
use super::node::Node;
use super::points::MOST_POINTS;
use super::source::{Told, gather};
use super::words::{self, Locales, room};

/// The most uses of a benefit that are worth counting.
const MOST_TIMES: i64 = 10_000;

/// The ladder, and the names of its tiers, which may be known where the ladder is not sound.
pub(super) fn read(
    file: &mut Fields<'_>,
    locales: &Locales,
) -> (Result<Ladder, Told>, Result<Vec<TierId>, Told>) {
    let rows = match file.rows("tier", "[[tier]]") {
        Ok(rows) if !rows.is_empty() => rows,
        Ok(_) => {
            let instead =
                "add `[[tier]]` with `id`, `from = 0` and `name`: everyone is in the lowest tier at least";
            let told = file.lacks("`[[tier]]`", instead);
            return (Err(told), Err(told));
        }
        Err(told) => return (Err(told), Err(told)),
    };
    let (mut tiers, mut ids, mut froms, mut benefits) =
        (Ok(Vec::new()), Ok(Vec::new()), Vec::new(), Vec::new());
    for row in rows {
        let (mut row, id) = identified(row, "tier", TierId::new, ids.as_deref().unwrap_or_default());
        gather(&mut ids, id.clone());
        let from = row.need("from", "from = 100").and_then(|node| Ok((node.whole(0..=MOST_POINTS)?, node)));
        let name = words::need(&mut row, "name", room::TIER, locales);
        let given = given(&mut row, locales, &mut benefits);
        row.done();
        froms.extend(from.clone());
        let tier = || Ok(Tier { id: id?, name: name?, from: Points(from?.0), benefits: given? });
        gather(&mut tiers, tier());
    }
    let crooked =
        |error| file.wrong(format!("has no sound ladder: {error}"), "put the tiers in order, lowest first");
    let ladder = rising(&froms).and(tiers).and_then(|tiers| Ladder::new(tiers).map_err(crooked));
    (ladder, ids)
}

fn given(row: &mut Fields<'_>, locales: &Locales, known: &mut Vec<BenefitId>) -> Result<Vec<Benefit>, Told> {
    let mut benefits = Ok(Vec::new());
    for benefit in row.rows("benefit", "[[tier.benefit]]")? {
        let (mut benefit, id) = identified(benefit, "benefit", BenefitId::new, known);
        known.extend(id.clone());
        let title = words::need(&mut benefit, "title", room::TITLE, locales);
        let text = words::need(&mut benefit, "text", room::TEXT, locales);
        let limit = benefit.get("limit").map(|node| limit(&node)).transpose();
        benefit.done();
        let read = || {
            let words = title?.into_iter().zip(text?.into_values());
            Ok(Benefit {
                limit: limit?,
                id: id?,
                words: words.map(|((locale, title), text)| (locale, (title, text))).collect(),
            })
        };
        gather(&mut benefits, read());
    }
    benefits
}

/// So many times in each month, year or period.
fn limit(node: &Node<'_>) -> Result<Limit, Told> {
    let mut fields = node.fields()?;
    let times = fields.need("times", "times = 2").and_then(|node| node.whole(1..=MOST_TIMES));
    let per = fields.need("per", "per = \"year\"").and_then(|node| {
        named(&node, "span", &[(Per::Month, "month"), (Per::Year, "year"), (Per::Period, "period")])
    });
    fields.done();
    Ok(Limit { times: times? as u32, per: per? })
}

/// The names of everything that a ladder gives.
pub(super) fn benefits(ladder: &Ladder) -> Vec<BenefitId> {
    ladder.tiers().iter().flat_map(|tier| &tier.benefits).map(|benefit| benefit.id.clone()).collect()
}

/// Tells of a lowest tier above zero, and of every tier that takes no more than the one before it.
fn rising(froms: &[(i64, Node<'_>)]) -> Result<(), Told> {
    let mut sound = Ok(());
    if let Some((1.., node)) = froms.first() {
        let wrong = "is above 0 in the lowest tier, so that a new customer would have none";
        sound = Err(node.wrong(wrong, "write `from = 0`, or put the lowest tier first"));
    }
    for pair in froms.windows(2) {
        if let [(before, _), (from, node)] = pair
            && from <= before
        {
            let wrong = format!("takes no more points than the tier before it, which takes {before}");
            let instead = format!("write a number above {before}, or put the tiers in order, lowest first");
            sound = Err(node.wrong(wrong, instead));
        }
    }
    sound
}
