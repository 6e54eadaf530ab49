//! The shop from outside: its pages, its switcher, its orders.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use axum::http::{StatusCode, header};
use demo::records::RECORDS;
use serde_json::json;

use crate::open::{PAGE, Shop, home};

mod open; // a shop in process, with its own folder
mod desk; // what whoever answers the telephone sees
mod elsewhere; // what another process does

const TAG: &str = "<script async src=\"/constance.js\" data-brand=\"maison\"></script>\n\
                   <constance-offers placement=\"home\"></constance-offers>";

#[tokio::test]
async fn the_page_carries_the_two_lines_in_both_languages() {
    let shop = Shop::open().await;
    for (path, lang) in [("/", "en"), ("/fr/", "fr")] {
        let page = shop.get(path).await.text().await;
        assert!(page.contains(TAG), "{path}");
        assert!(page.contains(&format!("<html lang=\"{lang}\">")), "{path}");
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
    }
}

#[tokio::test]
async fn the_pages_and_the_till_agree_on_every_price() {
    let shop = Shop::open().await;
    for path in ["/", "/fr/"] {
        let page = shop.get(path).await.text().await;
        assert_eq!(page.matches("data-buy=").count(), RECORDS.len());
        for record in RECORDS {
            let before = page.split(&format!("data-buy=\"{}\"", record.id)).next().unwrap();
            let price = before.rsplit("<data value=\"").next().unwrap().split('"').next().unwrap();
            assert_eq!(price, record.price, "{} on {path}", record.id);
        }
    }
}

