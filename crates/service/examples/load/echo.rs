//! A service that does nothing but answer: what the others are compared with.

use axum::Router;
use axum::body::Bytes;
use axum::routing::any;
use tokio::net::TcpListener;

pub(crate) async fn serve() -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    let router = Router::new().fallback(any(async |body: Bytes| body));
    Ok(axum::serve(listener, router).await?)
}
