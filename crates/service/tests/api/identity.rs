//! Tokens that must not open a session.

use crate::app::{PAGE, TestApp};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};
use service::identity::{Audience, Claims, sign};

/// Signs a token whose claims were spoiled, with the brand's own key.
async fn refused(spoil: impl FnOnce(&mut Claims)) -> String {
    let app = TestApp::new();
    let mut claims = app.claims("7");
    spoil(&mut claims);
    reason(&app, &sign(&app.signing(), &app.keys().kid, &claims)).await
}

async fn reason(app: &TestApp, token: &str) -> String {
    let answer = app.open_session(token).await;
    assert_eq!(answer.problem(), (403, "identity_refused"));
    answer.json["detail"].as_str().unwrap().to_owned()
}

/// A token put together by hand: its header, its claims, and the brand's signature over both.
fn forged(app: &TestApp, header: Value) -> String {
    let part = |value: String| BASE64_URL_SAFE_NO_PAD.encode(value);
    let claims = serde_json::to_string(&app.claims("7")).unwrap();
    let text = format!("{}.{}", part(header.to_string()), part(claims));
    let signature = app.signing().sign(text.as_bytes()).to_bytes();
    format!("{text}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
}

#[tokio::test]
async fn one_put_together_by_hand_is_as_good() {
    let app = TestApp::new();
    let header = json!({ "alg": "EdDSA", "kid": app.keys().kid, "typ": "JWT" });
    assert_eq!(app.open_session(&forged(&app, header)).await.status, 200);
}

#[tokio::test]
async fn another_algorithm() {
    let app = TestApp::new();
    for alg in ["none", "None", "HS256", "RS256", "ES256", "eddsa", ""] {
        let token = forged(&app, json!({ "alg": alg, "kid": app.keys().kid, "typ": "JWT" }));
        assert!(reason(&app, &token).await.contains("EdDSA"), "{alg}");
    }
    let unsigned = forged(&app, json!({ "alg": "none", "kid": app.keys().kid }));
    let unsigned = format!("{}.", unsigned.rsplit_once('.').unwrap().0);
    assert!(reason(&app, &unsigned).await.contains("EdDSA"));
}

#[tokio::test]
async fn one_that_demands_what_nobody_here_knows() {
    let app = TestApp::new();
    let token = forged(&app, json!({ "alg": "EdDSA", "kid": app.keys().kid, "crit": ["exp"] }));
    assert!(reason(&app, &token).await.contains("crit"));
}

#[tokio::test]
async fn one_signed_with_another_key() {
    let app = TestApp::new();
    let stranger = SigningKey::from_bytes(&[7; 32]);
    let token = sign(&stranger, &app.keys().kid, &app.claims("7"));
    assert!(reason(&app, &token).await.contains("signature"));
}

#[tokio::test]
async fn one_whose_key_is_not_the_brands() {
    let app = TestApp::new();
    let token = sign(&app.signing(), "another", &app.claims("7"));
    assert!(reason(&app, &token).await.contains("kid"));
}

#[tokio::test]
async fn one_that_was_changed_after_it_was_signed() {
    let app = TestApp::new();
    let [mine, other] = ["7", "8"].map(|customer| app.token(customer));
    let (mine, other): (Vec<&str>, Vec<&str>) = (mine.split('.').collect(), other.split('.').collect());
    let token = [mine[0], other[1], mine[2]].join(".");
    assert!(reason(&app, &token).await.contains("signature"));
}

#[tokio::test]
async fn one_that_was_used() {
    let app = TestApp::new();
    let token = app.token("7");
    assert_eq!(app.open_session(&token).await.status, 200);
    assert!(reason(&app, &token).await.contains("has been used"));
}

#[tokio::test]
async fn one_that_was_used_for_a_session_that_has_ended() {
    let app = TestApp::new();
    let token = app.token("7");
    let opened = app.open_session(&token).await;
    let bearer = format!("Bearer {}", opened.json["session"].as_str().unwrap());
    app.send(
        "DELETE".parse().unwrap(),
        "/v1/session",
        &[("authorization", &bearer)],
        axum::body::Body::empty(),
    )
    .await;
    assert!(reason(&app, &token).await.contains("has been used"));
}

#[tokio::test]
async fn one_of_another_brand() {
    assert!(refused(|claims| claims.iss = "maison".into()).await.contains("iss"));
}

#[tokio::test]
async fn one_for_somebody_else() {
    assert!(refused(|claims| claims.aud = Audience::One("elsewhere".into())).await.contains("aud"));
    assert!(refused(|claims| claims.aud = Audience::Many(vec![])).await.contains("aud"));
}

#[tokio::test]
async fn one_that_has_expired() {
    let expired = |claims: &mut Claims| (claims.iat, claims.exp) = (claims.iat - 300, claims.exp - 300);
    assert!(refused(expired).await.contains("expired"));
}

#[tokio::test]
async fn one_that_would_live_too_long_or_not_at_all() {
    assert!(refused(|claims| claims.exp += 1).await.contains("exp"));
    assert!(refused(|claims| claims.exp = claims.iat).await.contains("exp"));
    assert!(refused(|claims| (claims.iat, claims.exp) = (i64::MIN, i64::MAX)).await.contains("exp"));
}

#[tokio::test]
async fn one_signed_in_the_future() {
    let ahead = |seconds| {
        move |claims: &mut Claims| (claims.iat, claims.exp) = (claims.iat + seconds, claims.exp + seconds)
    };
    assert!(refused(ahead(120)).await.contains("future"));
    let app = TestApp::new();
    let mut claims = app.claims("7");
    ahead(30)(&mut claims);
    assert_eq!(app.open_session(&sign(&app.signing(), &app.keys().kid, &claims)).await.status, 200);
}

#[tokio::test]
async fn one_that_names_nobody() {
    assert!(refused(|claims| claims.sub = " ".into()).await.contains("sub"));
    assert!(refused(|claims| claims.jti = String::new()).await.contains("jti"));
}

#[tokio::test]
async fn one_made_for_another_page() {
    let app = TestApp::new();
    let mut claims = app.claims("7");
    claims.origin = Some(PAGE.into());
    let token = sign(&app.signing(), &app.keys().kid, &claims);
    assert!(reason(&app, &token).await.contains("origin"));
    let body = json!({ "brand": "corner", "token": token });
    assert_eq!(app.post("/v1/session", &[("origin", PAGE)], body).await.status, 200);
}

#[tokio::test]
async fn what_is_no_token_at_all() {
    let app = TestApp::new();
    let long = "x".repeat(5000);
    for token in ["", ".", "..", "a.b", "a.b.c", "e30.e30.e30", "ä.ö.ü", long.as_str()] {
        reason(&app, token).await;
    }
}
