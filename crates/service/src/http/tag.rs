//! What an answer is known by, so that who has it need not be sent it again.

use axum::http::{HeaderMap, header};
use contract::experience::{Answer, Experience};
use sha2::{Digest, Sha256};

use crate::hex::hex;

/// Whether whoever asks has what this tag is of, or as good as that.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.split(',').any(|known| known.trim() == "*" || opaque(known) == opaque(tag))
}

/// The weak tag of an answer: two that differ in nothing but when they were decided are as good as each other.
pub(super) fn of(answer: &Answer) -> Option<String> {
    let timeless = Experience { decided_at: String::new(), ..answer.experience.clone() };
    let hash = Sha256::digest(serde_json::to_vec(&timeless).ok()?);
    Some(format!("W/\"{}\"", hex(&hash[..12])))
}
