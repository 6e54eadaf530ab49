//! The tables, step by step. A step that has been released is never edited: another one follows it.

use rusqlite::{Connection, TransactionBehavior};

use super::failure::Failure;
use super::shares;

/// Every step, in order. The file's `user_version` is the number of those it has.
const STEPS: [&str; 15] = [
    include_str!("../../../migrations/sqlite/0001_events.sql"),
    include_str!("../../../migrations/sqlite/0002_sessions.sql"),
    include_str!("../../../migrations/sqlite/0003_invitations.sql"),
    include_str!("../../../migrations/sqlite/0004_tallies.sql"),
    include_str!("../../../migrations/sqlite/0005_choices.sql"),
    include_str!("../../../migrations/sqlite/0006_beacons.sql"),
    include_str!("../../../migrations/sqlite/0007_log.sql"),
    include_str!("../../../migrations/sqlite/0008_people.sql"),
    include_str!("../../../migrations/sqlite/0009_quarantine.sql"),
    include_str!("../../../migrations/sqlite/0010_programs.sql"),
    include_str!("../../../migrations/sqlite/0011_care.sql"),
    include_str!("../../../migrations/sqlite/0012_assurance.sql"),
    include_str!("../../../migrations/sqlite/0013_notices.sql"),
    include_str!("../../../migrations/sqlite/0014_redeemed.sql"),
    include_str!("../../../migrations/sqlite/0015_voucher_secrets.sql"),
];

/// The step since which names go by how sure it is whose they are.
const ASSURANCE: usize = 12;

/// Brings a file up to date, whole or not at all. Two programs may try at once.
pub(super) fn apply(connection: &mut Connection) -> Result<(), Failure> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = usize::try_from(found).unwrap_or(usize::MAX);
    for step in STEPS.get(done..).ok_or(Failure::Newer(found))? {
        transaction.execute_batch(step)?;
    }
    if done < ASSURANCE {
        shares::settle_asserted(&transaction)?;
    }
    transaction.pragma_update(None, "user_version", STEPS.len() as i64)?;
    Ok(transaction.commit()?)
}
