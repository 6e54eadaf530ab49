//! The service under test, and those who ask it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::event::Fact;
use domain::id::{BrandId, CustomerId};
use domain::program::Program;
use domain::time::Timestamp;
use ed25519_dalek::SigningKey;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use service::app::App;
use service::assets::Assets;
use service::brand::Brand;
use service::clock::Clock;
use service::identity::{Claims, sign};
use service::keys::{Fresh, Keys, fresh, signing_key};
use service::metrics::Metrics;
use service::program;
use service::router::router;
use service::store::Store;
use service::store::sqlite::Sqlite;
use tower::ServiceExt;

use crate::answer::Answer;
use crate::secrets::keep_the_log;

/// The origin of the brand's own page.
pub(crate) const PAGE: &str = "https://corner.example";

/// When the tests begin.
const NOON: &str = "2026-03-01T12:00:00Z";

/// Web assets, as far as serving them is concerned.
const FILES: &[(&str, &[u8])] = &[
    ("assets/0123456789abcdef.css", b"theme"),
    ("assets/0123456789abcdef.wasm", b"wasm"),
    ("assets/0123456789abcdef.wasm.br", b"wasm in brotli"),
    ("assets/0123456789abcdef.wasm.gz", b"wasm in gzip"),
    ("constance.js", b"loader"),
    ("constance.js.br", b"loader in brotli"),
];

/// The service, with a store of its own in memory.
pub(crate) struct TestApp {
    router: Router,
    store: Arc<dyn Store>,
    program: Program,
    keys: Arc<Fresh>,
    drawn: AtomicUsize,
    now: Timestamp,
}

/// A customer with a session.
pub(crate) struct Customer<'a> {
    app: &'a TestApp,
    pub(crate) session: String,
}

impl TestApp {
    pub(crate) fn new() -> Self {
        Self::with(Arc::new(Sqlite::in_memory().unwrap()))
    }

    /// Over a store that the test brings.
    pub(crate) fn with(store: Arc<dyn Store>) -> Self {
        Self::of(program::read(include_str!("program.toml")).unwrap(), store)
    }

    /// With something else in the program.
    pub(crate) fn where_the_program(changes: impl FnOnce(&mut Program)) -> Self {
        let mut program = program::read(include_str!("program.toml")).unwrap();
        changes(&mut program);
        Self::of(program, Arc::new(Sqlite::in_memory().unwrap()))
    }

    /// Over a store that the test brings, with something else in the program.
    pub(crate) fn with_program(store: Arc<dyn Store>, changes: impl FnOnce(&mut Program)) -> Self {
        let mut program = program::read(include_str!("program.toml")).unwrap();
        changes(&mut program);
        Self::of(program, store)
    }

    fn of(program: Program, store: Arc<dyn Store>) -> Self {
        let keys = fresh(&BrandId::new("corner").unwrap(), &[PAGE.to_owned()]).unwrap();
        Self::over(store, program, Arc::new(keys), NOON.parse().unwrap(), FILES)
    }

    /// Without web assets.
    pub(crate) fn bare() -> Self {
        let app = Self::new();
        Self::over(app.store, app.program, app.keys, app.now, &[])
    }

    /// The same service after a while.
    pub(crate) fn later(&self, seconds: u64) -> Self {
        let now = self.now.saturating_add(Duration::from_secs(seconds)).unwrap();
        Self::over(Arc::clone(&self.store), self.program.clone(), Arc::clone(&self.keys), now, FILES)
    }

    fn over(
        store: Arc<dyn Store>,
        program: Program,
        keys: Arc<Fresh>,
        now: Timestamp,
        files: &[(&'static str, &'static [u8])],
    ) -> Self {
        keep_the_log();
        let (brand, read) = Keys::read(&keys.file).unwrap();
        let clock = Clock::starting_at(now);
        let router = router(App {
            store: Arc::clone(&store),
            brands: BTreeMap::from([(brand, Brand { program: program.clone(), keys: read })]),
            clock,
            wall: clock,
            assets: Assets::of(files),
            metrics: Metrics::default(),
        });
        Self { router, store, program, keys, drawn: AtomicUsize::new(0), now }
    }

    /// After its store has been closed under it.
    pub(crate) async fn with_the_store_closed() -> Self {
        let app = Self::new();
        app.store.close().await;
        app
    }

    pub(crate) fn keys(&self) -> &Fresh {
        &self.keys
    }

