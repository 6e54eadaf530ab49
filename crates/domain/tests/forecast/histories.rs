//! From days to three numbers.

use domain::forecast::history::{History, InvalidHistory};
use domain::forecast::model::Model;
use domain::time::plus;

use crate::cdnow::{self, day};

#[test]
fn the_cohort_has_the_totals_that_were_published() {
    // The table of BTYD's vignette and lifetimes' data, from the same purchases.
    let histories = cdnow::histories();
    let sum: u32 = histories.iter().map(History::frequency).sum();
    let once = histories.iter().filter(|history| history.frequency() == 0).count();
    assert_eq!((histories.len(), sum, once, histories.len() - once), (2_357, 2_457, 1_411, 946));

    let (from, to) = (day("1997-09-30"), day("1998-06-30"));
    let later: usize = cdnow::days()
        .into_iter()
        .map(|mut days| {
            days.sort_unstable();
            days.dedup();
            days.iter().filter(|day| **day > from && **day <= to).count()
        })
        .sum();
    assert_eq!(later, 1_882);
}

#[test]
fn the_cohort_falls_into_bands_of_p_alive() {
    // Counted from an independent implementation at the published parameters, exact days.
    let bands = |model: Model| {
        let mut counts = [0; 4];
        for history in cdnow::histories() {
            let p = model.published().p_alive(&history);
            counts[[0.2, 0.5, 0.8].iter().filter(|edge| p >= **edge).count()] += 1;
        }
        counts
    };
    assert_eq!(bands(Model::MbgNbd), [127, 1_708, 425, 97]);
    assert_eq!(bands(Model::BgNbd), [84, 309, 438, 1_526]);
}

#[test]
fn days_count_once_in_any_order_and_only_until_the_day_asked_for() {
    let told = ["1997-02-01", "1997-01-01", "1997-02-01", "1997-01-15", "1997-06-01"].map(day);
    let history = History::until(told, day("1997-03-01")).unwrap();
    assert_eq!(history, History::new(2, 31.0 / 7.0, 59.0 / 7.0).unwrap());
    assert_eq!(History::until(told, day("1996-12-31")), None);
    assert_eq!(History::until(told, day("1997-01-01")), Some(History::NEW));
}

#[test]
fn a_million_purchase_days_are_one_history() {
    let days = (0..1_000_000).map(|later| plus(day("0001-01-01"), later));
    let history = History::until(days, plus(day("0001-01-01"), 1_000_099)).unwrap();
    assert_eq!(history.frequency(), 999_999);
    let forecaster = Model::MbgNbd.published();
    assert!(forecaster.p_alive(&history) < 1e-9, "a hundred days are long for someone who buys daily");
    assert!(forecaster.expected_purchases(&history, 52.0).is_finite());
}

#[test]
fn numbers_that_are_no_history_are_refused() {
    use InvalidHistory::{AfterTheEnd, Repeats, Time};
    assert!(matches!(History::new(1, f64::NAN, 3.0), Err(Time { field: "recency", .. })));
    assert!(matches!(History::new(1, 1.0, f64::INFINITY), Err(Time { field: "age", .. })));
    assert!(matches!(History::new(1, -1.0, 3.0), Err(Time { field: "recency", .. })));
    assert!(matches!(History::new(1, 4.0, 3.0), Err(AfterTheEnd { .. })));
    assert!(matches!(History::new(0, 1.0, 3.0), Err(Repeats { .. })));
    assert!(matches!(History::new(2, 0.0, 3.0), Err(Repeats { .. })));
}
