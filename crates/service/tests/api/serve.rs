//! Starting, and stopping in good order.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use service::serve::serve;
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
    let serving = tokio::spawn(serve(Router::new().route("/", get(slow)), listener, asked));

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