#[tokio::test]
async fn every_file_that_a_page_or_an_offer_names_is_there() {
    let shop = Shop::open().await;
    let program = std::fs::read_to_string(home().join("crates/demo/maison/program.toml")).unwrap();
    let mut texts = vec![program];
    for page in ["/", "/fr/", "/desk"] {
        texts.push(shop.get(page).await.text().await);
    }
    let mut names: Vec<&str> = texts.iter().flat_map(|text| text.split('"')).collect();
    names.retain(|name| name.starts_with("/shop/"));
    assert!(names.len() > 30);
    for name in names {
        assert_eq!(shop.get(name).await.status(), StatusCode::OK, "{name}");
    }
    assert_eq!(shop.get("/shop/secret.txt").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_link_of_an_offer_leads_to_a_part_of_the_page_in_its_language() {
    let shop = Shop::open().await;
    let program = std::fs::read_to_string(home().join("crates/demo/maison/program.toml")).unwrap();
    for path in ["/", "/fr/"] {
        let page = shop.get(path).await.text().await;
        let start = format!("{path}#");
        let parts: Vec<&str> = program.split('"').filter_map(|text| text.strip_prefix(&start)).collect();
        assert!(!parts.is_empty());
        for part in &parts {
            assert!(page.contains(&format!(" id=\"{part}\"")), "#{part} on {path}");
        }
    }
}

#[tokio::test]
async fn whoever_signs_in_is_vouched_for_and_gets_a_session() {
    let shop = Shop::open().await;
    let cookie = shop.sign_in("157").await;
    let session = shop.session(&cookie).await;
    let standing = shop.experience(Some(&session)).await["standing"].clone();
    assert_eq!((&standing["stage"], &standing["tier"]), (&json!("loyal"), &json!("symphonie")));
}

#[tokio::test]
async fn nobody_is_vouched_for_before_signing_in_or_after_signing_out() {
    let shop = Shop::open().await;
    assert_eq!(shop.post("/shop/token", "", json!({})).await.status(), StatusCode::NO_CONTENT);
    let cookie = shop.sign_in("157").await;
    assert_eq!(shop.post("/shop/token", &cookie, json!({})).await.status(), StatusCode::OK);
    shop.post("/shop/sign-out", &cookie, json!({})).await;
    assert_eq!(shop.post("/shop/token", &cookie, json!({})).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(shop.experience(None).await.get("standing"), None);
}

#[tokio::test]
async fn a_stranger_cannot_sign_in() {
    let shop = Shop::open().await;
    let answer = shop.post("/shop/sign-in", "", json!({ "customer": "2358" })).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert!(!answer.headers().contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn the_switcher_shows_people_of_every_stage() {
    let shop = Shop::open().await;
    let cookie = shop.sign_in("n-12").await;
    let list = shop.people(&cookie).await;
    assert_eq!(list["current"]["customer"], "n-12");
    let stages: Vec<&str> =
        list["stages"].as_array().unwrap().iter().map(|g| g["stage"].as_str().unwrap()).collect();
    assert_eq!(stages, ["prospect", "new", "active", "loyal", "at_risk", "lapsed", "won_back"]);
    for group in list["stages"].as_array().unwrap() {
        let people = group["people"].as_array().unwrap();
        assert!((2..=3).contains(&people.len()), "{group}");
        assert!(people.iter().all(|person| person["stage"] == group["stage"]), "{group}");
    }
}

#[tokio::test]
async fn a_purchase_earns_points_at_once() {
    let shop = Shop::open().await;
    let cookie = shop.sign_in("n-1").await;
    let session = shop.session(&cookie).await;
    assert_eq!(shop.experience(Some(&session)).await["standing"]["points"], 16);

    let bought = shop.post("/shop/buy", &cookie, json!({ "product": "harbor-symphony" })).await;
    assert_eq!(bought.status(), StatusCode::CREATED);
    let standing = shop.experience(Some(&session)).await["standing"].clone();
    assert_eq!((&standing["points"], &standing["stage"]), (&json!(40), &json!("active")));
}

#[tokio::test]
async fn the_switcher_follows_a_purchase() {
    let shop = Shop::open().await;
    let lapsed = shop.people("").await["stages"][5]["people"][0]["customer"].as_str().unwrap().to_owned();
    let cookie = shop.sign_in(&lapsed).await;
    shop.post("/shop/buy", &cookie, json!({ "product": "motets" })).await;
    let list = shop.people(&cookie).await;
    assert_eq!(list["current"]["stage"], "won_back");
    assert!(list["stages"][6]["people"].as_array().unwrap().contains(&list["current"]));
}

#[tokio::test]
async fn a_purchase_needs_a_customer_and_a_record() {
    let shop = Shop::open().await;
    let nobody = shop.post("/shop/buy", "", json!({ "product": "motets" })).await;
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
    let cookie = shop.sign_in("1").await;
    let nothing = shop.post("/shop/buy", &cookie, json!({ "product": "silence" })).await;
    assert_eq!(nothing.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_second_start_takes_nothing_in_and_keeps_the_keys() {
    let folder = tempfile::tempdir().unwrap();
    let first = Shop::open_in(folder.path()).await;
    assert_eq!(first.taken_in, 6933);
    let key = std::fs::read_to_string(folder.path().join("identity.pem")).unwrap();
    drop(first);
    let second = Shop::open_in(folder.path()).await;
    assert_eq!(second.taken_in, 0);
    assert_eq!(std::fs::read_to_string(folder.path().join("identity.pem")).unwrap(), key);
    second.sign_in("2357").await;
}

#[tokio::test]
async fn a_page_of_another_site_cannot_act_for_whoever_is_signed_in() {
    let shop = Shop::open().await;
    let cookie = shop.sign_in("157").await;
    for origin in ["https://stranger.example", "http://127.0.0.1:9999", "null"] {
        let desk = ["/shop/desk", "/shop/desk/live", "/shop/desk/earlier", "/shop/desk/act", "/shop/till"];
        for path in ["/shop/token", "/shop/sign-out", "/shop/sign-in", "/shop/buy"].into_iter().chain(desk) {
            let answer = shop.post_from(origin, path, &cookie).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path} from {origin}");
        }
    }
    assert_eq!(shop.post_from(PAGE, "/shop/token", &cookie).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn signing_in_anew_ends_the_visit_before() {
    let shop = Shop::open().await;
    let before = shop.sign_in("157").await;
    shop.post("/shop/sign-in", &before, json!({ "customer": "1" })).await;
    assert_eq!(shop.post("/shop/token", &before, json!({})).await.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn every_file_is_what_it_says_it_is() {
    let shop = Shop::open().await;
    for path in ["/", "/desk", "/shop/shop.css", "/shop/offers/encore.svg"] {
        assert_eq!(shop.get(path).await.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
    }
}
