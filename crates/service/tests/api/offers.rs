//! `/v1/offers/{id}/claim`, `/decline` and `/undo`.

use std::time::Duration;

use crate::app::TestApp;
use crate::bent::{Bent, Fault};
use serde_json::json;

#[tokio::test]
async fn a_claim_changes_the_next_experience_and_undo_brings_the_offer_back() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let claimed = customer.acts("claim", "welcome", "k-1").await;
    assert_eq!((claimed.status.as_u16(), &claimed.json["outcome"]), (201, &json!("claimed")));
    assert_eq!(claimed.claims(), ["welcome"]);
    assert!(!claimed.offers().contains(&"welcome"));
    let seen = customer.sees("account").await;
    assert_eq!(seen.claims(), ["welcome"]);
    let code = seen.json["experience"]["claims"][0]["code"].as_str().unwrap().to_owned();
    assert!(!code.is_empty() && claimed.json["html"].as_str().unwrap().contains(&code));

    let undone = customer.acts("undo", "welcome", "k-2").await;
    assert_eq!((undone.status.as_u16(), &undone.json["outcome"]), (200, &json!("undone")));
    assert!(undone.claims().is_empty() && undone.offers().contains(&"welcome"));
    assert_eq!(customer.acts("claim", "welcome", "k-3").await.status, 201);
}

#[tokio::test]
async fn a_claim_with_the_same_key_twice_is_one_claim() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let first = customer.acts("claim", "tote", "k-1").await;
    let again = customer.acts("claim", "tote", "k-1").await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 200));
    assert_eq!(first.json["experience"]["claims"], again.json["experience"]["claims"]);
    assert_eq!(first.json["outcome"], again.json["outcome"]);
}

#[tokio::test]
async fn two_claims_with_different_keys_at_once_give_one_claim() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let (one, two) =
        tokio::join!(customer.acts("claim", "tote", "k-1"), customer.acts("claim", "tote", "k-2"));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 201]);
    assert_eq!(customer.sees("home").await.claims(), ["tote"]);
}

#[tokio::test]
async fn the_same_key_of_two_customers_is_two_claims() {
    let app = TestApp::new();
    for customer in ["7", "8"] {
        assert_eq!(app.as_customer(customer).await.acts("claim", "tote", "k-1").await.status, 201);
    }
}

#[tokio::test]
async fn a_key_used_for_another_act_is_refused() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    customer.acts("claim", "tote", "k-1").await;
    for (verb, offer) in [("claim", "welcome"), ("decline", "tote"), ("undo", "tote")] {
        assert_eq!(customer.acts(verb, offer, "k-1").await.problem(), (409, "key_reused"), "{verb} {offer}");
    }
    customer.acts("undo", "tote", "k-2").await;
    assert_eq!(customer.acts("undo", "tote", "k-2").await.status, 200);
    assert_eq!(customer.acts("undo", "welcome", "k-2").await.problem(), (409, "key_reused"));
}

#[tokio::test]
async fn a_declined_offer_stays_away_on_every_placement_until_that_is_undone() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let declined = customer.acts("decline", "welcome", "k-1").await;
    assert_eq!((declined.status.as_u16(), &declined.json["outcome"]), (200, &json!("declined")));
    for placement in ["home", "account"] {
        assert!(!customer.sees(placement).await.offers().contains(&"welcome"));
    }
    assert_eq!(customer.acts("decline", "welcome", "k-2").await.status, 200);
    customer.acts("undo", "welcome", "k-3").await;
    assert!(customer.sees("account").await.offers().contains(&"welcome"));
}

#[tokio::test]
async fn the_last_one_goes_to_one_customer() {
    let app = TestApp::new();
    let (ada, ben) = (app.as_customer("ada").await, app.as_customer("ben").await);
    assert_eq!(ada.acts("claim", "signed-copy", "k-1").await.status, 201);
    assert!(!ben.sees("home").await.offers().contains(&"signed-copy"));
    assert_eq!(ben.acts("claim", "signed-copy", "k-1").await.problem(), (409, "out_of_stock"));
    ada.acts("undo", "signed-copy", "k-2").await;
    assert_eq!(ben.acts("claim", "signed-copy", "k-2").await.status, 201);
}

#[tokio::test]
async fn no_more_claims_at_once_than_the_program_allows() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    customer.acts("claim", "tote", "k-1").await;
    customer.acts("claim", "welcome", "k-2").await;
    assert_eq!(customer.acts("claim", "signed-copy", "k-3").await.problem(), (409, "limit_reached"));
}

