//! `constance quarantine`: messages that were refused, and what is to become of them.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::program::Program;
use domain::time::Timestamp;
use serde_json::{Value, json};

use super::files::known;
use super::{Failure, read};
use crate::clock::Clock;
use crate::door::Strength;
use crate::live::Bell;
use crate::program;
use crate::quarantine::{self, Replayed};
use crate::store::{Actor, Deed, Held, Noted, Place, Store};

/// Look through messages that were refused, put them right, and send them through the door again.
///
/// They are kept for 30 days, the newest 100,000 of a brand. What passes when it is replayed leaves the quarantine; it
/// counts as if it had come when it came, with the key it came with.
#[derive(Debug, Args)]
pub struct Quarantine {
    /// The program file of the brand.
    #[arg(long, env = "CONSTANCE_PROGRAM", value_name = "FILE", global = true)]
    program: Option<PathBuf>,
    /// Where events are kept: an SQLite file, or a PostgreSQL database such as postgres://user:password@host/name.
    #[arg(long, env = "CONSTANCE_DATABASE", value_name = "PLACE", hide_env_values = true, global = true)]
    database: Option<Place>,
    /// Print JSON: one object a line.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List what was refused, the oldest first.
    List {
        /// Only where the rule holds these words.
        #[arg(long, value_name = "WORDS")]
        rule: Option<String>,
    },
    /// Show a message as it is kept.
    Show {
        /// Its number.
        number: u64,
    },
    /// Change a message and keep it.
    Fix {
        /// Its number.
        number: u64,
        /// What is to stand where, such as `properties.total=12.50`; give it again for another field.
        #[arg(long, value_name = "FIELD=VALUE", value_parser = setting, required = true)]
        set: Vec<Setting>,
    },
    /// Send messages through the door again.
    Replay {
        #[command(flatten)]
        which: Which,
        /// What is to stand where in each of them, such as `properties.total=12.50`; give it again for another field.
        #[arg(long, value_name = "FIELD=VALUE", value_parser = setting)]
        set: Vec<Setting>,
        /// Take them for reported with a secret key: you vouch for what a page said.
        #[arg(long)]
        as_secret: bool,
    },
    /// Let go of messages.
    Drop {
        #[command(flatten)]
        which: Which,
    },
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Which {
    /// Their numbers.
    #[arg(value_name = "NUMBER", conflicts_with = "all")]
    numbers: Vec<u64>,
    /// All there are, or all that --rule names.
    #[arg(long)]
    all: bool,
    /// With --all: only where the rule holds these words.
    #[arg(long, value_name = "WORDS", requires = "all")]
    rule: Option<String>,
}

/// A field and what is to stand there.
type Setting = (String, Value);

/// So many are read at once.
const PAGE: usize = 500;

impl Quarantine {
    /// Does it.
    ///
    /// # Errors
    /// What is wrong with the files, or a number that there is not.
    pub fn run(self) -> Result<(), Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(self.work())
    }

    async fn work(self) -> Result<(), Failure> {
        let needed = |flag| Failure::Flag { flag, rule: "must be given".to_owned() };
        let path = self.program.as_ref().ok_or_else(|| needed("program"))?;
        let faults = |faults| Failure::Program { path: path.clone(), faults };
        let program = program::read(&read(path)?).map_err(faults)?;
        let path = self.database.clone().ok_or_else(|| needed("database"))?;
        let store = known(&path).await?;
        let desk =
            Desk { store: &*store, program, path: path.clone(), json: self.json, now: Clock::system().now() };
        let done = match self.verb {
            Verb::List { rule } => desk.list(rule.as_deref()).await,
            Verb::Show { number } => desk.show(number).await,
            Verb::Fix { number, set } => desk.fix(number, &set).await,
            Verb::Replay { which, set, as_secret } => desk.replay(&which, &set, as_secret).await,
            Verb::Drop { which } => desk.let_go(&which).await,
        };
        store.close().await;
        done
    }
}

struct Desk<'a> {
    store: &'a dyn Store,
    program: Program,
    path: Place,
    json: bool,
    now: Timestamp,
}

