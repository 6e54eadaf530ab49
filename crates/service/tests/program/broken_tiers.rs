//! Broken in its tiers, places and caps.

use super::broken;
use expect_test::expect;

#[test]
fn no_tier() {
    broken(
        r#"[[tier]]
id = "crescent"
from = 0
name.en = "Crescent"
name.fr = "Croissant"

[[tier.benefit]]
id = "corner"
title.en = "The corner table"
title.fr = "La table du coin"
text.en = "It is yours until noon."
text.fr = "Elle est à vous jusqu’à midi."

[[tier]]
id = "full"
from = 200
name.en = "Full moon"
name.fr = "Pleine lune"
"#,
        "",
        &expect![[r#"
            1:1 the file has no `[[tier]]`
              add `[[tier]]` with `id`, `from = 0` and `name`: everyone is in the lowest tier at least
        "#]],
    );
}

#[test]
fn one_pair_of_brackets() {
    broken(
        "[[tier.benefit]]",
        "[tier.benefit]",
        &expect![[r#"
            26:1 tier `crescent`: `benefit` is there once, without being a list
              write `[[tier.benefit]]`, in two pairs of brackets
        "#]],
    );
}

#[test]
fn a_lowest_tier_that_takes_points() {
    broken(
        "from = 0",
        "from = 10",
        &expect![[r#"
            22:8 tier `crescent`: `from` is above 0 in the lowest tier, so that a new customer would have none
              write `from = 0`, or put the lowest tier first
        "#]],
    );
}

#[test]
fn tiers_that_do_not_rise() {
    broken(
        "from = 200",
        "from = 0",
        &expect![[r#"
            35:8 tier `full`: `from` takes no more points than the tier before it, which takes 0
              write a number above 0, or put the tiers in order, lowest first
        "#]],
    );
}

#[test]
fn two_tiers_of_one_name() {
    broken(
        r#"id = "full""#,
        r#"id = "crescent""#,
        &expect![[r#"
            34:6 a tier: `id` is taken: there are two tiers `crescent`
              give this tier another name
        "#]],
    );
}

#[test]
fn a_tier_without_its_name_in_french() {
    broken(
        r#"name.fr = "Pleine lune"
"#,
        "",
        &expect![[r#"
            36:1 tier `full`: `name` has no French text
              add `name.fr = "…"`
        "#]],
    );
}

#[test]
fn a_benefit_without_words() {
    broken(
        r#"text.en = "It is yours until noon."
text.fr = "Elle est à vous jusqu’à midi."
"#,
        "",
        &expect![[r#"
            26:1 benefit `corner` has no `text`
              add `text.en = "…"` and `text.fr = "…"`
        "#]],
    );
}

#[test]
fn a_place_for_no_offers() {
    broken(
        "till = { offers = 2 }",
        "till = { offers = 0 }",
        &expect![[r#"
            41:19 `[placements]`: `till.offers` must be at least 1, not 0
              write `offers = 1`
        "#]],
    );
}

#[test]
fn a_place_with_a_capital() {
    broken(
        "till = { offers = 2 }",
        "Till = { offers = 2 }",
        &expect![[r#"
            41:1 `[placements]`: `Till` must be small letters, digits and hyphens, starting with a letter
              write `till`
        "#]],
    );
}

#[test]
fn no_place() {
    broken(
        r#"home = { offers = 4 }
till = { offers = 2 }
"#,
        "",
        &expect![[r#"
            39:1 `[placements]` names no place
              add such as `home = { offers = 6 }`
        "#]],
    );
}

#[test]
fn no_claims_at_all() {
    broken(
        "open_claims = 3",
        "open_claims = 0",
        &expect![[r#"
            44:15 `[caps]`: `open_claims` must be at least 1, not 0
              write `open_claims = 1`
        "#]],
    );
}
