//! Visitors who come to be known, and customers who are merged.

use axum::http::Method;
use domain::event::Fact;
use serde_json::json;

use crate::app::{PAGE, TestApp, basic};

const X: &str = "browser-4f2a9c1d77";

#[tokio::test]
async fn a_visitor_gets_a_session_and_a_name_to_be_met_by_again() {
    let app = TestApp::new();
    let opened = app.post("/v1/session", &[("origin", PAGE)], json!({ "brand": "corner" })).await;
    assert_eq!((opened.status.as_u16(), &opened.json["expires_in"]), (200, &json!(900)));
    assert_eq!(opened.header("cache-control"), "private, no-store");
    let called = opened.json["anonymousId"].as_str().unwrap();
    assert_eq!(called.len(), 32);
    let again = app.post("/v1/session", &[], json!({ "brand": "corner", "anonymousId": called })).await;
    assert_eq!(again.json["anonymousId"], called);
    let other = app.post("/v1/session", &[], json!({ "brand": "corner" })).await;
    assert_ne!(other.json["anonymousId"], called);
}

#[tokio::test]
async fn a_visitors_session_is_refused_to_strangers_and_to_names_that_can_be_guessed() {
    let app = TestApp::new();
    let body = json!({ "brand": "corner" });
    let stranger = app.post("/v1/session", &[("origin", "https://stranger.example")], body).await;
    assert_eq!(stranger.problem(), (403, "origin_refused"));
    for called in ["", "7", "fifteen-letters", &"x".repeat(300)] {
        let answer = app.post("/v1/session", &[], json!({ "brand": "corner", "anonymousId": called })).await;
        assert_eq!(answer.problem(), (400, "invalid"), "{called}");
    }
}

#[tokio::test]
async fn a_visitors_session_ends_by_itself_and_cannot_be_made_up() {
    let app = TestApp::new();
    let visitor = app.as_visitor(X).await;
    let bearer = format!("Bearer {}", visitor.session);
    let sees = async |app: &TestApp, bearer: &str| {
        app.get("/v1/experience?placement=home", &[("authorization", bearer)]).await
    };
    assert_eq!(sees(&app.later(890), &bearer).await.status, 200);
    assert_eq!(sees(&app.later(901), &bearer).await.problem(), (401, "session_needed"));
    let (said, _) = visitor.session.rsplit_once('.').unwrap();
    for forged in
        [said.to_owned(), format!("{said}."), format!("{said}.AAAA"), format!("{}x", visitor.session)]
    {
        let answer = sees(&app, &format!("Bearer {forged}")).await;
        assert_eq!(answer.problem(), (401, "session_needed"), "{forged}");
    }
    assert_eq!(
        sees(&TestApp::new(), &bearer).await.problem(),
        (401, "session_needed"),
        "another brand's secret"
    );
}

#[tokio::test]
async fn a_visitor_is_greeted_as_one_and_may_claim_and_decline() {
    let app = TestApp::new();
    let visitor = app.as_visitor(X).await;
    let seen = visitor.sees("home").await;
    assert!(seen.json["experience"]["standing"].is_null(), "{}", seen.text);
    assert!(seen.offers().contains(&"tote"));
    assert_eq!(visitor.acts("claim", "tote", "k-1").await.status, 201);
    assert_eq!(visitor.acts("decline", "evening", "k-2").await.status, 200);
    let again = app.as_visitor(X).await.sees("home").await;
    assert_eq!(again.claims(), ["tote"], "met again in a new session");
    assert!(!again.offers().contains(&"evening"));
    assert!(app.as_visitor("browser-another-1").await.sees("home").await.claims().is_empty());
}

#[tokio::test]
async fn nothing_is_kept_of_a_visitor_before_they_do_something() {
    let app = TestApp::where_the_program(|program| program.holdout = Some(crate::people::half()));
    let visitor = app.as_visitor(X).await;
    for _ in 0..3 {
        assert_eq!(visitor.sees("home").await.status, 200);
    }
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    let store = app.store();
    let brand = &app.program().brand;
    assert_eq!(store.customers(brand, None, 9).await.unwrap(), []);
    assert_eq!(store.choices(brand, None, 9).await.unwrap(), []);
    assert_eq!(store.session(&service::session::hash(&visitor.session), app.now()).await.unwrap(), None);
}

#[tokio::test]
async fn what_a_visitor_claimed_and_declined_is_theirs_once_they_sign_in() {
    let app = TestApp::new();
    let visitor = app.as_visitor(X).await;
    visitor.acts("claim", "tote", "k-1").await;
    visitor.acts("decline", "evening", "k-2").await;
    let ada = app.signs_in(&visitor, "ada").await;
    let seen = ada.sees("home").await;
    assert_eq!(seen.claims(), ["tote"]);
    assert!(!seen.offers().contains(&"evening"));

    // On another device it is the same, and what was taken is given back under her own name.
    let elsewhere = app.as_customer("ada").await;
    assert_eq!(elsewhere.sees("home").await.claims(), ["tote"]);
    assert!(elsewhere.acts("undo", "tote", "k-3").await.claims().is_empty());
    assert!(elsewhere.acts("undo", "evening", "k-4").await.offers().contains(&"evening"));
    assert_eq!(elsewhere.acts("undo", "tote", "k-3").await.status, 200, "the same key again");

    // Whoever sits at the first one now is shown nothing of it.
    let next = app.as_visitor(X).await.sees("home").await;
    assert!(next.claims().is_empty() && next.offers().contains(&"tote"));
}

