//! Sessions of visitors who have not said who they are. Nothing is kept of them: whose one is, and until when, is in its
//! token, which is signed. So visitors fill no store before they do something.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::id::{BrandId, CustomerId};
use domain::person::ANONYMOUS;
use domain::time::Timestamp;
use hmac::Mac;

use crate::error::Error;
use crate::hex::hex;
use crate::voucher::Secrets;
use crate::{keys, session, voucher};

/// What a visitor's token begins with; no other session's does.
const MARK: &str = "visit.";

/// A name that strangers could guess would show them what its owner was offered.
const SHORTEST: usize = 16;

/// A visitor's session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Of which brand.
    pub brand: BrandId,
    /// The visitor, by an anonymous name.
    pub visitor: CustomerId,
    /// When it ends, by the clock of security.
    pub ends: Timestamp,
}

/// The name of a visitor who calls themselves so, or else a fresh one.
///
/// # Errors
/// [`Error::Invalid`] where it can be guessed, or is no name.
pub fn visitor(called: Option<&str>) -> Result<CustomerId, Error> {
    let called = match called {
        Some(called) => called.to_owned(),
        None => hex(&keys::random()?[..16]),
    };
    let refused = |rule: &str| Error::field("anonymousId", "", rule);
    if called.chars().count() < SHORTEST {
        return Err(refused("must be at least 16 characters that nobody can guess, or absent"));
    }
    CustomerId::new(format!("{ANONYMOUS}{called}")).map_err(|rule| refused(&rule.to_string()))
}

impl Visit {
    /// One that begins now.
    #[must_use]
    pub fn begin(brand: BrandId, visitor: CustomerId, now: Timestamp) -> Self {
        Self { brand, visitor, ends: session::end(now) }
    }

    /// What the visitor is called, without what all visitors' names begin with.
    #[must_use]
    pub fn called(&self) -> &str {
        self.visitor.as_str().strip_prefix(ANONYMOUS).unwrap_or_default()
    }

    /// Its token, signed with the brand's secret; it ends as every session's does.
    #[must_use]
    pub fn token(&self, secret: &[u8; 32]) -> String {
        let said = format!("{}\n{}\n{}", self.brand, self.ends.as_second(), self.visitor);
        let signature = voucher::mac(secret, "visit", &self.brand, said.as_bytes()).finalize().into_bytes();
        let [said, signature] = [said.as_bytes(), &signature].map(|part| BASE64_URL_SAFE_NO_PAD.encode(part));
        format!("{MARK}{said}.{signature}.{}", session::whose(secret, &self.brand, &self.visitor))
    }

    /// The one of a token, whether it has ended or not; `None` where it is no visitor's, or was not signed with a secret
    /// of its brand.
    pub fn of(token: &str, secrets: impl Fn(&BrandId) -> Option<Secrets>) -> Option<Self> {
        let (signed, whose) = token.strip_prefix(MARK)?.rsplit_once('.')?;
        let (said, signature) = signed.split_once('.')?;
        let [said, signature] =
            [said, signature].map(|part| BASE64_URL_SAFE_NO_PAD.decode(part).unwrap_or_default());
        let text = std::str::from_utf8(&said).ok()?;
        let (brand, rest) = text.split_once('\n')?;
        let (ends, visitor) = rest.split_once('\n')?;
        let brand = BrandId::new(brand).ok()?;
        let secrets = secrets(&brand)?;
        let signed =
            |secret: &[u8; 32]| voucher::mac(secret, "visit", &brand, &said).verify_slice(&signature).is_ok();
        let secret = secrets.all().find(|secret| signed(secret))?;
        let visitor = CustomerId::new(visitor).ok().filter(CustomerId::is_anonymous)?;
        if whose != session::whose(secret, &brand, &visitor) {
            return None;
        }
        Some(Self { brand, visitor, ends: Timestamp::from_second(ends.parse().ok()?).ok()? })
    }
}
