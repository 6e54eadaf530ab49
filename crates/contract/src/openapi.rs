//! The same in OpenAPI 3.1, for whoever does not speak Rust.

/// The document, as it is served at `/openapi.json`. Written by hand; a test compares it with the types.
pub const OPENAPI: &str = include_str!("../openapi.json");
