//! The service as the brand's own servers ask it: with the secret key, which no page ever sees.

use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use tower::ServiceExt;

/// The largest answer that is read, in bytes.
const MOST: usize = 4 * 1024 * 1024;

/// The service, asked with the secret key.
pub struct Backend {
    service: Router,
    authorization: String,
}

/// What the service answered.
pub struct Answer {
    /// Whether it went well.
    pub status: StatusCode,
    /// What was asked for, or the problem.
    pub body: Value,
    /// How far a stream of the customer would have told with it.
    pub heard: Option<String>,
}

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
pub enum Unasked {
    /// The address or the key cannot stand in a request.
    #[error("this cannot be asked: {0}")]
    Request(#[from] axum::http::Error),
    /// The answer cannot be read.
    #[error("the answer cannot be read: {0}")]
    Answer(#[from] axum::Error),
}

impl Backend {
    /// Asks this service, with this key.
    #[must_use]
    pub fn new(service: Router, secret: &str) -> Self {
        let authorization = format!("Basic {}", BASE64_STANDARD.encode(format!("{secret}:")));
        Self { service, authorization }
    }

    /// Asks for what is at an address.
    ///
    /// # Errors
    /// See [`Unasked`].
    pub async fn get(&self, address: &str) -> Result<Answer, Unasked> {
        self.ask(Request::get(address), Body::empty()).await
    }

    /// Posts this to an address; the same key is the same act, however often it is sent.
    ///
    /// # Errors
    /// See [`Unasked`].
    pub async fn post(&self, address: &str, key: &str, body: &Value) -> Result<Answer, Unasked> {
        let request = Request::post(address).header(header::CONTENT_TYPE, "application/json");
        self.ask(request.header("idempotency-key", key), Body::from(body.to_string())).await
    }

    /// Opens the stream at an address, to be passed on as it comes.
    ///
    /// # Errors
    /// See [`Unasked`].
    pub async fn listen(&self, address: &str) -> Result<Response, Unasked> {
        self.send(Request::get(address), Body::empty()).await
    }

    async fn ask(&self, request: Builder, body: Body) -> Result<Answer, Unasked> {
        let (parts, body) = self.send(request, body).await?.into_parts();
        let heard =
            parts.headers.get("last-event-id").and_then(|place| place.to_str().ok()).map(str::to_owned);
        let bytes = to_bytes(body, MOST).await?;
        Ok(Answer { status: parts.status, body: serde_json::from_slice(&bytes).unwrap_or_default(), heard })
    }

    async fn send(&self, request: Builder, body: Body) -> Result<Response, Unasked> {
        let request = request.header(header::AUTHORIZATION, &self.authorization).body(body)?;
        Ok(self.service.clone().oneshot(request).await.unwrap_or_else(|never| match never {}))
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        (self.status, [(header::CACHE_CONTROL, "no-store")], Json(self.body)).into_response()
    }
}
