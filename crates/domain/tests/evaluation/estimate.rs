use domain::evaluation::estimate::Estimate;
use domain::evaluation::trial::Trial;
use proptest::prelude::*;

use crate::{close, times};

#[test]
fn a_log_of_four_has_the_values_of_the_formulas() {
    // IPS = mean(w r), SNIPS = Σ w r / Σ w, effective size = (Σ w)² / Σ w², with w = 2, 0, 4, 2 and r = 1, 1, 0, 1.
    let log = [(0.5, 1.0, 1.0), (0.5, 0.0, 1.0), (0.25, 1.0, 0.0), (0.25, 0.5, 1.0)];
    let log = log.map(|(logged, target, reward)| Trial::new(logged, target, reward).unwrap());
    let estimate = Estimate::of(&log, 7).unwrap();
    assert!(close(estimate.ips, 1.0));
    assert!(close(estimate.snips, 0.5));
    assert!((estimate.effective - 2.666_666_7).abs() < 1e-7);
    assert!(close(estimate.heaviest, 4.0));
    assert!(close(estimate.logged, 0.75) && close(estimate.gain.0, -0.25));
    assert_eq!((estimate.choices, estimate.outcomes), (4, 3));
}

#[test]
fn the_way_it_was_done_earns_what_was_earned() {
    let log = [times(30, 0.4, 0.4, 1.0), times(70, 0.6, 0.6, 0.0)].concat();
    let estimate = Estimate::of(&log, 7).unwrap();
    assert!(close(estimate.ips, 0.3) && close(estimate.snips, 0.3) && close(estimate.effective, 100.0));
    assert!(estimate.gain.0.abs() < 1e-9);
}

#[test]
fn what_is_given_to_half_is_judged_as_if_all_had_it() {
    let given = [times(120, 0.5, 1.0, 1.0), times(880, 0.5, 1.0, 0.0)].concat();
    let not = [times(60, 0.5, 0.0, 1.0), times(940, 0.5, 0.0, 0.0)].concat();
    let estimate = Estimate::of(&[given, not].concat(), 7).unwrap();
    assert!(close(estimate.ips, 0.12) && close(estimate.snips, 0.12) && close(estimate.effective, 1_000.0));
    assert!(close(estimate.logged, 0.09) && close(estimate.gain.0, 0.03));
    // 0.12 ± 1.96 √(0.12 × 0.88 / 1,000) = 0.100 to 0.140 for a mean; the interval of the score is about as wide.
    assert!((0.09..0.11).contains(&estimate.interval.low), "{estimate:?}");
    assert!((0.13..0.15).contains(&estimate.interval.high), "{estimate:?}");
}

#[test]
fn the_same_seed_draws_the_same_interval_and_another_a_like_one() {
    let log: Vec<Trial> = (0..500).map(|n| Trial::new(0.5, 1.0, f64::from(n % 37)).unwrap()).collect();
    let interval = |seed| Estimate::of(&log, seed).unwrap().interval;
    assert_eq!(interval(1), interval(1));
    assert_ne!(interval(1), interval(2));
    assert!((interval(1).low - interval(2).low).abs() < 0.5);
}

#[test]
fn nothing_is_estimated_from_nothing() {
    assert_eq!(Estimate::of(&[], 7), None);
    assert_eq!(Estimate::of(&times(500, 0.5, 0.0, 1.0), 7), None, "it would have done none of this");
}

#[test]
fn a_number_that_cannot_be_is_named() {
    for (logged, target, reward, said) in [
        (0.0, 1.0, 1.0, "propensity `0`: must be above 0 and at most 1"),
        (1.5, 1.0, 1.0, "propensity `1.5`: must be above 0 and at most 1"),
        (f64::NAN, 1.0, 1.0, "propensity `NaN`: must be above 0 and at most 1"),
        (0.5, -0.1, 1.0, "target `-0.1`: must be from 0 to 1"),
        (0.5, f64::NAN, 1.0, "target `NaN`: must be from 0 to 1"),
        (0.5, 1.0, f64::INFINITY, "reward `inf`: must be a number"),
    ] {
        assert_eq!(Trial::new(logged, target, reward).unwrap_err().to_string(), said);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_effective_size_is_never_above_the_size_and_the_order_of_the_log_changes_no_estimate(
        log in prop::collection::vec((0.01_f64..=1.0, 0.0_f64..=1.0, 0.0_f64..5.0), 1..60)
    ) {
        let mut log: Vec<Trial> = log.into_iter()
            .map(|(logged, target, reward)| Trial::new(logged, target, reward).unwrap())
            .collect();
        if let Some(told) = Estimate::of(&log, 7) {
            log.reverse();
            let turned = Estimate::of(&log, 7).unwrap();
            prop_assert!(told.effective <= log.len() as f64 + 1e-9);
            prop_assert!((told.ips - turned.ips).abs() < 1e-9 && (told.snips - turned.snips).abs() < 1e-9);
            prop_assert!(told.interval.low <= told.interval.high && told.snips >= 0.0 && told.snips <= 5.0);
        }
    }
}
