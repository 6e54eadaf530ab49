//! Who an offer is for: everyone, or the customers of whom a tree of conditions holds.

use domain::condition::{Condition, WORDS};
use domain::id::OfferId;
use domain::offer::Audience;
use toml::de::DeValue;

use super::name::{listed, nearest};
use super::node::Node;
use super::offer::Known;
use super::source::{Told, gather};
use super::{import, leaf};

/// What conditions are put together by.
const JOINS: [&str; 4] = ["all", "any", "not", "jsonlogic"];

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
    let words = || JOINS.into_iter().chain(WORDS);
    let mut entries = fields.entries();
    let (Some((key, value)), None) = (entries.next(), entries.next()) else {
        let keys: Vec<_> = fields.entries().map(|(key, _)| key.get_ref().clone()).collect();
        let parts: Vec<String> = keys.iter().map(|key| format!("{{ {key} = … }}")).collect();
        return Err(match keys.is_empty() {
            true => node.wrong(
                "holds no condition",
                format!("write one of {}", listed(&words().collect::<Vec<_>>())),
            ),
            false => node.wrong(
                format!("holds {} conditions in one pair of braces", keys.len()),
                format!("say whether `all` or `any` must hold: `{{ all = [{}] }}`", parts.join(", ")),
            ),
        });
    };
    match key.get_ref().as_ref() {
        "all" => Ok(Condition::All(parts(&value, known, offers)?)),
        "any" => Ok(Condition::Any(parts(&value, known, offers)?)),
        "not" => Ok(Condition::Not(Box::new(condition(&value, known, offers)?))),
        "jsonlogic" => import::condition(&value, known, offers),
        word => match leaf::read(word, &value, known, offers) {
            Some(leaf) => Ok(Condition::Fact(leaf?)),
            None => {
                let instead = match nearest(word, words()) {
                    Some(near) => format!("write `{near}`"),
                    None => format!("write one of {}", listed(&words().collect::<Vec<_>>())),
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