    /// Claims of a token that is good, before a test spoils it.
    pub(crate) fn claims(&self, customer: &str) -> Claims {
        let (brand, customer) = (BrandId::new("corner").unwrap(), CustomerId::new(customer).unwrap());
        let drawn = self.drawn.fetch_add(1, Ordering::Relaxed);
        Claims::new(&brand, &customer, format!("{}-{drawn}", self.now), self.now)
    }

    pub(crate) fn signing(&self) -> SigningKey {
        signing_key(&self.keys.identity).unwrap()
    }

    /// A token that is good.
    pub(crate) fn token(&self, customer: &str) -> String {
        sign(&self.signing(), &self.keys.kid, &self.claims(customer))
    }

    pub(crate) async fn open_session(&self, token: &str) -> Answer {
        self.post("/v1/session", &[], json!({ "brand": "corner", "token": token })).await
    }

    pub(crate) async fn as_customer(&self, customer: &str) -> Customer<'_> {
        let opened = self.open_session(&self.token(customer)).await;
        assert_eq!(opened.status, 200, "{}", opened.text);
        Customer { app: self, session: opened.json["session"].as_str().unwrap().to_owned() }
    }

    /// What a server reports.
    pub(crate) async fn reports(&self, message: Value) -> Answer {
        self.post("/v1/track", &[("authorization", &basic(&self.keys.secret))], message).await
    }

    /// Something with a name that a server reports of a customer.
    pub(crate) async fn told(&self, customer: &str, event: &str, at: &str, properties: Value) {
        let answer = self
            .reports(json!({
                "type": "track", "event": event, "messageId": format!("{event}-{customer}-{at}"),
                "userId": customer, "timestamp": at, "properties": properties,
            }))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }

    /// An order a server reports.
    pub(crate) async fn order(&self, customer: &str, order: &str, total: &str, at: &str) {
        let answer = self.reports(order_completed(customer, order, total, at)).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }

    /// What is known of a customer.
    pub(crate) async fn facts(&self, customer: &str) -> Vec<Fact> {
        let (brand, customer) = (BrandId::new("corner").unwrap(), CustomerId::new(customer).unwrap());
        let events = self.store.history(&brand, &customer).await.unwrap();
        events.into_iter().map(|event| event.fact).collect()
    }

    pub(crate) async fn get(&self, address: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, address, headers, Body::empty()).await
    }

    pub(crate) async fn post(&self, address: &str, headers: &[(&str, &str)], body: Value) -> Answer {
        let mut headers = headers.to_vec();
        headers.push(("content-type", "application/json"));
        self.send(Method::POST, address, &headers, Body::from(body.to_string())).await
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().into()).unwrap();
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Answer { status: parts.status, headers: parts.headers, text, json }
    }
}

impl Customer<'_> {
    pub(crate) async fn sees(&self, placement: &str) -> Answer {
        self.asks(&format!("/v1/experience?placement={placement}")).await
    }

    pub(crate) async fn asks(&self, address: &str) -> Answer {
        self.app.get(address, &[("authorization", &self.bearer())]).await
    }

    /// Claims, declines or undoes, in the placement `home`.
    pub(crate) async fn acts(&self, verb: &str, offer: &str, key: &str) -> Answer {
        self.acts_with(verb, offer, key, json!({ "placement": "home" })).await
    }

    pub(crate) async fn acts_with(&self, verb: &str, offer: &str, key: &str, body: Value) -> Answer {
        let (address, bearer) = (format!("/v1/offers/{offer}/{verb}"), self.bearer());
        let headers = [("authorization", bearer.as_str()), ("idempotency-key", key)];
        self.app.post(&address, &headers, body).await
    }

    pub(crate) async fn signs_out(&self) -> Answer {
        let bearer = format!("Bearer {}", self.session);
        self.app.send(Method::DELETE, "/v1/session", &[("authorization", &bearer)], Body::empty()).await
    }

    pub(crate) async fn sends(&self, method: Method, address: &str, body: Value) -> Answer {
        let headers = [("authorization", self.bearer()), ("content-type", "application/json".to_owned())];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        self.app.send(method, address, &headers, Body::from(body.to_string())).await
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.session)
    }
}

/// A write key, as SDKs send it.
pub(crate) fn basic(key: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(format!("{key}:")))
}

pub(crate) fn order_completed(customer: &str, order: &str, total: &str, at: &str) -> Value {
    json!({
        "type": "track", "event": "Order Completed", "messageId": format!("message-{order}"),
        "userId": customer, "timestamp": at, "properties": { "order_id": order, "total": total },
    })
}