#[tokio::test]
async fn a_page_that_names_a_customer_puts_nothing_on_them_but_what_was_looked_at() {
    let app = TestApp::new();
    let stranger = app.as_visitor(X).await;
    stranger.acts("decline", "evening", "k-1").await;
    stranger.acts("claim", "tote", "k-2").await;
    let objection = json!({ "brand": "corner", "personal_offers": false });
    assert_eq!(stranger.sends(Method::PUT, "/v1/me/consent", objection).await.status, 204);
    let public = basic(&app.keys().public);
    let track = |event: &str, id: &str| {
        json!({ "type": "track", "messageId": id, "anonymousId": X, "event": event,
            "properties": { "product_id": "lp-311", "offer_id": "evening", "placement": "home" } })
    };
    let identify = json!({ "type": "identify", "messageId": "m-9", "userId": "ada", "anonymousId": X });
    for (path, body) in [
        ("/v1/track", track("Product Viewed", "m-1")),
        ("/v1/track", track("Offer Shown", "m-2")),
        ("/v1/identify", identify),
    ] {
        assert_eq!(app.post(path, &[("authorization", &public)], body).await.status, 200);
    }
    let ada = app.as_customer("ada").await;
    let seen = ada.sees("home").await;
    assert!(seen.offers().contains(&"evening"), "she declined nothing: {}", seen.text);
    assert!(seen.claims().is_empty(), "she claimed nothing");
    let kept = app.facts("ada").await;
    assert!(
        kept.iter().all(|fact| matches!(fact, Fact::Behaviour { .. } | Fact::Identified { .. })),
        "no objection, no impression: {kept:?}"
    );
    assert_eq!(kept.len(), 2, "what was looked at came along");
    assert_eq!(stranger.sees("home").await.claims(), ["tote"], "what the visitor did is still the visitor's");

    // Signing in proves it.
    let ada = app.signs_in(&app.as_visitor(X).await, "ada").await;
    assert_eq!(ada.sees("home").await.claims(), ["tote"]);
    assert!(app.facts("ada").await.iter().any(|fact| matches!(fact, Fact::Consent { given: false, .. })));
}

#[tokio::test]
async fn a_server_brings_all_that_a_visitor_did() {
    let app = TestApp::new();
    app.as_visitor(X).await.acts("claim", "tote", "k-1").await;
    let identify = |id: &str, context: serde_json::Value| json!({ "type": "identify", "messageId": id, "userId": "ada", "anonymousId": X, "context": context });
    let secret = basic(&app.keys().secret);
    let ada = app.as_customer("ada").await;
    for (id, context, claims) in
        [("m-1", json!({ "assurance": "asserted" }), &[][..]), ("m-2", json!({}), &["tote"])]
    {
        app.post("/v1/identify", &[("authorization", &secret)], identify(id, context)).await;
        assert_eq!(ada.sees("home").await.claims(), claims, "{id}");
    }
}

#[tokio::test]
async fn who_looked_around_for_longer_than_a_session_lasts_is_known_all_the_same() {
    let app = TestApp::new();
    let visitor = app.as_visitor(X).await;
    visitor.acts("claim", "tote", "k-1").await;
    let later = app.later(3_600);
    let ada = later.signs_in(&visitor, "ada").await;
    assert_eq!(ada.sees("home").await.claims(), ["tote"]);
}

#[tokio::test]
async fn a_server_that_names_a_visitor_without_saying_so_brings_their_history_along() {
    let app = TestApp::new();
    app.as_visitor(X).await.acts("claim", "tote", "k-1").await;
    let alias = json!({ "messageId": "a-1", "previousId": X, "userId": "ada" });
    let told = app.post("/v1/alias", &[("authorization", &basic(&app.keys().secret))], alias).await;
    assert_eq!(told.json, json!({ "success": true, "new": 1, "known": 0 }));
    assert_eq!(app.as_customer("ada").await.sees("home").await.claims(), ["tote"]);

    // What is done under the visitor's name from then on is of whoever comes next.
    let next = app.later(60);
    assert!(next.as_visitor(X).await.sees("home").await.claims().is_empty());
    next.as_visitor(X).await.acts("claim", "welcome", "k-2").await;
    assert_eq!(next.as_customer("ada").await.sees("home").await.claims(), ["tote"]);
}

#[tokio::test]
async fn of_two_who_share_a_device_neither_gets_the_others() {
    let app = TestApp::new();
    let visitor = app.as_visitor(X).await;
    visitor.acts("claim", "tote", "k-1").await;
    let ada = app.signs_in(&visitor, "ada").await;
    let next = app.as_visitor(X).await;
    next.acts("claim", "welcome", "k-2").await;
    let bea = app.signs_in(&next, "bea").await;
    assert_eq!(ada.sees("home").await.claims(), ["tote"]);
    assert!(bea.sees("home").await.claims().is_empty(), "it may be either's, so it is nobody's");
}

