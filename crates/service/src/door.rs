//! The door: what was reported, checked once. Past it nothing is checked again.

use contract::event::Message;
use domain::event::{Event, Fact};
use domain::id::{BehaviourName, CustomerId, EventId};
use domain::money::Currency;
use domain::time::Timestamp;
use jiff::SignedDuration;

use self::field::Field;

mod fact; // what was tracked, by its name
mod order; // orders, returns, payments in points
mod goods; // the products in them
mod person; // what a customer says, raises, allows
mod field; // a field of a message, read as what it should be

pub(crate) use self::field::shortened;

/// What kind of key a report came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// Published in pages: may report behaviour only.
    Public,
    /// Kept on servers: may report everything.
    Secret,
}

/// A field that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field, such as `properties.total`.
    pub field: String,
    /// What stood there, shortened to 80 characters; empty where nothing did.
    pub value: String,
    /// What should stand there.
    pub rule: String,
}

/// The longest `messageId`, in characters, as in the Segment specification.
const MESSAGE_ID: usize = 100;

/// Clocks go wrong, but not by more than this: later reports are mistakes.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// Customers who are not known are named by what their browser calls itself, behind this.
const ANONYMOUS: &str = "anon:";

/// Reads a message. `currency` is the program's, for orders that name none; `now` is taken where no time is given.
///
/// # Errors
/// The first field at fault.
pub fn read(
    message: &Message,
    strength: Strength,
    currency: Currency,
    now: Timestamp,
) -> Result<Event, Fault> {
    let kind = Field::new("type", message.kind.as_ref());
    let behaviour =
        |name: &str| Ok(Fact::Behaviour { name: kind.name(name, BehaviourName::new)?, item: None });
    if message.properties.as_ref().is_some_and(|properties| !properties.is_object()) {
        let properties = Field::new("properties", message.properties.as_ref());
        return Err(properties.fault("must be an object"));
    }
    Ok(Event {
        fact: match kind.text()?.as_str() {
            "track" => fact::read(message, strength, currency)?,
            "page" => behaviour("Page Viewed")?,
            "screen" => behaviour("Screen Viewed")?,
            "identify" | "group" | "alias" => {
                return Err(kind.fault("is not taken yet: must be track, page or screen"));
            }
            _ => return Err(kind.fault("must be track, page or screen")),
        },
        customer: customer(message)?,
        id: id(message, strength)?,
        at: at(message, now)?,
    })
}

fn customer(message: &Message) -> Result<CustomerId, Fault> {
    let (known, anonymous) = (
        Field::new("userId", message.user_id.as_ref()),
        Field::new("anonymousId", message.anonymous_id.as_ref()),
    );
    match (known.is_given(), anonymous.is_given()) {
        (false, true) => anonymous.name(&format!("{ANONYMOUS}{}", anonymous.text()?), CustomerId::new),
        (false, false) => Err(known.fault("must be given, or anonymousId for a visitor who is not known")),
        (true, _) => match known.text()? {
            name if name.starts_with(ANONYMOUS) => {
                Err(known.fault("must not start with `anon:`, which names visitors who are not known"))
            }
            name => known.name(&name, CustomerId::new),
        },
    }
}

/// What pages report has names of its own, so that a page cannot take the name of an order that is yet to come.
fn id(message: &Message, strength: Strength) -> Result<EventId, Fault> {
    let field = Field::new("messageId", message.message_id.as_ref());
    if !field.is_given() {
        return Err(field.fault("must be given: a message sent twice is known by it"));
    }
    let text = field.text()?;
    if text.chars().count() > MESSAGE_ID {
        return Err(field.fault("must be at most 100 characters long"));
    }
    match strength {
        Strength::Secret => field.name(&text, EventId::new),
        Strength::Public => field.name(&format!("page:{text}"), EventId::new),
    }
}

fn at(message: &Message, now: Timestamp) -> Result<Timestamp, Fault> {
    let field = Field::new("timestamp", message.timestamp.as_ref());
    if !field.is_given() {
        return Ok(now);
    }
    let at: Timestamp = field
        .text()?
        .parse()
        .map_err(|_| field.fault("must be an instant in RFC 3339, such as 2026-03-01T09:30:00Z"))?;
    if at.duration_since(now) > AHEAD {
        return Err(field.fault("must not be more than 24 hours ahead of the service's clock"));
    }
    Ok(at)
}
