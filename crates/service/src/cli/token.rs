//! `constance token`: signs an identity, for trying things.

use std::path::PathBuf;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use clap::Args;
use domain::id::{BrandId, CustomerId};

use super::{Failure, read};
use crate::clock::Clock;
use crate::identity::{Claims, sign};
use crate::keys::{random, signing_key};

/// Sign an identity token, as the brand's back end would.
///
/// It lives for five minutes and opens one session.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLE)]
pub struct Token {
    /// The private key, as `constance keys` writes it.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The name of the key, as `constance keys` prints it.
    #[arg(long, value_name = "NAME")]
    kid: String,
    /// The brand's slug.
    #[arg(long, value_name = "SLUG")]
    brand: String,
    /// The customer, by the name the brand gave them.
    #[arg(long, value_name = "ID")]
    customer: String,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

const EXAMPLE: &str = r#"Example:
  token=$(constance token --key identity-key.pem --kid maison-1a2b3c4d --brand maison --customer 7)
  curl http://127.0.0.1:8787/v1/session -H 'Content-Type: application/json' \
    -d "{\"brand\":\"maison\",\"token\":\"$token\"}""#;

impl Token {
    /// Signs and prints.
    ///
    /// # Errors
    /// A key that cannot be read, a brand or customer that is none.
    pub fn run(self) -> Result<(), Failure> {
        let flag = |flag, rule: domain::id::InvalidId| Failure::Flag { flag, rule: rule.to_string() };
        let brand = BrandId::new(self.brand).map_err(|rule| flag("brand", rule))?;
        let customer = CustomerId::new(self.customer).map_err(|rule| flag("customer", rule))?;
        let key = signing_key(&read(&self.key)?)
            .map_err(|source| Failure::Keys { path: self.key.clone(), source })?;
        let name = random().map_err(|error| Failure::Io(std::io::Error::other(error)))?;
        let name = BASE64_URL_SAFE_NO_PAD.encode(&name[..16]);
        let token = sign(&key, &self.kid, &Claims::new(&brand, &customer, name, Clock::system().now()));
        if self.json {
            println!("{}", serde_json::json!({ "token": token }));
        } else {
            println!("{token}");
        }
        Ok(())
    }
}
