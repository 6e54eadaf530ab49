//! The door: what was reported, checked once. Past it nothing is checked again.

use contract::event::Message;
use domain::event::{Event, Fact};
use domain::id::{BehaviourName, CustomerId, EventId};
use domain::money::Currency;
use domain::program::Program;
use domain::time::Timestamp;

use self::field::Field;

mod parcel; // what was sent, taken apart into messages
mod when; // when it happened, whatever the sender's clock says
mod fact; // what was tracked, by its name
mod order; // orders, returns, payments in points
mod goods; // the products in them
mod person; // what a customer says, raises, allows
mod name; // who it was: identified, merged
mod field; // a field of a message, read as what it should be
mod message; // the way back: an event as a message

pub(crate) use self::field::shortened;
pub use self::message::message;
pub use self::parcel::{LONGEST, Parcel, Sent};

/// What kind of key a report came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// Published in pages: may report behaviour only.
    Public,
    /// Kept on servers: may report everything.
    Secret,
}

/// How a message came.
#[derive(Debug, Clone, Copy)]
pub struct Arrival {
    /// With what kind of key.
    pub strength: Strength,
    /// The program's currency, for orders that name none.
    pub currency: Currency,
    /// When it came. Not known of what is read from a file: then the file must say when things happened.
    pub received: Option<Timestamp>,
    /// The service's clock.
    pub now: Timestamp,
}

impl Arrival {
    /// A message that comes just now.
    #[must_use]
    pub fn of_now(program: &Program, strength: Strength, now: Timestamp) -> Self {
        Self { strength, currency: program.points.currency(), received: Some(now), now }
    }
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

/// Reads a message: what happened, which is one event mostly, and none where it says nothing that is kept.
///
/// # Errors
/// The first field at fault.
pub fn read(message: &Message, arrival: &Arrival) -> Result<Vec<Event>, Fault> {
    let kind = Field::new("type", message.kind.as_ref());
    let behaviour =
        |name: &str| Ok(vec![Fact::Behaviour { name: kind.name(name, BehaviourName::new)?, item: None }]);
    if message.properties.as_ref().is_some_and(|properties| !properties.is_object()) {
        let properties = Field::new("properties", message.properties.as_ref());
        return Err(properties.fault("must be an object"));
    }
    let facts = match kind.text()?.as_str() {
        "track" => vec![fact::read(message, arrival)?],
        "page" => behaviour("Page Viewed")?,
        "screen" => behaviour("Screen Viewed")?,
        "group" => behaviour("Group Joined")?,
        "identify" => name::identified(message, arrival.strength)?,
        "alias" => name::alias(message, arrival.strength)?,
        _ => return Err(kind.fault("must be track, identify, page, screen, group or alias")),
    };
    let customer = customer(message)?;
    let id = id(message, arrival.strength)?;
    let at = when::happened(message, arrival)?;
    let event = |(place, fact)| {
        Ok(Event { id: numbered(message, &id, place)?, customer: customer.clone(), at, fact })
    };
    facts.into_iter().enumerate().map(event).collect()
}

/// Whom a message is about, as far as that can be made out.
pub(crate) fn customer(message: &Message) -> Result<CustomerId, Fault> {
    let known = Field::new("userId", message.user_id.as_ref());
    match known.is_given() {
        true => name::known(known),
        false => name::anonymous(message)?
            .ok_or_else(|| known.fault("must be given, or anonymousId for a visitor who is not known")),
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

/// A message's first event has its name; what it says beside that is told apart by its number.
fn numbered(message: &Message, id: &EventId, place: usize) -> Result<EventId, Fault> {
    match place {
        0 => Ok(id.clone()),
        more => {
            Field::new("messageId", message.message_id.as_ref()).name(&format!("{id}#{more}"), EventId::new)
        }
    }
}
