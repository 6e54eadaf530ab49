//! The till: `/v1/vouchers/redeem`, and the benefits of a tier.

use domain::event::Fact;
use serde_json::json;
use service::keys::{self, Keys};

use crate::answer::Answer;
use crate::app::{Customer, TestApp};

#[tokio::test]
async fn a_voucher_is_accepted_once() {
    let app = TestApp::new();
    let ada = app.as_customer("ada").await;
    let code = claims(&ada, "tote").await;
    let accepted = redeem(&app, &code.to_lowercase().replace('-', " "), "receipt-1").await;
    assert_eq!(accepted.status, 200, "{}", accepted.text);
    let told = |field: &str| accepted.json[field].as_str().unwrap().to_owned();
    assert_eq!(
        (told("offer"), told("customer"), told("title")),
        ("tote".into(), "ada".into(), "A linen tote".into())
    );
    assert!(ada.sees("account").await.claims().is_empty());

    let again = redeem(&app, &code, "receipt-1").await;
    assert_eq!((again.status.as_u16(), again.json), (200, accepted.json.clone()), "the same purchase");
    let other = redeem(&app, &code, "receipt-2").await;
    assert_eq!(other.problem(), (409, "voucher_ended"));
    assert_eq!(other.json["detail"], "The voucher is not accepted: the voucher was used on 2026-03-01.");
}

#[tokio::test]
async fn two_tills_at_once_accept_it_once() {
    let app = TestApp::new();
    let code = claims(&app.as_customer("ada").await, "tote").await;
    let (one, two) = tokio::join!(redeem(&app, &code, "receipt-1"), redeem(&app, &code, "receipt-2"));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test]
async fn what_was_given_back_ran_out_or_was_made_up_is_not_accepted() {
    let app = TestApp::new();
    let ada = app.as_customer("ada").await;
    let given_back = claims(&ada, "tote").await;
    ada.acts("undo", "tote", "k-2").await;
    assert_eq!(redeem(&app, &given_back, "r-1").await.problem(), (409, "voucher_ended"));
    let old = claims(&ada, "welcome").await;
    assert_eq!(redeem(&app.later(40 * 24 * 3_600), &old, "r-2").await.problem(), (409, "voucher_ended"));
    for made_up in ["", "x", "0000-0000-0000-0000", &old.replace(&old[..1], "0")] {
        let answer = redeem(&app, made_up, "r-3").await;
        assert!(made_up == old || answer.problem() == (404, "unknown_voucher"), "{made_up}: {}", answer.text);
    }
    assert_eq!(redeem(&app, &old, "").await.problem(), (400, "invalid"));
}

#[tokio::test]
async fn the_voucher_of_a_visitor_who_came_to_be_known_is_accepted() {
    let app = TestApp::new();
    let visitor = app.as_visitor("browser-4f2a9c1d77").await;
    let (one, two) = (claims(&visitor, "tote").await, claims(&visitor, "welcome").await);
    assert_eq!(redeem(&app, &one, "r-1").await.json["customer"], "anon:browser-4f2a9c1d77");
    app.signs_in(&visitor, "ada").await;
    app.agent_posts("/v1/customers/eve/merge", "-", json!({ "other": "ada" })).await;
    let accepted = redeem(&app, &two, "r-2").await;
    assert_eq!(accepted.json["customer"], "eve", "{}", accepted.text);
    assert_eq!(redeem(&app, &two, "r-3").await.problem(), (409, "voucher_ended"));
    app.agent_posts("/v1/customers/eve/unmerge", "-", json!({ "other": "ada" })).await;
    assert!(app.facts("ada").await.iter().any(|fact| matches!(fact, Fact::VoucherRedeemed { .. })));
}

