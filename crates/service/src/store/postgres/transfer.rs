//! The tables of a database, to be moved.

use std::error::Error;

use async_trait::async_trait;
use domain::time::Timestamp;
use tokio_postgres::Row;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use super::connections::{Connections, Lent};
use super::failure::Failure;
use super::months::Months;
use super::{connect, during, migrations};
use crate::store::transfer::{Cell, How, Record, Side, Table};
use crate::store::{StoreError, row};

const VERB: &str = "move what is kept";

/// The columns of `events` that the tables beside it have too.
const RECEIVED: usize = 5;

/// What follows from the rows that were moved, and the numbers that are to be given next.
const FOLLOWS: &str = "
    DELETE FROM claims_held;
    DELETE FROM claims_made;
    INSERT INTO claims_held (brand, taken_until, offer, claims)
        SELECT brand, taken_until, offer, count(*) FROM claims
        WHERE taken_until > -9223372036854775808 GROUP BY 1, 2, 3;
    INSERT INTO claims_made (brand, made, offer, taken_until, claims)
        SELECT brand, made / 900000000, offer, taken_until, count(*) FROM claims
        WHERE taken_until > -9223372036854775808 GROUP BY 1, 2, 3, 4;
    SELECT setval('events_seq', greatest((SELECT max(seq) FROM events), 1));
    SELECT setval(pg_get_serial_sequence('quarantine', 'number'), greatest((SELECT max(number) FROM quarantine), 1));
    SELECT setval(pg_get_serial_sequence('programs', 'seq'), greatest((SELECT max(seq) FROM programs), 1));
    SELECT setval(pg_get_serial_sequence('audit', 'number'), greatest((SELECT max(number) FROM audit), 1));
    ANALYZE";

/// A database.
pub(in crate::store) struct Server {
    connections: Connections,
    months: Months,
}

impl Server {
    /// Connects, and brings the tables up to date.
    pub(in crate::store) async fn open(url: &str) -> Result<Self, StoreError> {
        let connections = connect(VERB, url).await?;
        during(VERB, async { migrations::are_all_known(&mut connections.lend().await?).await }).await?;
        Ok(Self { connections, months: Months::default() })
    }

    async fn rows(&self, table: &Table, sql: &str, of: &[Cell]) -> Result<Vec<Record>, StoreError> {
        let columns = table.key.len() + table.rest.len();
        let of: Vec<_> = of.iter().map(|cell| cell as &(dyn ToSql + Sync)).collect();
        let work = async {
            let rows = self.connections.lend().await?.query_once(sql, &of).await?;
            rows.iter().map(|row| (0..columns).map(|at| cell(row, at)).collect()).collect()
        };
        during(VERB, work).await
    }
}

#[async_trait]
impl Side for Server {
    async fn page(
        &mut self,
        table: &Table,
        after: Option<&[Cell]>,
        limit: usize,
    ) -> Result<Vec<Record>, StoreError> {
        let (source, columns, keys) = (source(table), table.columns(), table.keys());
        let later =
            after.map_or_else(String::new, |after| format!("WHERE ({keys}) > ({})", places(1, after.len())));
        let sql = format!("SELECT {columns} FROM {source} {later} ORDER BY {keys} LIMIT {limit}");
        self.rows(table, &sql, after.unwrap_or_default()).await
    }

    async fn row(&mut self, table: &Table, key: &[Cell]) -> Result<Option<Record>, StoreError> {
        let (source, columns, keys) = (source(table), table.columns(), table.keys());
        let sql = format!("SELECT {columns} FROM {source} WHERE ({keys}) = ({})", places(1, key.len()));
        Ok(self.rows(table, &sql, key).await?.into_iter().next())
    }

    async fn last(&mut self, table: &Table) -> Result<Option<Record>, StoreError> {
        let back: Vec<_> = table.key.iter().map(|column| format!("\"{column}\" DESC")).collect();
        let (source, columns, back) = (source(table), table.columns(), back.join(", "));
        let sql = format!("SELECT {columns} FROM {source} ORDER BY {back} LIMIT 1");
        Ok(self.rows(table, &sql, &[]).await?.into_iter().next())
    }

