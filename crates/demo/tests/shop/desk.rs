//! What whoever answers the telephone sees of a customer.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::open::{Answer, Shop};

/// Loyal, of the highest tier.
const REGULAR: &str = "157";

async fn look(shop: &Shop, customer: &str) -> Answer {
    shop.post("/shop/desk", "", json!({ "customer": customer })).await
}

fn each(list: &Value, field: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|one| one[field].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_page_of_the_desk_has_one_heading_and_needs_nothing_its_policy_forbids() {
    let shop = Shop::open().await;
    let page = shop.get("/desk").await;
    assert_eq!(page.status(), StatusCode::OK);
    assert_eq!(page.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
    let policy = page.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe-inline"), "{policy}");
    let text = page.text().await;
    assert_eq!(text.matches("<h1").count(), 1);
    assert!(!text.contains(" style=") && !text.contains(" onclick=") && !text.contains("<script>"), "{text}");
}

#[tokio::test]
async fn the_desk_tells_of_a_customer_what_the_shop_shows_them_and_why_not_the_rest() {
    let shop = Shop::open().await;
    let answer = look(&shop, REGULAR).await;
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
    let seen = answer.json().await;
    assert_eq!((&seen["customer"], &seen["surface"]), (&json!(REGULAR), &json!("agent")));
    assert_eq!(seen["relationship"]["stage"], "loyal");
    let why = &seen["relationship"]["why"][0];
    assert_eq!(why["fact"], "days with a purchase in 365 days");
    assert_eq!(why["threshold"], "at least 4");
    assert!(seen["outlook"]["still_with_us"].as_f64().is_some_and(|chance| chance > 0.5 && chance < 1.0));
    assert!(seen["outlook"]["purchases"].as_f64().is_some_and(|purchases| purchases > 1.0));

    let session = shop.session(&shop.sign_in(REGULAR).await).await;
    let shown = shop.experience(Some(&session)).await["offers"].clone();
    assert_eq!(each(&seen["offers"], "title"), each(&shown, "title"));
    let why =
        |list: &Value| list.as_array().unwrap().iter().map(|one| one["why"].clone()).collect::<Vec<_>>();
    assert_eq!(why(&seen["offers"]), why(&shown));

    let mut all = [each(&seen["offers"], "id"), each(&seen["withheld"], "id")].concat();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 16, "every offer of the program is seen or out");
    for out in seen["withheld"].as_array().unwrap() {
        assert_eq!(out["step"] == "eligible", out["first_failing"].is_object(), "{out}");
        assert!(!out["refusal"].as_str().unwrap().is_empty(), "{out}");
    }
}

#[tokio::test]
async fn a_stranger_is_not_found_and_a_name_that_cannot_be_one_is_no_customer() {
    let shop = Shop::open().await;
    for name in ["2358", "n-13", "", " ", "../1", &"1".repeat(400)] {
        let answer = look(&shop, name).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{name}");
        assert_eq!(answer.text().await, "", "{name}");
    }
}

#[tokio::test]
async fn without_a_name_it_is_whoever_is_signed_in_or_nobody() {
    let shop = Shop::open().await;
    let nobody = shop.post("/shop/desk", "", json!({})).await;
    assert_eq!(nobody.status(), StatusCode::NO_CONTENT);
    assert_eq!(nobody.text().await, "");
    let cookie = shop.sign_in("n-1").await;
    let seen = shop.post("/shop/desk", &cookie, json!({ "customer": null })).await.json().await;
    assert_eq!((&seen["customer"], &seen["relationship"]["stage"]), (&json!("n-1"), &json!("new")));
}

#[tokio::test]
async fn looking_changes_nothing() {
    let shop = Shop::open().await;
    let shown = async || {
        let mut seen = look(&shop, REGULAR).await.json().await;
        seen["at"].take();
        seen
    };
    assert_eq!(shown().await, shown().await);
    let cookie = shop.sign_in(REGULAR).await;
    assert_eq!(shop.people(&cookie).await["current"]["orders"], 47);
}

#[tokio::test]
async fn what_was_declined_or_claimed_is_out_at_once_and_the_code_stays_with_the_customer() {
    let shop = Shop::open().await;
    let session = shop.session(&shop.sign_in(REGULAR).await).await;
    let offers = each(&look(&shop, REGULAR).await.json().await["offers"], "id");
    shop.act(&session, "decline", &offers[0]).await;
    let after = shop.act(&session, "claim", &offers[1]).await;
    let code = after["claims"][0]["code"].as_str().unwrap();

    let text = look(&shop, REGULAR).await.text().await;
    assert!(!text.contains(code), "whoever knows the code can use it");
    let seen: Value = serde_json::from_str(&text).unwrap();
    let out = |offer: &str| {
        let out = seen["withheld"].as_array().unwrap().iter().find(|out| out["id"] == offer);
        out.unwrap()["refusal"].as_str().unwrap().to_owned()
    };
    assert!(out(&offers[0]).starts_with("declined"), "{}", out(&offers[0]));
    assert!(out(&offers[1]).starts_with("already held"), "{}", out(&offers[1]));
}

#[tokio::test]
async fn of_a_person_the_desk_knows_the_shops_number_and_no_more() {
    let shop = Shop::open().await;
    let seen = look(&shop, REGULAR).await.json().await;
    // Whoever adds a field thinks about whom it tells of.
    let fields: Vec<&str> = seen.as_object().unwrap().keys().map(String::as_str).collect();
    let known = "ambassador at basket brand customer locale offers outlook placement points relationship surface \
                 tier today withheld";
    assert_eq!(fields.join(" "), known);
    let text = seen.to_string();
    for word in ["@", "email", "birth", "cookie", "token", "session"] {
        assert!(!text.contains(word), "{word}");
    }
}
