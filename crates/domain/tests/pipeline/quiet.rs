//! Who has had trouble is left in peace for a while.

use domain::decision::Refusal;
use domain::program::{Program, Tallies};

use crate::house::{offer, program, situation};
use crate::story::at;

fn refused(quiet_days: i32, history: &str, now: &str) -> Option<Refusal> {
    let program = Program { quiet_days, ..program([offer("a")]) };
    situation(&program, history, now, |seen| seen.consider(&seen.program.offers[0], &Tallies::new()).err())
}

#[test]
fn after_a_return_there_are_fourteen_days_without_offers() {
    let told = "1998-06-01 bought 30.00; 1998-06-10T15:00 refunded o-1 5.00";
    let until = Some(Refusal::Quiet(Some(at("1998-06-24T00:00"))));
    assert_eq!(refused(14, told, "1998-06-10T14:59"), None);
    assert_eq!(refused(14, told, "1998-06-10T15:00"), until);
    assert_eq!(refused(14, told, "1998-06-23T23:59:59"), until);
    assert_eq!(refused(14, told, "1998-06-24T00:00"), None);
    assert_eq!(refused(0, told, "1998-06-10T15:00"), None);
}

#[test]
fn an_order_given_back_whole_is_trouble_too() {
    let told = "1998-06-01 bought 30.00; 1998-06-10 cancelled o-1";
    assert!(matches!(refused(14, told, "1998-06-11"), Some(Refusal::Quiet(Some(_)))));
}

#[test]
fn a_complaint_is_quiet_while_it_is_open_and_for_its_days() {
    let open = "1998-06-01 complained m-1";
    assert_eq!(refused(14, open, "1998-12-01"), Some(Refusal::Quiet(None)), "however long it takes");
    assert_eq!(refused(0, open, "1998-12-01"), Some(Refusal::Quiet(None)));
    let settled = "1998-06-01 complained m-1; 1998-06-02 settled m-1";
    assert_eq!(refused(14, settled, "1998-06-14"), Some(Refusal::Quiet(Some(at("1998-06-15T00:00")))));
    assert_eq!(refused(14, settled, "1998-06-15"), None);
}

#[test]
fn a_question_is_no_complaint() {
    assert_eq!(refused(14, "1998-06-01 asked m-1", "1998-06-01"), None);
}

#[test]
fn the_latest_trouble_counts() {
    let told =
        "1998-06-01 complained m-1; 1998-06-02 settled m-1; 1998-06-03 bought 9.00; 1998-06-05 refunded o-1";
    assert_eq!(refused(14, told, "1998-06-16"), Some(Refusal::Quiet(Some(at("1998-06-19T00:00")))));
}

#[test]
fn quiet_days_end_at_midnight_where_the_customer_is() {
    let told = "1998-05-01 moved Asia/Tokyo; 1998-06-01 complained m-1; 1998-06-02 settled m-1";
    assert_eq!(refused(14, told, "1998-06-14T10:59"), Some(Refusal::Quiet(Some(at("1998-06-15T15:00Z")))));
}
