//! How often one customer may see and take an offer, and offers at all.

use domain::offer::{Cap, Caps, Span};
use domain::time::Days;
use toml::de::DeValue;

use super::fields::Fields;
use super::node::{MOST_DAYS, Node};
use super::source::{Told, gather};

/// The section `[caps]`: what protects a person from the brand.
pub(super) struct Person {
    pub(super) open_claims: usize,
    pub(super) shown: Vec<Cap>,
    pub(super) quiet_days: Days,
}

pub(super) fn person(file: &mut Fields<'_>) -> Result<Person, Told> {
    let mut section = file.section("caps", "`open_claims = 5`")?;
    let claims = section.need("open_claims", "open_claims = 5").and_then(|node| node.whole(1..=100));
    let shown = section.get("shown").map(|node| shown(&node)).transpose();
    let quiet_days = section.get("quiet_days").map(|node| node.days()).transpose();
    section.done();
    Ok(Person {
        open_claims: claims? as usize,
        shown: shown?.unwrap_or_default(),
        quiet_days: quiet_days?.unwrap_or_default(),
    })
}

/// The caps of an offer.
pub(super) fn offer(node: &Node<'_>) -> Result<Caps, Told> {
    let mut fields = node.fields()?;
    let claims = fields.get("claims").map(|node| node.whole(1..=1_000)).transpose();
    let shown = fields.get("shown").map(|node| shown(&node)).transpose();
    let rest_days = fields.get("rest_days").map(|node| node.days()).transpose();
    fields.done();
    let claims = claims?.map_or(Caps::default().claims, i64::unsigned_abs);
    Ok(Caps { claims, shown: shown?.unwrap_or_default(), rest_days: rest_days? })
}

/// One cap, or several of which each holds.
fn shown(node: &Node<'_>) -> Result<Vec<Cap>, Told> {
    if let DeValue::Table(_) = node.value() {
        return Ok(vec![cap(node)?]);
    }
    let parts = node.list()?;
    if parts.is_empty() {
        return Err(node.wrong("is empty", node.example("{ times = 10, within_days = 30 }")));
    }
    let mut caps = Ok(Vec::new());
    for part in parts {
        gather(&mut caps, cap(&part));
    }
    caps
}

fn cap(node: &Node<'_>) -> Result<Cap, Told> {
    let mut fields = node.fields()?;
    let times = fields.need("times", "times = 10").and_then(|node| node.whole(1..=1_000_000));
    let (days_node, hours_node) = (fields.get("within_days"), fields.get("within_hours"));
    let days = days_node.map(|node| node.days()).transpose();
    let hours = hours_node.as_ref().map(|node| node.whole(1..=24 * MOST_DAYS)).transpose();
    fields.done();
    let within = match (days?, hours?, hours_node) {
        (Some(_), Some(_), Some(node)) => {
            return Err(node.wrong(
                "stands beside `within_days`",
                "keep one of the two: days are those of the calendar, hours are counted back from now",
            ));
        }
        (Some(days), ..) => Span::Days(days),
        (None, Some(hours), _) => Span::Hours(hours as u32),
        (None, None, _) => Span::Ever,
    };
    Ok(Cap { times: times?.unsigned_abs(), within })
}
