//! Of all that stands against an offer, the first thing in the order of the pipeline is what is told.

use domain::condition::{Leaf, Range};
use domain::decision::Refusal;
use domain::id::Placement;
use domain::offer::{Audience, Cap, Caps, Kind, Offer, Span, Validity};
use domain::program::{Consent, Program, Tallies};

use crate::house::{held, offer, program, situation, slot};
use crate::story::{at, offer_id};
use crate::told::{budget, holdout, told_with};

const NOW: &str = "1998-06-30T12:00";
const HISTORY: &str = "1998-06-28 complained m-1; 1998-06-29 saw it; 1998-06-29 saw other; 1998-06-30T01 declined it; \
                       1998-06-30T02 claimed it until 1998-06-30T03; 1998-06-30T02 claimed a; 1998-06-30T02 claimed b";

/// An offer and a program against which everything stands.
fn refused() -> Program {
    let it = Offer {
        placements: vec![Placement::new("product").unwrap()],
        validity: Validity { from: None, until: Some(at("1998-06-30T11:00")) },
        audience: Audience::Customers(Leaf::Orders(None, Range::at_least(1)).into()),
        caps: Caps { claims: 1, shown: vec![Cap { times: 1, within: Span::Ever }], rest_days: Some(9) },
        stock: Some(1),
        budget: budget("1", "1"),
        holdout: holdout("it", 10_000),
        ..offer("it")
    };
    Program {
        consent: Consent::OnceGiven,
        caps: vec![Cap { times: 2, within: Span::Ever }],
        open_claims: 2,
        ..program([it])
    }
}

#[test]
fn each_step_is_told_once_those_before_it_are_passed() {
    let mut program = refused();
    let (mut history, mut tallies) = (HISTORY.to_owned(), Tallies::from([(offer_id("it"), held(1))]));
    let mut steps = Vec::new();
    let mut pass = |pass: &dyn Fn(&mut Program, &mut String, &mut Tallies)| {
        steps.push(told_with(&program, &history, NOW, &tallies));
        pass(&mut program, &mut history, &mut tallies);
    };
    pass(&|program, _, _| program.offers[0].placements.clear());
    pass(&|program, _, _| program.offers[0].validity.until = Some(at("1998-06-30T13:00")));
    pass(&|_, history, _| history.insert_str(0, "1998-06-01 bought 30.00; "));
    pass(&|_, history, _| history.push_str("; 1998-06-30T04 agreed"));
    pass(&|_, history, _| history.push_str("; 1998-06-30T04 restored it"));
    pass(&|program, _, _| program.offers[0].caps.shown.clear());
    pass(&|program, _, _| program.offers[0].caps.claims = 2);
    pass(&|program, _, _| program.open_claims = 3);
    pass(&|program, _, _| program.caps.clear());
    pass(&|_, history, _| history.push_str("; 1998-06-30T04 settled m-1"));
    pass(&|_, _, tallies| tallies.clear());
    pass(&|program, _, _| program.offers[0].budget = budget("0", "1"));
    pass(&|program, _, _| program.offers[0].budget = None);
    pass(&|program, _, _| program.offers[0].holdout = None);
    pass(&|_, _, _| ());
    let expected = [
        "place", "validity", "eligible", "consent", "declined", "caps", "caps", "caps", "caps", "quiet",
        "stock", "holdout", "pace", "holdout", "",
    ];
    let expected =
        expected.map(|step| if step.is_empty() { "it".to_owned() } else { format!("; it: {step}") });
    assert_eq!(steps, expected);
}

#[test]
fn a_service_message_and_an_earned_benefit_pass_by_what_protects_from_the_brands_ideas() {
    let never = vec![Cap { times: 0, within: Span::Ever }];
    let kinds = |kind| {
        let mut program = Program {
            caps: never.clone(),
            holdout: holdout("all", 10_000),
            open_claims: 0,
            ..program([Offer { kind, caps: Caps { shown: never.clone(), ..Caps::default() }, ..offer("it") }])
        };
        program.quiet_days = 30;
        situation(&program, "1998-06-29 complained m-1", NOW, |seen| {
            seen.decide(&slot("home"), &Tallies::new()).ids().next().cloned()
        })
    };
    assert_eq!(kinds(Kind::Proactive), None);
    assert_eq!(kinds(Kind::Service), Some(offer_id("it")));
    assert_eq!(kinds(Kind::Earned), Some(offer_id("it")));
}

#[test]
fn who_saw_an_offer_may_take_it_although_it_would_not_be_shown_again() {
    let shy = Offer {
        caps: Caps { shown: vec![Cap { times: 1, within: Span::Days(1) }], ..Caps::default() },
        ..offer("it")
    };
    let program = Program { caps: vec![Cap { times: 1, within: Span::Days(1) }], ..program([shy]) };
    situation(&program, "1998-06-30T11:59 saw it; 1998-06-30T11:59 complained m-1", NOW, |seen| {
        let it = seen.program.offer(&offer_id("it")).unwrap();
        assert_eq!(seen.consider(it, &Tallies::new()), Err(Refusal::ShownEnough(1)));
        assert_eq!(seen.may_take(it, &Tallies::new()), Ok(()));
    });
}

#[test]
fn what_is_over_or_taken_cannot_be_taken_by_those_who_saw_it() {
    let refused = |offer: Offer, history: &str| {
        let tallies = Tallies::from([(offer_id("it"), held(1))]);
        situation(&program([offer]), history, NOW, |seen| {
            seen.may_take(seen.program.offer(&offer_id("it")).unwrap(), &tallies).unwrap_err().step()
        })
    };
    assert_eq!(refused(Offer { stock: Some(1), ..offer("it") }, ""), "stock");
    assert_eq!(refused(Offer { budget: budget("1", "1"), ..offer("it") }, ""), "pace");
    assert_eq!(refused(offer("it"), "1998-06-30T01 declined it"), "declined");
    assert_eq!(refused(offer("it"), "1998-06-30T01 claimed it"), "caps");
    let over = Validity { from: None, until: Some(at(NOW)) };
    assert_eq!(refused(Offer { validity: over, ..offer("it") }, ""), "validity");
}
