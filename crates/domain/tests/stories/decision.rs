//! What is given, here, now, and why: who an offer is for, when and where, and which comes first.

use domain::condition::{Condition, Leaf, Observed, Range};
use domain::decision::{Situation, Slot, Visit, Withheld};
use domain::id::{Placement, TierId};
use domain::lifecycle::Stage;
use domain::offer::{Audience, Offer, Validity};
use domain::profile::Profile;
use domain::program::{Program, Tallies};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use crate::house::{offer, offer_for, program, situation, slot};
use crate::story::at;

const NOW: &str = "1998-06-30T12:00";

/// What is listed, and why the rest is not.
#[track_caller]
fn check(program: &Program, history: &str, slot: &Slot, expected: Expect) {
    expected.assert_eq(&situation(program, history, NOW, |seen| explain(seen, slot)));
}

fn explain(situation: &Situation<'_>, slot: &Slot) -> String {
    let trace = situation.trace(slot, &Tallies::new());
    assert_eq!(situation.decide(slot, &Tallies::new()).listed, trace.listed);
    let listed = trace.listed.iter().map(|listed| format!("+ {}\n", listed.offer.id));
    let withheld =
        trace.withheld.iter().map(|withheld| format!("- {}: {}\n", withheld.offer.id, reason(withheld)));
    listed.chain(withheld).collect()
}

fn reason(withheld: &Withheld<'_>) -> String {
    match &withheld.because {
        Some(why) => {
            let failed = why.findings().into_iter().filter(|finding| !finding.holds);
            format!("{:?}", failed.map(|finding| finding.observed).collect::<Vec<_>>())
        }
        None => format!("{:?}", withheld.refusal),
    }
}

