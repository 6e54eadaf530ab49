//! The parts of the log: a month of what was reported in each, made before anything comes that belongs there.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::time::Timestamp;
use jiff::tz::TimeZone;
use jiff::{ToSpan, civil};

use super::connections::{Connections, Lent};
use super::failure::Failure;
use crate::store::row;

/// So many months ahead: a service that cannot make them for weeks still has where to put what comes.
const AHEAD: i64 = 2;

/// What is known of the parts.
#[derive(Clone, Default)]
pub(super) struct Months(Arc<Mutex<Known>>);

#[derive(Default)]
struct Known {
    /// These have a part.
    parts: BTreeSet<civil::Date>,
    /// Those after this one have been seen to.
    ahead_of: Option<civil::Date>,
}

impl Months {
    /// Sees to it that there is a part for what is reported at an instant; for the months after it, while nobody waits.
    pub(super) async fn see_to(&self, connections: &Connections, received: Timestamp) {
        let month = beginning(received);
        if self.lacks(month) {
            self.make(connections, month).await;
        }
        if self.known().ahead_of.replace(month) == Some(month) {
            return;
        }
        let (months, connections) = (self.clone(), connections.clone());
        tokio::spawn(async move {
            for ahead in 1..=AHEAD {
                if let Ok(month) = month.checked_add(ahead.months()) {
                    months.make(&connections, month).await;
                }
            }
        });
    }

    fn lacks(&self, month: civil::Date) -> bool {
        !self.known().parts.contains(&month)
    }

    fn remember(&self, month: civil::Date) {
        self.known().parts.insert(month);
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where a part cannot be made, what belongs there is kept with what has no month: nothing is refused for it.
    async fn make(&self, connections: &Connections, month: civil::Date) {
        if self.lacks(month) {
            match part(connections, month).await {
                Ok(()) => self.remember(month),
                Err(failure) => {
                    tracing::warn!(?failure, %month, "a part of the log could not be made");
                    if failure.is_final() {
                        // It would be refused again: what belongs there is kept with what has no month by now.
                        self.remember(month);
                    }
                }
            }
        }
    }
}

/// Makes the part of a month, unless it is there.
async fn part(connections: &Connections, month: civil::Date) -> Result<(), Failure> {
    let mut db = connections.lend().await?;
    let name = format!("events_{:04}_{:02}", month.year(), month.month());
    if is_there(&mut db, &name).await? {
        return Ok(());
    }
    let after = month.checked_add(1.month()).map_err(|_| Failure::Corrupt("month"))?;
    let (from, until) = (row::micros(start(month)?), row::micros(start(after)?));
    db.begin().await?;
    // Whoever reads or writes waits meanwhile.
    db.batch("SET LOCAL lock_timeout = '2s'").await?;
    db.execute("SELECT pg_advisory_xact_lock(hashtextextended('constance months', 0))", &[]).await?;
    if !is_there(&mut db, &name).await? {
        let make = format!("CREATE TABLE {name} PARTITION OF events FOR VALUES FROM ({from}) TO ({until})");
        db.batch(&make).await?;
    }
    db.commit().await
}

async fn is_there(db: &mut Lent, name: &str) -> Result<bool, Failure> {
    let found = db.query("SELECT to_regclass($1::text) IS NOT NULL", &[&name]).await?;
    Ok(found.first().ok_or(Failure::Corrupt("month"))?.try_get(0)?)
}

fn beginning(at: Timestamp) -> civil::Date {
    at.to_zoned(TimeZone::UTC).date().first_of_month()
}

fn start(day: civil::Date) -> Result<Timestamp, Failure> {
    let start = day.to_zoned(TimeZone::UTC).map_err(|_| Failure::Corrupt("month"))?;
    Ok(start.timestamp())
}
