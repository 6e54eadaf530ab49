//! `/v1/program`: another program, from now on.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;

use crate::app::App;
use crate::error::Error;
use crate::http::caller::WriteKey;
use crate::http::wire::ProgramFile;
use crate::publication;
use crate::store::Publisher;

/// The largest program file, in bytes.
pub const MOST: usize = 1024 * 1024;

/// Checks a program file as a whole and goes on with it.
///
/// # Errors
/// No secret key, a body that is no text, everything that is wrong with the file.
pub async fn put(
    State(app): State<Arc<App>>,
    key: WriteKey,
    ProgramFile(file): ProgramFile,
) -> Result<impl IntoResponse, Error> {
    key.or_refuse(Error::KeyPublishesNothing)?;
    let published = publication::publish(&app, &key.brand, &file, Publisher::Key(key.name)).await?;
    Ok(([super::PRIVATE], Json(published)))
}
