//! Keys for a brand that has none.

use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::id::BrandId;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey, KeypairBytes};

use super::{KeysError, hash, origin};

/// Keys that were just made. Whoever holds them hands each to the one it is for and forgets it.
pub struct Fresh {
    /// The keys file, for the service. Holds the voucher secret; of the write keys only their hashes.
    pub file: String,
    /// The private key identity tokens are signed with, for the brand's back end: Ed25519, PKCS#8, PEM.
    pub identity: String,
    /// Its name, for the `kid` of the tokens.
    pub kid: String,
    /// The write key for pages.
    pub public: String,
    /// The write key for servers.
    pub secret: String,
}

/// Makes keys for a brand whose pages have these origins.
///
/// # Errors
/// [`KeysError`] for an origin that is none, or where the machine has no random numbers.
pub fn fresh(brand: &BrandId, origins: &[String]) -> Result<Fresh, KeysError> {
    let Pair { identity, public_key, kid } = Pair::draw(brand)?;
    let public = format!("pk_{}", BASE64_URL_SAFE_NO_PAD.encode(draw()?));
    let secret = format!("sk_{}", BASE64_URL_SAFE_NO_PAD.encode(draw()?));
    let voucher = BASE64_URL_SAFE_NO_PAD.encode(draw()?);

    let mut file = format!(
        "# The keys of {brand}. Whoever can read this file can make vouchers: keep it with the service.\n\
         brand = \"{brand}\"\nvoucher = \"{voucher}\"\n\n# The pages that may ask.\norigins = ["
    );
    for (at, text) in origins.iter().enumerate() {
        let comma = if at > 0 { ", " } else { "" };
        let _ = write!(file, "{comma}\"{}\"", origin(&format!("origins[{at}]"), text)?);
    }
    let _ = write!(
        file,
        "]\n\n# Who may say which customer is speaking.\n\
         [[identity]]\nkid = \"{kid}\"\npublic_key = \"{public_key}\"\n\n\
         # Who may report events: pages report behaviour, servers everything. Kept as hashes.\n\
         [[write]]\nkind = \"public\"\nsha256 = \"{}\"\n\n[[write]]\nkind = \"secret\"\nsha256 = \"{}\"\n",
        BASE64_URL_SAFE_NO_PAD.encode(hash(&public)),
        BASE64_URL_SAFE_NO_PAD.encode(hash(&secret)),
    );
    Ok(Fresh { file, identity, kid, public, secret })
}

/// A key to sign identities with, just made.
pub(super) struct Pair {
    /// The private half, in PEM.
    pub(super) identity: String,
    /// The other half, as a keys file has it.
    pub(super) public_key: String,
    /// Its name.
    pub(super) kid: String,
}

impl Pair {
    pub(super) fn draw(brand: &BrandId) -> Result<Self, KeysError> {
        let signing = SigningKey::from_bytes(&draw()?);
        let public_key = BASE64_URL_SAFE_NO_PAD.encode(signing.verifying_key().to_bytes());
        let kid = format!("{brand}-{}", &public_key.replace(['-', '_'], "")[..8]);
        Ok(Self { identity: pem(&signing)?, public_key, kid })
    }
}

/// The same as [`random`], said as what is wrong with keys.
pub(super) fn draw() -> Result<[u8; 32], KeysError> {
    random().map_err(|error| super::field("random numbers", format!("are not to be had: {error}")))
}

/// 32 bytes nobody can guess.
///
/// # Errors
/// Where the operating system has none to give.
pub fn random() -> Result<[u8; 32], getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// Reads a private key as [`Fresh::identity`] holds it.
///
/// # Errors
/// [`KeysError`] where it is no such key.
pub fn signing_key(pem: &str) -> Result<SigningKey, KeysError> {
    SigningKey::from_pkcs8_pem(pem)
        .map_err(|_| super::field("identity", "must be an Ed25519 private key, PKCS#8, in PEM"))
}

/// Without the public half, which is optional: what reads the first version of the format reads this.
fn pem(signing: &SigningKey) -> Result<String, KeysError> {
    let pair = KeypairBytes { secret_key: signing.to_bytes(), public_key: None };
    let pem = pair.to_pkcs8_pem(LineEnding::LF).map_err(|error| super::field("identity", error))?;
    Ok(pem.to_string())
}
