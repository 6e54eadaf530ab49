//! Who asks: a customer with a session, or a brand's page or server with a write key.

use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::brand::Brand;
use crate::door::Strength;
use crate::error::Error;
use crate::hex::hex;
use crate::session;
use crate::store::SessionRow;
use crate::visit::Visit;

/// A customer with a session that has not ended.
#[derive(Debug)]
pub struct Caller {
    /// The brand they are a customer of.
    pub brand: BrandId,
    /// Who they are.
    pub customer: CustomerId,
    /// Which session it is: the hash of its token.
    pub session: [u8; 32],
    /// When it ends, by the clock of security.
    pub ends: Timestamp,
}

/// A session's token, whether the session has ended or not.
pub struct Bearer(pub String);

/// A back end of a brand: whoever has a secret key of it.
#[derive(Debug)]
pub struct BackEnd {
    /// Whose it is.
    pub brand: BrandId,
}

/// A brand's write key.
#[derive(Debug)]
pub struct WriteKey {
    /// Whose it is.
    pub brand: BrandId,
    /// What it may report.
    pub strength: Strength,
    /// The beginning of the hash by which the keys file lists it.
    pub name: String,
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Error> {
        let token = credentials(&parts.headers, "Bearer").ok_or(Error::SessionNeeded)?;
        let (session, now) = (session::hash(token), app.wall.now());
        let caller = match visit(token, app) {
            Some(Visit { brand, visitor, ends }) => {
                Some(Self { brand, customer: visitor, session, ends }).filter(|caller| caller.ends > now)
            }
            None => app.store.session(&session, now).await?.map(|row| {
                let SessionRow { brand, customer, expires, .. } = row;
                Self { brand, customer, session, ends: expires }
            }),
        };
        let caller = caller.ok_or(Error::SessionNeeded)?;
        // What lets pages ask at all knows of no brand: a session is good on the pages of its own only.
        origin(&parts.headers, &*app.brand(caller.brand.as_str())?)?;
        Ok(caller)
    }
}

impl Caller {
    /// # Errors
    /// [`Error::SessionNeeded`] where the session is one with another brand.
    pub fn speaks_to(&self, brand: &Brand) -> Result<(), Error> {
        if self.brand == brand.program.brand { Ok(()) } else { Err(Error::SessionNeeded) }
    }
}

/// Nobody in particular where there is no `Authorization`; one that is not good is refused all the same, so that a
/// page whose session ended does not show a stranger's offers to a customer.
impl OptionalFromRequestParts<Arc<App>> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Option<Self>, Error> {
        if parts.headers.contains_key(header::AUTHORIZATION) {
            <Self as FromRequestParts<Arc<App>>>::from_request_parts(parts, app).await.map(Some)
        } else {
            Ok(None)
        }
    }
}

impl FromRequestParts<Arc<App>> for Bearer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Error> {
        let token = credentials(&parts.headers, "Bearer").ok_or(Error::SessionNeeded)?;
        Ok(Self(token.to_owned()))
    }
}

/// None where there is no `Authorization`.
impl OptionalFromRequestParts<Arc<App>> for Bearer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Option<Self>, Error> {
        Ok(credentials(&parts.headers, "Bearer").map(|token| Self(token.to_owned())))
    }
}

impl FromRequestParts<Arc<App>> for WriteKey {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Error> {
        Self::find(&basic_user(&parts.headers).ok_or(Error::KeyRefused)?, app)
    }
}

impl FromRequestParts<Arc<App>> for BackEnd {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Error> {
        let key = <WriteKey as FromRequestParts<Arc<App>>>::from_request_parts(parts, app).await?;
        key.or_refuse(Error::KeyServesNobody)?;
        Ok(Self { brand: key.brand })
    }
}

/// None where there is no `Authorization`: the body may bring one.
impl OptionalFromRequestParts<Arc<App>> for WriteKey {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Option<Self>, Error> {
        if parts.headers.contains_key(header::AUTHORIZATION) {
            <Self as FromRequestParts<Arc<App>>>::from_request_parts(parts, app).await.map(Some)
        } else {
            Ok(None)
        }
    }
}

impl WriteKey {
    /// The one of the header, or else the one that the body brought.
    ///
    /// # Errors
    /// [`Error::KeyRefused`] where there is none that is known.
    pub fn or(header: Option<Self>, body: Option<&str>, app: &App) -> Result<Self, Error> {
        match header {
            Some(key) => Ok(key),
            None => Self::find(body.ok_or(Error::KeyRefused)?, app),
        }
    }

    /// # Errors
    /// This one, where the key is not secret.
    pub fn or_refuse(&self, error: Error) -> Result<(), Error> {
        if self.strength == Strength::Secret { Ok(()) } else { Err(error) }
    }

    fn find(key: &str, app: &App) -> Result<Self, Error> {
        let strength = |brand: Arc<Brand>| Some((brand.keys.strength(key)?, brand));
        let (strength, brand) = app.brands.all().find_map(strength).ok_or(Error::KeyRefused)?;
        let name = hex(&Sha256::digest(key)[..4]);
        Ok(Self { brand: brand.program.brand.clone(), strength, name })
    }
}

/// The origin of the page that asks; browsers send it and pages cannot change it.
///
/// # Errors
/// [`Error::OriginRefused`] where there is one and it is not the brand's.
pub fn origin<'h>(headers: &'h HeaderMap, brand: &Brand) -> Result<Option<&'h str>, Error> {
    let Some(origin) = headers.get(header::ORIGIN) else { return Ok(None) };
    let origin = origin.to_str().ok().filter(|origin| brand.keys.is_at_home(origin));
    origin.map(Some).ok_or(Error::OriginRefused)
}

/// The visitor's session that a token is of, whether it has ended or not.
pub(super) fn visit(token: &str, app: &App) -> Option<Visit> {
    Visit::of(token, |brand| Some(app.brands.get(brand)?.keys.voucher.clone()))
}

fn credentials<'h>(headers: &'h HeaderMap, wanted: &str) -> Option<&'h str> {
    let (scheme, rest) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case(wanted).then(|| rest.trim())
}

fn basic_user(headers: &HeaderMap) -> Option<String> {
    let decoded = BASE64_STANDARD.decode(credentials(headers, "Basic")?).ok()?;
    let text = String::from_utf8(decoded).ok()?;
    text.split_once(':').map(|(user, _)| user.to_owned())
}
