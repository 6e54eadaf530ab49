//! What whoever answers the telephone sees of a customer.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::open::{Answer, Shop};

/// Loyal, of the highest tier.
const REGULAR: &str = "157";

async fn look(shop: &Shop, customer: &str) -> Answer {
    shop.post("/shop/desk", "", json!({ "customer": customer })).await
}

async fn told(shop: &Shop, customer: &str) -> Value {
    look(shop, customer).await.json().await
}

/// What an agent does for the regular, to this, under a key.
async fn act(shop: &Shop, deed: &str, of: &str, key: &str) -> Answer {
    let body = json!({ "customer": REGULAR, "act": deed, "of": of, "key": key });
    shop.post("/shop/desk/act", "", body).await
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
    let told = answer.json().await;
    let seen = &told["seen"];
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
    assert_eq!(told["experience"]["offers"], shown, "the same offers, in the same order, as on their page");
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
        for answer in [look(&shop, name).await, listen(&shop, name).await] {
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{name}");
            assert_eq!(answer.text().await, "", "{name}");
        }
    }
}

#[tokio::test]
async fn without_a_name_it_is_whoever_is_signed_in_or_nobody() {
    let shop = Shop::open().await;
    let nobody = shop.post("/shop/desk", "", json!({})).await;
    assert_eq!(nobody.status(), StatusCode::NO_CONTENT);
    assert_eq!(nobody.text().await, "");
    let cookie = shop.sign_in("n-1").await;
    let told = shop.post("/shop/desk", &cookie, json!({ "customer": null })).await.json().await;
    let seen = &told["seen"];
    assert_eq!((&seen["customer"], &seen["relationship"]["stage"]), (&json!("n-1"), &json!("new")));
}

#[tokio::test]
async fn looking_changes_nothing() {
    let shop = Shop::open().await;
    let shown = async || {
        let mut seen = look(&shop, REGULAR).await.json().await;
        seen["seen"]["at"].take();
        seen["experience"]["decided_at"].take();
        seen
    };
    assert_eq!(shown().await, shown().await);
    let cookie = shop.sign_in(REGULAR).await;
    assert_eq!(shop.people(&cookie).await["current"]["orders"], 47);
}

