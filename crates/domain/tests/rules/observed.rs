//! What is observed of a customer for each leaf that the stories do not tell of.

use domain::condition::{Goods, Leaf, Observed, Range};
use domain::decision::Visit;
use domain::event::{Event, Fact, Item};
use domain::forecast::history::History;
use domain::id::{BehaviourName, BenefitId, Category, CustomerId, EventId, Locale, OrderId, ProductId};
use domain::profile::Profile;
use domain::referral::{Referral, Side};
use domain::surface::Surface;
use domain::time::Weekday;

use crate::customer::{now, program, situation};
use crate::story::{at, day, usd};

fn any<T>() -> Range<T> {
    Range { at_least: None, at_most: None }
}

fn item(product: &str, category: Option<&str>, quantity: u32) -> Item {
    let category = category.map(|name| Category::new(name).unwrap());
    Item { product: ProductId::new(product).unwrap(), category, quantity, price: Some(usd("12.50")) }
}

fn bought(order: &str, total: &str, items: Vec<Item>) -> Fact {
    Fact::OrderCompleted { order: OrderId::new(order).unwrap(), total: usd(total), items }
}

fn did(name: &str, item: Item) -> Fact {
    Fact::Behaviour { name: BehaviourName::new(name).unwrap(), item: Some(item) }
}

fn profile(told: &[(&str, Fact)]) -> Profile {
    let event = |(index, (when, fact)): (usize, &(&str, Fact))| Event {
        id: EventId::new(format!("e-{index}")).unwrap(),
        customer: CustomerId::new("ada").unwrap(),
        at: at(when),
        fact: fact.clone(),
    };
    Profile::as_of(now(), told.iter().enumerate().map(event))
}

/// What is observed of a profile on 30 June 1998 at noon in New York, a Tuesday.
#[track_caller]
fn observes(profile: &Profile, leaf: Leaf, expected: Observed) {
    let program = program();
    let visit = Visit { surface: Some(Surface::Till), locale: Some(Locale::new("fr").unwrap()) };
    let situation = situation(&program, profile, visit, now());
    assert_eq!(leaf.observe(&situation.facts()), expected, "{leaf}");
}

fn jazz() -> Goods {
    Goods::Category(Category::new("jazz").unwrap())
}

fn goldberg() -> Goods {
    Goods::Product(ProductId::new("goldberg").unwrap())
}

#[test]
fn products_are_counted_by_the_piece_by_name_or_kind_in_orders_of_which_something_was_kept() {
    let told = profile(&[
        ("1998-05-31T23:59", bought("o-1", "30.00", vec![item("kind-of-blue", Some("jazz"), 2)])),
        (
            "1998-06-01T00:00",
            bought("o-2", "30.00", vec![item("goldberg", None, 1), item("blue-train", Some("jazz"), 3)]),
        ),
        ("1998-06-02", bought("o-3", "30.00", vec![item("goldberg", Some("jazz"), 5)])),
        ("1998-06-03", Fact::OrderCancelled { order: OrderId::new("o-3").unwrap() }),
    ]);
    observes(&told, Leaf::Bought(jazz(), None, any()), Observed::Count(5));
    observes(&told, Leaf::Bought(jazz(), Some(30), any()), Observed::Count(3));
    observes(&told, Leaf::Bought(goldberg(), None, any()), Observed::Count(1));
    observes(&told, Leaf::Bought(goldberg(), Some(29), any()), Observed::Count(0));
    observes(&Profile::default(), Leaf::Bought(jazz(), None, any()), Observed::Count(0));
}

#[test]
fn a_look_is_one_look_however_many_were_looked_at() {
    let told = profile(&[
        ("1998-05-31T23:59", did("Product Viewed", item("goldberg", Some("baroque"), 7))),
        ("1998-06-01T00:00", did("Product Viewed", item("goldberg", None, 1))),
        ("1998-06-02", did("Product Viewed", item("blue-train", Some("jazz"), 2))),
        ("1998-06-02", did("Product Added", item("goldberg", None, 1))),
    ]);
    observes(&told, Leaf::Viewed(goldberg(), None, any()), Observed::Count(2));
    observes(&told, Leaf::Viewed(goldberg(), Some(30), any()), Observed::Count(1));
    observes(&told, Leaf::Viewed(jazz(), None, any()), Observed::Count(1));
}

#[test]
fn an_average_is_of_net_orders_in_the_currency_of_the_program() {
    let euros = domain::money::Money { currency: domain::money::Currency::new("EUR").unwrap(), ..usd("99") };
    let told = profile(&[
        ("1998-06-01", bought("o-1", "30.00", vec![])),
        ("1998-06-02", bought("o-2", "20.01", vec![])),
        (
            "1998-06-03",
            Fact::OrderCompleted { order: OrderId::new("o-3").unwrap(), total: euros, items: vec![] },
        ),
    ]);
    observes(&told, Leaf::AverageOrder(any()), Observed::Amount(usd("25.00")));
    observes(&Profile::default(), Leaf::AverageOrder(any()), Observed::Nothing);
}

