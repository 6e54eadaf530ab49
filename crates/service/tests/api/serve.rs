//! Starting, and stopping in good order.

use std::convert::Infallible;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use service::serve::{Limits, serve};
use tokio::net::TcpListener;
use tokio::sync::{Notify, oneshot};
use tokio::task::spawn_blocking;

#[tokio::test]
async fn a_request_in_flight_is_finished_before_the_service_stops() {
    let (arrived, finish) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = {
        let (arrived, finish) = (Arc::clone(&arrived), Arc::clone(&finish));
        async move || {
            arrived.notify_one();
            finish.notified().await;
            "finished"
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let asked = async { drop(stopped.await) };
    let serving =
        tokio::spawn(serve(Router::new().route("/", get(slow)), listener, Limits::default(), asked));

    let asking = spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nhost: corner\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).map(|_| answer)
    });
    arrived.notified().await;
    stop.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(!serving.is_finished());
    finish.notify_one();

    let answer = asking.await.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("finished"), "{answer}");
    serving.await.unwrap().unwrap();
    assert!(TcpStream::connect(address).is_err());
}

/// Says when the body it is in is gone.
struct Gone(Option<oneshot::Sender<()>>);

impl Drop for Gone {
    fn drop(&mut self) {
        let _ = self.0.take().map(|gone| gone.send(()));
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_takes_nothing_of_what_they_are_sent_is_cut_off() {
    let (gone, is_gone) = oneshot::channel();
    let gone = Arc::new(Mutex::new(Some(Gone(Some(gone)))));
    let endless = async move || {
        let gone = gone.lock().unwrap().take();
        let chunks = futures_util::stream::repeat_with(move || {
            let _ = &gone;
            Ok::<_, Infallible>(vec![b'x'; 64 * 1024])
        });
        Body::from_stream(chunks)
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/", get(endless));
    let serving = tokio::spawn(serve(router, listener, Limits::default(), std::future::pending()));
    let mut asking = TcpStream::connect(address).unwrap();
    asking.write_all(b"GET / HTTP/1.1\r\nhost: corner\r\n\r\n").unwrap();
    let asked = tokio::time::Instant::now();
    is_gone.await.unwrap();
    assert!((30..60).contains(&asked.elapsed().as_secs()), "{:?}", asked.elapsed());
    serving.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_when_all_turns_are_taken_waits_and_is_served_when_one_leaves() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/", get(async || "served"));
    let limits = Limits { connections: 2 };
    let serving = tokio::spawn(serve(router, listener, limits, std::future::pending()));
    // Whoever was answered keeps the connection, and with it the turn.
    let ask = move |stays: bool| {
        let mut stream = TcpStream::connect(address).unwrap();
        let connection = if stays { "keep-alive" } else { "close" };
        write!(stream, "GET / HTTP/1.1\r\nhost: corner\r\nconnection: {connection}\r\n\r\n").unwrap();
        stream
    };
    let answer = |mut stream: TcpStream| {
        let (mut all, mut some) = (Vec::new(), [0; 512]);
        while !all.ends_with(b"served") {
            let read = stream.read(&mut some).unwrap();
            assert!(read > 0, "cut off");
            all.extend_from_slice(&some[..read]);
        }
        stream
    };
    let (first, second) = spawn_blocking(move || (answer(ask(true)), answer(ask(true)))).await.unwrap();
    let third = spawn_blocking(move || answer(ask(false)));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!third.is_finished(), "two are being served");
    drop(first);
    third.await.unwrap();
    // The second never had to give way.
    drop(second);
    serving.abort();
}
