//! Who an offer is for: everyone, or the customers of whom a tree of conditions holds.

use domain::condition::Condition;
use domain::id::OfferId;
use domain::offer::Audience;
use toml::de::DeValue;

use super::leaf;
use super::name::{listed, nearest};
use super::node::Node;
use super::offer::Known;
use super::source::{Told, gather};

/// What a condition may begin with.
const WORDS: [&str; 14] = [
    "all",
    "any",
    "not",
    "stage",
    "tier_at_least",
    "tier_is",
    "orders",
    "spent",
    "days_since_order",
    "days_since_first_order",
    "points_to_next_tier",
    "behaviour",
    "claims",
    "redemptions",
];

pub(super) fn audience(
    node: &Node<'_>,
    known: &Known<'_>,
    offers: &Result<Vec<OfferId>, Told>,
) -> Result<Audience, Told> {
    match node.value() {
        DeValue::String(text) if text == "everyone" => Ok(Audience::Everyone),
        DeValue::Table(_) => Ok(Audience::Customers(condition(node, known, offers)?)),
        _ => Err(node.wrong(
            "must say who the offer is for",
            "write `for = \"everyone\"`, or a condition such as `for = { stage = [\"new\"] }`",
        )),
    }
}

fn condition(
    node: &Node<'_>,
    known: &Known<'_>,
    offers: &Result<Vec<OfferId>, Told>,
) -> Result<Condition, Told> {
    let fields = node.fields()?;
    let mut entries = fields.entries();
    let (Some((key, value)), None) = (entries.next(), entries.next()) else {
        let words: Vec<_> = fields.entries().map(|(key, _)| key.get_ref().clone()).collect();
        let parts: Vec<String> = words.iter().map(|word| format!("{{ {word} = … }}")).collect();
        return Err(match words.is_empty() {
            true => node.wrong("holds no condition", format!("write one of {}", listed(&WORDS))),
            false => node.wrong(
                format!("holds {} conditions in one pair of braces", words.len()),
                format!("say whether `all` or `any` must hold: `{{ all = [{}] }}`", parts.join(", ")),
            ),
        });
    };
    match key.get_ref().as_ref() {
        "all" => Ok(Condition::All(parts(&value, known, offers)?)),
        "any" => Ok(Condition::Any(parts(&value, known, offers)?)),
        "not" => Ok(Condition::Not(Box::new(condition(&value, known, offers)?))),
        word => match leaf::read(word, &value, known, offers) {
            Some(leaf) => Ok(Condition::Fact(leaf?)),
            None => {
                let instead = match nearest(word, WORDS) {
                    Some(near) => format!("write `{near}`"),
                    None => format!("write one of {}", listed(&WORDS)),
                };
                Err(fields.wrong_key(key, "is no condition", instead))
            }
        },
    }
}

fn parts(
    node: &Node<'_>,
    known: &Known<'_>,
    offers: &Result<Vec<OfferId>, Told>,
) -> Result<Vec<Condition>, Told> {
    let mut read = Ok(Vec::new());
    for part in node.list()? {
        gather(&mut read, condition(&part, known, offers));
    }
    match read {
        Ok(none) if none.is_empty() => {
            Err(node
                .wrong("is empty", "put conditions between the brackets, such as `{ stage = [\"new\"] }`"))
        }
        read => read,
    }
}
