//! `/v1/customers/{id}/…`: what an agent sees and does for a customer.

use serde_json::{Value, json};

use crate::app::{TestApp, basic};
use crate::stream::Stream;

#[tokio::test]
async fn an_agent_sees_what_the_customer_sees() {
    let app = TestApp::new();
    app.order("ada", "o-1", "30.00", "2026-02-20T10:00:00Z").await;
    let page = app.as_customer("ada").await.sees("home").await;
    let agent = app.agent_gets("/v1/customers/ada/experience?placement=home").await;
    assert_eq!(agent.status, 200, "{}", agent.text);
    assert_eq!(agent.header("cache-control"), "private, no-store");
    assert_eq!((agent.offers(), agent.claims()), (page.offers(), page.claims()));
    let web = app.agent_gets("/v1/customers/ada/experience?placement=home&surface=web").await;
    assert_eq!(web.problem(), (400, "invalid"));
    let nowhere = app.agent_gets("/v1/customers/ada/experience?placement=nowhere").await;
    assert_eq!(nowhere.problem(), (404, "unknown_placement"));
}

#[tokio::test]
async fn only_a_secret_key_opens_the_agents_side() {
    let app = TestApp::new();
    let public = basic(&app.keys().public);
    for address in [
        "/v1/customers/ada/experience?placement=home",
        "/v1/customers/ada/live",
        "/v1/customers/ada/timeline",
    ] {
        assert_eq!(app.get(address, &[]).await.problem(), (401, "key_refused"));
        let page = app.get(address, &[("authorization", &public)]).await;
        assert_eq!(page.problem(), (403, "key_too_weak"));
    }
    for address in
        ["/v1/customers/ada/offers/tote/claim", "/v1/customers/ada/benefits/x/use", "/v1/vouchers/redeem"]
    {
        let body = json!({ "placement": "home", "code": "x" });
        let page = app.post(address, &[("authorization", &public), ("idempotency-key", "k")], body).await;
        assert_eq!(page.problem(), (403, "key_too_weak"), "{address}");
    }
}

#[tokio::test]
async fn an_agent_acts_for_the_customer_and_the_page_knows() {
    let app = TestApp::new();
    let ada = app.as_customer("ada").await;
    let act = async |verb: &str, key: &str, body: Value| {
        app.agent_posts(&format!("/v1/customers/ada/offers/tote/{verb}"), key, body).await
    };
    let body = || json!({ "placement": "home", "surface": "till" });
    let claimed = act("claim", "k-1", body()).await;
    assert_eq!((claimed.status.as_u16(), claimed.claims()), (201, vec!["tote"]));
    assert_eq!(act("claim", "k-1", body()).await.status, 200);
    assert_eq!(ada.sees("home").await.claims(), ["tote"]);
    assert!(act("undo", "k-2", json!({ "placement": "home" })).await.claims().is_empty());
    assert!(!act("decline", "k-3", body()).await.offers().contains(&"tote"));
    assert!(!ada.sees("home").await.offers().contains(&"tote"));

    assert_eq!(act("undo", "k-1", body()).await.problem(), (409, "key_reused"));
    assert_eq!(act("claim", "", body()).await.problem(), (400, "invalid"));
    assert_eq!(act("eat", "k-4", body()).await.problem(), (404, "not_found"));
    let web = json!({ "placement": "home", "surface": "web" });
    assert_eq!(act("claim", "k-5", web).await.problem(), (400, "invalid"));
}

#[tokio::test]
async fn an_agent_hears_what_the_customer_does_meanwhile() {
    let app = TestApp::new();
    let ada = app.as_customer("ada").await;
    let secret = basic(&app.keys().secret);
    let seen = app.agent_gets("/v1/customers/ada/experience?placement=home").await;
    let (tag, heard) = (seen.header("etag").to_owned(), seen.header("last-event-id").to_owned());
    let headers = [("authorization", secret.as_str()), ("last-event-id", &heard)];
    let mut stream = Stream::of(app.open("/v1/customers/ada/live", &headers).await);
    assert_eq!(stream.hears("hello").await, heard);
    let again = [("authorization", secret.as_str()), ("if-none-match", &tag)];
    let address = "/v1/customers/ada/experience?placement=home";
    assert_eq!(app.get(address, &again).await.status, 304);

    ada.acts("claim", "tote", "k-1").await;
    stream.hears("changed").await;
    let changed = app.get(address, &again).await;
    assert_eq!((changed.status.as_u16(), changed.claims()), (200, vec!["tote"]));
    // Who signs out is gone; who speaks with them is not.
    ada.signs_out().await;
    app.order("bea", "o-2", "40.00", "2026-02-21T10:00:00Z").await;
    stream.is_quiet().await;
    app.agent_posts("/v1/customers/ada/merge", "-", json!({ "other": "bea" })).await;
    stream.hears("changed").await;
    app.order("bea", "o-3", "50.00", "2026-02-22T10:00:00Z").await;
    stream.hears("changed").await;
}

#[tokio::test]
async fn the_timeline_tells_what_happened_newest_first_page_by_page() {
    let app = TestApp::new();
    app.order("ada", "o-1", "30.00", "2026-02-20T10:00:00Z").await;
    app.order("bea", "o-2", "40.00", "2026-02-21T10:00:00Z").await;
    app.told("ada", "Product Viewed", "2026-02-22T10:00:00Z", json!({ "product_id": "ink" })).await;
    app.agent_posts("/v1/customers/ada/merge", "-", json!({ "other": "bea" })).await;
    let mut told = Vec::new();
    let mut address = "/v1/customers/bea/timeline?limit=2".to_owned();
    loop {
        let page = app.agent_gets(&address).await;
        assert_eq!((page.status.as_u16(), &page.json["customer"]), (200, &json!("ada")), "{}", page.text);
        let happened = page.json["happened"].as_array().unwrap();
        assert!(happened.len() <= 2);
        told.extend(happened.iter().map(|line| {
            format!(
                "{} {}: {}",
                line["name"].as_str().unwrap(),
                line["what"].as_str().unwrap(),
                line["text"].as_str().unwrap()
            )
        }));
        let Some(before) = page.json["before"].as_str() else { break };
        let before: String = url(before);
        address = format!("/v1/customers/bea/timeline?limit=2&before={before}");
    }
    assert_eq!(
        told,
        [
            "ada merged: Found to be the same person as bea",
            "ada behaviour: Product Viewed: 1 × ink",
            "bea order_completed: Order o-2 for 40.00 USD",
            "ada order_completed: Order o-1 for 30.00 USD",
        ]
    );
    for page in ["limit=0", "limit=201", "limit=x", "before=x"] {
        let answer = app.agent_gets(&format!("/v1/customers/ada/timeline?{page}")).await;
        assert_eq!(answer.problem(), (400, "invalid"), "{page}");
    }
    let nobody = app.agent_gets("/v1/customers/nobody/timeline").await;
    assert_eq!(nobody.json, json!({ "customer": "nobody", "happened": [] }));
}

/// As it stands in an address.
fn url(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