#[tokio::test]
async fn what_was_declined_or_claimed_in_the_shop_is_out_at_once() {
    let shop = Shop::open().await;
    let session = shop.session(&shop.sign_in(REGULAR).await).await;
    let offers = each(&told(&shop, REGULAR).await["seen"]["offers"], "id");
    shop.act(&session, "decline", &offers[0]).await;
    shop.act(&session, "claim", &offers[1]).await;

    let seen = told(&shop, REGULAR).await["seen"].clone();
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
    let mut told = told(&shop, REGULAR).await;
    let seen = &told["seen"];
    // Whoever adds a field thinks about whom it tells of.
    let fields: Vec<&str> = seen.as_object().unwrap().keys().map(String::as_str).collect();
    let known = "ambassador at basket brand customer locale offers outlook placement points relationship surface \
                 tier today withheld";
    assert_eq!(fields.join(" "), known);
    let happened = told["timeline"]["happened"][0].as_object().unwrap();
    assert_eq!(happened.keys().map(String::as_str).collect::<Vec<_>>().join(" "), "at name on text what");
    told["experience"]["words"].take();
    let text = told.to_string();
    for word in ["@", "email", "birth", "cookie", "token", "session"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[tokio::test]
async fn what_an_agent_does_is_on_the_customers_page() {
    let shop = Shop::open().await;
    let session = shop.session(&shop.sign_in(REGULAR).await).await;
    let page = async || shop.experience(Some(&session)).await;
    let offers = each(&page().await["offers"], "id");

    assert_eq!(act(&shop, "claim", &offers[0], "k-1").await.status(), StatusCode::CREATED);
    assert_eq!(act(&shop, "claim", &offers[0], "k-1").await.status(), StatusCode::OK, "the same once more");
    assert_eq!(each(&page().await["claims"], "offer"), [&*offers[0]]);
    assert_eq!(page().await["claims"], told(&shop, REGULAR).await["experience"]["claims"]);
    act(&shop, "undo", &offers[0], "k-2").await;
    assert_eq!(each(&page().await["offers"], "id"), offers);
    act(&shop, "decline", &offers[1], "k-3").await;
    assert!(!each(&page().await["offers"], "id").contains(&offers[1]));
    let happened = told(&shop, REGULAR).await["timeline"]["happened"].clone();
    assert_eq!(each(&happened, "what")[..3], ["offer_declined", "claim_released", "offer_claimed"]);

    let refused = act(&shop, "claim", "gift-record", "k-4").await;
    assert_eq!(refused.status(), StatusCode::CONFLICT);
    assert_eq!(refused.json().await["code"], "not_offered");
}

async fn listen(shop: &Shop, customer: &str) -> Answer {
    shop.post("/shop/desk/live", "", json!({ "customer": customer })).await
}

#[tokio::test]
async fn the_desk_hears_when_there_is_something_new_to_see_of_a_customer_and_nothing_else() {
    let shop = Shop::open().await;
    let place = async || told(&shop, REGULAR).await["heard"].as_str().unwrap().to_owned();
    let mut stream = listen(&shop, REGULAR).await;
    assert_eq!(stream.headers()[header::CONTENT_TYPE], "text/event-stream");
    assert_eq!(stream.headers()["x-accel-buffering"], "no");
    assert!(stream.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("no-store"));
    let event = |name: &str, place: &str| format!("id: {place}\nevent: {name}\ndata: {{}}\n\n");
    assert_eq!(
        stream.hears().await,
        event("hello", &place().await),
        "nothing was missed since it was looked"
    );

    let session = shop.session(&shop.sign_in(REGULAR).await).await;
    let other = shop.session(&shop.sign_in("n-1").await).await;
    shop.act(&other, "decline", &first(&shop, "n-1").await).await;
    shop.act(&session, "decline", &first(&shop, REGULAR).await).await;
    assert_eq!(stream.hears().await, event("changed", &place().await), "the desk's next look shows it");
    act(&shop, "question", "", "k-1").await;
    assert_eq!(
        stream.hears().await,
        event("changed", &place().await),
        "what the agent did is not new to them"
    );
}

/// The first offer that the desk sees of a customer.
async fn first(shop: &Shop, customer: &str) -> String {
    each(&told(shop, customer).await["seen"]["offers"], "id").remove(0)
}

#[tokio::test]
async fn what_is_raised_at_the_desk_is_in_progress_everywhere_until_it_is_closed() {
    let shop = Shop::open().await;
    let session = shop.session(&shop.sign_in(REGULAR).await).await;
    let matters = async || match &shop.experience(Some(&session)).await["matters"] {
        Value::Null => Vec::new(),
        list => each(list, "id"),
    };
    for _ in 0..2 {
        let asked = act(&shop, "question", "", "1a2b3c-4d").await;
        assert_eq!(asked.status(), StatusCode::OK, "the same key is one question");
    }
    assert_eq!(matters().await, ["contact:call-1a2b3c"]);
    act(&shop, "complaint", "", "9z").await;
    assert_eq!(matters().await, ["contact:call-9z", "contact:call-1a2b3c"]);
    assert_eq!(act(&shop, "close", "contact:call-9z", "k-1").await.status(), StatusCode::OK);
    assert_eq!(matters().await, ["contact:call-1a2b3c"]);
}

#[tokio::test]
async fn the_till_accepts_a_voucher_once_and_says_whose_it_was() {
    let shop = Shop::open().await;
    let offers = each(&told(&shop, REGULAR).await["experience"]["offers"], "id");
    act(&shop, "claim", &offers[0], "k-1").await;
    let code = told(&shop, REGULAR).await["experience"]["claims"][0]["code"].clone();
    let till = async |key: &str| shop.post("/shop/till", "", json!({ "code": code, "key": key })).await;
    let accepted = till("receipt-1").await.json().await;
    assert_eq!((&accepted["customer"], &accepted["offer"]), (&json!(REGULAR), &json!(offers[0])));
    assert_eq!(till("receipt-1").await.json().await, accepted, "a till that heard nothing asks again");
    let again = till("receipt-2").await;
    assert_eq!(
        (again.status(), again.json().await["code"].clone()),
        (StatusCode::CONFLICT, json!("voucher_ended"))
    );
    let session = shop.session(&shop.sign_in(REGULAR).await).await;
    assert_eq!(shop.experience(Some(&session)).await["claims"], json!([]));
}

#[tokio::test]
async fn two_numbers_of_one_person_are_one_until_that_is_taken_back() {
    let shop = Shop::open().await;
    assert_eq!(act(&shop, "merge", "n-1", "k-1").await.json().await["customer"], REGULAR);
    assert_eq!(told(&shop, "n-1").await["timeline"]["customer"], REGULAR);
    act(&shop, "unmerge", "n-1", "k-2").await;
    assert_eq!(told(&shop, "n-1").await["timeline"]["customer"], "n-1");
}

#[tokio::test]
async fn what_happened_is_told_to_its_beginning_a_page_at_a_time() {
    let shop = Shop::open().await;
    let mut page = told(&shop, REGULAR).await["timeline"].clone();
    let mut days = each(&page["happened"], "on");
    while let Some(before) = page["before"].as_str() {
        let body = json!({ "customer": REGULAR, "before": before });
        page = shop.post("/shop/desk/earlier", "", body).await.json().await;
        days.extend(each(&page["happened"], "on"));
    }
    assert_eq!(days.len(), 47, "as many as they ordered");
    assert!(days.is_sorted_by(|newer, older| newer >= older), "{days:?}");
}

#[tokio::test]
async fn nothing_is_done_for_a_stranger_or_under_a_key_that_is_none() {
    let shop = Shop::open().await;
    for name in ["2358", "", "../1"] {
        let body = json!({ "customer": name, "act": "claim", "of": "encore", "key": "k" });
        let answer = shop.post("/shop/desk/act", "", body).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{name}");
    }
    for key in ["", "two words", "line\nbreak"] {
        assert_eq!(act(&shop, "claim", "encore", key).await.status(), StatusCode::BAD_REQUEST, "{key}");
    }
    let odd = act(&shop, "claim", "../../../merge?x", "k").await;
    assert_eq!(odd.json().await["code"], "unknown_offer", "a name stays one part of the address");
}

#[tokio::test]
async fn the_secret_key_stays_in_the_back_end() {
    let folder = tempfile::tempdir().unwrap();
    let shop = Shop::open_in(folder.path()).await;
    let secret = std::fs::read_to_string(folder.path().join("write.key")).unwrap();
    let mut texts =
        vec![look(&shop, REGULAR).await.text().await, act(&shop, "undo", "encore", "k").await.text().await];
    let mut stream = listen(&shop, REGULAR).await;
    texts.extend([format!("{:?}", stream.headers()), stream.hears().await]);
    for file in ["/desk", "/shop/desk.js", "/shop/desk/live.js", "/shop/desk/till.js"] {
        texts.push(shop.get(file).await.text().await);
    }
    assert!(texts.iter().all(|text| !text.is_empty() && !text.contains(secret.trim())));
}
