//! What went wrong: one thing outside, another in the log.

use std::error::Error as _;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::problem::{Code, FieldError, MEDIA_TYPE, Problem};
use domain::benefit::BenefitError;
use domain::claim::ActError;
use domain::decision::Refusal;
use domain::person::BondError;

use crate::identity;
use crate::store::StoreError;
use crate::till::VoucherError;

/// Everything a request can end in but an answer. What it displays is for whoever asked: it says what to do, and
/// holds nothing secret or personal. The cause of a failure of ours is for the log alone.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Fields of the request are not as they should be.
    #[error("The request is not as it should be; `errors` says where.")]
    Invalid(Vec<FieldError>),
    /// The body is said to be something else than JSON.
    #[error("The body must be JSON, with the header `Content-Type: application/json`.")]
    NotJson,
    /// The body is said to be something else than text.
    #[error("The body must be JSON sent as text, with the header `Content-Type: text/plain`.")]
    NotText,
    /// The body is said to be something else than a program file.
    #[error(
        "The body must be the program file, with the header `Content-Type: application/toml` or `text/plain`."
    )]
    NotProgram,
    /// The body is compressed in a way that is not known here.
    #[error("The body may be compressed with gzip, with the header `Content-Encoding: gzip`, or not at all.")]
    Encoding,
    /// The body broke off.
    #[error("The body ended before its end. Send it again.")]
    Interrupted,
    /// The body is too large.
    #[error("The body is larger than is taken here. Send less at once.")]
    TooLarge,
    /// No such brand.
    #[error("There is no brand `{0}` here. Check `brand` against the program file.")]
    UnknownBrand(String),
    /// No such placement.
    #[error("The program has no placement `{0}`. It has: {1}.")]
    UnknownPlacement(String, String),
    /// Nothing at this address.
    #[error("There is nothing at this address. /openapi.json lists what there is.")]
    NotFound,
    /// The web assets were not there when this program was built.
    #[error(
        "This service was built without web assets. Build them with `cargo xtask web`, then the service again."
    )]
    NoAssets,
    /// Not this method.
    #[error("This address does not know this method. /openapi.json lists those it knows.")]
    MethodNotAllowed,
    /// No session, or one that has ended.
    #[error(
        "A session is needed: POST /v1/session with a fresh identity token, then send it as `Authorization: Bearer`."
    )]
    SessionNeeded,
    /// An identity token that is not accepted.
    #[error("This identity is not accepted: {0}.")]
    Identity(#[from] identity::Refused),
    /// No write key, or an unknown one.
    #[error(
        "A write key of the brand is needed: send it as the user name of Basic authentication, or as `writeKey` in the body."
    )]
    KeyRefused,
    /// The key may not report this.
    #[error("A public key may report behaviour only. Report this from a server, with a secret key.")]
    KeyTooWeak(Vec<FieldError>),
    /// The key may report but not read.
    #[error("A report takes a secret key of the brand. Ask for it from a server.")]
    KeyReadsNothing,
    /// The key may report, but neither see customers nor act for them.
    #[error("This takes a secret key of the brand. Ask for it from a server.")]
    KeyServesNobody,
    /// The key may report but not publish.
    #[error("Publishing a program takes a secret key of the brand. Do it from a server.")]
    KeyPublishesNothing,
    /// A page that is not the brand's.
    #[error("This page's origin is not one of the brand's. Add it to `origins` in the keys file.")]
    OriginRefused,
    /// No such offer: not even a name that one could have.
    #[error("The program has no such offer. Take the id from the experience.")]
    UnknownOffer,
    /// An act on an offer was refused.
    #[error("The act was refused: {0}.{advice}", advice = advice(.0))]
    Act(#[from] ActError),
    /// A voucher was not accepted.
    #[error("The voucher is not accepted: {0}.")]
    Voucher(#[from] VoucherError),
    /// Two customers cannot be merged, or parted.
    #[error("This was not done: {0}.")]
    Merge(#[from] BondError),
    /// The idempotency key named another act before.
    #[error("This Idempotency-Key was used for another act. Draw a fresh one for each.")]
    KeyReused,
    /// It took too long.
    #[error("It took too long. Try again in a moment; with the same Idempotency-Key nothing is done twice.")]
    Timeout,
    /// More is sent than can be kept in time.
    #[error(
        "More is being sent than can be kept in time. Nothing of this was kept: send it again in a moment."
    )]
    Busy,
    /// There is no room for what was sent.
    #[error("There is no room left to keep anything. Nothing of this was kept: send it again later.")]
    NoRoom(#[source] StoreError),
    /// The store failed.
    #[error("The service is at fault. Try again in a moment.")]
    Store(#[source] StoreError),
    /// The store does not answer.
    #[error("The service is not ready.")]
    NotReady(#[source] StoreError),
    /// The service is about to stop.
    #[error("The service is about to stop. Ask another node.")]
    Leaving,
    /// There are no random numbers to make a session of.
    #[error("The service is at fault. Try again in a moment.")]
    Random(#[from] getrandom::Error),
    /// A handler panicked: a bug. The log has it from the panic itself.
    #[error("The service is at fault. Try again in a moment.")]
    Bug,
    /// A program with no language, which the check of program files does not let pass.
    #[error("The service is at fault. Its log says more.")]
    NoLanguage,
    /// Another layer ended the request with this status and no words.
    #[error("The request could not be served.")]
    Bare(StatusCode),
}

impl Error {
    /// One field that is not as it should be.
    pub fn field(field: &str, value: &str, rule: &str) -> Self {
        let value = value.chars().take(80).collect();
        Self::Invalid(vec![FieldError { field: field.to_owned(), value, rule: rule.to_owned() }])
    }

    /// What the caller may know: a status, and a code that never changes its meaning.
    fn outward(&self) -> (StatusCode, Code) {
        match self {
            Self::Invalid(_) | Self::Interrupted => (StatusCode::BAD_REQUEST, Code::Invalid),
            Self::NotJson | Self::NotText | Self::NotProgram | Self::Encoding => {
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, Code::Invalid)
            }
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Code::TooLarge),
            Self::UnknownBrand(_) => (StatusCode::NOT_FOUND, Code::UnknownBrand),
            Self::UnknownPlacement(..) => (StatusCode::NOT_FOUND, Code::UnknownPlacement),
            Self::NotFound | Self::NoAssets => (StatusCode::NOT_FOUND, Code::NotFound),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, Code::MethodNotAllowed),
            Self::SessionNeeded => (StatusCode::UNAUTHORIZED, Code::SessionNeeded),
            Self::Identity(_) => (StatusCode::FORBIDDEN, Code::IdentityRefused),
            Self::KeyRefused => (StatusCode::UNAUTHORIZED, Code::KeyRefused),
            Self::KeyTooWeak(_)
            | Self::KeyReadsNothing
            | Self::KeyServesNobody
            | Self::KeyPublishesNothing => (StatusCode::FORBIDDEN, Code::KeyTooWeak),
            Self::OriginRefused => (StatusCode::FORBIDDEN, Code::OriginRefused),
            Self::UnknownOffer => (StatusCode::NOT_FOUND, Code::UnknownOffer),
            Self::Act(error) => refused(error),
            Self::Voucher(VoucherError::Unknown) => (StatusCode::NOT_FOUND, Code::UnknownVoucher),
            Self::Voucher(_) => (StatusCode::CONFLICT, Code::VoucherEnded),
            Self::Merge(_) => (StatusCode::CONFLICT, Code::MergeRefused),
            Self::KeyReused => (StatusCode::CONFLICT, Code::KeyReused),
            Self::Timeout => (StatusCode::GATEWAY_TIMEOUT, Code::Timeout),
            Self::Busy => (StatusCode::TOO_MANY_REQUESTS, Code::Busy),
            Self::NoRoom(_) => (StatusCode::INSUFFICIENT_STORAGE, Code::NoRoom),
            Self::NotReady(_) | Self::Leaving => (StatusCode::SERVICE_UNAVAILABLE, Code::Internal),
            Self::Store(_) | Self::Random(_) | Self::Bug | Self::NoLanguage => {
                (StatusCode::INTERNAL_SERVER_ERROR, Code::Internal)
            }
            Self::Bare(status) if status.is_client_error() => (*status, Code::Invalid),
            Self::Bare(status) => (*status, Code::Internal),
        }
    }

    /// Writes a failure of ours into the log, once and with its causes; a mistake of the caller's leaves its code.
    fn log(&self, status: StatusCode, code: Code) {
        if !status.is_server_error() || matches!(self, Self::Leaving) {
            return tracing::debug!(?code, "refused");
        }
        let mut causes = Vec::new();
        let mut cause = self.source();
        while let Some(error) = cause {
            causes.push(error.to_string());
            cause = error.source();
        }
        tracing::error!(?code, cause = causes.join(": "), "failed");
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, code) = self.outward();
        self.log(status, code);
        let detail = self.to_string();
        let problem = Problem {
            kind: "about:blank".to_owned(),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            code,
            detail,
            errors: match self {
                Self::Invalid(errors) | Self::KeyTooWeak(errors) => errors,
                _ => Vec::new(),
            },
        };
        let mut response = (status, Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = again(status) {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            // Not `Basic`: a browser would ask the visitor for a password.
            let scheme = if code == Code::SessionNeeded { "Bearer" } else { "WriteKey" };
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(scheme));
        }
        response
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::Busy,
            StoreError::NoRoom { .. } => Self::NoRoom(error),
            error => Self::Store(error),
        }
    }
}