impl Desk<'_> {
    async fn list(&self, rule: Option<&str>) -> Result<(), Failure> {
        let mut after = 0;
        loop {
            let page = self.page(after, PAGE).await?;
            let Some((last, _)) = page.last() else { return Ok(()) };
            after = *last;
            for (number, held) in page.iter().filter(|(_, held)| is_of(held, rule)) {
                let said = if self.json { seen(*number, held).to_string() } else { line(*number, held) };
                // A reader that has gone away, such as `head`, has seen enough.
                if writeln!(io::stdout(), "{said}").is_err() {
                    return Ok(());
                }
            }
        }
    }

    async fn show(&self, number: u64) -> Result<(), Failure> {
        let held = self.one(number).await?;
        match self.json {
            true => println!("{}", seen(number, &held)),
            false => println!("{}\n{:#}", line(number, &held), held.message),
        }
        Ok(())
    }

    async fn fix(&self, number: u64, set: &[Setting]) -> Result<(), Failure> {
        let held = mended(self.one(number).await?, set);
        self.keep(number, &held).await?;
        match self.json {
            true => println!("{}", seen(number, &held)),
            false => println!("{:#}", held.message),
        }
        Ok(())
    }

    async fn replay(&self, which: &Which, set: &[Setting], as_secret: bool) -> Result<(), Failure> {
        let (mut new, mut known, mut refused) = (0, 0, 0);
        let mut bell = Bell::of(self.store, &self.program.brand);
        for number in self.chosen(which).await? {
            let held = mended(self.one(number).await?, set);
            if !set.is_empty() {
                self.keep(number, &held).await?;
            }
            let strength = as_secret.then_some(Strength::Secret);
            let done =
                quarantine::replay(self.store, &self.program, (number, held.clone()), strength, self.now)
                    .await;
            match done.map_err(|source| self.unusable(source))? {
                Replayed::New(changed) => {
                    new += 1;
                    bell.changed(changed).await.map_err(|source| self.unusable(source))?;
                }
                Replayed::Known => known += 1,
                Replayed::Refused(fault) => {
                    refused += 1;
                    if !self.json {
                        println!("{}", line(number, &Held { fault, ..held }));
                    }
                }
            }
        }
        bell.ring().await.map_err(|source| self.unusable(source))?;
        if new + known > 0 {
            let details = format!("{new} new, {known} known, {refused} still refused");
            let (at, actor, deed) = (self.now, Actor::Command, Deed::Replay);
            let noted =
                self.store.note(&self.program.brand, Noted { at, actor, deed, subject: None, details });
            noted.await.map_err(|source| self.unusable(source))?;
        }
        match self.json {
            true => println!("{}", json!({ "new": new, "known": known, "refused": refused })),
            false => println!("{new} new, {known} known, {refused} still refused"),
        }
        Ok(())
    }

    async fn let_go(&self, which: &Which) -> Result<(), Failure> {
        let numbers = self.chosen(which).await?;
        let gone = self.store.let_go(&self.program.brand, numbers).await;
        let dropped = gone.map_err(|source| self.unusable(source))?;
        match self.json {
            true => println!("{}", json!({ "dropped": dropped })),
            false => println!("{dropped} dropped"),
        }
        Ok(())
    }

    /// The numbers that were meant.
    async fn chosen(&self, which: &Which) -> Result<Vec<u64>, Failure> {
        if !which.all {
            return Ok(which.numbers.clone());
        }
        let (mut numbers, mut after) = (Vec::new(), 0);
        loop {
            let page = self.page(after, PAGE).await?;
            let Some((last, _)) = page.last() else { return Ok(numbers) };
            after = *last;
            let meant = page.iter().filter(|(_, held)| is_of(held, which.rule.as_deref()));
            numbers.extend(meant.map(|(number, _)| *number));
        }
    }

    async fn one(&self, number: u64) -> Result<Held, Failure> {
        let found = self.page(number.saturating_sub(1), 1).await?;
        let found = found.into_iter().find(|(other, _)| *other == number).map(|(_, held)| held);
        found.ok_or_else(|| Failure::NotHeld { number, brand: self.program.brand.to_string() })
    }

    async fn page(&self, after: u64, limit: usize) -> Result<Vec<(u64, Held)>, Failure> {
        let page = self.store.held(&self.program.brand, after, limit).await;
        page.map_err(|source| self.unusable(source))
    }

    async fn keep(&self, number: u64, held: &Held) -> Result<(), Failure> {
        let done = self.store.mend(&self.program.brand, number, held.clone()).await;
        done.map_err(|source| self.unusable(source))
    }

    fn unusable(&self, source: crate::store::StoreError) -> Failure {
        Failure::Database { path: self.path.clone(), source }
    }
}

fn mended(mut held: Held, set: &[Setting]) -> Held {
    for (path, value) in set {
        quarantine::set(&mut held.message, path, value.clone());
    }
    held
}

fn is_of(held: &Held, rule: Option<&str>) -> bool {
    rule.is_none_or(|words| held.fault.rule.contains(words))
}

fn line(number: u64, held: &Held) -> String {
    let fault = &held.fault;
    let (what, key, at) = (what(&held.message), key(held.strength), held.received);
    format!("{number:>6}  {at:.0}  {key}  {what}: {} `{}` {}", fault.field, fault.value, fault.rule)
}

/// What a message reports: the name of what was tracked, or its kind.
fn what(message: &Value) -> &str {
    let of = |name| message.get(name).and_then(Value::as_str);
    of("event").or_else(|| of("type")).unwrap_or("no message")
}

fn seen(number: u64, held: &Held) -> Value {
    json!({
        "number": number, "received": held.received.to_string(), "key": key(held.strength),
        "field": held.fault.field, "value": held.fault.value, "rule": held.fault.rule, "message": held.message,
    })
}

fn key(strength: Strength) -> &'static str {
    match strength {
        Strength::Public => "public",
        Strength::Secret => "secret",
    }
}

/// What reads as JSON is that, and all else a text.
fn setting(text: &str) -> Result<Setting, String> {
    let (path, value) = text.split_once('=').ok_or("must be a field and a value, such as userId=1842")?;
    let text = || Value::from(value);
    Ok((path.to_owned(), serde_json::from_str(value).unwrap_or_else(|_| text())))
}