#[tokio::test]
async fn a_voucher_holds_as_long_as_the_secret_it_was_signed_with_is_known() {
    let app = TestApp::new();
    let ada = app.as_customer("ada").await;
    let (one, two) = (claims(&ada, "tote").await, claims(&ada, "welcome").await);
    let visitor = app.as_visitor("browser-4f2a9c1d77").await;
    let (file, _) = keys::add_voucher(&app.keys().file).unwrap();
    app.goes_on_with_keys(&file);
    assert_eq!(redeem(&app, &one, "r-1").await.status, 200, "printed before");
    assert_eq!(visitor.sees("home").await.status, 200, "a visitor looks on");

    // What is shown now is signed with the new secret, and just as good, also after the old one is gone.
    let seen = ada.sees("account").await;
    let now = seen.json["experience"]["claims"][0]["code"].as_str().unwrap().to_owned();
    assert_ne!(now, two);
    let before = Keys::read(&file).unwrap().1.voucher.before[0];
    app.goes_on_with_keys(&keys::retire(&file, &keys::secret_name(&before)).unwrap());
    assert_eq!(redeem(&app, &two, "r-2").await.problem(), (404, "unknown_voucher"));
    assert_eq!(visitor.sees("home").await.problem(), (401, "session_needed"));
    assert_eq!(redeem(&app, &now, "r-3").await.status, 200);
}

#[tokio::test]
async fn only_a_code_that_was_signed_here_has_claims_searched_for_it() {
    let app = TestApp::new();
    let ada = app.as_customer("ada").await;
    claims(&ada, "tote").await;
    // No claim has been kept by the new secret yet: whoever searches keeps them.
    let (file, _) = keys::add_voucher(&app.keys().file).unwrap();
    app.goes_on_with_keys(&file);
    let name = keys::secret_name(&Keys::read(&file).unwrap().1.voucher.signing);
    let unsearched = async || {
        let found = app.store().claims_without_voucher(&app.program().brand, &name).await;
        found.unwrap().len()
    };
    let seen = ada.sees("account").await;
    let code = seen.json["experience"]["claims"][0]["code"].as_str().unwrap();
    let forged = |place: usize| {
        let mut made_up: Vec<char> = code.chars().collect();
        made_up[place] = if made_up[place] == '0' { '1' } else { '0' };
        made_up.into_iter().collect::<String>()
    };
    for made_up in [forged(0), forged(code.len() - 1), "0000-0000-0000-0000".to_owned()] {
        assert_eq!(redeem(&app, &made_up, "r-1").await.problem(), (404, "unknown_voucher"), "{made_up}");
        assert_eq!(unsearched().await, 1, "{made_up}");
    }
    assert_eq!(redeem(&app, code, "r-1").await.status, 200);
    assert_eq!(unsearched().await, 0);
}

#[tokio::test]
async fn a_benefit_is_used_as_often_as_the_tier_gives_it() {
    let text = include_str!("program.toml").replace(
        "name = { en = \"Reader\", fr = \"Lecteur\" }",
        "name = { en = \"Reader\", fr = \"Lecteur\" }\n\n[[tier.benefit]]\nid = \"tea\"\nlimit = { times = 1, per = \"year\" }\n\
         title = { en = \"A cup of tea\", fr = \"Une tasse de thé\" }\ntext = { en = \"On us.\", fr = \"De notre part.\" }",
    );
    let app = TestApp::where_the_program(|program| *program = service::program::read(&text).unwrap());
    let uses = async |benefit: &str, key: &str| {
        app.agent_posts(&format!("/v1/customers/ada/benefits/{benefit}/use"), key, json!({})).await
    };
    let used = uses("tea", "k-1").await;
    assert_eq!((used.status.as_u16(), &used.json["benefit"]), (200, &json!("tea")), "{}", used.text);
    assert_eq!(uses("tea", "k-1").await.json, used.json);
    assert_eq!(uses("tea", "k-2").await.problem(), (409, "no_benefit"));
    assert_eq!(uses("cake", "k-3").await.problem(), (404, "no_benefit"));
    assert_eq!(uses("tea", "").await.problem(), (400, "invalid"));
}

async fn claims(customer: &Customer<'_>, offer: &str) -> String {
    let claimed = customer.acts("claim", offer, &format!("claim-{offer}")).await;
    let claims =
        claimed.json["experience"]["claims"].as_array().unwrap_or_else(|| panic!("{}", claimed.text));
    let claim = claims.iter().find(|claim| claim["offer"] == offer).unwrap();
    claim["code"].as_str().unwrap().to_owned()
}

async fn redeem(app: &TestApp, code: &str, receipt: &str) -> Answer {
    app.agent_posts("/v1/vouchers/redeem", receipt, json!({ "code": code })).await
}
