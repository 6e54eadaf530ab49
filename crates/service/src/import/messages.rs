//! Messages from a file, one a line, as SDKs send them.

use std::collections::BTreeMap;
use std::io::BufRead;

use contract::event::Message;
use domain::program::Program;
use domain::time::Timestamp;
use serde_json::Value;

use super::identity::Identities;
use super::row::Purchase;
use super::{BATCH, ImportError, Reject, Summary, Tally, Watch};
use crate::door::{Arrival, Fault, Sent, Strength, shortened};
use crate::ingest::{self, Taken};
use crate::live::Bell;
use crate::store::Store;

struct Line {
    number: u64,
    text: String,
    /// Whom it is of and when it was, for the summary.
    of: Option<Purchase>,
}

/// Imports the messages of a file. Those that are not as they should be are left, the others kept. One without a
/// `messageId` is known again as a row of a table is. A line of rejects, put right, is the message in it.
///
/// # Errors
/// See [`ImportError`].
pub async fn import_messages(
    store: &dyn Store,
    program: &Program,
    mut file: impl BufRead + Send,
    source: &str,
    now: Timestamp,
    watch: &mut dyn Watch,
) -> Result<Summary, ImportError> {
    let arrival = Arrival { received: None, ..Arrival::of_now(program, Strength::Secret, now) };
    let mut names = Identities::of(source);
    let (mut tally, mut position, mut number) = (Tally::default(), 0, 0);
    let (mut bytes, mut bell) = (Vec::new(), Bell::of(store, &program.brand));
    loop {
        let (mut lines, mut messages) = (Vec::with_capacity(BATCH), Vec::with_capacity(BATCH));
        while lines.len() < BATCH {
            bytes.clear();
            let length = file.read_until(b'\n', &mut bytes).map_err(csv::Error::from)?;
            if length == 0 {
                break;
            }
            (position, number) = (position + length as u64, number + 1);
            let text = String::from_utf8_lossy(&bytes).trim().to_owned();
            if text.is_empty() {
                continue;
            }
            let message = match std::str::from_utf8(&bytes) {
                Ok(_) => read(&text, &mut names),
                Err(_) => Err(fault(&text, "must be text in UTF-8")),
            };
            let of = message.as_ref().ok().and_then(|message| purchase(message, program));
            lines.push(Line { number, text, of });
            messages.push(message);
        }
        if lines.is_empty() {
            bell.ring().await?;
            return Ok(tally.summary());
        }
        let Taken { received, changed, .. } = ingest::take(store, program, &messages, &arrival).await?;
        bell.changed(changed).await?;
        let mut refused: BTreeMap<_, _> =
            received.refused.into_iter().map(|refused| (refused.index, refused)).collect();
        for (index, Line { number, text, of }) in lines.into_iter().enumerate() {
            let Some(refused) = refused.remove(&index) else {
                tally.take(of);
                continue;
            };
            let (column, value, rule) = (refused.field, refused.value, refused.rule);
            let why = Reject { line: number, column, value, rule };
            tally.leave();
            watch.rejected_line(&text, &why).map_err(ImportError::Rejects)?;
        }
        tally.add(received.new, received.known + received.ignored);
        watch.read(position);
    }
}

fn read(text: &str, names: &mut Identities<'_>) -> Result<Message, Fault> {
    // What stands in a line of rejects is the message itself.
    let inner = match text.contains("\"rule\"") {
        true => serde_json::from_str::<Value>(text).ok().and_then(|mut line| {
            line.get("type").is_none().then(|| line["message"].take()).filter(Value::is_object)
        }),
        false => None,
    };
    let inner = inner.map(|inner| inner.to_string());
    let text = inner.as_deref().unwrap_or(text);
    let mut message = Sent::alone(text).message()?;
    if message.message_id.as_ref().is_none_or(Value::is_null) {
        message.message_id = Some(names.next([text]).into());
    }
    Ok(message)
}

fn purchase(message: &Message, program: &Program) -> Option<Purchase> {
    let customer = crate::door::customer(message).ok()?.to_string();
    let at = message.timestamp.as_ref().or(message.original_timestamp.as_ref())?;
    let at: Timestamp = at.as_str()?.parse().ok()?;
    Some(Purchase { customer, day: program.zone.day(at) })
}

fn fault(text: &str, rule: &str) -> Fault {
    Fault { field: "message".to_owned(), value: shortened(text), rule: rule.to_owned() }
}
