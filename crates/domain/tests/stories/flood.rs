//! Too much of everything: a right answer, and no overflow.

use domain::condition::{Leaf, Range};
use domain::decision::{Situation, Visit};
use domain::event::{Event, Fact, Item, Terms};
use domain::id::{ClaimId, ContactId, EventId, OrderId, ProductId};
use domain::ledger::{BalanceRules, ReturnPolicy};
use domain::lifecycle::Stage;
use domain::money::Money;
use domain::profile::{Outcome, Profile};
use domain::program::{Program, Tallies};
use domain::time::Timestamp;

use crate::house::{ada, offer_for, points, program, slot};
use crate::story::{at, money, offer_id, usd};

/// A program that looks at every sum there is, and gives a thousand points a dollar.
fn greedy() -> Program {
    let offers = [
        offer_for("big-spender", Leaf::Spent(None, Range::at_least(usd("1000.00")))),
        offer_for("big-order", Leaf::AverageOrder(Range::at_least(usd("1.00")))),
        offer_for("full-basket", Leaf::Basket(Range::at_least(usd("1.00")))),
        offer_for("often", Leaf::ExpectedOrders(365, Range::at_least(1.0))),
        offer_for("still-here", Leaf::StillWithUs(Range::at_least(1.0))),
        offer_for("rich", Leaf::Balance(Range::at_least(1))),
    ];
    let mut program = program(offers);
    program.points.points = points().points * 1_000;
    program.balance =
        Some(BalanceRules { pending_days: 14, expire_months: Some(12), returns: ReturnPolicy::Unlimited });
    program
}

fn event(id: String, hours: i64, fact: Fact) -> Event {
    let at = Timestamp::from_second(631_195_200 + 3600 * hours).unwrap();
    Event { id: EventId::new(id).unwrap(), customer: ada(), at, fact }
}

fn order(n: i64, hours: i64, total: Money, items: Vec<Item>) -> Event {
    let order = OrderId::new(format!("o-{n}")).unwrap();
    event(format!("e-{n}"), hours, Fact::OrderCompleted { order, total, items })
}

#[test]
fn a_million_orders_by_one_customer_are_a_history_like_any_other() {
    let often = Leaf::ExpectedOrders(365, Range::at_least(1.0));
    let program =
        program([offer_for("often", often), offer_for("tier", Leaf::PointsToNextTier(Range::at_least(1)))]);
    // Four orders an hour for 28 years, told from both ends.
    let told = (0..1_000_000).map(|n| if n % 2 == 0 { n } else { 1_000_000 - n });
    let dollar = usd("1.00");
    let events = told.map(|n| order(n, n / 4, dollar, Vec::new()));
    let now = at("2018-07-15");
    let profile = Profile::as_of(now, events);
    assert_eq!(profile.orders.len(), 1_000_000);
    let situation = Situation::of(&program, ada(), &profile, Visit::default(), now);
    assert_eq!(situation.lifecycle.stage, Stage::Loyal);
    let decision = situation.decide(&slot("home"), &Tallies::new());
    let listed: Vec<_> = decision.ids().map(|id| id.as_str()).collect();
    assert_eq!(listed, ["often"], "and at the top of the ladder");
}

#[test]
fn a_hundred_thousand_claims_and_complaints_are_a_history_like_any_other() {
    let mut told = Vec::new();
    for n in 0..100_000 {
        let claim = ClaimId::new(format!("c-{n}")).unwrap();
        let contact = ContactId::new(format!("m-{n}")).unwrap();
        let until = at("2018-07-15");
        let facts = [
            Fact::OfferReserved { claim: claim.clone(), offer: offer_id("encore"), until },
            Fact::OfferClaimed {
                claim: claim.clone(),
                offer: offer_id("encore"),
                until,
                terms: Terms::default(),
            },
            Fact::VoucherRedeemed { claim },
            Fact::ContactOpened { contact: contact.clone(), complaint: true },
            Fact::ContactClosed { contact },
        ];
        told.extend(
            facts.into_iter().zip(0..).map(|(fact, hour)| event(format!("e-{n}-{hour}"), n + hour, fact)),
        );
    }
    let profile = Profile::as_of(at("2018-07-15"), told);
    assert_eq!((profile.claims.len(), profile.contacts.len()), (100_000, 100_000));
    assert!(profile.claims.iter().all(|claim| matches!(claim.outcome, Some(Outcome::Redeemed(_)))));
    assert!(profile.contacts.iter().all(|matter| matter.closed.is_some()));
}

#[test]
fn sums_beyond_64_bits_stay_at_the_end_of_them() {
    let program = greedy();
    let most = Money { minor: i64::MAX, ..usd("0") };
    let item = |price| Item {
        product: ProductId::new("b-1").unwrap(),
        category: None,
        quantity: u32::MAX,
        price: Some(price),
    };
    let lines = vec![item(most), item(money("1", "JPY"))];
    let mut events: Vec<Event> = (0..5).map(|n| order(n, 24 * n, most, lines.clone())).collect();
    let name = domain::id::BehaviourName::new(domain::event::PRODUCT_ADDED).unwrap();
    for n in 0..2 {
        let fact = Fact::Behaviour { name: name.clone(), item: Some(item(most)) };
        events.push(event(format!("added-{n}"), 120 + n, fact));
    }
    let now = at("1990-03-01");
    let profile = Profile::as_of(now, events);
    let situation = Situation::of(&program, ada(), &profile, Visit::default(), now);
    assert_eq!(situation.standing.points.0, i64::MAX);
    assert!(situation.standing.next.is_none(), "at the top of the ladder");
    let decision = situation.decide(&slot("home"), &Tallies::new());
    let listed: Vec<_> = decision.ids().map(|id| id.as_str()).collect();
    assert_eq!(listed, ["big-order", "big-spender", "full-basket", "often", "rich", "still-here"]);
}
