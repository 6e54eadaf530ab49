//! Customers who bring customers along: what one does changes what another is shown.

use crate::answer::Answer;
use crate::app::TestApp;
use domain::condition::{Condition, Leaf, Range};
use domain::id::OfferId;
use domain::ledger::{BalanceRules, ReturnPolicy};
use domain::money::Points;
use domain::offer::{Audience, Offer};
use domain::program::Program;
use domain::referral::ReferralRules;
use serde_json::json;

/// 100 points for who invites, 50 for the friend, and an offer for who has brought somebody.
fn rewards(program: &mut Program) {
    program.referral = Some(ReferralRules { inviter: Points(100), friend: Points(50), most: 5 });
    program.balance =
        Some(BalanceRules { pending_days: 0, expire_months: None, returns: ReturnPolicy::Unlimited });
    let friends = Condition::Fact(Leaf::Friends(Range::at_least(1)));
    program.offers = program.offers.iter().cloned().chain([thanks(program, friends)]).collect();
}

pub(crate) fn thanks(program: &Program, condition: Condition) -> Offer {
    let tote = program.offer(&OfferId::new("tote").unwrap()).unwrap().clone();
    let (id, audience) = (OfferId::new("thanks").unwrap(), Audience::Customers(condition));
    Offer { id, audience, priority: 100, ..tote }
}

fn balance(answer: &Answer) -> &str {
    answer.json["experience"]["standing"]["balance"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn a_friend_who_buys_rewards_both_until_the_order_is_given_back() {
    let app = TestApp::where_the_program(rewards);
    let (ada, ben) = (app.as_customer("ada").await, app.as_customer("ben").await);
    app.told("ada", "Friend Invited", "2026-02-10T10:00:00Z", json!({ "friend_id": "ben" })).await;
    let nothing = ada.sees("home").await;
    assert!(!nothing.offers().contains(&"thanks"), "an invitation alone earns nothing");

    app.order("ben", "o-1", "30.00", "2026-02-20T10:00:00Z").await;
    let thanked = ada.sees("home").await;
    assert!(thanked.offers().contains(&"thanks"), "{:?}", thanked.offers());
    assert!(balance(&thanked).starts_with("100 "), "{}", balance(&thanked));
    assert!(balance(&ben.sees("home").await).starts_with("80 "), "30 for the order, 50 for having come");
    assert_eq!(ada.acts("claim", "thanks", "k-1").await.status, 201, "an act knows it too");

    app.told("ben", "Order Cancelled", "2026-02-25T10:00:00Z", json!({ "order_id": "o-1" })).await;
    let taken_back = ada.sees("home").await;
    assert_eq!(balance(&taken_back), balance(&nothing));
    assert_eq!(taken_back.claims(), ["thanks"], "what was claimed keeps its terms");
    ada.acts("undo", "thanks", "k-2").await;
    assert_eq!(ada.acts("claim", "thanks", "k-3").await.problem(), (409, "not_offered"));
}

#[tokio::test]
async fn a_friend_invited_twice_is_one_and_only_the_first_who_invites_is_rewarded() {
    let app = TestApp::where_the_program(rewards);
    let (ada, cleo) = (app.as_customer("ada").await, app.as_customer("cleo").await);
    let invited = async |by: &str, at: &str| {
        app.told(by, "Friend Invited", at, json!({ "friend_id": "ben" })).await;
    };
    app.order("ben", "o-1", "30.00", "2026-02-20T10:00:00Z").await;
    // The news of the first invitation comes last.
    invited("cleo", "2026-02-12T10:00:00Z").await;
    assert!(balance(&cleo.sees("home").await).starts_with("100 "));
    invited("ada", "2026-02-14T10:00:00Z").await;
    invited("ada", "2026-02-10T10:00:00Z").await;
    assert!(balance(&ada.sees("home").await).starts_with("100 "), "once for one friend");
    assert!(!cleo.sees("home").await.offers().contains(&"thanks"));
}

#[tokio::test]
async fn who_had_bought_before_was_not_brought_along() {
    let app = TestApp::where_the_program(rewards);
    let ada = app.as_customer("ada").await;
    app.order("ben", "o-1", "30.00", "2026-02-01T10:00:00Z").await;
    app.told("ada", "Friend Invited", "2026-02-10T10:00:00Z", json!({ "friend_id": "ben" })).await;
    app.order("ben", "o-2", "30.00", "2026-02-20T10:00:00Z").await;
    assert!(!ada.sees("home").await.offers().contains(&"thanks"));
}
