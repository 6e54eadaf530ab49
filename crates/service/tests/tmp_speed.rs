#![allow(warnings)]
#[path = "experience/house.rs"]
mod house;
use domain::condition::*;
use domain::decision::*;
use domain::event::*;
use domain::id::*;
use domain::lifecycle::Stage;
use domain::time::plus;
use house::*;

#[test]
fn speed() {
    let mut program = program();
    let day0 = domain::time::Date::constant(1990, 1, 1);
    let facts = (0..2000).map(|n| {
        let day = plus(day0, n * 3095 / 2000);
        let items = (0..2)
            .map(|k| Item {
                product: ProductId::new(format!("lp-{}", (n * 7 + k) % 97)).unwrap(),
                category: Some(Category::new(["jazz", "scores", "opera"][(n as usize + k as usize) % 3]).unwrap()),
                quantity: 1,
                price: Some(dollars(10)),
            })
            .collect();
        (
            at(&format!("{}T16:00:00Z", day)),
            Fact::OrderCompleted { order: OrderId::new(format!("o-{n}")).unwrap(), total: dollars(20 + (n as i64 % 50)), items },
        )
    });
    let profile = profile_of(facts);
    let jazz = || Goods::Category(Category::new("jazz").unwrap());
    let f = Condition::Fact;
    let bought = |d, n| f(Leaf::Bought(jazz(), Some(d), Range::at_least(n)));
    let conditions = vec![
        f(Leaf::Stage(vec![Stage::Loyal])),
        f(Leaf::Orders(Some(90), Range::at_least(1))),
        f(Leaf::Orders(Some(365), Range::at_least(3))),
        f(Leaf::Spent(Some(365), Range::at_least(dollars(100)))),
        bought(90, 1),
        bought(180, 2),
        bought(365, 3),
        f(Leaf::TierAtLeast(TierId::new("sonata").unwrap())),
        f(Leaf::DaysSinceOrder(Range::at_most(400))),
        Condition::All(vec![bought(700, 1), f(Leaf::Stage(vec![Stage::Loyal, Stage::Active, Stage::AtRisk, Stage::Lapsed]))]),
        Condition::Any(vec![bought(30, 1), bought(31, 1), bought(32, 1), bought(33, 1), bought(34, 1), bought(35, 1), bought(36, 1), bought(37, 1), bought(38, 1), bought(39, 1), bought(40, 1), bought(41, 1), bought(42, 1), bought(43, 1), bought(44, 1)]),
        f(Leaf::Spent(None, Range::at_least(dollars(100)))),
    ];
    program.offers = conditions.into_iter().enumerate().map(|(n, c)| for_customers(&format!("o-{n}"), "A", "B", c)).collect();
    program.placements.values_mut().for_each(|n| *n = 12);
    let t = |name: &str, k: u32, mut run: Box<dyn FnMut() + '_>| {
        run();
        let begun = std::time::Instant::now();
        for _ in 0..k { run() }
        println!("{name}: {:?}", begun.elapsed() / k);
    };
    println!("orders {}", profile.orders.len());
    t("situation", 50, Box::new(|| { std::hint::black_box(Situation::of(&program, ada(), &profile, Visit::default(), now())); }));
    t("lifecycle", 50, Box::new(|| { std::hint::black_box(program.stages.lifecycle(&profile, &program.zone, program.zone.day(now()))); }));
    t("standing", 50, Box::new(|| { std::hint::black_box(program.ladder.standing(&program, &profile, program.zone.day(now()))); }));
    t("clone", 50, Box::new(|| { std::hint::black_box(profile.clone()); }));
    let situation = Situation::of(&program, ada(), &profile, Visit::default(), now());
    let placement = Placement::new("home").unwrap();
    let slot = Slot { placement: placement.clone(), limit: None, seed: 0 };
    t("decide", 50, Box::new(|| { std::hint::black_box(situation.decide(&slot, &Default::default())); }));
    t("tell", 10, Box::new(|| { std::hint::black_box(tell(&situation, "en")); }));
    let told = tell(&situation, "en");
    println!("{}", told.offers.len());
    for offer in &told.offers { println!("{:?} {:?}", offer.why, offer.change) }
}
