//! Start, and stop in good order.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::sleep;

mod patience; // with whoever takes nothing

use patience::Patient;

/// How long requests in flight may take to end once the service is to stop.
const GRACE: Duration = Duration::from_secs(12);

/// How long a connection may take for the head of a request, also of the next one: a little longer than proxies keep
/// one open that is idle, so that it is they who close it.
const HEAD: Duration = Duration::from_secs(75);

/// The most bytes of a request that a connection holds before they are read.
const BUFFER: usize = 32 * 1024;

/// How long whoever was let in last may take to say what they want.
const MOMENT: Duration = Duration::from_millis(250);

/// How long to wait where the machine has no connection to give.
const A_WHILE: Duration = Duration::from_secs(1);

/// How much is taken on at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// So many connections are served at once. Whoever comes after them waits to be let in.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 16 * 1024 }
    }
}

/// Serves until `shutdown` is done, then takes no more and finishes what is in flight.
///
/// # Errors
/// The listener could not be closed in good order. A connection that fails ends alone.
pub async fn serve(
    router: Router,
    listener: TcpListener,
    limits: Limits,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(BUFFER);
    let (open, turns) = (GracefulShutdown::new(), Arc::new(Semaphore::new(limits.connections)));
    let mut shutdown = pin!(shutdown);
    let begin = |stream, turn| {
        let service = TowerToHyperService::new(router.clone());
        let connection = open.watch(http.serve_connection(TokioIo::new(Patient::new(stream)), service));
        tokio::spawn(async move {
            let _turn = turn;
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection broke off");
            }
        });
    };
    loop {
        let (stream, turn) = tokio::select! {
            accepted = accept(&listener, &turns) => accepted,
            () = &mut shutdown => break,
        };
        begin(stream, turn);
    }
    last(listener)?.into_iter().for_each(|stream| begin(stream, None));
    tracing::info!("stopping");
    sleep(MOMENT).await;
    tokio::select! {
        () = open.shutdown() => {}
        () = sleep(GRACE) => tracing::warn!("some requests did not end in time"),
    }
    Ok(())
}

/// Those whom the machine has let in already. Nobody comes after them: whoever tries is told so, and finds another node.
fn last(listener: TcpListener) -> io::Result<Vec<TcpStream>> {
    let listener = listener.into_std()?;
    let known = |stream: std::net::TcpStream| {
        stream.set_nonblocking(true)?;
        TcpStream::from_std(stream)
    };
    std::iter::from_fn(|| Some(known(listener.accept().ok()?.0))).collect()
}

/// The next connection, once there is a turn for it.
async fn accept(listener: &TcpListener, turns: &Arc<Semaphore>) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    let turn = Arc::clone(turns).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // What is answered is written whole: nothing is won by waiting for more.
                let _ = stream.set_nodelay(true);
                return (stream, turn);
            }
            Err(error) if is_of_the_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted");
                sleep(A_WHILE).await;
            }
        }
    }
}

/// Whether whoever connected went away before it was accepted.
fn is_of_the_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionRefused | ConnectionAborted | ConnectionReset)
}

/// How the service is asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Ctrl-C: somebody waits for it.
    AtOnce,
    /// The signal a supervisor sends: others are to take over.
    InGoodTime,
}

/// Done when the operator asks the service to stop.
pub async fn asked_to_stop() -> Stop {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => Stop::AtOnce,
        () = terminate => Stop::InGoodTime,
    }
}
