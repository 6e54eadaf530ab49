//! A brand's program changes while the service runs: it is checked, kept, gone on with, and told of, on every node.
//!
//! What was said last is in force. A program file that the store has not seen is said when the service starts; one that
//! it has seen was said then.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use contract::problem::FieldError;
use contract::program::Published;
use domain::id::BrandId;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::error::Error;
use crate::hex::hex;
use crate::program::{self, Fault};
use crate::store::{Actor, Deed, Noted, Publication, Publisher, StoreError};

/// So often a node looks whether another one published a program.
const EVERY: Duration = Duration::from_secs(3);

/// The version of a program: a hash of its text.
#[must_use]
pub fn version(text: &str) -> String {
    hex(&Sha256::digest(text)[..16])
}

/// Checks a program, and if nothing is wrong with it goes on with it, here and on every other node.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong with it, or that it is another brand's; [`Error::Store`].
pub async fn publish(app: &App, brand: &BrandId, text: &[u8], by: Publisher) -> Result<Published, Error> {
    let program = program::read_bytes(text).map_err(|faults| refused(text, &faults))?;
    if program.brand != *brand {
        return Err(Error::field("brand.slug", program.brand.as_str(), "must be the brand of the key"));
    }
    let (text, at) = (String::from_utf8_lossy(text).into_owned(), app.wall.now());
    let actor = match &by {
        Publisher::Key(_) => Actor::SecretKey,
        Publisher::File => Actor::Service,
    };
    let version = app.store.publish(brand, Publication { version: version(&text), text, at, by }).await?;
    let details = format!("version {version}");
    let entry = Noted { at: app.clock.now(), actor, deed: Deed::Publish, subject: None, details };
    app.store.note(brand, entry).await?;
    app.brands.go_on_with(program, version.clone());
    app.live.publish(brand);
    tracing::info!(%brand, version, "published");
    Ok(Published { brand: brand.to_string(), version })
}

/// Publishes the files the service was started with, those that were not published before, and goes on with what is in
/// force.
///
/// # Errors
/// [`StoreError`].
pub async fn begin(app: &App, files: Vec<(BrandId, String)>) -> Result<(), StoreError> {
    for (brand, text) in files {
        let (file, at) = (version(&text), app.wall.now());
        let publication = Publication { version: file.clone(), text, at, by: Publisher::File };
        let in_force = app.store.publish(&brand, publication).await?;
        if in_force != file {
            tracing::warn!(%brand, version = in_force, "a later program than the file's is in force");
        }
        if let Some(version) = renew(app, &brand).await? {
            say_once(&mut BTreeSet::new(), version);
        }
    }
    Ok(())
}

/// Goes on with what other nodes publish, as long as the process lives.
pub async fn follow(app: Arc<App>) {
    let mut unread = BTreeSet::new();
    loop {
        let _ = tokio::time::timeout(EVERY, app.live.published()).await;
        for brand in app.brands.all() {
            match renew(&app, &brand.program.brand).await {
                Ok(None) => {}
                Ok(Some(version)) => say_once(&mut unread, version),
                Err(error) => tracing::warn!(%error, "the program in force is not known"),
            }
        }
    }
}

/// Goes on with the program in force, or returns its version where it was written for a later version of the service.
async fn renew(app: &App, brand: &BrandId) -> Result<Option<String>, StoreError> {
    let now = app.brands.get(brand).map(|brand| brand.version.clone());
    if app.store.version_in_force(brand).await?.is_none_or(|version| now == Some(version)) {
        return Ok(None);
    }
    let Some(Publication { version, text, .. }) = app.store.program_in_force(brand).await? else {
        return Ok(None);
    };
    let Ok(program) = program::read(&text) else { return Ok(Some(version)) };
    tracing::info!(%brand, version, "goes on with a program that was published");
    app.brands.go_on_with(program, version);
    app.live.renewed(brand);
    Ok(None)
}

fn say_once(unread: &mut BTreeSet<String>, version: String) {
    if !unread.contains(&version) {
        tracing::error!(version, "the program in force cannot be read by this version of the service");
        unread.insert(version);
    }
}

/// Every fault with its line, what stands there, and what to write instead.
fn refused(text: &[u8], faults: &[Fault]) -> Error {
    let text = String::from_utf8_lossy(text);
    let field = |Fault { line, column, width, wrong, instead }: &Fault| FieldError {
        field: format!("line {line}, column {column}"),
        value: {
            let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
            line.chars().skip(column.saturating_sub(1)).take((*width).min(80)).collect()
        },
        rule: format!("{wrong}; {instead}"),
    };
    Error::Invalid(faults.iter().map(field).collect())
}
