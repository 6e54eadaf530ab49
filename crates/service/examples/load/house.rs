//! What a loaded service needs: keys, a log with histories in it, sessions that are open.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use anyhow::Context;
use domain::event::{Event, Fact};
use domain::id::{BehaviourName, BrandId, CustomerId, EventId, OrderId};
use domain::money::{Currency, Money};
use domain::program::Program;
use domain::time::Timestamp;
use futures_util::future::try_join_all;
use jiff::ToSpan;
use service::store::sqlite::Sqlite;
use service::store::{Log, SessionRow, Sessions as _, Store};
use service::{keys, program, session};

/// So many sessions are open, of customers all over the log.
const SESSIONS: u64 = 20_000;

/// So many of them are opened at once.
const AT_ONCE: usize = 500;

/// So many events are kept in one step.
const STEP: usize = 10_000;

/// Builds it in a folder that is there. Each customer has had so many events in two years.
pub(crate) async fn build(file: &Path, folder: &Path, customers: u64, events: u64) -> anyhow::Result<()> {
    let begun = Instant::now();
    let program =
        program::read(&fs::read_to_string(file)?).map_err(|faults| anyhow::anyhow!("{faults:?}"))?;
    let fresh = keys::fresh(&program.brand, &[])?;
    fs::write(folder.join("keys.toml"), &fresh.file)?;
    fs::write(folder.join("secret"), &fresh.secret)?;
    let store = Sqlite::open(folder.join("events.db"))?;
    let mut step = Vec::with_capacity(STEP);
    let now = Timestamp::now();
    for turn in 0..customers {
        let number = shuffled(turn, customers);
        let customer = CustomerId::new(customer(number))?;
        for nth in 0..events {
            step.push(event(&program, &customer, number * events + nth, now)?);
            if step.len() == STEP {
                store.append(&program.brand, std::mem::take(&mut step), now).await?;
            }
        }
    }
    store.append(&program.brand, step, now).await?;
    let numbers: Vec<u64> = (0..SESSIONS.min(customers)).collect();
    for numbers in numbers.chunks(AT_ONCE) {
        let rows = numbers.iter().map(|number| open(&program.brand, *number, customers));
        let rows = rows.collect::<anyhow::Result<Vec<_>>>()?;
        try_join_all(rows.into_iter().map(|row| store.open_session(row))).await?;
    }
    store.close().await;
    println!("{}", serde_json::json!({ "seconds": begun.elapsed().as_secs_f64() }));
    Ok(())
}

/// A walk through all numbers that jumps about: customers come in no order.
fn shuffled(turn: u64, all: u64) -> u64 {
    // Each comes once: the prime divides no number of customers that anybody tries.
    (turn * 7_368_787) % all
}

fn event(program: &Program, customer: &CustomerId, number: u64, now: Timestamp) -> anyhow::Result<Event> {
    let drawn = draw(number);
    let fact = match number % 5 {
        0 => {
            let total = Money {
                minor: i64::try_from(1_000 + drawn % 20_000)?,
                currency: Currency::new(program.points.currency().code()).context("a currency")?,
            };
            Fact::OrderCompleted { order: OrderId::new(format!("o-{drawn:x}"))?, total, items: Vec::new() }
        }
        _ => Fact::Behaviour { name: BehaviourName::new("Product Viewed")?, item: None },
    };
    let at = now.checked_sub(i64::try_from(drawn % (2 * 365 * 24 * 60))?.minutes())?;
    Ok(Event { id: EventId::new(format!("{drawn:016x}"))?, customer: customer.clone(), at, fact })
}

/// Sessions that are open, to ask with.
pub(crate) struct Sessions {
    open: u64,
    next: AtomicU64,
}

impl Sessions {
    pub(crate) fn of(customers: u64) -> Self {
        Self { open: SESSIONS.min(customers), next: AtomicU64::new(draw(customers)) }
    }

    pub(crate) fn asks(&self, placement: &str) -> Vec<u8> {
        let number = draw(self.next.fetch_add(1, Ordering::Relaxed)) % self.open;
        let token = token(number);
        let path = format!("/v1/experience?placement={placement}");
        format!("GET {path} HTTP/1.1\r\nhost: load\r\nauthorization: Bearer {token}\r\n\r\n").into_bytes()
    }
}

/// The token of a session.
pub(crate) fn token(number: u64) -> String {
    format!("session-{number:08}")
}

/// Whose session it is.
pub(crate) fn speaker(number: u64, customers: u64) -> String {
    customer(draw(number) % customers)
}

fn open(brand: &BrandId, number: u64, customers: u64) -> anyhow::Result<SessionRow> {
    Ok(SessionRow {
        token_hash: session::hash(&token(number)),
        brand: brand.clone(),
        customer: CustomerId::new(speaker(number, customers))?,
        expires: Timestamp::now().checked_add(48.hours())?,
        identity: format!("load-{number}"),
    })
}

/// A file of purchases, one a line, in the order in which they were made.
pub(crate) fn purchases(file: &Path, rows: u64) -> anyhow::Result<()> {
    let mut file = BufWriter::new(File::create(file)?);
    writeln!(file, "customer,date,amount")?;
    for number in 0..rows {
        let (drawn, day) = (draw(number), number * 700 / rows);
        let (year, month, day) = (2024 + day / 360, 1 + day / 30 % 12, 1 + day % 28);
        let customer = customer(drawn % (rows / 10).max(1));
        writeln!(file, "{customer},{year}-{month:02}-{day:02},{}.{:02}", 5 + drawn % 300, drawn % 100)?;
    }
    Ok(file.flush()?)
}

/// The write key for servers.
pub(crate) fn secret(folder: &Path) -> anyhow::Result<String> {
    Ok(fs::read_to_string(folder.join("secret"))?)
}

/// A customer's name.
pub(crate) fn customer(number: u64) -> String {
    format!("customer-{number:07}")
}

/// Numbers that are as good as drawn, and the same every time: SplitMix64.
pub(crate) fn draw(number: u64) -> u64 {
    let mut x = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}
