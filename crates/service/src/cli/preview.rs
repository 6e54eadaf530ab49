//! `constance preview`: what one customer sees, and why.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use domain::id::{CustomerId, Placement};
use domain::money::Money;
use domain::program::Program;
use domain::surface::{SURFACES, Surface};
use domain::time::Timestamp;

use super::files::known;
use super::{Failure, read};
use crate::ask::{Ask, Asked};
use crate::clock::Clock;
use crate::error::Error;
use crate::preview::{self, Seen};
use crate::program;
use crate::store::Place;

mod page; // what is seen, on a terminal

/// See what a customer sees, and why.
///
/// Prints where the relationship stands and what that rests on, what is to be expected, tier, points and benefits, and
/// every offer of the program: those the customer is shown, in their order and with the reasons they read, and the
/// others with the first thing that stands against each. Nothing is changed. Ends with 2 where nothing is known of the
/// customer.
#[derive(Debug, Args)]
pub struct Preview {
    /// The customer, by the name the brand gave them.
    #[arg(value_name = "CUSTOMER", value_parser = customer)]
    customer: CustomerId,
    /// The program file of the brand.
    #[arg(long, env = "CONSTANCE_PROGRAM", value_name = "FILE")]
    program: PathBuf,
    /// Where events are kept: an SQLite file, or a PostgreSQL database such as postgres://user:password@host/name.
    #[arg(long, env = "CONSTANCE_DATABASE", value_name = "PLACE", hide_env_values = true)]
    database: Place,
    /// The place where offers are shown; `home` where it is not said, or the program's first.
    #[arg(long, value_name = "NAME")]
    placement: Option<String>,
    /// The instant, such as 1998-06-30T09:00:00Z; now where it is not said.
    #[arg(long, value_name = "INSTANT")]
    at: Option<Timestamp>,
    /// Where the customer is met: `web`, `social`, `webview`, `agent`, `till` or `kiosk`.
    #[arg(long, value_name = "SURFACE", default_value = "web", value_parser = surface)]
    surface: Surface,
    /// The language of the customer, such as `fr`; the program's first where it is not said.
    #[arg(long, value_name = "TAG")]
    locale: Option<String>,
    /// Say what an order of this amount would change, such as 120.00 in the program's currency.
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    basket: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Preview {
    /// Looks and prints.
    ///
    /// # Errors
    /// What is wrong with the files or the flags, or that nothing is known of the customer.
    pub fn run(self) -> Result<(), Failure> {
        let faults = |faults| Failure::Program { path: self.program.clone(), faults };
        let program = program::read(&read(&self.program)?).map_err(faults)?;
        let ask = self.ask(&program)?;
        let now = self.at.unwrap_or_else(|| Clock::system().now());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let basket = self.basket.as_deref().map(|text| basket(text, &program)).transpose()?;
        let seen = runtime.block_on(self.look(&program, &ask, basket, now))?;
        let said = match self.json {
            true => serde_json::to_string_pretty(&seen).map_err(io::Error::other)?,
            false => page::write(&seen),
        };
        // A reader that has gone away, such as `head`, has seen enough.
        let _ = writeln!(io::stdout(), "{said}");
        Ok(())
    }

    fn ask(&self, program: &Program) -> Result<Ask, Failure> {
        let first = program.placements.keys().next().map_or("", Placement::as_str);
        let home = program.placements.keys().find(|place| place.as_str() == "home").map(Placement::as_str);
        let placement = self.placement.as_deref().or(home).unwrap_or(first);
        let (surface, locale) = (Some(self.surface.name()), self.locale.as_deref());
        let ask = Ask::new(program, &Asked { placement, surface, locale, ..Asked::default() });
        ask.map_err(|error| match error {
            Error::UnknownPlacement(_, places) => {
                Failure::Flag { flag: "placement", rule: format!("must be one of the program's: {places}") }
            }
            other => Failure::Flag { flag: "locale", rule: other.to_string() },
        })
    }

    async fn look(
        &self,
        program: &Program,
        ask: &Ask,
        basket: Option<Money>,
        now: Timestamp,
    ) -> Result<Seen, Failure> {
        let unusable = |source| Failure::Database { path: self.database.clone(), source };
        let store = known(&self.database).await?;
        let seen = preview::look(&*store, program, &self.customer, ask, basket, now).await;
        store.close().await;
        let (brand, customer) = (program.brand.to_string(), self.customer.to_string());
        let stranger = || Failure::Stranger { path: self.database.clone(), brand, customer };
        seen.map_err(unusable)?.ok_or_else(stranger)
    }
}

fn basket(text: &str, program: &Program) -> Result<Money, Failure> {
    match Money::parse(text, program.points.currency()) {
        Ok(paid) if paid.minor >= 0 => Ok(paid),
        Ok(_) => Err(Failure::Flag { flag: "basket", rule: "must not be negative".to_owned() }),
        Err(error) => Err(Failure::Flag { flag: "basket", rule: error.to_string() }),
    }
}

fn customer(text: &str) -> Result<CustomerId, String> {
    CustomerId::new(text).map_err(|error| error.to_string())
}

fn surface(text: &str) -> Result<Surface, String> {
    let names = || SURFACES.map(Surface::name).join("`, `");
    Surface::named(text).ok_or_else(|| format!("must be one of `{}`", names()))
}
