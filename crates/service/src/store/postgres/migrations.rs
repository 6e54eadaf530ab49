//! The tables, step by step, under the same names as SQLite's. A step that has been released is never edited: another
//! one follows it.

use super::connections::Lent;
use super::failure::Failure;
use super::shares;

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

/// So many of the steps a program must know to live with the tables as all of them leave them. A node of the version before
/// goes on beside nodes of this one, and can be started again, as long as it knows that many. A step that it could not live
/// with sets this to its own number: one that takes away or renames what the version before asks for, needs more of what it
/// writes, or makes a table that names customers, out of which it would not erase them.
const LEAST: usize = 15;

const _: () = assert!(LEAST <= STEPS.len());

/// Brings a database up to date, whole or not at all. Two programs may try at once: one waits for the other. Tables of a later
/// version are left alone where that one says that this one can live with them.
pub(super) async fn apply(db: &mut Lent) -> Result<(), Failure> {
    db.begin().await?;
    db.execute("SELECT pg_advisory_xact_lock(hashtextextended('constance', 0))", &[]).await?;
    db.batch("CREATE TABLE IF NOT EXISTS steps (done bigint NOT NULL)").await?;
    db.batch("ALTER TABLE steps ADD COLUMN IF NOT EXISTS least bigint NOT NULL DEFAULT 0").await?;
    let (done, least) = found(db).await?;
    if least > STEPS.len() {
        return Err(newer(done));
    }
    if done > STEPS.len() {
        tracing::warn!(
            step = done,
            known = STEPS.len(),
            "the tables are of a later version; go on with that one soon"
        );
    }
    if done < STEPS.len() {
        for step in &STEPS[done..] {
            db.batch(step).await?;
        }
        if done < ASSURANCE {
            shares::settle_asserted(db).await?;
        }
        let sql = "INSERT INTO steps (done, least) VALUES ($1, $2)";
        db.execute(sql, &[&(STEPS.len() as i64), &(LEAST as i64)]).await?;
    }
    db.commit().await
}

/// That no table is of a later version: whoever moves all that is kept must know of all.
pub(super) async fn are_all_known(db: &mut Lent) -> Result<(), Failure> {
    let (done, _) = found(db).await?;
    if done > STEPS.len() { Err(newer(done)) } else { Ok(()) }
}

/// How many steps were done, and how many of them a program must know.
async fn found(db: &mut Lent) -> Result<(usize, usize), Failure> {
    let rows = db.query("SELECT coalesce(max(done), 0), coalesce(max(least), 0) FROM steps", &[]).await?;
    let row = rows.first().ok_or(Failure::Corrupt("step"))?;
    let number = |at| Ok::<_, Failure>(usize::try_from(row.try_get::<_, i64>(at)?).unwrap_or(usize::MAX));
    Ok((number(0)?, number(1)?))
}

fn newer(found: usize) -> Failure {
    Failure::Newer(u32::try_from(found).unwrap_or(u32::MAX))
}
