//! When it happened. Servers know the time; the clocks of phones and laptops go wrong by hours, but by as much when
//! something happens as when it is sent. So what a page says is moved by what its clock was off when it was sent: by
//! whole minutes, for a message is under way for a while, and by that much no two of them may change places.

use contract::event::Message;
use domain::time::Timestamp;
use jiff::SignedDuration;

use super::field::Field;
use super::{Arrival, Fault, Strength};

/// Clocks go wrong, but not by more than this: later reports are mistakes.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// A server's `timestamp` is taken as it is. All else is moved to our clock where `sentAt` says how far off the
/// sender's was: received − (`sentAt` − `originalTimestamp`), and `timestamp` is the original of those who send no
/// other.
pub(super) fn happened(message: &Message, arrival: &Arrival) -> Result<Timestamp, Fault> {
    let told = Field::new("timestamp", message.timestamp.as_ref());
    let original = Field::new("originalTimestamp", message.original_timestamp.as_ref());
    let (field, exact) = match arrival.strength {
        Strength::Secret if told.is_given() => (told, true),
        _ if original.is_given() => (original, false),
        _ => (told, false),
    };
    if !field.is_given() {
        return arrival
            .received
            .ok_or_else(|| field.fault("must be given: the file does not say when it came"));
    }
    let at = instant(&field)?;
    let at = match exact {
        true => at,
        false => moved(message, arrival, at)?,
    };
    if at.duration_since(arrival.now) > AHEAD {
        return Err(field.fault("must not be more than 24 hours ahead of the service's clock"));
    }
    Ok(at)
}

fn moved(message: &Message, arrival: &Arrival, at: Timestamp) -> Result<Timestamp, Fault> {
    let sent = Field::new("sentAt", message.sent_at.as_ref());
    let Some(received) = arrival.received.filter(|_| sent.is_given()) else { return Ok(at) };
    let off = received.duration_since(instant(&sent)?).as_secs();
    let minutes = SignedDuration::from_mins((off + 30).div_euclid(60));
    at.checked_add(minutes).map_err(|_| sent.fault("must be near the time of the message"))
}

fn instant(field: &Field<'_>) -> Result<Timestamp, Fault> {
    let read = field.text()?.parse();
    read.map_err(|_| field.fault("must be an instant in RFC 3339, such as 2026-03-01T09:30:00Z"))
}
