//! What a customer says of themselves, raises, allows, and whom they bring along.

use contract::event::Message;
use domain::event::{Fact, Purpose};
use domain::id::{ContactId, CustomerId};
use domain::time::Zone;
use jiff::tz::TimeZoneDatabase;
use serde_json::Value;

use super::field::Field;
use super::{ANONYMOUS, Fault};

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
    let field = Field::property(message, ["properties.time_zone"]);
    match TimeZoneDatabase::bundled().get(&field.text()?) {
        Ok(zone) if !zone.is_unknown() => Ok(Fact::ZoneReported { zone: Zone(zone) }),
        _ => Err(field.fault("must be a zone of the IANA time zone database, such as Europe/Paris")),
    }
}

fn contact(message: &Message) -> Result<ContactId, Fault> {
    Field::property(message, ["properties.contact_id"]).id(ContactId::new)
}
