//! What SDKs send, and how: with which key, in which body, pressed or plain.

use std::io::Write;

use axum::body::Body;
use axum::http::Method;
use domain::event::Fact;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::{PAGE, TestApp, basic};

const JSON: (&str, &str) = ("content-type", "application/json");
const TEXT: (&str, &str) = ("content-type", "text/plain;charset=UTF-8");
const GZIP: (&str, &str) = ("content-encoding", "gzip");

async fn sent(app: &TestApp, address: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
    app.send(Method::POST, address, headers, body.into()).await
}

fn viewed(id: &str, key: &str) -> Value {
    json!({ "event": "Product Viewed", "messageId": id, "userId": "7", "writeKey": key })
}

fn pressed(body: &[u8]) -> Vec<u8> {
    let mut pressed = GzEncoder::new(Vec::new(), Compression::best());
    pressed.write_all(body).unwrap();
    pressed.finish().unwrap()
}

#[tokio::test]
async fn a_page_that_is_left_sends_its_key_in_a_body_of_text() {
    let app = TestApp::new();
    let key = app.keys().public.clone();
    for (at, address) in ["/v1/track", "/v1/t"].into_iter().enumerate() {
        for (kind, header) in [JSON, TEXT].into_iter().enumerate() {
            let body = viewed(&format!("m-{at}-{kind}"), &key).to_string();
            let answer = sent(&app, address, &[header], body).await;
            assert_eq!((answer.status.as_u16(), &answer.json["new"]), (200, &json!(1)), "{}", answer.text);
        }
    }
    let batch =
        json!({ "writeKey": key, "batch": [{ "type": "page", "messageId": "m", "anonymousId": "b" }] });
    assert_eq!(sent(&app, "/v1/b", &[TEXT], batch.to_string()).await.json["new"], 1);
}

#[tokio::test]
async fn a_body_brings_no_key_where_the_header_brings_a_wrong_one() {
    let app = TestApp::new();
    let key = app.keys().public.clone();
    let guessed = basic("sk_guessed");
    let wrong = [JSON, ("authorization", &*guessed)];
    let refused = sent(&app, "/v1/track", &wrong, viewed("m-1", &key).to_string()).await;
    assert_eq!(refused.problem(), (401, "key_refused"));
    for body in
        [viewed("m-1", "pk_guessed"), json!({ "messageId": "m-1" }), json!(7), json!({ "writeKey": 7 })]
    {
        let refused = sent(&app, "/v1/track", &[JSON], body.to_string()).await;
        assert_eq!(refused.problem(), (401, "key_refused"), "{body}");
    }
}

#[tokio::test]
async fn every_address_is_that_of_a_kind_short_or_long() {
    let app = TestApp::new();
    let (key, body) = (basic(&app.keys().public), json!({ "userId": "7", "anonymousId": "b-1" }));
    for (address, more) in [
        ("/v1/track", json!({ "event": "Tea Poured" })),
        ("/v1/page", json!({})),
        ("/v1/screen", json!({})),
        ("/v1/group", json!({ "groupId": "quartet" })),
        ("/v1/identify", json!({ "traits": { "email": "ada@quartet.example" } })),
        ("/v1/alias", json!({ "previousId": "b-1" })),
        ("/v1/t", json!({ "event": "Tea Poured" })),
        ("/v1/p", json!({})),
        ("/v1/s", json!({})),
        ("/v1/g", json!({ "groupId": "quartet" })),
        ("/v1/i", json!({ "traits": { "email": "ada@quartet.example" } })),
        ("/v1/a", json!({ "previousId": "b-1" })),
    ] {
        let mut body = body.clone();
        body["messageId"] = address.into();
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        let answer = sent(&app, address, &[JSON, ("authorization", &key)], body.to_string()).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json["new"]),
            (200, &json!(1)),
            "{address} {}",
            answer.text
        );
    }
    let mut kinds: Vec<String> = app
        .facts("7")
        .await
        .into_iter()
        .map(|fact| match fact {
            Fact::Behaviour { name, .. } => name.to_string(),
            Fact::Identified { .. } => "identified".to_owned(),
            other => panic!("{other:?}"),
        })
        .collect();
    kinds.sort();
    let twice = ["Group Joined", "Page Viewed", "Screen Viewed", "Tea Poured", "identified", "identified"];
    assert_eq!(kinds, twice.iter().flat_map(|kind| [*kind; 2]).collect::<Vec<_>>());
    let metrics = r#"{"series":[{"metric":"analytics_js.invoke"}]}"#;
    assert_eq!(sent(&app, "/v1/m", &[TEXT], metrics).await.status, 200);
}

