//! Chance that can be repeated, and that is fair.

use domain::decision::chance::Chance;

const DRAWS: u32 = 100_000;

/// How often a draw from one beta distribution is above one from another.
fn above((a, b): (f64, f64), (c, d): (f64, f64)) -> f64 {
    let mut chance = Chance::new(2026);
    let above = (0..DRAWS).filter(|_| chance.beta(a, b) > chance.beta(c, d)).count();
    above as f64 / f64::from(DRAWS)
}

/// For whole shapes these are known: P(Beta(k, 1) > Beta(1, 1)) = k / (k + 1).
#[test]
fn two_of_three_and_three_of_four_win_against_the_unknown() {
    assert!((above((2.0, 1.0), (1.0, 1.0)) - 2.0 / 3.0).abs() < 0.005);
    assert!((above((3.0, 1.0), (1.0, 1.0)) - 3.0 / 4.0).abs() < 0.005);
    assert!((above((1.0, 1.0), (1.0, 1.0)) - 1.0 / 2.0).abs() < 0.005);
}

#[test]
fn a_share_has_the_mean_and_the_spread_of_its_beta_distribution() {
    for (bought, customers) in [(0, 0), (1, 1), (0, 9), (3, 10), (500, 10_000)] {
        let mut chance = Chance::new(7);
        let draws: Vec<f64> = (0..DRAWS).map(|_| chance.share(bought, customers)).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(DRAWS);
        let spread = draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / f64::from(DRAWS);
        let (a, n) = (1.0 + bought as f64, 2.0 + customers as f64);
        let variance = a * (n - a) / (n * n * (n + 1.0));
        assert!(
            (mean - a / n).abs() < 5.0 * (variance / f64::from(DRAWS)).sqrt(),
            "{bought} of {customers}: {mean}"
        );
        assert!((spread / variance - 1.0).abs() < 0.05, "{bought} of {customers}: {spread}");
        assert!(draws.iter().all(|draw| (0.0..=1.0).contains(draw)));
    }
}

#[test]
fn more_bought_than_customers_is_taken_as_all() {
    assert!((0..1_000).all(|seed| (0.0..=1.0).contains(&Chance::new(seed).share(9, 3))));
}

/// The first numbers of SplitMix64 from 1234567, as the reference implementation prints them.
#[test]
fn the_numbers_are_those_of_splitmix64() {
    let mut chance = Chance::new(1_234_567);
    let numbers: Vec<u64> = (0..3).map(|_| chance.next_u64()).collect();
    assert_eq!(numbers, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
}

#[test]
fn what_is_drawn_for_one_name_says_nothing_of_another() {
    let draws = |name: &str| (0..10_000).map(|seed| Chance::named(seed, name).uniform()).collect::<Vec<_>>();
    let (a, b) = (draws("a"), draws("b"));
    let both = a.iter().zip(&b).map(|(a, b)| (a - 0.5) * (b - 0.5)).sum::<f64>() / 10_000.0;
    assert!(both.abs() < 0.004, "covariance {both}; of independent ones it has a deviation of 1/1,200");
}
