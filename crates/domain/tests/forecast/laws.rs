//! What holds of every history, under any parameters.

use domain::forecast::history::History;
use domain::forecast::model::{Forecaster, Model};
use proptest::prelude::*;

use crate::published::forecaster;

fn any_forecaster() -> impl Strategy<Value = Forecaster> {
    let model = prop_oneof![Just(Model::BgNbd), Just(Model::MbgNbd)];
    (model, 0.02_f64..6.0, 0.1_f64..60.0, 0.02_f64..8.0, 0.02_f64..30.0)
        .prop_map(|(model, r, alpha, a, b)| forecaster(model, [r, alpha, a, b]))
}

fn any_history() -> impl Strategy<Value = History> {
    (0_u32..300, 0.1_f64..200.0, 0.0_f64..200.0).prop_map(|(x, recency, later)| {
        let recency = if x == 0 { 0.0 } else { recency };
        History::new(x, recency, recency + later).unwrap()
    })
}

proptest! {
    #[test]
    fn expectations_are_finite_and_rise_with_the_span(
        forecaster in any_forecaster(), history in any_history(), weeks in 0.1_f64..300.0, more in 0.1_f64..100.0,
    ) {
        let (near, far) =
            (forecaster.expected_purchases(&history, weeks), forecaster.expected_purchases(&history, weeks + more));
        prop_assert!(near.is_finite() && near >= 0.0);
        prop_assert!(far >= near * (1.0 - 1e-12), "{near} {far}");
    }

    #[test]
    fn silence_never_makes_anybody_likelier_to_be_there(
        forecaster in any_forecaster(), history in any_history(), more in 0.0_f64..100.0,
    ) {
        let later = History::new(history.frequency(), history.recency(), history.age() + more).unwrap();
        let (before, after) = (forecaster.p_alive(&history), forecaster.p_alive(&later));
        prop_assert!((0.0..=1.0).contains(&before) && (0.0..=1.0).contains(&after));
        prop_assert!(after <= before, "{before} {after}");
    }

    #[test]
    fn the_default_never_calls_a_customer_who_bought_once_surely_there(
        parameters in any_forecaster(), age in 0.0_f64..500.0,
    ) {
        let forecaster = Forecaster::new(Model::default(), parameters.parameters()).unwrap();
        prop_assert!(forecaster.p_alive(&History::new(0, 0.0, age).unwrap()) < 1.0);
    }

    #[test]
    fn a_span_in_two_parts_is_no_longer_than_in_one(forecaster in any_forecaster(), weeks in 0.5_f64..100.0) {
        // For someone new, what is expected of a longer span grows ever more slowly: some leave.
        let expected = |weeks: f64| forecaster.expected_purchases(&History::NEW, weeks);
        prop_assert!(expected(2.0 * weeks) <= 2.0 * expected(weeks) * (1.0 + 1e-9));
    }
}
