//! What is left out where others may see the screen.

use crate::answer::Answer;
use crate::app::TestApp;
use domain::ledger::{BalanceRules, ReturnPolicy};
use serde_json::json;

const MASKED: &str = "/v1/experience?placement=home&privacy=mask";

/// A shop where points can be spent and a customer has some, and a voucher.
async fn shop() -> (TestApp, String) {
    let app = TestApp::where_the_program(|program| {
        program.balance =
            Some(BalanceRules { pending_days: 0, expire_months: None, returns: ReturnPolicy::Unlimited });
    });
    app.order("7", "o-1", "143.00", "2026-02-20T10:00:00Z").await;
    let claimed = app.as_customer("7").await.acts("claim", "second-book", "k-1").await;
    let code = claimed.json["experience"]["claims"][0]["code"].as_str().unwrap().to_owned();
    (app, code)
}

#[tokio::test]
async fn figures_and_codes_are_left_out() {
    let (app, code) = shop().await;
    let customer = app.as_customer("7").await;
    let plain = customer.sees("home").await;
    for told in ["143", &code] {
        assert!(plain.text.contains(told) && html(&plain).contains(told), "{told} in {}", plain.text);
    }
    assert_eq!(plain.json["experience"]["masked"], false);

    let masked = customer.asks(MASKED).await;
    let experience = &masked.json["experience"];
    assert_eq!(experience["masked"], true);
    assert_eq!((masked.offers(), masked.claims()), (plain.offers(), plain.claims()));
    assert_eq!(experience["standing"]["tier_name"], "Friend of the house");
    for left_out in ["balance", "progress", "kept"] {
        assert!(experience["standing"].get(left_out).is_none(), "{left_out}");
    }
    for told in ["143", &code, "February 20"] {
        assert!(!masked.text.contains(told), "{told} in {}", masked.text);
    }
}

#[tokio::test]
async fn every_offer_still_says_why_it_is_there_without_a_figure() {
    let (app, _) = shop().await;
    let masked = app.as_customer("7").await.asks(MASKED).await;
    let offers = masked.json["experience"]["offers"].as_array().unwrap();
    assert!(offers.len() > 1);
    for offer in offers {
        let why = offer["why"].as_array().unwrap();
        assert!(!why.is_empty() && !why[0].as_str().unwrap().is_empty(), "{offer}");
        assert!(why.iter().all(|why| !why.as_str().unwrap().contains(char::is_numeric)), "{offer}");
    }
}

#[tokio::test]
async fn an_act_is_answered_as_it_was_asked() {
    let (app, _) = shop().await;
    let customer = app.as_customer("7").await;
    let body = json!({ "placement": "home", "privacy": "mask", "heading": 4 });
    let claimed = customer.acts_with("claim", "tote", "k-2", body).await;
    let experience = &claimed.json["experience"];
    assert_eq!(
        (claimed.status.as_u16(), &experience["masked"], &experience["heading"]),
        (201, &json!(true), &json!(4))
    );
    assert_eq!(claimed.json["notice"], "Claimed. Your code is hidden until you choose to show it.");
    assert_eq!(claimed.claims(), ["tote", "second-book"]);
    assert_eq!(experience["claims"][0]["code"], "");
}

#[tokio::test]
async fn of_a_visitor_nothing_is_left_out() {
    let answer = TestApp::new().get(&format!("{MASKED}&brand=corner"), &[]).await;
    assert_eq!(answer.json["experience"]["masked"], false);
    assert_eq!(answer.offers(), ["evening"]);
}

#[tokio::test]
async fn a_privacy_there_is_not_is_said_so() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let asked = customer.asks("/v1/experience?placement=home&privacy=yes").await;
    let body = json!({ "placement": "home", "privacy": "yes" });
    let acted = customer.acts_with("claim", "tote", "k-1", body).await;
    for answer in [asked, acted] {
        assert_eq!(answer.problem(), (400, "invalid"));
        let error = json!({ "field": "privacy", "value": "yes", "rule": "must be mask, or absent" });
        assert_eq!(answer.json["errors"], json!([error]));
    }
    assert!(customer.sees("home").await.claims().is_empty());
}

fn html(answer: &Answer) -> &str {
    answer.json["html"].as_str().unwrap()
}
