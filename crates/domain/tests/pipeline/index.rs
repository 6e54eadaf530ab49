//! What is passed over without being looked at is what would be refused.

use domain::condition::{Condition, Goods, Leaf, Range};
use domain::decision::{Situation, Slot, Visit};
use domain::event::{Event, Fact, Item};
use domain::id::{
    BehaviourName, BenefitId, Category, EventId, Locale, OfferId, OrderId, Placement, ProductId, Theme,
    TierId,
};
use domain::lifecycle::STAGES;
use domain::offer::{Audience, Cap, Caps, Kind, Offer, Span, Validity};
use domain::profile::Profile;
use domain::program::{Consent, Program, Tallies};
use domain::surface::SURFACES;
use proptest::prelude::*;

use crate::house::{ada, offer, program};
use crate::story::{at, events, usd};
use crate::told::{holdout, worth};

const NOW: &str = "1998-06-30T12:00";

fn name(text: &str) -> BehaviourName {
    BehaviourName::new(text).unwrap()
}

fn goods() -> impl Strategy<Value = Goods> {
    (any::<bool>(), 0..4).prop_map(|(one, n)| match one {
        true => Goods::Product(ProductId::new(format!("p-{n}")).unwrap()),
        false => Goods::Category(Category::new(format!("k-{n}")).unwrap()),
    })
}

