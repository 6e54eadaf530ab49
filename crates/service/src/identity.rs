//! Identity tokens: the brand says who is speaking, and signs it.
//!
//! A token is a JWT (RFC 7519) in compact form, signed with Ed25519 (RFC 8037), checked as RFC 8725 asks. There is one
//! algorithm and it is not the token that chooses it, so there is no library of algorithms here either.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::brand::Brand;

/// The `aud` every identity token must carry.
pub const AUDIENCE: &str = "constance";

/// The longest a token may live, in seconds.
pub const LONGEST: i64 = 300;

/// How far the brand's clock may run ahead, in seconds.
const SKEW: i64 = 60;

/// The longest token that is read, in bytes.
const MAX_BYTES: usize = 4096;

/// Who is speaking, as the brand vouched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The customer.
    pub customer: CustomerId,
    /// The token's own name, good for one session.
    pub token: String,
}

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The brand that signed it.
    pub iss: String,
    /// Whom it is for: [`AUDIENCE`].
    pub aud: Audience,
    /// The customer, by the name the brand gave them.
    pub sub: String,
    /// When it was signed, in seconds of Unix time.
    pub iat: i64,
    /// When it ends, in seconds of Unix time.
    pub exp: i64,
    /// Its own name, used once.
    pub jti: String,
    /// The origin of the page it was made for, if it is to be good there only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
}

/// Whom a token is for: JWT libraries write one name or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    /// One name.
    One(String),
    /// Several.
    Many(Vec<String>),
}

/// Why a token is refused. Names the rule, never what the token said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not three parts of base64url with JSON in the first two, or claims missing.
    #[error("the token must be a JWT with iss, aud, sub, iat, exp and jti, of at most {MAX_BYTES} bytes")]
    Malformed,
    /// Another algorithm, none, or an extension nobody here knows.
    #[error("the token must be signed with EdDSA (Ed25519), `alg`: `EdDSA`, and without `crit`")]
    Algorithm,
    /// Signed with a key that is not in the brand's keys file.
    #[error("the token's `kid` must be one of the brand's identity keys")]
    UnknownKey,
    /// The signature is not that key's, or not over this text.
    #[error("the token's signature does not fit")]
    Signature,
    /// Another brand's.
    #[error("the token's `iss` must be the brand")]
    Issuer,
    /// For somebody else.
    #[error("the token's `aud` must be `{AUDIENCE}`")]
    Audience,
    /// Over.
    #[error("the token has expired; sign a fresh one for each session")]
    Expired,
    /// Made to live too long.
    #[error("the token's `exp` must be after its `iat`, by at most {LONGEST} seconds")]
    TooLong,
    /// Signed in the future.
    #[error("the token's `iat` lies in the future; check the clock of the server that signs")]
    NotYet,
    /// The customer's name cannot be one.
    #[error("the token's `sub` must be the customer's id, 1 to 200 bytes")]
    Subject,
    /// The token's own name cannot be one.
    #[error("the token's `jti` must be a fresh text of 1 to 200 bytes")]
    Name,
    /// Made for another page.
    #[error("the token's `origin` is not that of this page")]
    Origin,
    /// Seen before.
    #[error("the token has been used; sign a fresh one for each session")]
    Used,
}

/// Who is speaking, if `token` is one the brand signed and still holds. Whether it has been used the store knows.
///
/// # Errors
/// See [`Refused`].
pub fn verify(token: &str, brand: &Brand, origin: Option<&str>, now: Timestamp) -> Result<Identity, Refused> {
    let claims = open(token, &brand.keys.identity)?;
    let now = now.as_second();
    let life = claims.exp.checked_sub(claims.iat).ok_or(Refused::TooLong)?;
    match () {
        () if claims.iss != brand.program.brand.as_str() => Err(Refused::Issuer),
        () if !claims.aud.names(AUDIENCE) => Err(Refused::Audience),
        () if !(1..=LONGEST).contains(&life) => Err(Refused::TooLong),
        () if claims.iat > now.saturating_add(SKEW) => Err(Refused::NotYet),
        () if claims.exp <= now => Err(Refused::Expired),
        () if claims.jti.trim().is_empty() || claims.jti.len() > 200 => Err(Refused::Name),
        () if claims.origin.is_some() && claims.origin.as_deref() != origin => Err(Refused::Origin),
        () => {
            let customer = CustomerId::new(claims.sub).map_err(|_| Refused::Subject)?;
            Ok(Identity { customer, token: claims.jti })
        }
    }
}

/// Signs a token, as a brand's back end would: for trying things, for tests and for the demo.
#[must_use]
pub fn sign(key: &SigningKey, kid: &str, claims: &Claims) -> String {
    let header = serde_json::json!({ "alg": "EdDSA", "typ": "JWT", "kid": kid });
    let text = format!("{}.{}", encode(&header), encode(claims));
    let signature = key.sign(text.as_bytes()).to_bytes();
    format!("{text}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
}

impl Claims {
    /// What a brand says of a customer at an instant, for as long as is allowed. `name` must be fresh.
    #[must_use]
    pub fn new(brand: &BrandId, customer: &CustomerId, name: String, now: Timestamp) -> Self {
        Self {
            iss: brand.to_string(),
            aud: Audience::One(AUDIENCE.to_owned()),
            sub: customer.to_string(),
            iat: now.as_second(),
            exp: now.as_second() + LONGEST,
            jti: name,
            origin: None,
        }
    }
}

impl Audience {
    fn names(&self, name: &str) -> bool {
        match self {
            Self::One(one) => one == name,
            Self::Many(many) => many.iter().any(|one| one == name),
        }
    }
}

/// What a token says, if one of these keys signed it. Nothing it says is looked at before that, but which key.
fn open(token: &str, keys: &[(String, [u8; 32])]) -> Result<Claims, Refused> {
    if token.len() > MAX_BYTES {
        return Err(Refused::Malformed);
    }
    let (text, signature) = token.rsplit_once('.').ok_or(Refused::Malformed)?;
    let (header, claims) = text.split_once('.').ok_or(Refused::Malformed)?;
    let header: serde_json::Value = decode(header)?;
    if header["alg"] != "EdDSA" || header.get("crit").is_some() {
        return Err(Refused::Algorithm);
    }
    let known = keys.iter().find(|(kid, _)| header["kid"] == kid.as_str());
    let (_, key) = known.ok_or(Refused::UnknownKey)?;
    let key = VerifyingKey::from_bytes(key).map_err(|_| Refused::UnknownKey)?;
    let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).map_err(|_| Refused::Malformed)?;
    let signature = Signature::from_slice(&signature).map_err(|_| Refused::Signature)?;
    key.verify_strict(text.as_bytes(), &signature).map_err(|_| Refused::Signature)?;
    decode(claims)
}

fn encode(part: &impl Serialize) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(part).unwrap_or_default())
}

fn decode<T: for<'de> Deserialize<'de>>(part: &str) -> Result<T, Refused> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| Refused::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| Refused::Malformed)
}
