//! The tables, step by step, under the same names as SQLite's. A step that has been released is never edited: another
//! one follows it.

use super::connections::Lent;
use super::failure::Failure;
use super::people;

/// Every step, in order. The table `steps` says how many of them a database has.
const STEPS: [&str; 15] = [
    include_str!("../../../migrations/postgres/0001_events.sql"),
    include_str!("../../../migrations/postgres/0002_sessions.sql"),
    include_str!("../../../migrations/postgres/0003_invitations.sql"),
    include_str!("../../../migrations/postgres/0004_tallies.sql"),
    include_str!("../../../migrations/postgres/0005_choices.sql"),
    include_str!("../../../migrations/postgres/0006_beacons.sql"),
    include_str!("../../../migrations/postgres/0007_log.sql"),
    include_str!("../../../migrations/postgres/0008_people.sql"),
    include_str!("../../../migrations/postgres/0009_quarantine.sql"),
    include_str!("../../../migrations/postgres/0010_programs.sql"),
    include_str!("../../../migrations/postgres/0011_care.sql"),
    include_str!("../../../migrations/postgres/0012_assurance.sql"),
    include_str!("../../../migrations/postgres/0013_notices.sql"),
    include_str!("../../../migrations/postgres/0014_redeemed.sql"),
    include_str!("../../../migrations/postgres/0015_voucher_secrets.sql"),
];

/// The step since which names go by how sure it is whose they are.
const ASSURANCE: usize = 12;

/// Brings a database up to date, whole or not at all. Two programs may try at once: one waits for the other.
pub(super) async fn apply(db: &mut Lent) -> Result<(), Failure> {
    db.begin().await?;
    db.execute("SELECT pg_advisory_xact_lock(hashtextextended('constance', 0))", &[]).await?;
    db.batch("CREATE TABLE IF NOT EXISTS steps (done bigint NOT NULL)").await?;
    let found = db.query("SELECT coalesce(max(done), 0) FROM steps", &[]).await?;
    let found: i64 = found.first().ok_or(Failure::Corrupt("step"))?.try_get(0)?;
    let done = usize::try_from(found).unwrap_or(usize::MAX);
    let newer = || Failure::Newer(u32::try_from(found).unwrap_or(u32::MAX));
    for step in STEPS.get(done..).ok_or_else(newer)? {
        db.batch(step).await?;
    }
    if done < ASSURANCE {
        people::settle_asserted(db).await?;
    }
    if done < STEPS.len() {
        db.execute("INSERT INTO steps (done) VALUES ($1)", &[&(STEPS.len() as i64)]).await?;
    }
    db.commit().await
}
