//! All that is kept, from one place to another: table by table, in the order of their keys, so that what was broken off
//! goes on where it stopped; and compared at the end.

use std::collections::BTreeMap;

use async_trait::async_trait;
use sha2::{Digest, Sha256};

use super::{Place, StoreError, postgres, sqlite};

/// So many rows are moved in one step.
const PAGE: usize = 1_000;

/// A table: its key and its other columns, the same in every store.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) key: &'static [&'static str],
    pub(super) rest: &'static [&'static str],
    /// How its rows come to the other place.
    pub(super) how: How,
}

/// How rows come to another place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// As they are.
    Copied,
    /// As they are, in the place of what an empty store begins with.
    Replaced,
    /// They follow from other tables there.
    Follows,
}

/// Every table that holds what cannot be made again, in the order in which they are moved, and those that follow. What is
/// a store's own affair is not among them.
pub(super) const TABLES: [Table; 20] = [
    table("secrets", &["name"], &["secret"], How::Replaced),
    table("events", &["brand", "customer", "id"], &["seq", "at", "received", "fact"], How::Copied),
    table("claims", &["brand", "customer", "claim"], &["offer", "taken_until", "made"], How::Copied),
    table("claims_held", &["brand", "taken_until", "offer"], &["claims"], How::Follows),
    table("claims_made", &["brand", "made", "offer", "taken_until"], &["claims"], How::Follows),
    table("redeemed", &["brand", "offer"], &["claims"], How::Copied),
    table("invitations", &["brand", "friend", "inviter"], &["at"], How::Copied),
    table("identifications", &["brand", "anonymous", "at", "customer"], &["proven"], How::Copied),
    table("merges", &["brand", "customer", "other"], &["at", "parted"], How::Copied),
    table(
        "names",
        &["brand", "name"],
        &[
            "owner",
            "leading",
            "until",
            "since",
            "asserted_owner",
            "asserted_leading",
            "asserted_until",
            "asserted_since",
        ],
        How::Copied,
    ),
    table("vouchers", &["brand", "claim", "secret"], &["customer", "handle"], How::Copied),
    table(
        "choices",
        &["brand", "customer", "placement", "day", "offer"],
        &["at", "looked_until", "shown", "propensity", "held_out"],
        How::Copied,
    ),
    table("sessions", &["token_hash"], &["brand", "customer", "expires", "identity"], How::Copied),
    table("identities_used", &["brand", "identity"], &["expires"], How::Copied),
    table(
        "beacons",
        &["brand", "day", "surface", "path", "code", "first"],
        &["beacons", "traps"],
        How::Copied,
    ),
    table(
        "quarantine",
        &["number"],
        &["brand", "digest", "received", "strength", "customer", "message", "field", "value", "rule"],
        How::Copied,
    ),
    table("programs", &["seq"], &["brand", "version", "published", "publisher", "text"], How::Copied),
    table("erased", &["brand", "name"], &["at"], How::Copied),
    table("books", &["brand", "day", "kind", "currency"], &["entries", "amount"], How::Copied),
    table("audit", &["number"], &["brand", "at", "actor", "deed", "subject", "details"], How::Copied),
];

const fn table(
    name: &'static str,
    key: &'static [&'static str],
    rest: &'static [&'static str],
    how: How,
) -> Table {
    Table { name, key, rest, how }
}

impl Table {
    /// The columns, quoted: some have names that are words of SQL.
    pub(super) fn columns(&self) -> String {
        listed(&[self.key, self.rest].concat())
    }

    /// Those of the key.
    pub(super) fn keys(&self) -> String {
        listed(self.key)
    }
}

fn listed(columns: &[&str]) -> String {
    columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ")
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Nothing,
    Number(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
}

/// A row: its key, then the rest.
pub(super) type Record = Vec<Cell>;

/// One of the two places.
#[async_trait]
pub(super) trait Side: Send {
    /// The next rows in the order of their keys, after one.
    async fn page(
        &mut self,
        table: &Table,
        after: Option<&[Cell]>,
        limit: usize,
    ) -> Result<Vec<Record>, StoreError>;

    /// The row with the last key.
    async fn last(&mut self, table: &Table) -> Result<Option<Record>, StoreError>;

    /// The row with a key.
    async fn row(&mut self, table: &Table, key: &[Cell]) -> Result<Option<Record>, StoreError>;

    /// How many rows there are.
    async fn count(&mut self, table: &Table) -> Result<u64, StoreError>;

    /// Keeps rows, all or none. Those with keys that are known are left alone, or replaced.
    async fn put(&mut self, table: &Table, rows: Vec<Record>) -> Result<(), StoreError>;

    /// Lets what follows from other tables follow.
    async fn settle(&mut self) -> Result<(), StoreError>;
}

/// Why not all was moved.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// A place failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The other place has rows that are not of this one.
    #[error("the table `{0}` there holds rows that are not from here: begin with an empty database")]
    NotEmpty(&'static str),
    /// The two do not hold the same.
    #[error(
        "the table `{table}` of brand `{brand}` has {from} rows here and {to} there, or not the same: stop what writes \
         to either, and begin again with an empty database"
    )]
    Differs {
        /// The table.
        table: &'static str,
        /// The brand; empty where the table is of none.
        brand: String,
        /// Rows here.
        from: u64,
        /// Rows there.
        to: u64,
    },
}

