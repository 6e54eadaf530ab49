//! What an answer says of how new it is: by it a page knows what it has heard already, and need not be told again.

use std::convert::Infallible;
use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponseParts, ResponseParts};
use contract::experience::Answer;
use domain::id::CustomerId;

use super::tag;
use crate::app::App;
use crate::ask::Ask;
use crate::brand::Brand;
use crate::error::Error;
use crate::live::Beginning;

/// How new what is shown is, as headers.
pub(super) struct Known {
    /// Which experience it is.
    tag: Option<String>,
    /// How far the customer has heard with it.
    heard: Option<String>,
}

impl Known {
    /// What a customer is shown now, and how new that is.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub(super) async fn of(
        app: &Arc<App>,
        brand: &Arc<Brand>,
        customer: &CustomerId,
        ask: &Ask,
    ) -> Result<(Answer, Self), Error> {
        let beginning = Beginning::before(app, &brand.program.brand);
        let (answer, version) = app.answer_and_version(brand, Some(customer), ask).await?;
        let known = Self { tag: tag::of(&answer), heard: Some(beginning.with(version)) };
        Ok((answer, known))
    }

    /// Of what whoever is not known is shown: they are told nothing.
    pub(super) fn of_visitor(answer: &Answer) -> Self {
        Self { tag: tag::of(answer), heard: None }
    }

    /// Whether whoever asks has it already.
    pub(super) fn is_current(&self, headers: &HeaderMap) -> bool {
        self.tag.as_ref().is_some_and(|tag| tag::is_known(headers, tag))
    }
}

impl IntoResponseParts for Known {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        let named =
            [(header::ETAG, self.tag), (header::HeaderName::from_static("last-event-id"), self.heard)];
        for (name, value) in named {
            if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
                parts.headers_mut().insert(name, value);
            }
        }
        Ok(parts)
    }
}
