//! The connections to the server, so many and no more. One that broke is replaced when it is next asked for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_postgres::config::SslMode;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config, NoTls, Row, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::failure::Failure;

/// So many at once, from one process.
const CONNECTIONS: usize = 16;

/// How long the server may take to let us in.
const PATIENCE: Duration = Duration::from_secs(5);

/// Nobody holds up the others for longer, were a process to stop in the middle of its work.
const MANNERS: &str = "SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '10s'";

/// What is acknowledged was flushed, whatever is the custom of the database. Who waits for more than that goes on doing so.
const FLUSHED: &str = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/// What fills the places of a statement.
pub(super) type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// A bounded pool of connections.
#[derive(Clone)]
pub(super) struct Connections(Arc<Pool>);

struct Pool {
    config: Config,
    /// Where the address asks for it: then nothing is said before the server has shown a certificate that holds.
    tls: Option<MakeRustlsConnect>,
    turns: Arc<Semaphore>,
    idle: Mutex<Vec<Connection>>,
}

struct Connection {
    client: Client,
    statements: HashMap<&'static str, Statement>,
}

/// A connection while somebody has it. Dropped in the middle of a transaction, it is closed, and nothing of that is kept.
pub(super) struct Lent {
    connection: Option<Connection>,
    in_transaction: bool,
    pool: Arc<Pool>,
    _turn: OwnedSemaphorePermit,
}

impl Connections {
    /// None is made yet.
    pub(super) fn to(mut config: Config) -> Result<Self, Failure> {
        let tls = match config.get_ssl_mode() {
            SslMode::Require => {
                Some(MakeRustlsConnect::with_native_certs().map_err(|_| Failure::Untrusting)?.0)
            }
            _ => None,
        };
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        if config.get_application_name().is_none() {
            config.application_name("constance");
        }
        let (turns, idle) = (Arc::new(Semaphore::new(CONNECTIONS)), Mutex::default());
        Ok(Self(Arc::new(Pool { config, tls, turns, idle })))
    }

    /// The next that is free, made anew where none is whole.
    pub(super) async fn lend(&self) -> Result<Lent, Failure> {
        let turn = Arc::clone(&self.0.turns).acquire_owned().await.map_err(|_| Failure::Closed)?;
        let connection = match self.0.idle() {
            Some(connection) => connection,
            None => self.0.connect().await?,
        };
        let pool = Arc::clone(&self.0);
        Ok(Lent { connection: Some(connection), in_transaction: false, pool, _turn: turn })
    }

    /// Lets those who have one finish, and closes them all.
    pub(super) async fn stop(&self) {
        if let Ok(_all) = self.0.turns.acquire_many(CONNECTIONS as u32).await {
            self.0.turns.close();
            self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
    }
}

impl Pool {
    fn idle(&self) -> Option<Connection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|connection| !connection.client.is_closed());
        idle.pop()
    }

    async fn connect(&self) -> Result<Connection, Failure> {
        let client = match &self.tls {
            Some(tls) => spoken(self.config.connect(tls.clone()).await?),
            None => spoken(self.config.connect(NoTls).await?),
        };
        client.batch_execute(MANNERS).await?;
        client.batch_execute(FLUSHED).await?;
        Ok(Connection { client, statements: HashMap::new() })
    }
}

/// Lets a connection do its work. Whoever waits for an answer from one that breaks is told.
fn spoken<S, T>((client, connection): (Client, tokio_postgres::Connection<S, T>)) -> Client
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::warn!(%error, "a connection to the database broke");
        }
    });
    client
}

impl Lent {
    /// The rows that a statement answers with.
    pub(super) async fn query(&mut self, sql: &'static str, of: Values<'_>) -> Result<Vec<Row>, Failure> {
        let connection = self.connection()?;
        let statement = connection.prepared(sql).await?;
        Ok(connection.client.query(&statement, of).await?)
    }

    /// How many rows a statement changed.
    pub(super) async fn execute(&mut self, sql: &'static str, of: Values<'_>) -> Result<u64, Failure> {
        let connection = self.connection()?;
        let statement = connection.prepared(sql).await?;
        Ok(connection.client.execute(&statement, of).await?)
    }

    /// The rows that a statement answers with that is made up at the moment.
    pub(super) async fn query_once(&mut self, sql: &str, of: Values<'_>) -> Result<Vec<Row>, Failure> {
        Ok(self.connection()?.client.query(sql, of).await?)
    }

    /// Statements without values that are made up at the moment.
    pub(super) async fn batch(&mut self, sql: &str) -> Result<(), Failure> {
        Ok(self.connection()?.client.batch_execute(sql).await?)
    }

    /// Begins a transaction in which each statement sees what was committed before it.
    pub(super) async fn begin(&mut self) -> Result<(), Failure> {
        self.in_transaction = true;
        self.batch("BEGIN ISOLATION LEVEL READ COMMITTED").await
    }

    /// Begins to read as of one moment, whatever is written meanwhile.
    pub(super) async fn begin_to_read(&mut self) -> Result<(), Failure> {
        self.in_transaction = true;
        self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await
    }

    /// What was done since it began is kept, all of it.
    pub(super) async fn commit(&mut self) -> Result<(), Failure> {
        self.end("COMMIT").await
    }

    /// What was done since it began is forgotten, all of it.
    pub(super) async fn roll_back(&mut self) -> Result<(), Failure> {
        self.end("ROLLBACK").await
    }

    async fn end(&mut self, sql: &str) -> Result<(), Failure> {
        self.batch(sql).await?;
        self.in_transaction = false;
        Ok(())
    }

    fn connection(&mut self) -> Result<&mut Connection, Failure> {
        self.connection.as_mut().ok_or(Failure::Closed)
    }
}

impl Connection {
    async fn prepared(&mut self, sql: &'static str) -> Result<Statement, Failure> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).await?;
        self.statements.insert(sql, statement.clone());
        Ok(statement)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take()
            && !self.in_transaction
            && !connection.client.is_closed()
        {
            self.pool.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}
