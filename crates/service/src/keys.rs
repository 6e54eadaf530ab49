//! A brand's keys: who may sign identities and report events, and the pages that may ask. Read from its keys file.

use std::fmt;

use axum::http::Uri;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::id::BrandId;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::door::Strength;
use crate::voucher::Secrets;

mod change; // a key more, or less
mod fresh; // keys for a brand that has none

pub use change::{Added, Signer, add, add_identity, add_voucher, name, retire, secret_name};
pub use fresh::{Fresh, fresh, random, signing_key};

/// What a keys file says.
#[derive(Clone)]
pub struct Keys {
    /// The public keys identity tokens may be signed with, by `kid`: Ed25519, 32 bytes.
    pub identity: Vec<(String, [u8; 32])>,
    /// SHA-256 of each write key, and what it may report. The keys themselves are not kept.
    pub write: Vec<([u8; 32], Strength)>,
    /// The secrets vouchers are signed with, 32 bytes each.
    pub voucher: Secrets,
    /// The origins of the brand's pages, such as `https://shop.example`.
    pub origins: Vec<String>,
}

/// Why a keys file cannot be used. Says where, never what stood there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeysError {
    /// It is no TOML, or not of the right form.
    #[error("line {line}: {message}")]
    Form {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// A field is not as it should be.
    #[error("`{field}` {rule}")]
    Field {
        /// The field, such as `write[0].sha256`.
        field: String,
        /// What it must be.
        rule: String,
    },
}

impl Keys {
    /// Reads a keys file: the brand it is for, and its keys.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(text: &str) -> Result<(BrandId, Self), KeysError> {
        let file: File = toml::from_str(text).map_err(|error| KeysError::Form {
            line: error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1),
            message: error.message().lines().next().unwrap_or_default().to_owned(),
        })?;
        let brand = BrandId::new(file.brand).map_err(|rule| field("brand", rule))?;
        let mut keys = Self {
            identity: vec![],
            write: vec![],
            voucher: Secrets { signing: bytes("voucher", &file.voucher)?, before: vec![] },
            origins: vec![],
        };
        for (at, text) in file.voucher_before.iter().enumerate() {
            let name = format!("voucher_before[{at}]");
            let secret = bytes(&name, text)?;
            if keys.voucher.all().any(|known| *known == secret) {
                return Err(field(&name, "must be listed once"));
            }
            keys.voucher.before.push(secret);
        }
        for (at, entry) in file.identity.into_iter().enumerate() {
            let key = bytes(&format!("identity[{at}].public_key"), &entry.public_key)?;
            if keys.identity.iter().any(|(known, _)| *known == entry.kid) {
                return Err(field(&format!("identity[{at}].kid"), "must be listed once"));
            }
            keys.identity.push((entry.kid, key));
        }
        for (at, entry) in file.write.into_iter().enumerate() {
            let strength = match entry.kind {
                Kind::Public => Strength::Public,
                Kind::Secret => Strength::Secret,
            };
            let name = format!("write[{at}].sha256");
            let hash = bytes(&name, &entry.sha256)?;
            if keys.write.iter().any(|(known, _)| *known == hash) {
                return Err(field(&name, "must be listed once"));
            }
            keys.write.push((hash, strength));
        }
        for (at, text) in file.origins.into_iter().enumerate() {
            keys.origins.push(origin(&format!("origins[{at}]"), &text)?);
        }
        Ok((brand, keys))
    }

    /// What a write key may report; `None` if it is not one of these. Hashes are compared: what an attacker could
    /// learn from the time that takes says nothing about the key.
    #[must_use]
    pub fn strength(&self, key: &str) -> Option<Strength> {
        let hash = hash(key);
        self.write.iter().find(|(known, _)| *known == hash).map(|(_, strength)| *strength)
    }

    /// Whether a page of this origin is one of the brand's.
    #[must_use]
    pub fn is_at_home(&self, origin: &str) -> bool {
        self.origins.iter().any(|known| known == origin)
    }
}

/// Names what there is and shows no secret.
impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kids: Vec<&str> = self.identity.iter().map(|(kid, _)| kid.as_str()).collect();
        let strengths: Vec<Strength> = self.write.iter().map(|(_, strength)| *strength).collect();
        f.debug_struct("Keys")
            .field("identity", &kids)
            .field("write", &strengths)
            .field("origins", &self.origins)
            .finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    brand: String,
    voucher: String,
    #[serde(default)]
    voucher_before: Vec<String>,
    origins: Vec<String>,
    identity: Vec<Identity>,
    write: Vec<Write>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Identity {
    kid: String,
    public_key: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Write {
    kind: Kind,
    sha256: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Public,
    Secret,
}

fn hash(key: &str) -> [u8; 32] {
    Sha256::digest(key).into()
}

fn bytes(name: &str, text: &str) -> Result<[u8; 32], KeysError> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok();
    bytes.and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| field(name, "must be 32 bytes in base64url"))
}

/// An origin as browsers write it: scheme, host, and the port where it is not the scheme's own.
///
/// # Errors
/// What it must be.
pub fn origin(name: &str, text: &str) -> Result<String, KeysError> {
    let wrong = || {
        field(
            name,
            "must be an origin such as https://shop.example, as browsers write it: in lower case, with no path, and no port that is the scheme's own",
        )
    };
    let uri: Uri = text.parse().map_err(|_| wrong())?;
    let whole = uri.scheme_str().zip(uri.authority()).map(|(scheme, host)| format!("{scheme}://{host}"));
    let plain = text == text.to_ascii_lowercase() && !text.contains(['@', '*']);
    match (uri.scheme_str(), uri.port_u16()) {
        (Some("http"), Some(80)) | (Some("https"), Some(443)) => Err(wrong()),
        (Some("http" | "https"), _) if plain && whole.as_deref() == Some(text) => Ok(text.to_owned()),
        _ => Err(wrong()),
    }
}

fn field(field: &str, rule: impl fmt::Display) -> KeysError {
    KeysError::Field { field: field.to_owned(), rule: rule.to_string() }
}
