//! The service under test, and those who ask it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, Response};
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
use service::choices::Desk;
use service::clock::Clock;
use service::identity::{Claims, sign};
use service::keys::{Fresh, Keys, fresh, signing_key};
use service::live::Live;
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
    ("integrity.json", b"{}"),
];

/// The service, with a store of its own in memory.
pub(crate) struct TestApp {
    router: Router,
    store: Arc<dyn Store>,
    program: Program,
    keys: Arc<Fresh>,
    now: Timestamp,
    service: Arc<App>,
}

/// A customer with a session.
pub(crate) struct Customer<'a> {
    pub(crate) app: &'a TestApp,
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
        Self::over(store, program, Arc::new(keys), NOON.parse().unwrap(), Assets::of(FILES))
    }

    /// Without web assets.
    pub(crate) fn bare() -> Self {
        let app = Self::new();
        Self::over(app.store, app.program, app.keys, app.now, Assets::of(&[]))
    }

    /// With the files of other builds in these folders.
    pub(crate) fn with_builds(folders: Vec<PathBuf>) -> Self {
        let (app, assets) = (Self::new(), Assets::of(FILES).with_builds(folders).unwrap());
        Self::over(app.store, app.program, app.keys, app.now, assets)
    }

    /// The same service after a while.
    pub(crate) fn later(&self, seconds: u64) -> Self {
        let now = self.now.saturating_add(Duration::from_secs(seconds)).unwrap();
        Self::over(
            Arc::clone(&self.store),
            self.program.clone(),
            Arc::clone(&self.keys),
            now,
            Assets::of(FILES),
        )
    }

    fn over(
        store: Arc<dyn Store>,
        program: Program,
        keys: Arc<Fresh>,
        now: Timestamp,
        assets: Assets,
    ) -> Self {
        keep_the_log();
        let (_, read) = Keys::read(&keys.file).unwrap();
        let clock = Clock::starting_at(now);
        // Each node of its own, as it is where each has a process.
        static NODES: AtomicU64 = AtomicU64::new(1);
        let service = Arc::new(App {
            store: Arc::clone(&store),
            brands: [Brand::new(program.clone(), read)].into_iter().collect(),
            clock,
            wall: clock,
            assets,
            live: Live::new(NODES.fetch_add(1, Ordering::Relaxed)),
            metrics: Metrics::default(),
            desk: Desk::default(),
            leaving: Default::default(),
        });
        let router = router(Arc::clone(&service));
        Self { router, store, program, keys, now, service }
    }

    /// With a second brand, called `annex`, over the same store; and the keys of that.
    pub(crate) fn with_an_annex() -> (Self, Fresh) {
        let app = Self::new();
        let brand = |name: &str, keys: &str| {
            let program = Program { brand: BrandId::new(name).unwrap(), ..app.program.clone() };
            Brand::new(program, Keys::read(keys).unwrap().1)
        };
        let annex = fresh(&BrandId::new("annex").unwrap(), &[PAGE.to_owned()]).unwrap();
        let brands = [brand("corner", &app.keys.file), brand("annex", &annex.file)].into_iter().collect();
        (app.but(|service| service.brands = brands), annex)
    }

    /// With room for so many streams.
    pub(crate) fn with_room_for(streams: usize) -> Self {
        Self::new().but(|service| service.live = Live::with_room_for(0, streams))
    }

    /// The same before anybody asked it anything, with something else in it.
    fn but(mut self, change: impl FnOnce(&mut App)) -> Self {
        drop(std::mem::take(&mut self.router));
        change(Arc::get_mut(&mut self.service).unwrap());
        Self { router: router(Arc::clone(&self.service)), ..self }
    }

    /// As when the service reads its keys file again.
    pub(crate) fn goes_on_with_keys(&self, file: &str) {
        let (brand, keys) = Keys::read(file).unwrap();
        self.service.brands.go_on_with_keys(&brand, keys);
    }

    /// After its store has been closed under it.
    pub(crate) async fn with_the_store_closed() -> Self {
        let app = Self::new();
        app.store.close().await;
        app
    }

    pub(crate) fn live(&self) -> &Arc<Live> {
        &self.service.live
    }

    /// Everything a request of it needs.
    pub(crate) fn service(&self) -> &Arc<App> {
        &self.service
    }

    /// Another node over the same store.
    pub(crate) fn beside(&self) -> Self {
        self.later(0)
    }

    pub(crate) fn store(&self) -> &dyn Store {
        &*self.store
    }

    pub(crate) fn program(&self) -> &Program {
        &self.program
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    pub(crate) fn keys(&self) -> &Fresh {
        &self.keys
    }

    /// Claims of a token that is good, before a test spoils it.
    pub(crate) fn claims(&self, customer: &str) -> Claims {
        let (brand, customer) = (BrandId::new("corner").unwrap(), CustomerId::new(customer).unwrap());
        // Each token once, also where several nodes share a store.
        static DRAWN: AtomicUsize = AtomicUsize::new(0);
        let drawn = DRAWN.fetch_add(1, Ordering::Relaxed);
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

    /// A visitor who calls themselves so, with a session.
    pub(crate) async fn as_visitor(&self, called: &str) -> Customer<'_> {
        let opened = self.post("/v1/session", &[], json!({ "brand": "corner", "anonymousId": called })).await;
        assert_eq!(opened.status, 200, "{}", opened.text);
        Customer { app: self, session: opened.json["session"].as_str().unwrap().to_owned() }
    }

    /// A visitor who now says who they are: from the page that had the visitor's session.
    pub(crate) async fn signs_in(&self, visitor: &Customer<'_>, customer: &str) -> Customer<'_> {
        let bearer = format!("Bearer {}", visitor.session);
        let body = json!({ "brand": "corner", "token": self.token(customer) });
        let opened = self.post("/v1/session", &[("authorization", &bearer)], body).await;
        assert_eq!(opened.status, 200, "{}", opened.text);
        Customer { app: self, session: opened.json["session"].as_str().unwrap().to_owned() }
    }

    /// What a back end of the brand asks.
    pub(crate) async fn agent_gets(&self, address: &str) -> Answer {
        self.get(address, &[("authorization", &basic(&self.keys.secret))]).await
    }

    /// What a back end of the brand does, under a key.
    pub(crate) async fn agent_posts(&self, address: &str, key: &str, body: Value) -> Answer {
        let headers = [("authorization", &*basic(&self.keys.secret)), ("idempotency-key", key)];
        self.post(address, &headers, body).await
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

    /// What is known of a customer, oldest first.
    pub(crate) async fn facts(&self, customer: &str) -> Vec<Fact> {
        let (brand, customer) = (BrandId::new("corner").unwrap(), CustomerId::new(customer).unwrap());
        let mut events = self.store.history(&brand, &customer).await.unwrap();
        events.sort_by_key(|event| event.at);
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
        let response = self.begin(method, address, headers, body).await;
        let (parts, body) = response.into_parts();
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().into()).unwrap();
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Answer { status: parts.status, headers: parts.headers, text, json }
    }
}

impl TestApp {
    /// An answer whose body is still to come.
    pub(crate) async fn open(&self, address: &str, headers: &[(&str, &str)]) -> Response<Body> {
        self.begin(Method::GET, address, headers, Body::empty()).await
    }

    async fn begin(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Response<Body> {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap()
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
