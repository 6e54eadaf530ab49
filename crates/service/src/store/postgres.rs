//! Events in a PostgreSQL server that several of us share: what has to come one after the other waits there.

use async_trait::async_trait;
use tokio::sync::Semaphore;
use tokio_postgres::Config;

use self::connections::{Connections, Lent};
use self::failure::Failure;
use self::months::Months;
use self::writer::Writer;
use super::learnt::Learnt;
use super::{Glance, Look, Store, StoreError};

mod audit; // what was done with what is kept
mod beacons; // how the elements in pages fare
mod books; // what the law requires
mod care; // erasing and forgetting
mod choices; // what was chosen by chance
mod claims; // the kept sum of claims
mod connections; // to the server
mod erased; // names that were erased
mod erasure; // erasing a person
mod evidence; // what choices teach
mod failure; // what goes wrong below
mod forgetting; // forgetting what is old
mod invitations; // the kept sum of who invited whom
mod log; // what happened
mod migrations; // the tables, step by step
mod months; // the parts of the log
mod people; // who is who
mod shares; // what of an anonymous name is whose
mod programs; // what was published
mod quarantine; // what was refused
mod secret; // names that must not be read
mod sessions; // who is speaking
mod sums; // kept sums, compared with the log
pub(super) mod transfer; // the tables, to be moved
mod locks; // who comes first
mod versions; // how far the log has come
mod notices; // what happened in other processes
mod vouchers; // whose claim a voucher is of
mod writer; // who keeps what was reported

/// So many acts are decided at once: where many wait for the last vouchers, the other connections go on reading.
const ACTS: usize = 8;

/// So many more may wait; whoever comes after them is told to come again.
const WAITING: usize = 1024;

/// A store in a PostgreSQL database.
pub struct Postgres {
    connections: Connections,
    writer: Writer,
    acts: Semaphore,
    waiting: Semaphore,
    months: Months,
    learnt: Learnt,
}

impl Postgres {
    /// Connects to a database and brings its tables up to date. The database itself must be there.
    ///
    /// # Errors
    /// [`StoreError::Database`] where the address is none or nobody answers there, [`StoreError::Newer`] where a later
    /// version made the tables.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let connections = connect("open the database", url).await?;
        let months = Months::default();
        let writer = Writer::start(&connections, &months);
        let (acts, waiting) = (Semaphore::new(ACTS), Semaphore::new(WAITING));
        Ok(Self { connections, writer, acts, waiting, months, learnt: Learnt::default() })
    }

    async fn lend(&self) -> Result<Lent, Failure> {
        self.connections.lend().await
    }

    /// A connection that reads as of one moment, until it commits.
    async fn look(&self) -> Result<Lent, Failure> {
        let mut db = self.lend().await?;
        db.begin_to_read().await?;
        Ok(db)
    }
}

/// Connects, and brings the tables up to date.
async fn connect(verb: &'static str, url: &str) -> Result<Connections, StoreError> {
    let work = async {
        let connections = Connections::to(url.parse::<Config>()?)?;
        let mut db = connections.lend().await?;
        migrations::apply(&mut db).await?;
        if db.query("SELECT 1 WHERE current_setting('fsync') = 'off'", &[]).await?.len() == 1 {
            tracing::warn!("the server has `fsync` off: what is acknowledged is lost when it loses power");
        }
        drop(db);
        Ok(connections)
    };
    during(verb, work).await
}

/// What came of work, told to whoever asked for `verb`.
async fn during<T>(
    verb: &'static str,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, StoreError> {
    work.await.map_err(|failure| failure.during(verb))
}

#[async_trait]
impl Store for Postgres {
    async fn glance(&self, look: &Look) -> Result<Glance, StoreError> {
        let work = async {
            let mut db = self.look().await?;
            let glance = glance(&mut db, look).await?;
            db.commit().await?;
            Ok(glance)
        };
        during("look at a customer", work).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        let look = async { self.lend().await?.query("SELECT seq FROM events LIMIT 0", &[]).await };
        during("say that it is ready", look).await.map(drop)
    }

    fn waiting(&self) -> usize {
        self.writer.waiting()
    }

    async fn close(&self) {
        self.writer.stop().await;
        self.connections.stop().await;
    }
}

async fn glance(db: &mut Lent, look: &Look) -> Result<Glance, Failure> {
    let Look { brand, customer, now, today, choice } = look;
    let (mut memory, mut version) = (None, 0);
    if let Some(customer) = customer {
        let recalled = invitations::recall(db, brand, customer).await?;
        version = versions::version(db, brand, recalled.names.keys()).await?;
        memory = Some(recalled);
    }
    let tallies = claims::tallies(db, brand, *now, *today).await?;
    let has_chosen = match (customer, choice) {
        (Some(customer), Some((placement, day))) => {
            choices::has(db, brand, customer, placement, *day).await?
        }
        _ => false,
    };
    Ok(Glance { memory, version, tallies, has_chosen })
}
