//! How often one customer may be shown an offer, and the brand's ideas at all.

use domain::decision::Refusal;
use domain::offer::{Cap, Caps, Kind, Offer, Span};
use domain::program::{Program, Tallies};

use crate::house::{offer, program, situation, slot};
use crate::story::offer_id;
use crate::told::{at_priority, told};

fn capped(caps: impl Into<Vec<Cap>>) -> Program {
    program([Offer { caps: Caps { shown: caps.into(), ..Caps::default() }, ..offer("it") }])
}

fn times(times: u64, within: Span) -> Cap {
    Cap { times, within }
}

fn listed(program: &Program, history: &str, now: &str) -> bool {
    situation(program, history, now, |seen| {
        seen.decide(&slot("home"), &Tallies::new()).ids().any(|id| *id == offer_id("it"))
    })
}

/// The days on which an offer is shown to someone who comes once a day at noon, for twelve days.
fn days_shown(program: &Program) -> Vec<u32> {
    let (mut history, mut days) = (String::new(), Vec::new());
    for day in 1..=12 {
        let now = format!("1998-06-{day:02}T12:00");
        if listed(program, &history, &now) {
            history += &format!("; {now} saw it");
            days.push(day);
        }
    }
    days
}

/// The example of Firefox's message router: 10 in a lifetime, 3 a week, 1 a day.
#[test]
fn ten_in_all_three_a_week_and_one_a_day_are_the_days_1_2_3_8_9_and_10() {
    let expected = [1, 2, 3, 8, 9, 10];
    let days = [times(10, Span::Ever), times(3, Span::Days(7)), times(1, Span::Days(1))];
    assert_eq!(days_shown(&capped(days)), expected);
    let hours = [times(10, Span::Ever), times(3, Span::Hours(168)), times(1, Span::Hours(24))];
    assert_eq!(days_shown(&capped(hours)), expected);
    assert_eq!(days_shown(&Program { caps: days.into(), ..program([offer("it")]) }), expected);
}

#[test]
fn a_lifetime_has_an_end() {
    assert_eq!(days_shown(&capped([times(4, Span::Ever)])), [1, 2, 3, 4]);
}

#[test]
fn two_sides_of_midnight_are_two_days_but_not_twenty_four_hours() {
    let history = "1998-06-10T23:59 saw it";
    assert!(listed(&capped([times(1, Span::Days(1))]), history, "1998-06-11T00:01"));
    assert!(!listed(&capped([times(1, Span::Hours(24))]), history, "1998-06-11T00:01"));
    assert!(!listed(&capped([times(1, Span::Hours(24))]), history, "1998-06-11T23:58:59"));
    assert!(listed(&capped([times(1, Span::Hours(24))]), history, "1998-06-11T23:59"));
}

#[test]
fn midnight_is_where_the_customer_is() {
    // 23:59 and 00:01 in Tokyo are 10:59 and 11:01 of one morning in New York.
    let (before, after) = ("1998-06-10T14:59Z", "1998-06-10T15:01Z");
    let program = capped([times(1, Span::Days(1))]);
    assert!(!listed(&program, &format!("{before} saw it"), after));
    assert!(listed(&program, &format!("1998-06-01 moved Asia/Tokyo; {before} saw it"), after));
}

/// Braze counts "the past 3 days" as today and the three days before: at 01:00, 73 hours.
#[test]
fn three_days_and_today_span_73_hours_at_one_in_the_morning() {
    let program = capped([times(1, Span::Days(4))]);
    let seen = |at: &str| format!("2025-04-01 moved UTC; {at} saw it");
    assert!(!listed(&program, &seen("2025-04-14T00:00:00Z"), "2025-04-17T01:00Z"));
    assert!(listed(&program, &seen("2025-04-13T23:59:59Z"), "2025-04-17T01:00Z"));
}

#[test]
fn a_person_is_shown_so_much_over_all_offers_and_surfaces() {
    let program = Program {
        caps: vec![times(2, Span::Days(1)), times(3, Span::Days(7))],
        ..program(["a", "b"].map(offer))
    };
    let told = |history| told(&program, history, "1998-06-10");
    assert_eq!(told(""), "a b");
    assert_eq!(told("1998-06-10T01 saw a; 1998-06-10T02 saw gone-since"), "; a: caps; b: caps");
    assert_eq!(told("1998-06-09 saw a; 1998-06-09 saw b; 1998-06-08 saw a"), "; a: caps; b: caps");
    assert_eq!(told("1998-06-03 saw a; 1998-06-03 saw b; 1998-06-02 saw a"), "a b");
}

#[test]
fn what_must_be_known_or_was_earned_does_not_use_up_a_persons_share() {
    let recall = Offer { kind: Kind::Service, ..offer("recall") };
    let gift = Offer { kind: Kind::Earned, ..offer("gift") };
    let program = Program { caps: vec![times(1, Span::Days(1))], ..program([recall, gift, offer("a")]) };
    let history = "1998-06-10T01 saw recall; 1998-06-10T01 saw gift";
    assert_eq!(told(&program, history, "1998-06-10"), "a gift recall");
    let history = format!("{history}; 1998-06-10T01 saw a");
    assert_eq!(told(&program, &history, "1998-06-10"), "gift recall; a: caps");
}

#[test]
fn no_more_ideas_are_listed_than_a_person_may_still_be_shown() {
    let recall = at_priority(-9, Offer { kind: Kind::Service, ..offer("recall") });
    let program = Program {
        caps: vec![times(3, Span::Days(1))],
        ..program([offer("a"), offer("b"), offer("c"), recall])
    };
    assert_eq!(told(&program, "1998-06-10T01 saw a", "1998-06-10"), "a b recall; c: caps");
}

#[test]
fn of_several_caps_the_one_that_binds_is_named() {
    let program =
        Program { caps: vec![times(5, Span::Days(30)), times(2, Span::Days(1))], ..program([offer("a")]) };
    situation(&program, "1998-06-10T01 saw a; 1998-06-10T02 saw a", "1998-06-10", |seen| {
        let a = seen.program.offer(&offer_id("a")).unwrap();
        assert_eq!(seen.consider(a, &Tallies::new()), Err(Refusal::SeenEnough(2)));
    });
}
