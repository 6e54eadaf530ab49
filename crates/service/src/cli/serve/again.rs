//! Keys files, read again when the service is told to by SIGHUP. What cannot be used changes nothing.

use std::path::PathBuf;
use std::sync::Arc;

use domain::id::BrandId;

use crate::app::App;
use crate::cli::{Failure, read};
use crate::keys::Keys;
use crate::store::{Actor, Deed, Noted};

/// Goes on with what the keys files say, each time the signal comes.
#[cfg(unix)]
pub(super) async fn when_told(app: Arc<App>, keys: Vec<PathBuf>) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut told) = signal(SignalKind::hangup()) else { return };
    while told.recv().await.is_some() {
        match again(&app, &keys) {
            Ok(brands) => {
                tracing::info!("keys were read again");
                for brand in brands {
                    note(&app, &brand).await;
                }
            }
            Err(failure) => tracing::error!(%failure, "keys stay as they were"),
        }
    }
}

#[cfg(not(unix))]
pub(super) async fn when_told(_: Arc<App>, _: Vec<PathBuf>) {}

#[cfg(unix)]
async fn note(app: &App, brand: &BrandId) {
    let (at, details) = (app.clock.now(), "read again".to_owned());
    let entry = Noted { at, actor: Actor::Service, deed: Deed::Keys, subject: None, details };
    if let Err(error) = app.store.note(brand, entry).await {
        tracing::error!(%error, "the audit lacks that keys were changed");
    }
}

/// All files or none. Which brands there are stays.
#[cfg(unix)]
fn again(app: &App, paths: &[PathBuf]) -> Result<Vec<BrandId>, Failure> {
    let read = paths
        .iter()
        .map(|path| Keys::read(&read(path)?).map_err(|source| Failure::Keys { path: path.clone(), source }));
    let mut brands = Vec::new();
    for (brand, keys) in read.collect::<Result<Vec<_>, _>>()? {
        app.brands.go_on_with_keys(&brand, keys);
        brands.push(brand);
    }
    Ok(brands)
}
