//! From when an offer runs, and until when.

use domain::offer::Validity;
use domain::time::{Date, Timestamp, Zone};
use toml::de::DeValue;

use super::node::Node;
use super::source::Told;

pub(super) fn validity(node: &Node<'_>, zone: &Result<Zone, Told>) -> Result<Validity, Told> {
    let mut fields = node.fields()?;
    let (from_node, until_node) = (fields.get("from"), fields.get("until"));
    let from = from_node.as_ref().map(|node| instant(node, zone, Zone::start)).transpose();
    let until = until_node.as_ref().map(|node| instant(node, zone, Zone::end)).transpose();
    if from_node.is_none() && until_node.is_none() {
        return Err(fields
            .wrong("says neither when the offer begins nor when it ends", "add `until = \"1998-07-31\"`"));
    }
    fields.done();
    let validity = Validity { from: from?, until: until? };
    match (validity, until_node) {
        (Validity { from: Some(from), until: Some(until) }, Some(node)) if until <= from => {
            Err(node.wrong("is before `from`: the offer would end before it begins", "write a later day"))
        }
        _ => Ok(validity),
    }
}

/// A day, in the brand's zone, or an instant with its offset.
fn instant(
    node: &Node<'_>,
    zone: &Result<Zone, Told>,
    of_day: fn(&Zone, Date) -> Timestamp,
) -> Result<Timestamp, Told> {
    let text = match node.value() {
        DeValue::Datetime(moment) => moment.to_string(),
        _ => node.text(40)?.to_owned(),
    };
    if let Ok(instant) = text.parse() {
        return Ok(instant);
    }
    match text.parse::<Date>() {
        Ok(day) if text.len() == "1998-07-31".len() => Ok(of_day(zone.as_ref().map_err(|told| *told)?, day)),
        _ => Err(node.wrong(
            format!("is neither a day nor an instant: `{text}`"),
            "write a day of the calendar such as `\"1998-07-31\"`, or an instant such as `\"1998-07-31T18:00:00-04:00\"`",
        )),
    }
}
