//! A shop in process, opened as the binary opens it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use demo::house::House;
use demo::{histories, shop};
use domain::time::Timestamp;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use service::app::App;
use service::assets::Assets;
use service::brand::Brand;
use service::choices::Desk;
use service::clock::Clock;
use service::live::Live;
use service::metrics::Metrics;
use service::store::sqlite::Sqlite;
use tokio::time::timeout;
use tower::ServiceExt;

/// Where the shop's own pages are served.
pub(crate) const PAGE: &str = "http://127.0.0.1:8787";

/// A shop in process.
pub(crate) struct Shop {
    router: Router,
    /// How many purchases its start took in.
    pub(crate) taken_in: u64,
    _folder: Option<tempfile::TempDir>,
}

/// An answer of the shop's.
pub(crate) struct Answer(Response<Body>);

impl Shop {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shop = Self::open_in(folder.path()).await;
        Self { _folder: Some(folder), ..shop }
    }

    pub(crate) async fn open_in(folder: &Path) -> Self {
        let House { program, keys, seal, secret } =
            House::open(&home(), folder, vec![PAGE.to_owned()]).unwrap();
        let store = Arc::new(Sqlite::open(folder.join("maison.sqlite")).unwrap());
        let clock = Clock::starting_at("1998-06-30T09:00:00Z".parse::<Timestamp>().unwrap());
        let taken_in = histories::take_in(&*store, &program, &home(), clock.now()).await.unwrap();
        let brands = [Brand::new(program.clone(), keys)].into_iter().collect();
        let (assets, metrics) = (Assets::embedded(), Metrics::default());
        let (wall, live, leaving) = (Clock::system(), Live::new(1), Default::default());
        let desk = Desk::default();
        let app = App { store, brands, clock, wall, assets, live, metrics, desk, leaving };
        Self { router: shop::router(app, program, seal, &secret), taken_in, _folder: None }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path), Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, cookie: &str, body: Value) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        self.ask(request.header(header::COOKIE, cookie), Body::from(body.to_string())).await
    }

    /// What a page of this origin gets when it posts in the name of whoever has the cookie.
    pub(crate) async fn post_from(&self, origin: &str, path: &str, cookie: &str) -> Answer {
        let request = Request::post(path).header(header::ORIGIN, origin).header(header::COOKIE, cookie);
        self.ask(request, Body::empty()).await
    }

    /// Signs in: the cookie to send from then on.
    pub(crate) async fn sign_in(&self, customer: &str) -> String {
        let answer = self.post("/shop/sign-in", "", json!({ "customer": customer })).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        cookie.split(';').next().unwrap().to_owned()
    }

    /// What the widget does with that cookie: the session to ask the service with.
    pub(crate) async fn session(&self, cookie: &str) -> String {
        let token = self.post("/shop/token", cookie, json!({})).await.json().await["token"].clone();
        let session = self.post("/v1/session", "", json!({ "brand": "maison", "token": token })).await;
        assert_eq!(session.status(), StatusCode::OK);
        session.json().await["session"].as_str().unwrap().to_owned()
    }

    /// Claims or declines an offer, as the widget would: what is shown then.
    pub(crate) async fn act(&self, session: &str, verb: &str, offer: &str) -> Value {
        let request = Request::post(format!("/v1/offers/{offer}/{verb}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {session}"))
            .header("idempotency-key", format!("{verb}-{offer}"));
        let answer = self.ask(request, Body::from(json!({ "placement": "home" }).to_string())).await;
        assert!(answer.status().is_success(), "{}", answer.status());
        answer.json().await["experience"].clone()
    }

    pub(crate) async fn people(&self, cookie: &str) -> Value {
        self.ask(Request::get("/shop/people").header(header::COOKIE, cookie), Body::empty())
            .await
            .json()
            .await
    }

    pub(crate) async fn experience(&self, session: Option<&str>) -> Value {
        let request = Request::get("/v1/experience?brand=maison&placement=home");
        let request = match session {
            Some(session) => request.header(header::AUTHORIZATION, format!("Bearer {session}")),
            None => request,
        };
        self.ask(request, Body::empty()).await.json().await["experience"].clone()
    }

    async fn ask(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        Answer(self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap())
    }
}

impl std::ops::Deref for Answer {
    type Target = Response<Body>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// What is long for a machine that has nothing else to do.
pub(crate) const LONG: Duration = Duration::from_secs(10);

impl Answer {
    /// What a stream tells next: an event, to the letter.
    pub(crate) async fn hears(&mut self) -> String {
        let frame = timeout(LONG, self.0.body_mut().frame()).await.unwrap().unwrap().unwrap();
        String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap()
    }

    pub(crate) async fn text(self) -> String {
        let bytes = self.0.into_body().collect().await.unwrap().to_bytes();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    pub(crate) async fn json(self) -> Value {
        serde_json::from_str(&self.text().await).unwrap()
    }
}

pub(crate) fn home() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