#[test]
fn a_lapsed_customer_is_offered_a_gift_and_an_active_one_is_not() {
    let program = program([
        offer_for("gift-record", Leaf::Stage(vec![Stage::Lapsed])),
        offer_for("double-week", Leaf::Stage(vec![Stage::Active])),
    ]);
    check(
        &program,
        "1997-01-05 bought 30.00",
        &slot("home"),
        expect![[r#"
        + gift-record
        - double-week: [Stage(Lapsed)]
    "#]],
    );
    check(
        &program,
        "1998-06-01 bought 30.00; 1998-06-08 bought 30.00",
        &slot("home"),
        expect![[r#"
        + double-week
        - gift-record: [Stage(Active)]
    "#]],
    );
}

#[test]
fn a_listed_offer_says_what_was_observed() {
    let program = program([
        offer("listening-evening"),
        offer_for("second-side", Leaf::Orders(None, Range::at_most(1))),
    ]);
    situation(&program, "1998-06-01 bought 30.00", NOW, |seen| {
        let decision = seen.decide(&slot("home"), &Tallies::new());
        assert!(decision.listed[0].because.is_none(), "what is for everyone needs no reason");
        let because = decision.listed[1].because.as_ref().unwrap();
        assert_eq!((because.holds, because.observed()), (true, &[Observed::Count(1)][..]));
    });
}

#[test]
fn a_visitor_is_offered_what_is_for_everyone_and_nothing_else() {
    let prospects = Leaf::Stage(vec![Stage::Prospect]);
    let program = program([offer_for("first-record", prospects), offer("season-catalogue")]);
    let nobody = Profile::default();
    let visitor = Situation::of_visitor(&program, &nobody, Visit::default(), at(NOW));
    expect![[r#"
        + season-catalogue
        - first-record: Unknown
    "#]]
    .assert_eq(&explain(&visitor, &slot("home")));
    check(
        &program,
        "",
        &slot("home"),
        expect![[r#"
        + first-record
        + season-catalogue
    "#]],
    );
}

#[test]
fn an_offer_runs_from_its_first_instant_to_before_its_last() {
    let runs = |from: &str, until: &str| Offer {
        validity: Validity { from: Some(at(from)), until: Some(at(until)) },
        ..offer("encore")
    };
    let listed = |offer: Offer| situation(&program([offer]), "", NOW, |seen| explain(seen, &slot("home")));
    assert_eq!(listed(runs("1998-06-30T12:00", "1998-06-30T12:01")), "+ encore\n");
    assert_eq!(listed(runs("1998-06-30T12:00:01", "1998-07-01")), "- encore: NotYet(1998-06-30T16:00:01Z)\n");
    assert_eq!(listed(runs("1998-06-01", "1998-06-30T12:00")), "- encore: Over(1998-06-30T16:00:00Z)\n");
    assert_eq!(listed(runs("1998-06-01", "1998-06-30T12:00:00.001")), "+ encore\n");
}

#[test]
fn an_offer_keeps_to_its_places_and_one_without_is_at_home_everywhere() {
    let here =
        |id: &str, place: &str| Offer { placements: vec![Placement::new(place).unwrap()], ..offer(id) };
    let program = program([here("a", "home"), here("b", "product"), offer("c")]);
    check(
        &program,
        "",
        &slot("product"),
        expect![[r#"
        + b
        + c
        - a: NotHere
    "#]],
    );
}

#[test]
fn a_place_nobody_named_has_no_room() {
    check(
        &program([offer("a")]),
        "",
        &slot("cellar"),
        expect![[r#"
        - a: NoRoom
    "#]],
    );
}

#[test]
fn the_higher_priority_comes_first_and_names_decide_between_equals() {
    let ranked = |id: &str, priority| Offer { priority, ..offer(id) };
    let program = program([ranked("b", 1), ranked("c", 1), ranked("a", 1), ranked("z", 9), ranked("m", -1)]);
    check(
        &program,
        "",
        &slot("home"),
        expect![[r#"
        + z
        + a
        + b
        + c
        + m
    "#]],
    );
}

#[test]
fn a_page_may_ask_for_less_than_the_place_has_room_for_but_not_for_more() {
    let program = program(["a", "b", "c", "d"].map(offer));
    let limited = |limit| Slot { limit: Some(limit), ..slot("product") };
    check(
        &program,
        "",
        &limited(2),
        expect![[r#"
        + a
        + b
        - c: NoRoom
        - d: NoRoom
    "#]],
    );
    check(
        &program,
        "",
        &limited(99),
        expect![[r#"
        + a
        + b
        + c
        - d: NoRoom
    "#]],
    );
    check(
        &program,
        "",
        &limited(0),
        expect![[r#"
        - a: NoRoom
        - b: NoRoom
        - c: NoRoom
        - d: NoRoom
    "#]],
    );
}

#[test]
fn a_refusal_carries_the_whole_trace() {
    let both = Condition::All(vec![
        Condition::Fact(Leaf::Stage(vec![Stage::New])),
        Condition::Fact(Leaf::TierAtLeast(TierId::new("concerto").unwrap())),
    ]);
    let program = program([Offer { audience: Audience::Customers(both), ..offer("quartet-seats") }]);
    situation(&program, "1998-06-01 bought 30.00", NOW, |seen| {
        let trace = seen.trace(&slot("home"), &Tallies::new());
        let Some(why) = &trace.withheld[0].because else { panic!("{:?}", trace.withheld) };
        assert_eq!(why.findings().iter().map(|finding| finding.holds).collect::<Vec<_>>(), [true, false]);
    });
}

proptest! {
    #[test]
    fn an_offer_that_is_not_given_changes_nothing_for_the_others(
        priorities in prop::collection::vec(-3..3, 1..9), extra in -3..3,
    ) {
        let ranked = priorities.iter().enumerate().map(|(index, priority)| {
            Offer { priority: *priority, ..offer(&format!("o-{index}")) }
        });
        let lapsed = Leaf::Stage(vec![Stage::Lapsed]);
        let others: Vec<Offer> = ranked.collect();
        let joined = [vec![Offer { priority: extra, ..offer_for("extra", lapsed) }], others.clone()].concat();
        let listed = |offers| situation(&program(offers), "", NOW, |seen| {
            seen.decide(&slot("home"), &Tallies::new()).ids().cloned().collect::<Vec<_>>()
        });
        prop_assert_eq!(listed(others), listed(joined));
    }

    #[test]
    fn every_offer_is_either_listed_or_refused(rooms in 0_usize..12, ids in prop::collection::btree_set(0..20, 0..12)) {
        let program = program(ids.iter().map(|id| offer(&format!("o-{id}"))));
        let slot = Slot { limit: Some(rooms), ..slot("home") };
        situation(&program, "", NOW, |seen| {
            let trace = seen.trace(&slot, &Tallies::new());
            prop_assert_eq!(trace.listed.len(), rooms.min(6).min(ids.len()));
            prop_assert_eq!(trace.listed.len() + trace.withheld.len(), ids.len());
            Ok(())
        })?;
    }
}
