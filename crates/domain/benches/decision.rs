//! How long a decision takes: `cargo bench -p constance-domain --bench decision`. One thread.
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that cannot be set up must stop")]

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use domain::condition::{Condition, Goods, Leaf, Range};
use domain::decision::{Odds, Situation, Slot, Visit};
use domain::event::{Event, Fact, Item, Terms};
use domain::forecast::model::Model;
use domain::id::{
    BehaviourName, BrandId, Category, CustomerId, EventId, Locale, OfferId, OrderId, Placement, ProductId,
    TierId,
};
use domain::lifecycle::{STAGES, Stage, StageRules};
use domain::money::{Currency, Money, Points};
use domain::offer::catalogue::Catalogue;
use domain::offer::{Audience, Budget, Cap, Caps, Kind, Offer, Span, Validity, Voucher, Worth};
use domain::profile::Profile;
use domain::program::{Arm, Consent, Evidence, Outlook, Program, Tallies, Tally};
use domain::retention::Retention;
use domain::surface::Surface;
use domain::tier::{Holding, Keep, Ladder, Landing, PointRules, Tier, Window};
use domain::time::{Timestamp, Zone};
use jiff::SignedDuration;

const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

fn decide(c: &mut Criterion) {
    let profile = profile();
    let mut group = c.benchmark_group("decide");
    for size in [200].into_iter().chain(SIZES) {
        let (program, tallies) = (program(size), tallies(size));
        group.bench_function(BenchmarkId::new("offers", size), |b| {
            let seen = situation(&program, &profile);
            b.iter(|| black_box(seen.decide(&slot(), &tallies).listed.len()));
        });
    }
    group.finish();

    c.bench_function("decide, 200 offers, every one of them drawn", |b| {
        let mut program = program(200);
        for offer in &mut *program.offers {
            let worth = Some(Worth { margin: euros(12), cost: euros(0) });
            *offer =
                Offer { audience: Audience::Everyone, worth, id: offer.id.clone(), ..self::offer(5, 200) };
        }
        let (seen, tallies) = (situation(&program, &profile), tallies(200));
        b.iter(|| black_box(seen.decide(&slot(), &tallies).listed.len()));
    });

    let mut group = c.benchmark_group("look at every offer and say why not");
    for size in SIZES {
        let (program, tallies) = (program(size), tallies(size));
        group.bench_function(BenchmarkId::new("offers", size), |b| {
            let seen = situation(&program, &profile);
            b.iter(|| black_box(seen.trace(&slot(), &tallies).withheld.len()));
        });
    }
    group.finish();

    let (program, tallies, offers) = (program(200), tallies(200), program(10_000).offers.to_vec());
    c.bench_function("situation of a customer", |b| b.iter(|| black_box(situation(&program, &profile))));
    c.bench_function("how likely each of 200 was", |b| {
        let seen = situation(&program, &profile);
        let decision = seen.decide(&slot(), &tallies);
        let ballot = decision.ballot().unwrap();
        b.iter(|| black_box(ballot.choices(&program.offers, &mut Odds::default())));
    });
    c.bench_function("index 10,000 offers", |b| {
        b.iter_batched(
            || Catalogue::from(offers.clone()),
            |offers| black_box(offers.named(&offers[0].id).is_some()),
            criterion::BatchSize::PerIteration,
        );
    });
}

/// Something is known of the worth of every offer.
fn tallies(size: usize) -> Tallies {
    let arm = |customers: usize, bought: usize| Arm { customers: customers as u64, bought: bought as u64 };
    let evidence = |n: usize| Evidence { given: arm(900, 60 + n % 40), held_out: arm(100, 4 + n % 5) };
    (0..size).map(|n| (id(n), Tally { held: 10, today: 1, evidence: evidence(n) })).collect()
}

fn slot() -> Slot {
    Slot { placement: Placement::new("home").unwrap(), limit: None, seed: 7 }
}

