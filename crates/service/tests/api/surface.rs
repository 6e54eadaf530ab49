//! Where and how a customer is met.

use crate::app::TestApp;
use crate::circle::thanks;
use domain::condition::{Condition, Leaf};
use domain::id::{Locale, OfferId};
use domain::money::{Currency, Money};
use domain::offer::{Offer, Worth};
use domain::surface::Surface;
use serde_json::json;

fn with_an_offer_for(condition: Condition) -> TestApp {
    TestApp::where_the_program(|program| {
        program.offers = program.offers.iter().cloned().chain([thanks(program, condition)]).collect();
    })
}

#[tokio::test]
async fn an_offer_for_the_till_is_shown_and_claimed_at_the_till() {
    let app = with_an_offer_for(Condition::Fact(Leaf::Surface(vec![Surface::Till])));
    let customer = app.as_customer("7").await;
    for (surface, shown) in [("", false), ("&surface=web", false), ("&surface=till", true)] {
        let answer = customer.asks(&format!("/v1/experience?placement=home{surface}")).await;
        assert_eq!(answer.offers().contains(&"thanks"), shown, "{surface}");
    }
    let claim = async |key: &str, surface: &str| {
        customer.acts_with("claim", "thanks", key, json!({ "placement": "home", "surface": surface })).await
    };
    assert_eq!(claim("k-1", "web").await.problem(), (409, "not_offered"));
    assert_eq!(claim("k-2", "till").await.status, 201);
}

#[tokio::test]
async fn an_act_is_judged_in_the_language_the_customer_reads() {
    let french = Locale::new("fr").unwrap();
    let app = with_an_offer_for(Condition::Fact(Leaf::Locale(vec![french])));
    let customer = app.as_customer("7").await;
    let claim = async |key: &str, locale: &str| {
        let body = json!({ "placement": "home", "locale": locale });
        customer.acts_with("claim", "thanks", key, body).await
    };
    assert_eq!(claim("k-1", "en").await.problem(), (409, "not_offered"));
    assert_eq!(claim("k-2", "fr-CA").await.status, 201);
}

#[tokio::test]
async fn a_surface_there_is_not_is_said_so() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let asked = customer.asks("/v1/experience?placement=home&surface=fridge").await;
    let body = json!({ "placement": "home", "surface": "fridge" });
    let acted = customer.acts_with("claim", "tote", "k-1", body).await;
    for answer in [asked, acted] {
        assert_eq!(answer.problem(), (400, "invalid"));
        let error = &answer.json["errors"][0];
        assert_eq!((&error["field"], &error["value"]), (&json!("surface"), &json!("fridge")));
        assert_eq!(error["rule"], "must be one of web, social, webview, agent, till, kiosk");
    }
    assert!(customer.sees("home").await.claims().is_empty());
}

#[tokio::test]
async fn chance_draws_once_a_day_for_a_customer_whatever_the_surface() {
    let usd = |minor| Money { minor, currency: Currency::new("USD").unwrap() };
    let app = TestApp::where_the_program(|program| {
        let tote = program.offer(&OfferId::new("tote").unwrap()).unwrap().clone();
        let worth = Some(Worth { margin: usd(1000), cost: usd(1) });
        let one = |n| Offer { id: OfferId::new(format!("one-{n}")).unwrap(), worth, ..tote.clone() };
        program.offers = (0..6).map(one).collect();
    });
    let list = async |app: &TestApp, customer: &str, surface: &str| {
        let customer = app.as_customer(customer).await;
        let answer = customer.asks(&format!("/v1/experience?placement=account&surface={surface}")).await;
        answer.offers().join(" ")
    };
    let morning = list(&app, "ada", "web").await;
    let evening = app.later(11 * 3600);
    for surface in ["web", "social", "webview", "agent", "till", "kiosk"] {
        assert_eq!(list(&evening, "ada", surface).await, morning, "{surface}");
    }
    let (mut others, mut days) = (Vec::new(), Vec::new());
    for n in 0..5 {
        others.push(list(&app, &format!("customer-{n}"), "web").await);
        days.push(list(&app.later((n + 1) * 86_400), "ada", "web").await);
    }
    for lists in [&mut others, &mut days] {
        lists.sort();
        lists.dedup();
        assert!(lists.len() > 1, "{lists:?}");
    }
}
