//! What a file says of what protects customers, and of what is learnt from them, is what the program holds.

use domain::forecast::model::Model;
use domain::id::{OfferId, Theme};
use domain::money::{Currency, Money};
use domain::offer::{Budget, Cap, Holdout, Kind, Offer, Span, Worth};
use domain::program::{Consent, Program};
use service::program::read;

use super::{GOOD, told};

fn program(text: &str) -> Program {
    read(text).unwrap_or_else(|faults| panic!("{}", told(&faults)))
}

/// The good file with lines before its stages.
fn with(lines: &str) -> Program {
    program(&GOOD.replace("[stages]", &format!("{lines}\n[stages]")))
}

/// The dessert of the good file with other lines for its priority.
fn dessert(lines: &str) -> Offer {
    let program = program(&GOOD.replace("priority = 5", lines));
    program.offer(&OfferId::new("dessert").unwrap()).unwrap().clone()
}

fn euros(text: &str) -> Money {
    Money::parse(text, Currency::new("EUR").unwrap()).unwrap()
}

#[test]
fn what_is_not_said_protects_as_before_and_measures_nothing() {
    let program = program(GOOD);
    assert!(program.caps.is_empty() && program.quiet_days == 0 && program.holdout.is_none());
    assert_eq!(program.consent, Consent::UntilObjected);
    assert_eq!(program.outlook.buying, Model::MbgNbd.published());
    assert!(program.outlook.spending.is_none());
    let menu = program.offer(&OfferId::new("menu").unwrap()).unwrap();
    assert_eq!((menu.kind, menu.worth, menu.budget), (Kind::Proactive, None, None));
    assert!(menu.holdout.is_none() && menu.theme.is_none());
}

#[test]
fn a_person_is_protected_by_days_by_hours_and_for_ever() {
    let caps = "open_claims = 3\nquiet_days = 14\nshown = [{ times = 1, within_hours = 24 }, { times = 2, within_days = 7 }, { times = 90 }]";
    let program = program(&GOOD.replace("open_claims = 3", caps));
    let cap = |times, within| Cap { times, within };
    assert_eq!(program.caps, [cap(1, Span::Hours(24)), cap(2, Span::Days(7)), cap(90, Span::Ever)]);
    assert_eq!((program.open_claims, program.quiet_days), (3, 14));
}

#[test]
fn the_caps_of_an_offer_are_one_or_several() {
    let shown = |caps: &str| {
        let program = program(&GOOD.replace("shown = { times = 9, within_days = 30 }", caps));
        program.offer(&OfferId::new("dessert").unwrap()).unwrap().caps.shown.clone()
    };
    assert_eq!(shown("shown = { times = 3 }"), [Cap { times: 3, within: Span::Ever }]);
    let several = "shown = [{ times = 10 }, { times = 3, within_days = 7 }]";
    assert_eq!(
        shown(several),
        [Cap { times: 10, within: Span::Ever }, Cap { times: 3, within: Span::Days(7) }]
    );
}

#[test]
fn an_offer_says_what_it_is_worth_and_what_may_be_spent() {
    let offer = dessert(
        r#"worth = { margin = "12.00", cost = "3.00" }
budget = { total = "1000.00", each = "5.00" }
holdout = { salt = "dessert-1998", share = 500 }
theme = "gift""#,
    );
    assert_eq!(offer.worth, Some(Worth { margin: euros("12"), cost: euros("3") }));
    assert_eq!(offer.budget, Some(Budget { total: euros("1000"), each: euros("5") }));
    assert_eq!(offer.holdout, Some(Holdout { salt: "dessert-1998".to_owned(), share: 500 }));
    assert_eq!(offer.theme, Some(Theme::new("gift").unwrap()));
    assert_eq!(dessert(r#"worth = { margin = "9.50" }"#).worth.unwrap().cost, euros("0"));
}

#[test]
fn a_message_or_a_benefit_says_so() {
    let kind = |kind: &str| {
        let plain = "caps = { claims = 2, shown = { times = 9, within_days = 30 }, rest_days = 60 }";
        let text = GOOD.replace(plain, "").replace("priority = 5", &format!("kind = \"{kind}\""));
        program(&text).offer(&OfferId::new("dessert").unwrap()).unwrap().kind
    };
    assert_eq!((kind("service"), kind("earned")), (Kind::Service, Kind::Earned));
}

#[test]
fn a_program_holds_customers_out_and_asks_first() {
    let program = with(
        "[holdout]\nsalt = \"global-holdout-2026\"\nshare = 500\n[consent]\npersonal_offers = \"once_given\"",
    );
    assert_eq!(program.holdout, Some(Holdout { salt: "global-holdout-2026".to_owned(), share: 500 }));
    assert_eq!(program.consent, Consent::OnceGiven);
    assert_eq!(with("[consent]\npersonal_offers = \"until_objected\"").consent, Consent::UntilObjected);
}

#[test]
fn a_program_says_what_its_forecasts_rest_on() {
    let program = with(
        "[forecast]\nbuying = { r = 0.5, alpha = 6, a = 0.9, b = 1.5 }\nspending = { p = 6.25, q = 3.74, v = 15.44 }",
    );
    assert_eq!(program.outlook.buying.model(), Model::MbgNbd);
    assert_eq!(program.outlook.buying.parameters().to_array(), [0.5, 6.0, 0.9, 1.5]);
    assert_eq!(program.outlook.spending.unwrap().to_array(), [6.25, 3.74, 15.44]);
}