/// What was moved of a brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The table.
    pub table: &'static str,
    /// The brand; empty where the table is of none.
    pub brand: String,
    /// Its rows.
    pub rows: u64,
    /// What all of them come to: equal where all are.
    pub checksum: u128,
}

/// Moves all that is kept to another place, and compares. `watch` is told how many rows of a table have been moved, of
/// how many. Nothing may write to either meanwhile.
///
/// # Errors
/// What went wrong. All that was moved until then stays, and the same call goes on from there.
pub async fn transfer(
    from: &Place,
    to: &Place,
    watch: &mut (dyn FnMut(&'static str, u64, u64) + Send),
) -> Result<Vec<Moved>, TransferError> {
    let (mut from, mut to) = (side(from).await?, side(to).await?);
    let (from, to) = (from.as_mut(), to.as_mut());
    for table in TABLES.iter().filter(|table| table.how != How::Follows) {
        copy(from, to, table, watch).await?;
    }
    to.settle().await?;
    let mut moved = Vec::new();
    for table in &TABLES {
        let (here, there) = (sums(from, table).await?, sums(to, table).await?);
        for brand in here.keys().chain(there.keys()) {
            let [(rows, checksum), other] =
                [&here, &there].map(|sums| sums.get(brand).copied().unwrap_or_default());
            if (rows, checksum) != other {
                return Err(TransferError::Differs {
                    table: table.name,
                    brand: brand.clone(),
                    from: rows,
                    to: other.0,
                });
            }
        }
        let of = |(brand, (rows, checksum))| Moved { table: table.name, brand, rows, checksum };
        moved.extend(here.into_iter().map(of));
    }
    Ok(moved)
}

async fn side(place: &Place) -> Result<Box<dyn Side>, StoreError> {
    Ok(match (place.path(), place.url()) {
        (Some(path), _) => Box::new(sqlite::transfer::File::open(path).await?),
        (None, url) => Box::new(postgres::transfer::Server::open(url.unwrap_or_default()).await?),
    })
}

async fn copy(
    from: &mut dyn Side,
    to: &mut dyn Side,
    table: &Table,
    watch: &mut (dyn FnMut(&'static str, u64, u64) + Send),
) -> Result<(), TransferError> {
    let mut after = None;
    if table.how == How::Copied
        && let Some(last) = to.last(table).await?
    {
        let key = last[..table.key.len()].to_vec();
        if from.row(table, &key).await?.as_ref() != Some(&last) {
            return Err(TransferError::NotEmpty(table.name));
        }
        after = Some(key);
    }
    let all = from.count(table).await?;
    let mut done = if after.is_some() { to.count(table).await? } else { 0 };
    watch(table.name, done, all);
    loop {
        let page = from.page(table, after.as_deref(), PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last[..table.key.len()].to_vec());
        done += page.len() as u64;
        to.put(table, page).await?;
        watch(table.name, done, all);
    }
}

/// Rows and checksum by brand. In any order the same rows come to the same.
async fn sums(side: &mut dyn Side, table: &Table) -> Result<BTreeMap<String, (u64, u128)>, StoreError> {
    let mut sums = BTreeMap::<_, (u64, u128)>::new();
    let brand = table.key.iter().chain(table.rest).position(|column| *column == "brand");
    let mut after: Option<Record> = None;
    loop {
        let page = side.page(table, after.as_deref(), PAGE).await?;
        let Some(last) = page.last() else { return Ok(sums) };
        after = Some(last[..table.key.len()].to_vec());
        for row in &page {
            let brand = match brand.and_then(|at| row.get(at)) {
                Some(Cell::Text(brand)) => brand.clone(),
                _ => String::new(),
            };
            let (rows, checksum) = sums.entry(brand).or_default();
            *rows += 1;
            *checksum = checksum.wrapping_add(hash(row));
        }
    }
}

fn hash(row: &[Cell]) -> u128 {
    let mut hash = Sha256::new();
    let mut add = |kind: u8, bytes: &[u8]| {
        hash.update([kind]);
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    for cell in row {
        match cell {
            Cell::Nothing => add(0, &[]),
            Cell::Number(number) => add(1, &number.to_be_bytes()),
            Cell::Real(number) => add(2, &number.to_be_bytes()),
            Cell::Text(text) => add(3, text.as_bytes()),
            Cell::Bytes(bytes) => add(4, bytes),
        }
    }
    let mut first = [0; 16];
    first.copy_from_slice(&hash.finalize()[..16]);
    u128::from_be_bytes(first)
}
