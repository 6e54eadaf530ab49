//! More than can be taken in at once.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::Method;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use http_body_util::channel::Channel;
use service::serve::{Limits, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Duration, timeout};

use crate::app::{TestApp, basic, order_completed};

/// Half a mebibyte but for a little: as much as one body may be.
const ALMOST: usize = 500 * 1024;

#[tokio::test]
async fn when_too_much_comes_in_at_once_it_is_to_be_sent_again_in_a_moment() {
    let app = TestApp::new();
    let key = basic(&app.keys().secret);
    let headers = [("authorization", key.as_str()), ("content-type", "application/json")];
    let mut coming = FuturesUnordered::new();
    let mut senders = Vec::new();
    for _ in 0..70 {
        let (mut sender, body) = Channel::<Bytes>::new(1);
        sender.send_data(vec![b' '; ALMOST].into()).await.unwrap();
        senders.push(sender);
        coming.push(app.send(Method::POST, "/v1/batch", &headers, Body::new(body)));
    }
    // Those that came last are answered, the others wait for the rest of their bodies.
    let refused = coming.next().await.unwrap();
    assert_eq!((refused.status.as_u16(), &refused.json["code"]), (429, &"busy".into()), "{}", refused.text);
    assert_eq!(refused.headers["retry-after"], "1");
    while timeout(Duration::from_millis(100), coming.next()).await.is_ok() {}
    assert!(coming.len() >= 60, "{} are still coming in", coming.len());

    let answer = app.get("/v1/experience?brand=corner&placement=home", &[]).await;
    assert_eq!(answer.status, 200, "who asks is answered: {}", answer.text);
    drop((coming, senders));
    let report = order_completed("ada", "o-1", "10.00", "2026-02-01T10:00:00Z");
    assert_eq!(app.reports(report).await.status, 200, "what is over takes up no room");
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_never_says_what_it_wants_is_closed() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(Router::new(), listener, Limits::default(), std::future::pending()));
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: corner\r\nx-more: ").await.unwrap();
    let mut answer = Vec::new();
    let closed = timeout(Duration::from_secs(120), stream.read_to_end(&mut answer)).await;
    assert!(closed.is_ok(), "it is still open");
}
