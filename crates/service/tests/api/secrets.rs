//! What must not get out: neither in an answer nor in the log.

use std::io;
use std::sync::{Mutex, Once};

use crate::app::{TestApp, order_completed};
use axum::http::Method;
use serde_json::json;
use tracing::level_filters::LevelFilter;

const CUSTOMER: &str = "customer-4711";
const ORDER: &str = "order-4711";

/// Everything that any of these tests logged.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Log;

/// Keeps the log of this process, whichever test asks first: what is off for one thread may stay off for others.
pub(crate) fn keep_the_log() {
    static KEPT: Once = Once::new();
    KEPT.call_once(|| {
        tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_ansi(false)
            .with_writer(|| Log)
            .init();
    });
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_answer_and_no_line_of_the_log_names_the_customer_or_a_token() {
    let app = TestApp::new();
    let token = app.token(CUSTOMER);
    let opened = app.open_session(&token).await;
    let session = opened.json["session"].as_str().unwrap().to_owned();
    let again = app.open_session(&token).await;
    let customer = app.as_customer(CUSTOMER).await;
    let other = customer.session.clone();
    let seen = json!({ "brand": "corner", "placement": "home", "offers": ["tote"] });
    let consent = json!({ "brand": "corner", "personal_offers": true });
    let mut answers = vec![
        again,
        app.reports(order_completed(CUSTOMER, ORDER, "30.00", "2026-02-20T10:00:00Z")).await,
        customer.sees("home").await,
        customer.sees("cellar").await,
        customer.acts("claim", "second-book", "key-1234").await,
        customer.acts("claim", "welcome", "key-1234").await,
        customer.acts("undo", "second-book", "key-5678").await,
        customer.asks("/v1/fragment?placement=home").await,
        customer.sends(Method::POST, "/v1/shown", seen).await,
        customer.sends(Method::PUT, "/v1/me/consent", consent).await,
        app.post("/v1/track", &[], json!({ "userId": CUSTOMER })).await,
        app.get("/metrics", &[]).await,
    ];
    answers.push(customer.signs_out().await);
    answers.push(customer.sees("home").await);

    let log = String::from_utf8(LOG.lock().unwrap().clone()).unwrap();
    assert!(log.contains("/v1/offers/{id}/{verb}"), "the log was not kept: {log}");
    let keys = app.keys();
    let secrets = [CUSTOMER, &token, &session, &other, &keys.secret, &keys.public, "key-1234", ORDER];
    for secret in secrets {
        assert!(!log.contains(secret), "the log names {secret}");
        for answer in &answers {
            assert!(!answer.text.contains(secret), "{secret} in {}", answer.text);
            assert!(!format!("{:?}", answer.headers).contains(secret));
        }
    }
    assert!(!opened.text.contains(CUSTOMER));
}
