//! How long a tier is held, how often a benefit may be used, who is an ambassador: what a file says, and what is
//! wrong where it says it badly.

use domain::tier::{Holding, Keep, Landing, Limit, Per, Window};
use expect_test::{Expect, expect};
use service::program::read;

use super::{GOOD, broken, told};

const PLACES: &str = "[placements]";
const POINTS: &str = "window_days = 365\n";
const CORNER: &str = "id = \"corner\"\n";
const ROLLING: Holding =
    Holding { window: Window::Rolling(365), keep: Keep::Window, grace_days: 0, landing: Landing::ByBalance };

/// The good file with `[tiers]`, and with the window of the points where it says none.
fn file(lines: &str) -> String {
    let text = GOOD.replacen(PLACES, &format!("[tiers]\n{lines}\n\n{PLACES}"), 1);
    if lines.contains("window =") { text.replacen(POINTS, "", 1) } else { text }
}

fn holding(lines: &str) -> Holding {
    read(&file(lines)).unwrap_or_else(|faults| panic!("{}", told(&faults))).holding
}

fn badly(lines: &str, expected: &Expect) {
    let faults = read(&file(lines)).expect_err("a broken file");
    expected.assert_eq(&told(&faults));
}

#[test]
fn a_window_of_days_alone_is_held_as_long_as_its_points_count() {
    assert_eq!(read(GOOD).unwrap().holding, ROLLING);
    assert_eq!(holding(""), ROLLING);
    assert_eq!(
        holding("window = { rolling_days = 180 }"),
        Holding { window: Window::Rolling(180), ..ROLLING }
    );
}

#[test]
fn a_window_is_of_the_calendar_or_of_the_member() {
    for (name, months) in [("month", 1), ("quarter", 3), ("half_year", 6), ("year", 12)] {
        let window = holding(&format!("window = \"calendar_{name}\"")).window;
        assert_eq!(window, Window::Calendar(months));
    }
    assert_eq!(holding("window = { member_months = 12 }").window, Window::Personal(12));
}

#[test]
fn a_tier_is_kept_for_the_next_period_or_for_days_with_grace_and_a_soft_landing() {
    let said =
        "window = { member_months = 12 }\nkeep = \"next_period\"\ngrace_days = 14\nlanding = \"one_down\"";
    let expected = Holding {
        window: Window::Personal(12),
        keep: Keep::NextPeriod,
        grace_days: 14,
        landing: Landing::OneDown,
    };
    assert_eq!(holding(said), expected);
    assert_eq!(holding("keep = { days = 30 }").keep, Keep::Days(30));
    assert_eq!(holding("keep = \"window\"\nlanding = \"by_points\""), ROLLING);
}

#[test]
fn a_window_said_twice() {
    broken(
        PLACES,
        "[tiers]\nwindow = \"calendar_year\"\n\n[placements]",
        &expect![[r#"
            18:15 `[points]`: `window_days` is said in `[tiers]` too, as its `window`
              take it out here, or there
        "#]],
    );
}

#[test]
fn no_window_at_all() {
    broken(
        POINTS,
        "",
        &expect![[r#"
            15:1 `[points]` has no `window_days`
              add `window_days = 365`
        "#]],
    );
}

#[test]
fn a_window_that_there_is_not() {
    badly(
        "window = \"calender_year\"",
        &expect![[r#"
            39:10 `[tiers]`: `window` names a window that there is not: `calender_year`
              write `"calendar_year"`; there are `calendar_month`, `calendar_quarter`, `calendar_half_year` and `calendar_year`
        "#]],
    );
    badly(
        "window = { rolling_days = 365, member_months = 12 }",
        &expect![[r#"
            39:10 `[tiers]`: `window` says two windows
              take one of them out
        "#]],
    );
    badly(
        "window = {}",
        &expect![[r#"
            39:10 `[tiers]`: `window` says no window
              write `{ rolling_days = 365 }` or `{ member_months = 12 }`
        "#]],
    );
}

#[test]
fn a_next_period_where_the_window_rolls() {
    badly(
        "keep = \"next_period\"",
        &expect![[r#"
            40:8 `[tiers]`: `keep` asks for a next period, but the window has no periods: it rolls
              add `window = "calendar_year"`, or write `keep = { days = 365 }`
        "#]],
    );
}

#[test]
fn a_way_to_keep_and_a_landing_that_there_are_not() {
    badly(
        "keep = { day = 30 }\nlanding = \"soft\"\ngrace_days = 400",
        &expect![[r#"
            40:10 `[tiers]` knows no key `day` in `keep`
              write `days`
            41:11 `[tiers]`: `landing` names a landing that there is not: `soft`
              write one of `by_points` or `one_down`
            42:14 `[tiers]`: `grace_days` must be at most 365, not 400
              write `grace_days = 365`
        "#]],
    );
}

#[test]
fn a_benefit_may_be_used_so_many_times() {
    let limit = |line: &str| {
        let text = GOOD.replacen(CORNER, &format!("{CORNER}{line}\n"), 1);
        let program = read(&text).unwrap_or_else(|faults| panic!("{}", told(&faults)));
        program.ladder.tiers()[0].benefits[0].limit
    };
    assert_eq!(limit(""), None);
    for (name, per) in [("month", Per::Month), ("year", Per::Year), ("period", Per::Period)] {
        let said = limit(&format!("limit = {{ times = 2, per = \"{name}\" }}"));
        assert_eq!(said, Some(Limit { times: 2, per }));
    }
}

#[test]
fn a_limit_said_badly() {
    broken(
        CORNER,
        "id = \"corner\"\nlimit = { times = 0, per = \"week\" }\n",
        &expect![[r#"
            28:19 benefit `corner`: `limit.times` must be at least 1, not 0
              write `times = 1`
            28:28 benefit `corner`: `limit.per` names a span that there is not: `week`
              write one of `month`, `year` or `period`
        "#]],
    );
    broken(
        CORNER,
        "id = \"corner\"\nlimit = { times = 2 }\n",
        &expect![[r#"
            28:9 benefit `corner` has no `limit.per`
              add `per = "year"`
        "#]],
    );
}

#[test]
fn an_ambassador_brought_one_friend_or_as_many_as_the_file_says() {
    let friends = |line: &str| {
        let text = GOOD.replacen("won_back_days = 45", &format!("won_back_days = 45\n{line}"), 1);
        read(&text).unwrap_or_else(|faults| panic!("{}", told(&faults))).stages.ambassador_friends
    };
    assert_eq!(
        (friends(""), friends("ambassador_friends = 3"), friends("ambassador_friends = 0")),
        (1, 3, 0)
    );
    broken(
        "won_back_days = 45",
        "won_back_days = 45\nambassador_friends = -1",
        &expect![[r#"
            14:22 `[stages]`: `ambassador_friends` must be at least 0, not -1
              write `ambassador_friends = 0`
        "#]],
    );
}
