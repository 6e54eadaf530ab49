//! What is told of a customer, from the door to what they are shown.

use crate::answer::Answer;
use crate::app::{TestApp, basic};
use crate::circle::thanks;
use domain::condition::{Condition, Goods, Leaf, Range};
use domain::id::{Category, ProductId};
use domain::ledger::{BalanceRules, ReturnPolicy};
use domain::money::{Currency, Money};
use serde_json::{Value, json};

const MORNING: &str = "2026-03-01T08:00:00Z";
const LATER: &str = "2026-03-01T09:00:00Z";

fn with_an_offer_for(leaf: Leaf) -> TestApp {
    TestApp::where_the_program(|program| {
        let offer = thanks(program, Condition::Fact(leaf));
        program.offers = program.offers.iter().cloned().chain([offer]).collect();
    })
}

async fn page_says(app: &TestApp, event: &str, at: &str, properties: Value) -> Answer {
    let message = json!({
        "type": "track", "event": event, "messageId": format!("{event}-{at}"), "userId": "7", "timestamp": at,
        "properties": properties,
    });
    app.post("/v1/track", &[("authorization", &basic(&app.keys().public))], message).await
}

#[tokio::test]
async fn for_who_objects_no_offer_is_chosen_until_they_agree_again() {
    let app = TestApp::new();
    let (customer, purpose) = (app.as_customer("7").await, json!({ "purpose": "personal_offers" }));
    let before = customer.sees("home").await;
    app.told("7", "Consent Withdrawn", MORNING, purpose.clone()).await;
    assert_eq!(customer.sees("home").await.offers(), ["evening"], "which is chosen for nobody");
    app.told("7", "Consent Given", LATER, purpose).await;
    assert_eq!(customer.sees("home").await.offers(), before.offers());
}

#[tokio::test]
async fn who_complained_is_left_in_peace_until_it_is_settled() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    app.told("7", "Contact Opened", MORNING, json!({ "contact_id": 1 })).await;
    assert!(!customer.sees("home").await.offers().is_empty(), "a question is no complaint");
    app.told("7", "Contact Opened", LATER, json!({ "contact_id": 2, "complaint": true })).await;
    assert!(customer.sees("home").await.offers().is_empty());
    app.told("7", "Contact Closed", "2026-03-01T10:00:00Z", json!({ "contact_id": 2 })).await;
    assert!(!customer.sees("home").await.offers().is_empty());
}

#[tokio::test]
async fn points_that_were_spent_are_gone_once() {
    let app = TestApp::where_the_program(|program| {
        program.balance =
            Some(BalanceRules { pending_days: 0, expire_months: None, returns: ReturnPolicy::Unlimited });
    });
    app.order("7", "o-1", "120.00", "2026-02-20T10:00:00Z").await;
    let spent = json!({ "spending_id": "s-1", "points": 50 });
    app.told("7", "Points Spent", MORNING, spent.clone()).await;
    app.told("7", "Points Spent", LATER, spent).await;
    let seen = app.as_customer("7").await.sees("home").await;
    let balance = seen.json["experience"]["standing"]["balance"].as_str().unwrap();
    assert!(balance.starts_with("70 "), "{balance}");
}

#[tokio::test]
async fn a_page_says_what_is_in_the_basket() {
    let worth = Money { minor: 3_000, currency: Currency::new("USD").unwrap() };
    let app = with_an_offer_for(Leaf::Basket(Range::at_least(worth)));
    let customer = app.as_customer("7").await;
    let book = json!({ "product_id": "b-1", "price": 15, "quantity": 2 });
    assert_eq!(page_says(&app, "Product Added", MORNING, book).await.status, 200);
    assert!(customer.sees("home").await.offers().contains(&"thanks"));
    let one = json!({ "product_id": "b-1" });
    assert_eq!(page_says(&app, "Product Removed", LATER, one).await.status, 200);
    assert!(!customer.sees("home").await.offers().contains(&"thanks"));
}

#[tokio::test]
async fn what_an_order_was_for_is_known() {
    let poetry = Goods::Category(Category::new("poetry").unwrap());
    let app = with_an_offer_for(Leaf::Bought(poetry, None, Range::at_least(2)));
    let customer = app.as_customer("7").await;
    let line = |category: &str| json!([{ "sku": "b-1", "category": category, "quantity": 2, "price": 15 }]);
    for (order, category, shown) in [("o-1", "maps", false), ("o-2", "poetry", true)] {
        let order = json!({ "order_id": order, "total": 30, "products": line(category) });
        app.told("7", "Order Completed", if shown { LATER } else { MORNING }, order).await;
        assert_eq!(customer.sees("home").await.offers().contains(&"thanks"), shown, "{category}");
    }
}

#[tokio::test]
async fn a_page_says_what_was_looked_at() {
    let book = Goods::Product(ProductId::new("b-1").unwrap());
    let app = with_an_offer_for(Leaf::Viewed(book, None, Range::at_least(1)));
    page_says(&app, "Product Viewed", MORNING, json!({ "product_id": "b-1" })).await;
    assert!(app.as_customer("7").await.sees("home").await.offers().contains(&"thanks"));
}
