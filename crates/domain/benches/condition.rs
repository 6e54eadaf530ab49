//! How long a rule takes, with its explanation, on one thread: nine leaves, about a customer of two years.
#![allow(
    missing_docs,
    unused,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark that cannot go on has failed; what the macros make says nothing"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use domain::condition::{Condition, Goods, Leaf, Range};
use domain::id::{BehaviourName, Category, Locale, OfferId, TierId};
use domain::lifecycle::Stage;
use domain::surface::Surface;

#[path = "../tests/stories/house.rs"]
mod house;
#[path = "../tests/stories/story.rs"]
mod story;

/// "Loyal or at risk, at least in the second tier, three orders and 100 in a year, and has bought jazz or looked at
/// something this week; has not claimed it; bought within two months; on the web."
fn rule() -> Condition {
    let stages = vec![Stage::Active, Stage::Loyal, Stage::AtRisk];
    let jazz = Goods::Category(Category::new("jazz").unwrap());
    let viewed = BehaviourName::new("Product Viewed").unwrap();
    let claims = Leaf::Claims(OfferId::new("encore").unwrap(), Range::at_least(1));
    Condition::All(vec![
        Leaf::Stage(stages).into(),
        Leaf::TierAtLeast(TierId::new("sonata").unwrap()).into(),
        Leaf::Orders(Some(365), Range::at_least(3)).into(),
        Leaf::Spent(Some(365), Range::at_least(story::usd("100"))).into(),
        Condition::Any(vec![
            Leaf::Bought(jazz, Some(180), Range::at_least(1)).into(),
            Leaf::Behaviour(viewed, Some(7), Range::at_least(1)).into(),
        ]),
        Condition::Not(Box::new(claims.into())),
        Leaf::DaysSinceOrder(Range::at_most(60)).into(),
        Leaf::Surface(vec![Surface::Web, Surface::Webview]).into(),
    ])
}

fn condition(c: &mut Criterion) {
    let told: Vec<String> = (1..=24)
        .map(|month| {
            let (year, month) = (1996 + (month + 5) / 12, (month + 5) % 12 + 1);
            format!("{year}-{month:02}-10 bought 30.00; {year}-{month:02}-11 did Product Viewed")
        })
        .collect();
    let rule = rule();
    assert_eq!(rule.leaves().len(), 9);
    house::situation(&house::program([]), &told.join("; "), "1998-06-30T12:00", |seen| {
        let facts = seen.facts();
        c.bench_function("a rule of nine leaves with its explanation", |b| {
            b.iter(|| black_box(&rule).check(black_box(&facts)));
        });
        c.bench_function("a rule of nine leaves, yes or no", |b| {
            b.iter(|| black_box(&rule).holds(black_box(&facts)));
        });
        c.bench_function("a rule of nine leaves, with facts nobody has asked for yet", |b| {
            b.iter(|| {
                let facts = seen.facts();
                black_box(&rule).check(black_box(&facts)).holds
            });
        });
        let because = rule.check(&facts);
        c.bench_function("the first failing leaf of a rule of nine", |b| {
            b.iter(|| black_box(&because).first_failing());
        });
        c.bench_function("an explanation of nine leaves, decided again", |b| {
            b.iter(|| black_box(&because).replay());
        });
    });
}

criterion_group!(benches, condition);
criterion_main!(benches);
