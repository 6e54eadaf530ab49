use domain::evaluation::estimate::Estimate;
use domain::evaluation::policy::linear::{GIVE, LinUcb};
use domain::evaluation::policy::{Observed, Policy};

use crate::close;

/// Someone who comes for the first time, and someone who has bought before.
const FIRST: [f64; 2] = [1.0, 0.0];
const AGAIN: [f64; 2] = [1.0, 1.0];

fn seen(shown: bool, context: [f64; 2], reward: f64) -> Observed {
    Observed { shown, propensity: 0.5, context, reward }
}

/// The weights of the half of a log that is judged.
fn weights(policy: Policy, log: &[Observed]) -> Vec<f64> {
    policy.trials(log).unwrap().into_iter().map(|trial| trial.weight()).collect()
}

#[test]
fn linucb_hopes_for_as_much_as_its_paper_says() {
    // Li et al. 2010, algorithm 1, by hand: A = diag(2, 1), b = (1, 0), so θᵀx = 0.5 and xᵀA⁻¹x = 0.5.
    let mut learnt = LinUcb::default();
    learnt.learn(0, [1.0, 0.0], 1.0);
    let [first, second] = learnt.bounds([1.0, 0.0]);
    assert!((first - 1.207_106_781_2).abs() < 1e-10 && close(second, 1.0));
    assert_eq!(learnt.choose([1.0, 0.0]), 0);
}

#[test]
fn linucb_learns_from_the_first_half_whom_to_give() {
    let [good, bad] = [(AGAIN, true), (FIRST, false)].map(|(context, gives)| {
        let came = |shown: bool| f64::from(u8::from(shown == gives));
        [seen(true, context, came(true)), seen(false, context, came(false))]
    });
    let half = [good, bad].concat().repeat(50);
    let log = [half.clone(), half].concat();
    let trials = Policy::Linear.trials(&log).unwrap();
    let estimate = Estimate::of(&trials, 7).unwrap();
    assert_eq!(estimate.choices, 200);
    assert!(close(estimate.snips, 1.0) && close(estimate.logged, 0.5), "{estimate:?}");
    let learnt = LinUcb::learnt(&log);
    assert_eq!([AGAIN, FIRST].map(|context| learnt.choose(context) == GIVE), [true, false]);
}

#[test]
fn thompson_gives_as_likely_as_giving_is_better() {
    // Exact: P(Beta(2, 1) > Beta(1, 1)) = 2/3 and P(Beta(3, 1) > Beta(1, 1)) = 3/4.
    let bought = seen(true, FIRST, 1.0);
    let (shown, not) = (seen(true, FIRST, 0.0), seen(false, FIRST, 0.0));
    let once = weights(Policy::Thompson, &[bought, shown]);
    assert!((once[0] - (2.0 / 3.0) / 0.5).abs() < 1e-9, "{once:?}");
    let twice = weights(Policy::Thompson, &[bought, bought, shown, not]);
    assert!((twice[0] - 0.75 / 0.5).abs() < 1e-9 && (twice[1] - 0.25 / 0.5).abs() < 1e-9, "{twice:?}");
}

#[test]
fn thompson_is_sure_after_much() {
    let bought = |count, shown, of| (0..count).map(move |n| seen(shown, FIRST, f64::from(u8::from(n < of))));
    let half: Vec<_> = bought(5_000, true, 600).chain(bought(5_000, false, 300)).collect();
    let log = [half.clone(), half].concat();
    let weights = weights(Policy::Thompson, &log);
    assert!((weights[0] - 2.0).abs() < 1e-6 && weights[9_999].abs() < 1e-6);
}

#[test]
fn always_and_never_are_two_sides_of_one_log() {
    let log = [seen(true, FIRST, 1.0), seen(false, FIRST, 0.0)];
    assert_eq!(weights(Policy::Always, &log), [2.0, 0.0]);
    assert_eq!(weights(Policy::Never, &log), [0.0, 2.0]);
}

#[test]
fn a_propensity_that_cannot_be_is_named() {
    let sure = Observed { propensity: 1.0, ..seen(false, FIRST, 0.0) };
    let error = Policy::Always.trials(&[sure]).unwrap_err();
    assert_eq!(error.to_string(), "propensity `0`: must be above 0 and at most 1");
}