#[tokio::test]
async fn what_cannot_be_done_is_refused_with_its_reason() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    for (verb, offer, problem) in [
        ("claim", "second-book", (409, "not_offered")),
        ("claim", "evening", (409, "not_offered")),
        ("claim", "nothing", (404, "unknown_offer")),
        ("claim", "NOTHING", (404, "unknown_offer")),
        ("decline", "nothing", (404, "unknown_offer")),
        ("undo", "tote", (409, "nothing_to_undo")),
        ("steal", "tote", (404, "not_found")),
    ] {
        assert_eq!(customer.acts(verb, offer, "k-1").await.problem(), problem, "{verb} {offer}");
    }
}

#[tokio::test]
async fn an_act_needs_a_key_that_can_be_read() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    for key in ["", "two words", &"k".repeat(101)] {
        let answer = customer.acts("claim", "tote", key).await;
        assert_eq!(answer.problem(), (400, "invalid"));
        assert_eq!(answer.json["errors"][0]["field"], "Idempotency-Key");
    }
    assert!(customer.sees("home").await.claims().is_empty());
}

#[tokio::test]
async fn an_act_needs_a_session() {
    let app = TestApp::new();
    let headers = [("idempotency-key", "k-1")];
    let answer = app.post("/v1/offers/tote/claim", &headers, json!({ "placement": "home" })).await;
    assert_eq!(answer.problem(), (401, "session_needed"));
}

#[tokio::test]
async fn the_outcome_is_told_in_the_customers_language() {
    let app = TestApp::new();
    let session = app.as_customer("7").await.session;
    let act = async |key: &str, locale: &str| {
        let headers = [("authorization", format!("Bearer {session}")), ("idempotency-key", key.to_owned())];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        app.post("/v1/offers/tote/claim", &headers, json!({ "placement": "home", "locale": locale })).await
    };
    let (english, french) = (act("k-1", "en").await, act("k-1", "fr-FR").await);
    assert_eq!(french.json["experience"]["locale"], "fr");
    assert!(!english.json["notice"].as_str().unwrap().is_empty());
    assert_ne!(english.json["notice"], french.json["notice"]);
}

#[tokio::test]
async fn a_claim_that_another_one_overtakes_is_decided_on_what_happened_meanwhile() {
    let app = TestApp::with(Bent::by(Fault::Dawdles));
    let customer = app.as_customer("7").await;
    let overtakes = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        customer.acts("claim", "tote", "k-2").await
    };
    let (overtaken, first) = tokio::join!(customer.acts("claim", "tote", "k-1"), overtakes);
    assert_eq!((first.status.as_u16(), overtaken.status.as_u16()), (201, 200));
    assert_eq!(overtaken.claims(), ["tote"]);
}

#[tokio::test]
async fn a_key_stays_the_same_wish_when_the_session_is_renewed() {
    let app = TestApp::new();
    assert_eq!(app.as_customer("7").await.acts("claim", "tote", "k-1").await.status, 201);
    let renewed = app.as_customer("7").await;
    assert_eq!(renewed.acts("claim", "tote", "k-1").await.status, 200);
    assert_eq!(renewed.sees("home").await.claims(), ["tote"]);
}

#[tokio::test]
async fn a_key_whose_act_was_refused_may_be_tried_again() {
    let app = TestApp::new();
    let (ada, ben) = (app.as_customer("ada").await, app.as_customer("ben").await);
    ada.acts("claim", "signed-copy", "k-1").await;
    assert_eq!(ben.acts("claim", "signed-copy", "k-1").await.problem(), (409, "out_of_stock"));
    ada.acts("undo", "signed-copy", "k-2").await;
    assert_eq!(ben.acts("claim", "signed-copy", "k-1").await.status, 201);
}

#[tokio::test]
async fn an_undo_that_is_sent_again_undoes_nothing_more() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    customer.acts("decline", "tote", "k-1").await;
    customer.acts("undo", "tote", "k-2").await;
    customer.acts("claim", "tote", "k-3").await;
    let again = customer.acts("undo", "tote", "k-2").await;
    assert_eq!((again.status.as_u16(), again.claims()), (200, vec!["tote"]));
}

#[tokio::test]
async fn an_offer_is_known_however_its_name_is_written_in_the_address() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    assert_eq!(customer.acts("claim", "t%6Fte", "k-1").await.status, 201);
    assert_eq!(customer.acts("claim", "tote%2F..", "k-2").await.problem(), (404, "unknown_offer"));
    assert_eq!(customer.acts("claim", "%FF", "k-2").await.problem(), (400, "invalid"));
}