fn leaf() -> impl Strategy<Value = Leaf> {
    let range = || {
        (0_u64..3, any::<bool>())
            .prop_map(|(n, most)| if most { Range::at_most(n) } else { Range::at_least(n) })
    };
    let tier =
        || (0_usize..4).prop_map(|n| TierId::new(["prelude", "sonata", "concerto", "symphonie"][n]).unwrap());
    let offer = || (0..4).prop_map(|n| OfferId::new(format!("o-{n}")).unwrap());
    prop_oneof![
        prop::sample::subsequence(STAGES.to_vec(), 0..3).prop_map(Leaf::Stage),
        tier().prop_map(Leaf::TierAtLeast),
        tier().prop_map(Leaf::TierIs),
        range().prop_map(|range| Leaf::Orders(None, range)),
        range().prop_map(|range| Leaf::Behaviour(name("Newsletter Read"), Some(90), range)),
        Just(Leaf::DaysSinceBehaviour(name("Newsletter Read"), Range::at_most(30))),
        (offer(), range()).prop_map(|(offer, range)| Leaf::Claims(offer, range)),
        (offer(), range()).prop_map(|(offer, range)| Leaf::Redemptions(offer, range)),
        (goods(), range()).prop_map(|(goods, range)| Leaf::Bought(goods, Some(365), range)),
        (goods(), range()).prop_map(|(goods, range)| Leaf::Viewed(goods, None, range)),
        (goods(), range()).prop_map(|(goods, range)| Leaf::InBasket(goods, range)),
        range().prop_map(|range| Leaf::BenefitLeft(BenefitId::new("sonata-gift").unwrap(), range)),
        prop::sample::subsequence(SURFACES.to_vec(), 0..4).prop_map(Leaf::Surface),
        Just(Leaf::Locale(vec![Locale::new("fr").unwrap()])),
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    leaf().prop_map(Condition::Fact).prop_recursive(3, 12, 3, |part| {
        let parts = || prop::collection::vec(part.clone(), 0..4);
        prop_oneof![
            parts().prop_map(Condition::All),
            parts().prop_map(Condition::Any),
            part.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

fn an_offer() -> impl Strategy<Value = Offer> {
    let audience = prop_oneof![
        1 => Just(Audience::Everyone),
        6 => condition().prop_map(Audience::Customers),
    ];
    let kind = prop_oneof![8 => Just(Kind::Proactive), 1 => Just(Kind::Service), 1 => Just(Kind::Earned)];
    let until = prop::option::of(prop::sample::select(vec![
        "1998-06-01",
        "1998-06-30T12:00",
        "1998-07-15",
        "1999-01-01",
    ]));
    let place = prop::option::of(prop::sample::select(vec!["home", "product"]));
    (audience, kind, until, place, -2..3, any::<(bool, bool, bool)>()).prop_map(
        |(audience, kind, until, place, priority, (worthy, themed, measured))| Offer {
            audience,
            kind,
            priority,
            validity: Validity { from: None, until: until.map(at) },
            placements: place.into_iter().map(|place| Placement::new(place).unwrap()).collect(),
            worth: worth("30", "1").filter(|_| worthy),
            theme: Theme::new("discount").ok().filter(|_| themed),
            holdout: holdout("some", 5_000).filter(|_| measured),
            caps: Caps { claims: 9, ..Caps::default() },
            ..offer("o")
        },
    )
}

fn history() -> impl Strategy<Value = Vec<Event>> {
    let item = (0..4, prop::option::of(0..4)).prop_map(|(product, category)| Item {
        product: ProductId::new(format!("p-{product}")).unwrap(),
        category: category.map(|category| Category::new(format!("k-{category}")).unwrap()),
        quantity: 1,
        price: None,
    });
    let looked = (item.clone(), prop::sample::select(vec!["Product Viewed", "Product Added"]))
        .prop_map(|(item, done)| Fact::Behaviour { name: name(done), item: Some(item) });
    let bought = (0..9, prop::collection::vec(item, 0..3), 1..400).prop_map(
        |(order, items, dollars): (i32, Vec<Item>, i32)| Fact::OrderCompleted {
            order: OrderId::new(format!("x-{order}")).unwrap(),
            total: usd(&dollars.to_string()),
            items,
        },
    );
    let read = Just(Fact::Behaviour { name: name("Newsletter Read"), item: None });
    let told = prop::sample::select(vec![
        "1998-06-01 claimed o-1; 1998-06-02 redeemed c-1",
        "1998-06-01 claimed o-2; 1998-06-02 released c-1",
        "1998-06-29 saw o-3; 1998-06-29 saw o-3; 1998-06-29 saw o-0",
        "1998-06-29 declined o-0",
        "1998-06-29 objected",
        "",
    ]);
    let facts = prop::collection::vec((1_i64..500, prop_oneof![looked, bought, read]), 0..8);
    (facts, told).prop_map(|(facts, told)| {
        let event = |(index, (days, fact)): (usize, (i64, Fact))| Event {
            id: EventId::new(format!("f-{index}")).unwrap(),
            customer: ada(),
            at: at(NOW) - jiff::SignedDuration::from_hours(days * 24),
            fact,
        };
        facts.into_iter().enumerate().map(event).chain(events(told)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn the_list_is_the_same_whether_every_offer_is_looked_at_or_not(
        offers in prop::collection::vec(an_offer(), 0..40),
        history in history(),
        (surface, french, known, capped, asks) in (prop::option::of(prop::sample::select(SURFACES.to_vec())), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()),
        (limit, seed) in (prop::option::of(0_usize..5), any::<u64>()),
    ) {
        let named = offers.into_iter().enumerate().map(|(n, it)| Offer { id: OfferId::new(format!("o-{n}")).unwrap(), ..it });
        let program = Program {
            caps: if capped { vec![Cap { times: 4, within: Span::Days(7) }] } else { Vec::new() },
            consent: if asks { Consent::OnceGiven } else { Consent::UntilObjected },
            ..program(named)
        };
        let profile = Profile::as_of(at(NOW), history);
        let visit = Visit { surface, locale: french.then(|| Locale::new("fr").unwrap()) };
        let seen = match known {
            true => Situation::of(&program, ada(), &profile, visit, at(NOW)),
            false => Situation::of_visitor(&program, &profile, visit, at(NOW)),
        };
        let slot = Slot { placement: Placement::new("home").unwrap(), limit, seed };
        let trace = seen.trace(&slot, &Tallies::new());
        prop_assert_eq!(&seen.decide(&slot, &Tallies::new()).listed, &trace.listed);
        prop_assert_eq!(trace.listed.len() + trace.withheld.len(), program.offers.len());
        let again = |program: &Program| Situation::of(program, ada(), &profile, Visit::default(), at(NOW)).decide(&slot, &Tallies::new()).ids().cloned().collect::<Vec<_>>();
        prop_assert_eq!(again(&program), again(&program.clone()), "a copy finds the same");
    }
}

#[test]
fn a_change_to_the_offers_is_seen_at_once() {
    let mut program = program([offer("a")]);
    let listed = |program: &Program| {
        let nobody = Profile::default();
        let seen = Situation::of_visitor(program, &nobody, Visit::default(), at(NOW));
        seen.decide(&crate::house::slot("home"), &Tallies::new())
            .ids()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(listed(&program), ["a"]);
    program.offers.push(offer("b"));
    assert_eq!(listed(&program), ["a", "b"]);
    program.offers.remove(0);
    assert_eq!(listed(&program), ["b"]);
    assert!(program.offer(&OfferId::new("a").unwrap()).is_none());
}

#[test]
fn of_many_offers_with_different_ends_none_is_lost_and_none_outlives_its_end() {
    let ends = |n: u32| (n > 0).then(|| at(&format!("1998-{:02}-{:02}", 1 + n / 28 % 12, 1 + n % 28)));
    let offers = (0..300)
        .map(|n| Offer { validity: Validity { from: None, until: ends(n) }, ..offer(&format!("o-{n}")) });
    let mut program = program(offers);
    program.placements.insert(Placement::new("home").unwrap(), 300);
    let nobody = Profile::default();
    for day in 0..400 {
        let now = at("1997-12-25") + jiff::SignedDuration::from_hours(24 * day);
        let seen = Situation::of_visitor(&program, &nobody, Visit::default(), now);
        let trace = seen.trace(&crate::house::slot("home"), &Tallies::new());
        assert_eq!(seen.decide(&crate::house::slot("home"), &Tallies::new()).listed, trace.listed);
    }
}
