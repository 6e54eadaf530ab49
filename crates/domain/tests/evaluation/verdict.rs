use domain::evaluation::estimate::Estimate;
use domain::evaluation::trial::Trial;
use domain::evaluation::verdict::{Lack, Verdict};

use crate::times;

/// Half of the customers were given; of so many of each thousand something came.
fn tried(each: usize, given: usize, not: usize) -> Vec<Trial> {
    [
        times(given, 0.5, 1.0, 1.0),
        times(each - given, 0.5, 1.0, 0.0),
        times(not, 0.5, 0.0, 1.0),
        times(each - not, 0.5, 0.0, 0.0),
    ]
    .concat()
}

fn verdict(log: &[Trial]) -> Verdict {
    Estimate::of(log, 7).unwrap().verdict()
}

#[test]
fn a_clear_difference_is_said() {
    assert_eq!(verdict(&tried(1_000, 120, 60)), Verdict::Better);
    assert_eq!(verdict(&tried(1_000, 60, 120)), Verdict::Worse);
}

#[test]
fn fewer_than_a_hundred_choices_say_nothing() {
    assert_eq!(verdict(&tried(99, 90, 10)), Verdict::TooLittle(Lack::Choices(99.0)));
    assert_eq!(verdict(&tried(100, 90, 10)), Verdict::Better);
}

#[test]
fn one_choice_that_outweighs_the_others_says_nothing() {
    let heavy = [tried(1_000, 120, 60), times(1, 0.01, 0.51, 1.0)].concat();
    assert!(matches!(verdict(&heavy), Verdict::TooLittle(Lack::Weight(weight)) if weight > 50.0));
    let just = [tried(1_000, 120, 60), times(1, 0.02, 1.0, 1.0)].concat();
    assert_eq!(verdict(&just), Verdict::Better);
}

#[test]
fn a_handful_who_bought_say_nothing_however_many_did_not() {
    assert_eq!(verdict(&tried(2_000, 9, 0)), Verdict::TooLittle(Lack::Outcomes(9)));
    assert_eq!(verdict(&tried(2_000, 10, 0)), Verdict::Better);
}

#[test]
fn a_difference_that_may_be_none_is_not_said() {
    // About the size of a published campaign (Saito et al. 2020): 10,000 choices, 38 clicks.
    let log = tried(5_000, 21, 17);
    assert!(
        matches!(verdict(&log), Verdict::TooLittle(Lack::Undecided(interval)) if interval.is_over_zero())
    );
}
