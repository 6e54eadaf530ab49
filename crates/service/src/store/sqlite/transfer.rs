//! The tables of a file, to be moved.

use std::path::Path;

use async_trait::async_trait;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Row, ToSql, params_from_iter};

use super::failure::Failure;
use super::{Sqlite, prepare};
use crate::store::transfer::{Cell, How, Record, Side, Table};
use crate::store::{Store as _, StoreError};

const VERB: &str = "move what is kept";

/// A file.
pub(in crate::store) struct File(Connection);

impl File {
    /// Opens it, makes it where there is none, and brings its tables up to date.
    pub(in crate::store) async fn open(path: &Path) -> Result<Self, StoreError> {
        Sqlite::open(path)?.close().await;
        let open = || {
            let connection = Connection::open(path)?;
            prepare(&connection)?;
            Ok(Self(connection))
        };
        open().map_err(|failure: Failure| failure.during(VERB))
    }

    fn rows(&self, table: &Table, sql: &str, of: &[Cell]) -> Result<Vec<Record>, Failure> {
        let columns = table.key.len() + table.rest.len();
        let mut select = self.0.prepare_cached(sql)?;
        let mut rows = select.query(params_from_iter(of))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((0..columns).map(|at| cell(row, at)).collect::<Result<_, _>>()?);
        }
        Ok(found)
    }

    fn keep(&mut self, table: &Table, rows: &[Record]) -> Result<(), Failure> {
        let places: Vec<_> = (1..=table.key.len() + table.rest.len()).map(|n| format!("?{n}")).collect();
        let or = if table.how == How::Replaced { "REPLACE" } else { "IGNORE" };
        let (name, columns, places) = (table.name, table.columns(), places.join(", "));
        let transaction = self.0.transaction()?;
        {
            let sql = format!("INSERT OR {or} INTO {name} ({columns}) VALUES ({places})");
            let mut insert = transaction.prepare_cached(&sql)?;
            for row in rows {
                insert.execute(params_from_iter(row))?;
            }
        }
        Ok(transaction.commit()?)
    }
}

#[async_trait]
impl Side for File {
    async fn page(
        &mut self,
        table: &Table,
        after: Option<&[Cell]>,
        limit: usize,
    ) -> Result<Vec<Record>, StoreError> {
        let (name, columns, keys) = (table.name, table.columns(), table.keys());
        let later = after.map_or_else(String::new, |after| format!("WHERE ({keys}) > ({})", places(after)));
        let sql = format!("SELECT {columns} FROM {name} {later} ORDER BY {keys} LIMIT {limit}");
        self.rows(table, &sql, after.unwrap_or_default()).map_err(|failure| failure.during(VERB))
    }

    async fn row(&mut self, table: &Table, key: &[Cell]) -> Result<Option<Record>, StoreError> {
        let (name, columns, keys) = (table.name, table.columns(), table.keys());
        let sql = format!("SELECT {columns} FROM {name} WHERE ({keys}) = ({})", places(key));
        let rows = self.rows(table, &sql, key).map_err(|failure| failure.during(VERB))?;
        Ok(rows.into_iter().next())
    }

    async fn last(&mut self, table: &Table) -> Result<Option<Record>, StoreError> {
        let back: Vec<_> = table.key.iter().map(|column| format!("\"{column}\" DESC")).collect();
        let (name, columns, back) = (table.name, table.columns(), back.join(", "));
        let sql = format!("SELECT {columns} FROM {name} ORDER BY {back} LIMIT 1");
        let rows = self.rows(table, &sql, &[]).map_err(|failure| failure.during(VERB))?;
        Ok(rows.into_iter().next())
    }

    async fn count(&mut self, table: &Table) -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM {}", table.name);
        let counted = self.0.query_row(&sql, [], |row| row.get::<_, i64>(0)).map_err(Failure::from);
        Ok(counted.map_err(|failure| failure.during(VERB))?.unsigned_abs())
    }

    async fn put(&mut self, table: &Table, rows: Vec<Record>) -> Result<(), StoreError> {
        self.keep(table, &rows).map_err(|failure| failure.during(VERB))
    }

    /// The counts of claims follow by triggers.
    async fn settle(&mut self) -> Result<(), StoreError> {
        let sql = "UPDATE events_end SET seq = (SELECT coalesce(max(seq), 0) FROM events)";
        self.0.execute_batch(sql).map_err(Failure::from).map_err(|failure| failure.during(VERB))
    }
}

fn places(cells: &[Cell]) -> String {
    (1..=cells.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ")
}

fn cell(row: &Row<'_>, at: usize) -> Result<Cell, Failure> {
    Ok(match row.get_ref(at)? {
        ValueRef::Null => Cell::Nothing,
        ValueRef::Integer(number) => Cell::Number(number),
        ValueRef::Real(number) => Cell::Real(number),
        ValueRef::Text(text) => {
            Cell::Text(String::from_utf8(text.to_vec()).map_err(|_| Failure::Corrupt("row"))?)
        }
        ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_vec()),
    })
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Nothing => ToSqlOutput::Owned(Value::Null),
            Self::Number(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Real(number) => ToSqlOutput::Owned(Value::Real(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}