#[test]
fn the_basket_is_worth_its_prices_and_holds_its_pieces_until_an_order() {
    let mut told = vec![
        ("1998-06-01", did("Product Added", item("goldberg", None, 2))),
        ("1998-06-02", did("Product Added", item("blue-train", Some("jazz"), 3))),
        ("1998-06-03", did("Product Removed", item("blue-train", Some("jazz"), 1))),
    ];
    observes(&profile(&told), Leaf::Basket(any()), Observed::Amount(usd("50.00")));
    observes(&profile(&told), Leaf::InBasket(jazz(), any()), Observed::Count(2));
    observes(&profile(&told), Leaf::InBasket(goldberg(), any()), Observed::Count(2));
    told.push(("1998-06-04", bought("o-1", "50.00", vec![])));
    observes(&profile(&told), Leaf::Basket(any()), Observed::Amount(usd("0")));
    observes(&profile(&told), Leaf::InBasket(jazz(), any()), Observed::Count(0));
}

#[test]
fn days_since_something_was_done_go_by_the_calendar() {
    let told = profile(&[
        ("1998-06-01", did("Wished", item("goldberg", None, 1))),
        ("1998-06-20T23:59", did("Wished", item("goldberg", None, 1))),
    ]);
    let since = |name| Leaf::DaysSinceBehaviour(BehaviourName::new(name).unwrap(), any());
    observes(&told, since("Wished"), Observed::Days(Some(10)));
    observes(&told, since("Sang"), Observed::Days(None));
}

#[test]
fn points_to_spend_are_those_no_longer_pending() {
    let told = profile(&[
        ("1998-06-01", bought("o-1", "30.00", vec![])),
        ("1998-06-29", bought("o-2", "20.00", vec![])),
    ]);
    observes(&told, Leaf::Balance(any()), Observed::Count(30));
}

#[test]
fn friends_are_those_they_invited_and_not_those_who_invited_them() {
    let mut told = Profile::default();
    for (side, other) in [(Side::Inviter, "bea"), (Side::Inviter, "cyd"), (Side::Friend, "dot")] {
        let (other, order) = (CustomerId::new(other).unwrap(), OrderId::new("f-1").unwrap());
        told.referrals.push(Referral { side, other, order, at: at("1998-06-01") });
    }
    observes(&told, Leaf::Friends(any()), Observed::Count(2));
}

#[test]
fn a_benefit_is_left_less_its_uses_where_the_tier_gives_it() {
    let left = |id: &str| Leaf::BenefitLeft(BenefitId::new(id).unwrap(), any());
    let mut told = vec![("1998-05-01", bought("o-1", "150.00", vec![]))];
    observes(&profile(&told), left("sonata-gift"), Observed::Count(2));
    told.push(("1998-06-01", Fact::BenefitUsed { benefit: BenefitId::new("sonata-gift").unwrap() }));
    observes(&profile(&told), left("sonata-gift"), Observed::Count(1));
    observes(&profile(&told), left("symphonie-gift"), Observed::Nothing);
}

#[test]
fn forecasts_are_the_models_of_the_program_on_the_days_with_an_order() {
    let told = profile(&[
        ("1998-01-05", bought("o-1", "30.00", vec![])),
        ("1998-03-05", bought("o-2", "30.00", vec![])),
        ("1998-03-05T20:00", bought("o-3", "30.00", vec![])),
    ]);
    let history = History::until([day("1998-01-05"), day("1998-03-05")], day("1998-06-30")).unwrap();
    let buying = program().outlook.buying;
    let (alive, expected) = (100.0 * buying.p_alive(&history), buying.expected_purchases(&history, 10.0));
    observes(&told, Leaf::StillWithUs(any()), Observed::Number(Some(alive)));
    observes(&told, Leaf::ExpectedOrders(70, any()), Observed::Number(Some(expected)));
    observes(&Profile::default(), Leaf::StillWithUs(any()), Observed::Number(None));
    observes(&Profile::default(), Leaf::ExpectedOrders(70, any()), Observed::Number(None));
}

#[test]
fn where_and_when_they_are_met_is_as_it_is() {
    let nobody = Profile::default();
    observes(&nobody, Leaf::Surface(vec![]), Observed::Surface(Some(Surface::Till)));
    let french = Locale::new("fr").unwrap();
    observes(&nobody, Leaf::Locale(vec![]), Observed::Locale(Some(&french)));
    observes(&nobody, Leaf::Date(any()), Observed::Date(day("1998-06-30")));
    observes(&nobody, Leaf::Weekday(vec![]), Observed::Weekday(Weekday::Tuesday));
}
