//! How points are earned, and the tiers they lead to.

use domain::id::{BenefitId, TierId};
use domain::money::{Currency, InvalidMoney, Money, Points};
use domain::tier::{Benefit, Ladder, PointRules, Tier};
use toml::de::DeValue;

use super::fields::Fields;
use super::name::identified;
use super::node::Node;
use super::source::{Told, gather};
use super::words::{self, Locales, room};

/// The most points a tier may take, or an amount may give.
pub(super) const MOST_POINTS: i64 = 1_000_000_000;

pub(super) fn points(file: &mut Fields<'_>, currency: Result<Currency, Told>) -> Result<PointRules, Told> {
    let mut section = file.section("points", "`points`, `for_each` and `window_days`")?;
    let points = section.need("points", "points = 1").and_then(|node| node.whole(1..=MOST_POINTS));
    let for_each = section.need("for_each", "for_each = \"1.00\"").and_then(|node| money(&node, currency, 1));
    let window = section.need("window_days", "window_days = 365").and_then(|node| node.days());
    section.done();
    Ok(PointRules { points: points?, for_each: for_each?, window_days: window? })
}

/// An amount in the brand's currency, in quotes so that no digit is lost, of at least so many minor units.
pub(super) fn money(node: &Node<'_>, currency: Result<Currency, Told>, least: i64) -> Result<Money, Told> {
    let bare = match node.value() {
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        _ => None,
    };
    if let Some(number) = bare {
        return Err(node.wrong("is an amount without quotes", node.example(&format!("\"{number}\""))));
    }
    let text = node.text(40)?;
    let currency = currency?;
    let least = Money { minor: least, currency };
    let plain = |amount: Money| amount.to_string().replace(&format!(" {currency}"), "");
    match Money::parse(text, currency) {
        Ok(amount) if amount.minor >= least.minor => Ok(amount),
        Ok(_) => Err(node.wrong(
            format!("must be at least {least}, not {text}"),
            node.example(&format!(
                "\"{}\"",
                plain(Money { minor: least.minor.max(currency.scale()), currency })
            )),
        )),
        Err(InvalidMoney::TooPrecise(digits)) => {
            let wrong = format!("has more digits after the point than {currency} has, `{text}`");
            Err(node.wrong(wrong, format!("write at most {digits} digits after the point")))
        }
        Err(error) => Err(node.wrong(format!("{error}, not `{text}`"), node.example("\"12.50\""))),
    }
}

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
        benefit.done();
        let read = || {
            let words = title?.into_iter().zip(text?.into_values());
            Ok(Benefit {
                id: id?,
                words: words.map(|((locale, title), text)| (locale, (title, text))).collect(),
            })
        };
        gather(&mut benefits, read());
    }
    benefits
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