/// After how many seconds it may be otherwise.
fn again(status: StatusCode) -> Option<u16> {
    match status {
        StatusCode::TOO_MANY_REQUESTS => Some(1),
        StatusCode::INSUFFICIENT_STORAGE => Some(60),
        _ => None,
    }
}

/// Gives words to an error that another layer ended without any.
pub async fn explain(response: Response) -> Response {
    let status = response.status();
    let explained = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == MEDIA_TYPE);
    if explained || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let error = match status {
        StatusCode::NOT_FOUND => Error::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Error::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        status => Error::Bare(status),
    };
    let (mut parts, mut explained) = (response.into_parts().0, error.into_response());
    // What other layers said stays: which methods there are, and which page may read the answer.
    for of_the_body in [header::CONTENT_TYPE, header::CONTENT_LENGTH] {
        parts.headers.remove(of_the_body);
    }
    parts.headers.extend(std::mem::take(explained.headers_mut()));
    *explained.headers_mut() = parts.headers;
    explained
}

fn refused(error: &ActError) -> (StatusCode, Code) {
    let code = match error {
        ActError::UnknownOffer(_) => return (StatusCode::NOT_FOUND, Code::UnknownOffer),
        ActError::NotOffered(_, Refusal::OutOfStock) => Code::OutOfStock,
        ActError::NotOffered(_, Refusal::ClaimLimit(_) | Refusal::OpenClaims(_)) => Code::LimitReached,
        ActError::NotOffered(..) | ActError::NothingToClaim(_) => Code::NotOffered,
        ActError::UnknownClaim(_) | ActError::Unconfirmed(_) | ActError::Ended(..) => Code::NotOffered,
        ActError::NameUsed(_) => Code::KeyReused,
        ActError::Benefit(BenefitError::Unknown(_)) => return (StatusCode::NOT_FOUND, Code::NoBenefit),
        ActError::Benefit(_) => Code::NoBenefit,
        ActError::NothingToUndo(_) => Code::NothingToUndo,
    };
    (StatusCode::CONFLICT, code)
}

fn advice(error: &ActError) -> &'static str {
    match error {
        ActError::UnknownOffer(_) => " Take the id from the experience.",
        ActError::NotOffered(_, Refusal::OutOfStock) => " All are taken.",
        ActError::NotOffered(_, Refusal::ClaimLimit(_)) => {
            " The customer has claimed it as often as one may."
        }
        ActError::NotOffered(_, Refusal::OpenClaims(_)) => {
            " The customer must use or give back a claim first."
        }
        ActError::NotOffered(..) => " It is not for this customer now: fetch the experience again.",
        ActError::NothingToClaim(_) => " Follow its link instead.",
        ActError::NothingToUndo(_) => " Fetch the experience again.",
        ActError::UnknownClaim(_) | ActError::Unconfirmed(_) | ActError::Ended(..) => " It cannot be used.",
        ActError::NameUsed(_) => " Draw a fresh Idempotency-Key.",
        ActError::Benefit(_) => " The experience lists those there are.",
    }
}
