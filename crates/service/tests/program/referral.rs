//! What a friend's first order gives: what a file says, and what is wrong where it says it badly.

use domain::money::Points;
use domain::referral::ReferralRules;
use expect_test::{Expect, expect};
use service::program::read;

use super::{GOOD, broken, told};

const PLACES: &str = "[placements]";
const SPENT: &str = "[points.balance]\npending_days = 14\nreturns = \"unlimited\"\n\n[placements]";

fn with(lines: &str) -> String {
    format!("[referral]\n{lines}\n\n{SPENT}")
}

fn badly(lines: &str, expected: &Expect) {
    broken(PLACES, &with(lines), expected);
}

#[test]
fn a_friend_gives_nothing_where_nothing_is_said() {
    assert_eq!(read(GOOD).unwrap().referral, None);
}

#[test]
fn a_friend_gives_both_sides_what_the_file_says() {
    let text = GOOD.replacen(PLACES, &with("inviter = 100\nfriend = 0\nmost = 5"), 1);
    let rules = read(&text).unwrap_or_else(|faults| panic!("{}", told(&faults))).referral;
    assert_eq!(rules, Some(ReferralRules { inviter: Points(100), friend: Points(0), most: 5 }));
}

#[test]
fn a_referral_with_nothing_in_it() {
    badly(
        "",
        &expect![[r#"
            39:1 `[referral]` has no `friend`
              add `friend = 50`
            39:1 `[referral]` has no `inviter`
              add `inviter = 100`
            39:1 `[referral]` has no `most`
              add `most = 10`
        "#]],
    );
}

#[test]
fn a_referral_that_gives_nothing() {
    badly(
        "inviter = 0\nfriend = 0\nmost = 0",
        &expect![[r#"
            42:8 `[referral]`: `most` must be at least 1, not 0
              write `most = 1`
        "#]],
    );
    badly(
        "inviter = 0\nfriend = 0\nmost = 1",
        &expect![[r#"
            39:1 `[referral]` gives nothing to either side
              write `inviter` or `friend` above 0
        "#]],
    );
}

#[test]
fn points_for_friends_where_points_cannot_be_spent() {
    broken(
        PLACES,
        "[referral]\ninviter = 100\nfriend = 50\nmost = 10\n\n[placements]",
        &expect![[r#"
            39:1 `[referral]` gives points, but nothing says how points are spent
              add `[points.balance]`, or take `[referral]` out
        "#]],
    );
}