    async fn count(&mut self, table: &Table) -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM {}", table.name);
        let work = async {
            let rows = self.connections.lend().await?.query_once(&sql, &[]).await?;
            Ok(rows.first().map(|row| row.try_get::<_, i64>(0)).transpose()?.unwrap_or_default())
        };
        during(VERB, work).await.map(i64::unsigned_abs)
    }

    async fn put(&mut self, table: &Table, rows: Vec<Record>) -> Result<(), StoreError> {
        if table.name == "events" {
            for received in rows.iter().filter_map(|row| received(row)) {
                self.months.see_to(&self.connections, received).await;
            }
        }
        during(VERB, async { put(&mut self.connections.lend().await?, table, &rows).await }).await
    }

    async fn settle(&mut self) -> Result<(), StoreError> {
        let work = async {
            let mut db = self.connections.lend().await?;
            db.batch(FOLLOWS).await
        };
        during(VERB, work).await
    }
}

/// Where rows are read from: events by way of their names, whose index has the order.
fn source(table: &Table) -> &'static str {
    match table.name {
        "events" => "event_ids JOIN events USING (brand, customer, id, received)",
        name => name,
    }
}

fn received(row: &[Cell]) -> Option<Timestamp> {
    match row.get(RECEIVED) {
        Some(Cell::Number(received)) => row::instant(*received),
        _ => None,
    }
}

async fn put(db: &mut Lent, table: &Table, rows: &[Record]) -> Result<(), Failure> {
    let columns = table.key.len() + table.rest.len();
    let cells: Vec<_> = rows.iter().flatten().map(|cell| cell as &(dyn ToSql + Sync)).collect();
    let values: Vec<_> =
        (0..rows.len()).map(|row| format!("({})", places(row * columns + 1, columns))).collect();
    let known = match table.how {
        How::Replaced => {
            let (keys, rest) = (table.keys(), table.rest.iter());
            let anew: Vec<_> = rest.map(|column| format!("\"{column}\" = excluded.\"{column}\"")).collect();
            format!("({keys}) DO UPDATE SET {}", anew.join(", "))
        }
        How::Copied | How::Follows => "DO NOTHING".to_owned(),
    };
    let (name, names, values) = (table.name, table.columns(), values.join(", "));
    db.begin().await?;
    db.query_once(&format!("INSERT INTO {name} ({names}) VALUES {values} ON CONFLICT {known}"), &cells)
        .await?;
    if name == "events" {
        let cell = |at: usize| move |row: &Record| row.get(at).cloned().unwrap_or(Cell::Nothing);
        let column = |at| rows.iter().map(cell(at)).collect::<Vec<_>>();
        let sql = "INSERT INTO event_ids (brand, customer, id, received)
                   SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) ON CONFLICT DO NOTHING";
        db.execute(sql, &[&column(0), &column(1), &column(2), &column(RECEIVED)]).await?;
        let sql = "INSERT INTO customers (brand, customer, known)
                   SELECT DISTINCT brand, customer, true FROM unnest($1::text[], $2::text[]) AS told (brand, customer)
                   ON CONFLICT (brand, customer) DO UPDATE SET known = true";
        db.execute(sql, &[&column(0), &column(1)]).await?;
    }
    db.commit().await
}

fn places(first: usize, number: usize) -> String {
    (first..first + number).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

fn cell(row: &Row, at: usize) -> Result<Cell, Failure> {
    let kind = row.columns().get(at).map(|column| column.type_().clone());
    let cell = match kind {
        Some(Type::INT8) => row.try_get::<_, Option<i64>>(at)?.map(Cell::Number),
        Some(Type::BOOL) => row.try_get::<_, Option<bool>>(at)?.map(|flag| Cell::Number(i64::from(flag))),
        Some(Type::FLOAT8) => row.try_get::<_, Option<f64>>(at)?.map(Cell::Real),
        Some(Type::BYTEA) => row.try_get::<_, Option<Vec<u8>>>(at)?.map(Cell::Bytes),
        _ => row.try_get::<_, Option<String>>(at)?.map(Cell::Text),
    };
    Ok(cell.unwrap_or(Cell::Nothing))
}

impl ToSql for Cell {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Nothing => Ok(IsNull::Yes),
            Self::Number(number) if *kind == Type::BOOL => (*number != 0).to_sql(kind, out),
            Self::Number(number) => number.to_sql(kind, out),
            Self::Real(number) => number.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
            Self::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        [Type::INT8, Type::BOOL, Type::FLOAT8, Type::BYTEA, Type::TEXT].contains(kind)
    }

    to_sql_checked!();
}
