//! Where one lands who does not keep a tier.

use domain::tier::{Holding, Keep, Landing, Window};
use expect_test::expect;

use crate::tiers::{AIRLINE, check};

#[test]
fn who_kept_nothing_of_the_top_lands_one_tier_down_or_where_the_points_reach() {
    let told = "2025-01-10 bought 80000";
    check(
        Holding { landing: Landing::OneDown, ..AIRLINE },
        told,
        "2027-02-01",
        expect![
            "gold with 0, to 2028-01-31, then silver; kept by 45000 from 2027-02-01 to 2028-01-31; since 2027-02-01: one down, was platinum"
        ],
    );
    check(
        AIRLINE,
        told,
        "2027-02-01",
        expect!["basic with 0; since 2027-02-01: time was over, was platinum"],
    );
}

#[test]
fn a_soft_landing_goes_on_step_by_step_to_the_ground() {
    let soft = Holding { landing: Landing::OneDown, ..AIRLINE };
    let told = "2025-01-10 bought 80000";
    check(
        soft,
        told,
        "2028-02-01",
        expect![
            "silver with 0, to 2029-01-31, then basic; kept by 15000 from 2028-02-01 to 2029-01-31; since 2028-02-01: one down, was gold"
        ],
    );
    check(soft, told, "2029-02-01", expect!["basic with 0; since 2029-02-01: time was over, was silver"]);
}

#[test]
fn a_soft_landing_is_never_below_what_points_reach() {
    let soft = Holding { landing: Landing::OneDown, ..AIRLINE };
    let told = "2025-01-10 bought 45000; 2026-03-01 bought 15000";
    check(
        soft,
        told,
        "2027-02-01",
        expect![
            "silver with 0, to 2028-01-31, then basic; kept by 15000 from 2027-02-01 to 2028-01-31; since 2027-02-01: time was over, was gold"
        ],
    );
}

#[test]
fn a_soft_landing_from_a_rolling_window_lasts_a_window() {
    let soft =
        Holding { landing: Landing::OneDown, window: Window::Rolling(30), keep: Keep::Window, grace_days: 0 };
    let told = "2025-01-01 bought 45000";
    check(
        soft,
        told,
        "2025-01-31",
        expect![
            "silver with 0, to 2025-03-01, then basic; kept by 15000 from 2025-02-01 to 2025-03-01; since 2025-01-31: one down, was gold"
        ],
    );
}
