//! A stream of `/v1/live`, read as a page reads it.

use std::time::Duration;

use axum::body::Body;
use axum::http::Response;
use http_body_util::BodyExt;
use tokio::time::timeout;

use crate::app::{Customer, TestApp};

/// What is long for a machine that has nothing else to do.
pub(crate) const LONG: Duration = Duration::from_secs(10);

/// What is long enough to be sure that nothing comes.
const QUIET: Duration = Duration::from_millis(300);

pub(crate) struct Stream {
    body: Body,
    read: String,
    /// Everything that was read, to the letter.
    pub(crate) all: String,
}

/// An event of a stream; `name` is empty for a sign of life.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Heard {
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) data: String,
}

impl Stream {
    pub(crate) fn of(response: Response<Body>) -> Self {
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { body: response.into_body(), read: String::new(), all: String::new() }
    }

    /// The next event, or sign of life; `None` where the stream has ended.
    pub(crate) async fn anything(&mut self) -> Option<Heard> {
        loop {
            if let Some((event, rest)) = self.read.split_once("\n\n") {
                let mut heard = Heard::default();
                for line in event.lines() {
                    match line.split_once(": ").unwrap_or((line, "")) {
                        ("event", name) => heard.name = name.to_owned(),
                        ("id", id) => heard.id = id.to_owned(),
                        ("data", data) => heard.data = data.to_owned(),
                        (":" | "", _) => {}
                        other => panic!("a line nobody knows: {other:?}"),
                    }
                }
                self.read = rest.to_owned();
                return Some(heard);
            }
            let frame = self.body.frame().await?.unwrap();
            let text = String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap();
            self.read.push_str(&text);
            self.all.push_str(&text);
        }
    }

    /// The next event; `None` where the stream has ended.
    pub(crate) async fn next(&mut self) -> Option<Heard> {
        let event = async {
            loop {
                match self.anything().await {
                    Some(heard) if heard.name.is_empty() => {}
                    heard => return heard,
                }
            }
        };
        timeout(LONG, event).await.unwrap()
    }

    /// The next event, which is called so.
    #[track_caller]
    pub(crate) fn hears(&mut self, name: &str) -> impl Future<Output = String> {
        let caller = std::panic::Location::caller();
        async move {
            let heard = self.next().await.unwrap_or_else(|| panic!("the stream has ended, at {caller}"));
            assert_eq!((heard.name.as_str(), heard.data.as_str()), (name, "{}"), "at {caller}");
            heard.id
        }
    }

    /// Nothing is told for a while.
    pub(crate) async fn is_quiet(&mut self) {
        let heard = timeout(QUIET, self.anything()).await;
        assert!(heard.is_err(), "{heard:?}");
    }
}

impl Customer<'_> {
    /// Opens a stream and waits until it listens.
    pub(crate) async fn listens(&self) -> Stream {
        let mut stream = self.listens_since("").await;
        stream.hears("hello").await;
        stream
    }

    /// The same for who has heard so far; nothing where that is empty.
    pub(crate) async fn listens_since(&self, id: &str) -> Stream {
        let bearer = format!("Bearer {}", self.session);
        let headers = [("authorization", bearer.as_str()), ("last-event-id", id)];
        let headers = if id.is_empty() { &headers[..1] } else { &headers };
        Stream::of(self.app.open("/v1/live?brand=corner", headers).await)
    }
}

impl TestApp {
    /// The value of a metric.
    pub(crate) async fn counted(&self, metric: &str) -> u64 {
        let text = self.get("/metrics", &[]).await.text;
        let line = text.lines().find(|line| line.starts_with(&format!("{metric} ")));
        line.unwrap_or_else(|| panic!("no {metric}")).rsplit(' ').next().unwrap().parse().unwrap()
    }
}
