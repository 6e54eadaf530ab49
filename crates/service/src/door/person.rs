//! What a customer says of themselves, raises, allows, and whom they bring along.

use contract::event::Message;
use domain::event::{Fact, Purpose};
use domain::id::{ContactId, CustomerId};
use domain::person::ANONYMOUS;
use domain::time::Zone;
use jiff::tz::TimeZoneDatabase;
use serde_json::Value;

use super::Fault;
use super::field::Field;

/// A friend was invited.
pub(super) fn friend_invited(message: &Message) -> Result<Fact, Fault> {
    let field = Field::property(message, ["properties.friend_id"]);
    let friend = field.id(CustomerId::new)?;
    if friend.as_str().starts_with(ANONYMOUS) {
        return Err(field.fault("must not start with `anon:`, which names visitors who are not known"));
    }
    let inviter = Field::new("userId", message.user_id.as_ref());
    if inviter.text().is_ok_and(|inviter| inviter == friend.as_str()) {
        return Err(field.fault("must be somebody else"));
    }
    Ok(Fact::FriendInvited { friend })
}

/// A matter was raised: a complaint where `complaint` or `topic` says so.
pub(super) fn contact_opened(message: &Message) -> Result<Fact, Fault> {
    let complaint = Field::property(message, ["properties.complaint"]);
    let topic = Field::property(message, ["properties.topic"]);
    let complaint = match complaint.value() {
        Some(Value::Bool(complaint)) => *complaint,
        Some(_) => return Err(complaint.fault("must be true or false")),
        None => topic.text().is_ok_and(|topic| topic.eq_ignore_ascii_case("complaint")),
    };
    Ok(Fact::ContactOpened { contact: contact(message)?, complaint })
}

/// A matter was settled.
pub(super) fn contact_closed(message: &Message) -> Result<Fact, Fault> {
    Ok(Fact::ContactClosed { contact: contact(message)? })
}

/// A use of what is known of the customer was allowed, or objected to.
pub(super) fn consent(message: &Message, given: bool) -> Result<Fact, Fault> {
    let purpose = Field::property(message, ["properties.purpose"]);
    match purpose.text()?.as_str() {
        "personal_offers" => Ok(Fact::Consent { purpose: Purpose::PersonalOffers, given }),
        _ => Err(purpose.fault("must be `personal_offers`")),
    }
}

/// Where the customer's days begin, from the database that travels with the service.
pub(super) fn zone_reported(message: &Message) -> Result<Fact, Fault> {
    let field = Field::property(message, ["properties.time_zone", "properties.timezone"]);
    let zone = zone(&field.text()?);
    let rule = "must be a zone of the IANA time zone database, such as Europe/Paris";
    zone.map(|zone| Fact::ZoneReported { zone }).ok_or_else(|| field.fault(rule))
}

/// The zone that an `identify` says, among its traits or as where it was sent. Nobody stays unknown because it cannot
/// be made out.
pub(super) fn zone_of(message: &Message) -> Option<Zone> {
    let of = |told: &Option<Value>, name| {
        told.as_ref().and_then(|told| told.get(name)).and_then(Value::as_str).and_then(zone)
    };
    let traits = of(&message.traits, "timezone").or_else(|| of(&message.traits, "time_zone"));
    traits.or_else(|| of(&message.context, "timezone"))
}

fn zone(name: &str) -> Option<Zone> {
    TimeZoneDatabase::bundled().get(name).ok().filter(|zone| !zone.is_unknown()).map(Zone)
}

fn contact(message: &Message) -> Result<ContactId, Fault> {
    Field::property(message, ["properties.contact_id"]).id(ContactId::new)
}