#[tokio::test]
async fn an_identify_that_says_nothing_that_is_kept_is_told_so() {
    let app = TestApp::new();
    let body = json!({ "messageId": "m-1", "userId": "7", "traits": { "email": "ada@quartet.example" } });
    let key = basic(&app.keys().secret);
    let answer = sent(&app, "/v1/identify", &[JSON, ("authorization", &key)], body.to_string()).await;
    assert_eq!(answer.json, json!({ "success": true, "new": 0, "known": 0, "ignored": 1 }));
    assert_eq!(app.facts("7").await, []);
}

#[tokio::test]
async fn what_is_pressed_is_measured_as_it_comes_out() {
    let app = TestApp::new();
    let key = basic(&app.keys().secret);
    let headers = [JSON, GZIP, ("authorization", &*key)];
    let batch = json!({ "batch": [{ "type": "page", "messageId": "m-1", "userId": "7" }] }).to_string();
    assert_eq!(sent(&app, "/v1/batch", &headers, pressed(batch.as_bytes())).await.json["new"], 1);

    let bomb = pressed(&vec![b' '; 64 * 1024 * 1024]);
    assert!(bomb.len() < 100_000, "{} bytes", bomb.len());
    assert_eq!(sent(&app, "/v1/batch", &headers, bomb).await.problem(), (413, "too_large"));
    assert_eq!(sent(&app, "/v1/batch", &headers, batch.clone()).await.problem(), (400, "invalid"));
    let torn = pressed(batch.as_bytes());
    let torn = torn[..torn.len() - 9].to_vec();
    assert_eq!(sent(&app, "/v1/batch", &headers, torn).await.problem(), (400, "invalid"));
    let other = [JSON, ("content-encoding", "br"), ("authorization", &*key)];
    assert_eq!(sent(&app, "/v1/batch", &other, batch).await.problem().0, 415);
}

#[tokio::test]
async fn a_body_of_512_kib_is_taken_and_one_byte_more_is_not() {
    let app = TestApp::new();
    let key = basic(&app.keys().secret);
    let batch = |bytes: usize| {
        let batch = r#"{"batch":[{"type":"page","messageId":"m-1","userId":"7"}]"#;
        format!("{batch}{}}}", " ".repeat(bytes - batch.len() - 1))
    };
    let sends = async |headers: &[(&str, &str)], body: Vec<u8>| {
        let headers = [headers, &[JSON, ("authorization", &*key)]].concat();
        sent(&app, "/v1/batch", &headers, body).await
    };
    let (most, more) = (batch(512 * 1024).into_bytes(), batch(512 * 1024 + 1).into_bytes());
    assert_eq!(sends(&[GZIP], pressed(&most)).await.json["new"], 1);
    assert_eq!(sends(&[], most).await.json["known"], 1);
    assert_eq!(sends(&[GZIP], pressed(&more)).await.problem(), (413, "too_large"));
    assert_eq!(sends(&[], more).await.problem(), (413, "too_large"));
}

#[tokio::test]
async fn each_of_a_batch_is_judged_even_where_it_is_no_message() {
    let app = TestApp::new();
    let long = json!({ "type": "page", "messageId": "m-2", "userId": "7", "name": "x".repeat(32 * 1024) });
    let batch = json!({ "batch": [
        7, { "type": "page", "messageId": "m-1", "userId": "7" }, null, long, ["page"],
    ] });
    let key = basic(&app.keys().public);
    let answer = sent(&app, "/v1/batch", &[JSON, ("authorization", &key)], batch.to_string()).await;
    assert_eq!((answer.status.as_u16(), &answer.json["new"]), (200, &json!(1)), "{}", answer.text);
    let refused = answer.json["refused"].as_array().unwrap();
    let told: Vec<_> =
        refused.iter().map(|refused| (refused["index"].as_u64().unwrap(), &refused["value"])).collect();
    assert_eq!(
        told,
        [(0, &json!("7")), (2, &json!("null")), (3, &json!("32824 bytes")), (4, &json!("[\"page\"]"))]
    );
}

#[tokio::test]
async fn a_body_that_is_no_batch_is_refused_as_a_whole() {
    let app = TestApp::new();
    let key = basic(&app.keys().public);
    for body in ["", "{", "7", "{}", r#"{"batch":7}"#, r#"{"batch":[}"#] {
        let answer = sent(&app, "/v1/batch", &[JSON, ("authorization", &key)], body).await;
        assert_eq!(answer.problem(), (400, "invalid"), "{body}");
    }
}

#[tokio::test]
async fn a_browser_may_say_how_often_it_tried_and_hear_when_to_come_again() {
    let asked = [
        ("origin", PAGE),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "authorization,content-type,x-retry-count"),
    ];
    let answer = TestApp::new().send(Method::OPTIONS, "/v1/t", &asked, Body::empty()).await;
    assert!(answer.header("access-control-allow-headers").contains("x-retry-count"));
    let app = TestApp::new();
    let answer =
        sent(&app, "/v1/t", &[TEXT, ("origin", PAGE)], viewed("m", &app.keys().public).to_string()).await;
    assert!(answer.header("access-control-expose-headers").contains("retry-after"));
}