#[tokio::test]
async fn signing_in_again_and_again_is_kept_once() {
    let app = TestApp::new();
    for _ in 0..3 {
        let visitor = app.as_visitor(X).await;
        app.signs_in(&visitor, "ada").await;
    }
    let said = app.facts("ada").await;
    assert!(matches!(&said[..], [Fact::Identified { .. }]), "{said:?}");
}

#[tokio::test]
async fn a_visitors_name_without_their_session_identifies_nobody() {
    let app = TestApp::new();
    app.as_visitor(X).await.acts("claim", "tote", "k-1").await;
    let body = json!({ "brand": "corner", "token": app.token("ada"), "anonymousId": X });
    assert_eq!(app.post("/v1/session", &[], body).await.status, 200);
    let forged = [("authorization", "Bearer visit.AAAA.AAAA")];
    let body = json!({ "brand": "corner", "token": app.token("ada") });
    assert_eq!(app.post("/v1/session", &forged, body).await.status, 200);
    assert!(app.as_customer("ada").await.sees("home").await.claims().is_empty());
}

#[tokio::test]
async fn merged_customers_see_the_same_and_part_as_they_were() {
    let app = TestApp::new();
    let (ada, bea) = (app.as_customer("ada").await, app.as_customer("bea").await);
    app.order("bea", "o-1", "120.00", "2026-02-20T10:00:00Z").await;
    bea.acts("claim", "tote", "k-1").await;
    let merged = app.agent_posts("/v1/customers/ada/merge", "-", json!({ "other": "bea" })).await;
    assert_eq!(merged.json, json!({ "customer": "ada", "names": ["ada", "bea"], "changed": true }));
    let again = app.agent_posts("/v1/customers/ada/merge", "-", json!({ "other": "bea" })).await;
    assert_eq!(again.json["changed"], json!(false));
    let standing = |answer: &crate::answer::Answer| answer.json["experience"]["standing"]["tier"].clone();
    let (one, other) = (ada.sees("home").await, bea.sees("home").await);
    assert_eq!((one.claims(), standing(&one)), (other.claims(), standing(&other)));
    assert_eq!(standing(&one), json!("friend"));

    // What either does while they are one is kept where it belongs: Bea's claim is given back under her name.
    assert!(ada.acts("undo", "tote", "k-2").await.claims().is_empty());
    ada.acts("claim", "signed-copy", "k-3").await;
    app.order("bea", "o-2", "50.00", "2026-02-21T10:00:00Z").await;
    let parted = app.agent_posts("/v1/customers/ada/unmerge", "-", json!({ "other": "bea" })).await;
    assert_eq!(parted.json, json!({ "customer": "ada", "names": ["ada"], "changed": true }));
    let (ada, bea) = (ada.sees("account").await, bea.sees("account").await);
    assert_eq!((ada.claims(), standing(&ada)), (vec!["signed-copy"], json!("reader")));
    assert_eq!((bea.claims(), standing(&bea)), (vec![], json!("friend")));
    assert!(bea.offers().contains(&"tote"));
    let bought =
        app.facts("bea").await.into_iter().filter(|fact| matches!(fact, Fact::OrderCompleted { .. }));
    assert_eq!(bought.count(), 2);
}

#[tokio::test]
async fn a_merge_is_refused_with_its_reason() {
    let app = TestApp::new();
    let merge = async |into: &str, other: &str| {
        app.agent_posts(&format!("/v1/customers/{into}/merge"), "-", json!({ "other": other })).await
    };
    assert_eq!(merge("ada", "bea").await.status, 200);
    for (into, other, why) in [
        ("ada", "ada", "with themselves"),
        ("cid", "bea", "into somebody else"),
        ("bea", "ada", "which leads"),
        ("ada", "anon:browser-4f2a9c1d77", "visitor"),
    ] {
        let answer = merge(into, other).await;
        assert_eq!(answer.problem(), (409, "merge_refused"), "{into} and {other}");
        assert!(answer.json["detail"].as_str().unwrap().contains(why), "{}", answer.text);
    }
    assert_eq!(merge("ada", " ").await.problem(), (400, "invalid"));
}

#[tokio::test]
async fn no_page_may_merge() {
    let app = TestApp::new();
    let ada = app.as_customer("ada").await;
    let (public, bearer) = (basic(&app.keys().public), format!("Bearer {}", ada.session));
    for (key, problem) in [(public, (403, "key_too_weak")), (bearer, (401, "key_refused"))] {
        let body = json!({ "other": "bea" });
        let answer = app.post("/v1/customers/ada/merge", &[("authorization", &key)], body).await;
        assert_eq!(answer.problem(), problem);
    }
}

pub(crate) fn half() -> domain::offer::Holdout {
    domain::offer::Holdout { share: 5_000, salt: "people".to_owned() }
}