fn situation<'a>(program: &'a Program, profile: &'a Profile) -> Situation<'a> {
    let visit = Visit { surface: Some(Surface::Web), locale: Some(Locale::new("en").unwrap()) };
    Situation::of(program, CustomerId::new("ada").unwrap(), profile, visit, now())
}

fn now() -> Timestamp {
    "2026-06-30T12:00:00Z".parse().unwrap()
}

fn days_ago(days: i64) -> Timestamp {
    now() - SignedDuration::from_hours(24 * days)
}

fn euros(whole: i64) -> Money {
    Money { minor: whole * 100, currency: Currency::new("EUR").unwrap() }
}

/// Two years of a good customer: 24 orders of three products each, 60 looks, 30 letters read, 100 offers seen.
fn profile() -> Profile {
    let item = |n: usize| Item {
        product: ProductId::new(format!("p-{}", n % 50)).unwrap(),
        category: Some(Category::new(format!("k-{}", n % 8)).unwrap()),
        quantity: 1,
        price: Some(euros(20)),
    };
    let order = |n: usize| Fact::OrderCompleted {
        order: OrderId::new(format!("o-{n}")).unwrap(),
        total: euros(60),
        items: (0..3).map(|part| item(3 * n + part)).collect(),
    };
    let behaviour = |name: &str, item| Fact::Behaviour { name: BehaviourName::new(name).unwrap(), item };
    let shown = |n: usize| Fact::OfferShown { offer: id(n * 7), placement: Placement::new("home").unwrap() };
    let orders = (0..24).map(|n| (30 * n as i64 + 5, order(n)));
    let looks = (0..60).map(|n| (2 * n as i64, behaviour("Product Viewed", Some(item(n)))));
    let letters = (0..30).map(|n| (7 * n as i64, behaviour("Newsletter Read", None)));
    let shown = (0..100).map(|n| (n as i64, shown(n)));
    let facts = orders.chain(looks).chain(letters).chain(shown);
    let event = |(n, (days, fact)): (usize, (i64, Fact))| Event {
        id: EventId::new(format!("e-{n}")).unwrap(),
        customer: CustomerId::new("ada").unwrap(),
        at: days_ago(days),
        fact,
    };
    Profile::as_of(now(), facts.enumerate().map(event))
}

/// A program whose offers grow with the shop: one category for each twenty, one product for each.
fn program(size: usize) -> Program {
    let tier = |id: &str, from| Tier {
        id: TierId::new(id).unwrap(),
        name: BTreeMap::new(),
        from: Points(from),
        benefits: Vec::new(),
    };
    let ladder = [("one", 0), ("two", 200), ("three", 500), ("four", 1_000)].map(|(id, from)| tier(id, from));
    Program {
        brand: BrandId::new("shop").unwrap(),
        name: "Shop".to_owned(),
        locales: vec![Locale::new("en").unwrap()],
        zone: Zone(jiff::tz::TimeZone::get("Europe/Paris").unwrap()),
        stages: StageRules {
            new_days: 30,
            active_days: 90,
            at_risk_days: 365,
            loyal_purchase_days: 4,
            loyal_within_days: 365,
            won_back_days: 60,
            ambassador_friends: 1,
        },
        points: PointRules { points: 1, for_each: euros(1), except: Vec::new() },
        balance: None,
        ladder: Ladder::new(ladder.into()).unwrap(),
        holding: Holding {
            window: Window::Rolling(365),
            keep: Keep::Window,
            grace_days: 0,
            landing: Landing::ByBalance,
        },
        referral: None,
        outlook: Outlook { buying: Model::default().published(), spending: None },
        placements: ["home", "product", "account"].map(|place| (Placement::new(place).unwrap(), 6)).into(),
        open_claims: 5,
        caps: vec![Cap { times: 40, within: Span::Days(7) }],
        quiet_days: 14,
        holdout: None,
        consent: Consent::default(),
        checkout: None,
        retention: Retention::default(),
        offers: (0..size).map(|n| offer(n, size)).collect(),
    }
}

