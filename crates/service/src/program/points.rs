//! How points are earned, and how they can be spent.

use domain::id::{Category, MAX_BYTES};
use domain::ledger::{BalanceRules, ReturnPolicy};
use domain::money::{Currency, InvalidMoney, Money};
use domain::tier::{PointRules, Window};
use domain::time::Days;
use toml::de::DeValue;

use super::fields::Fields;
use super::name::named;
use super::node::Node;
use super::source::{Told, gather};

/// The most points a tier may take, or an amount may give.
pub(super) const MOST_POINTS: i64 = 1_000_000_000;

/// What a program says about points.
pub(super) struct Points {
    pub(super) rules: PointRules,
    /// For so many days they count towards a tier; `None` where `[tiers]` says otherwise.
    pub(super) window: Option<Days>,
    pub(super) balance: Option<BalanceRules>,
}

/// Reads the section. Where `[tiers]` has a `window`, this one has none.
pub(super) fn read(
    file: &mut Fields<'_>,
    currency: Result<Currency, Told>,
    window: Result<Option<Window>, Told>,
) -> Result<Points, Told> {
    let mut section = file.section("points", "`points`, `for_each` and `window_days`")?;
    let points = section.need("points", "points = 1").and_then(|node| node.whole(1..=MOST_POINTS));
    let for_each = section.need("for_each", "for_each = \"1.00\"").and_then(|node| money(&node, currency, 1));
    let window = match window {
        Ok(None) => section.need("window_days", "window_days = 365").and_then(|node| node.days()).map(Some),
        Ok(Some(_)) => section.get("window_days").map_or(Ok(None), |node| {
            Err(node.wrong("is said in `[tiers]` too, as its `window`", "take it out here, or there"))
        }),
        Err(told) => section.get("window_days").map_or(Ok(None), |_| Err(told)),
    };
    let except = section.get("except").map(|node| except(&node)).transpose();
    let balance = section.get("balance").map(|node| balance(&node)).transpose();
    section.done();
    let rules = PointRules { points: points?, for_each: for_each?, except: except?.unwrap_or_default() };
    Ok(Points { rules, window: window?, balance: balance? })
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

/// The kinds of product that earn nothing, each once.
fn except(node: &Node<'_>) -> Result<Vec<Category>, Told> {
    let mut categories = Ok(Vec::new());
    for part in node.list()? {
        let example = node.example("[\"gift-card\"]");
        let read = part.text(MAX_BYTES).and_then(|text| match Category::new(text) {
            Ok(category) if categories.as_ref().is_ok_and(|known: &Vec<_>| known.contains(&category)) => {
                Err(part.wrong(format!("names `{text}` twice"), "take one of them out"))
            }
            Ok(category) => Ok(category),
            Err(error) => Err(part.wrong(error, example)),
        });
        gather(&mut categories, read);
    }
    match categories {
        Ok(none) if none.is_empty() => Err(node.wrong("names no category", node.example("[\"gift-card\"]"))),
        categories => categories,
    }
}

fn balance(node: &Node<'_>) -> Result<BalanceRules, Told> {
    let mut balance = node.fields()?;
    let pending = balance.need("pending_days", "pending_days = 14").and_then(|node| node.whole(0..=365));
    let expire = balance.get("expire_months").map(|node| node.whole(1..=120)).transpose();
    let returns = balance.need("returns", "returns = \"within_balance\"").and_then(|node| {
        let policies = [
            (ReturnPolicy::OnlyPending, "only_pending"),
            (ReturnPolicy::WithinBalance, "within_balance"),
            (ReturnPolicy::Unlimited, "unlimited"),
        ];
        named(&node, "way to take points back", &policies)
    });
    balance.done();
    Ok(BalanceRules {
        pending_days: pending? as Days,
        expire_months: expire?.map(|months| months as i32),
        returns: returns?,
    })
}