fn id(n: usize) -> OfferId {
    OfferId::new(format!("offer-{n}")).unwrap()
}

/// A quarter are over, one in eight has not begun; a third are for one place; a quarter are ranked by what they bring.
fn offer(n: usize, size: usize) -> Offer {
    let validity = match n % 8 {
        0 | 1 => Validity { from: None, until: Some(days_ago(1 + n as i64 % 300)) },
        2 => Validity { from: Some(days_ago(-1 - n as i64 % 60)), until: None },
        3 | 4 => Validity { from: Some(days_ago(30)), until: Some(days_ago(-1 - n as i64 % 60)) },
        _ => Validity::default(),
    };
    Offer {
        id: id(n),
        words: Terms(BTreeMap::new()),
        image: None,
        link: None,
        audience: audience(n, size),
        placements: match n % 3 {
            0 => vec![Placement::new(["home", "product", "account"][n / 3 % 3]).unwrap()],
            _ => Vec::new(),
        },
        validity,
        priority: (n % 7) as i32,
        caps: Caps {
            claims: 1,
            shown: if n.is_multiple_of(3) {
                vec![Cap { times: 3, within: Span::Days(30) }]
            } else {
                Vec::new()
            },
            rest_days: Some(60),
        },
        stock: n.is_multiple_of(5).then_some(100),
        voucher: Some(Voucher { valid_days: 30 }),
        kind: Kind::Proactive,
        worth: (n % 4 == 1).then(|| Worth { margin: euros(12), cost: euros(1) }),
        budget: (n % 8 == 3).then(|| Budget { total: euros(1_000), each: euros(5) }),
        holdout: None,
        theme: None,
    }
}

/// Rules as shops write them: three facts or so each, most about what somebody bought, looked at or did.
fn audience(n: usize, size: usize) -> Audience {
    let category = || Goods::Category(Category::new(format!("k-{}", n % (size / 20).max(5))).unwrap());
    let product = || Goods::Product(ProductId::new(format!("p-{n}")).unwrap());
    let stages = |from: usize| Leaf::Stage(STAGES.into_iter().cycle().skip(from % 7).take(2).collect());
    let tier = TierId::new(["one", "two", "three", "four"][n % 4]).unwrap();
    let behaviour = |name: &str| BehaviourName::new(name).unwrap();
    let leaves = match n % 20 {
        0 => return Audience::Everyone,
        1..=4 => vec![stages(n), Leaf::TierAtLeast(tier), Leaf::Orders(Some(365), Range::at_least(2))],
        5..=9 => vec![
            Leaf::Bought(category(), Some(365), Range::at_least(2)),
            Leaf::Stage(vec![Stage::Active, Stage::Loyal]),
            Leaf::DaysSinceOrder(Range::at_most(60)),
        ],
        10..=12 => vec![
            Leaf::Viewed(product(), Some(30), Range::at_least(2)),
            Leaf::Bought(product(), None, Range::at_most(0)),
            Leaf::InBasket(product(), Range::at_most(0)),
        ],
        13 | 14 => {
            vec![Leaf::Behaviour(behaviour("Newsletter Read"), Some(60), Range::at_least(4)), stages(n)]
        }
        15 | 16 => vec![
            Leaf::Spent(Some(365), Range::at_least(euros(100 * (n as i64 % 30)))),
            Leaf::AverageOrder(Range::at_most(euros(90))),
            Leaf::Orders(Some(365), Range::at_most(20)),
        ],
        17 => vec![Leaf::PointsToNextTier(Range::at_most(80)), Leaf::TierIs(tier)],
        18 => vec![Leaf::StillWithUs(Range::at_most(60.0)), stages(n)],
        _ => vec![Leaf::DaysSinceBehaviour(behaviour("Quiz Taken"), Range::at_most(30)), stages(n)],
    };
    Audience::Customers(Condition::All(leaves.into_iter().map(Condition::Fact).collect()))
}

criterion_group!(decision, decide);
criterion_main!(decision);
