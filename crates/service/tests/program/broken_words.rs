//! Broken in the words of an offer.

use super::broken;
use expect_test::expect;

#[test]
fn two_offers_of_one_name() {
    broken(
        r#"id = "cellar""#,
        r#"id = "menu""#,
        &expect![[r#"
            77:6 an offer: `id` is taken: there are two offers `menu`
              give this offer another name
        "#]],
    );
}

#[test]
fn an_offer_without_a_name() {
    broken(
        r#"id = "cellar"
"#,
        "",
        &expect![[r#"
            76:1 an offer has no `id`
              add `id = "…"`
        "#]],
    );
}

#[test]
fn no_french_title() {
    broken(
        r#"title.fr = "Le menu du jour"
"#,
        "",
        &expect![[r#"
            48:1 offer `menu`: `title` has no French text
              add `title.fr = "…"`
        "#]],
    );
}

#[test]
fn no_text_at_all() {
    broken(
        r#"text.en = "Written each morning."
text.fr = "Écrit chaque matin."
"#,
        "",
        &expect![[r#"
            46:1 offer `menu` has no `text`
              add `text.en = "…"` and `text.fr = "…"`
        "#]],
    );
}

#[test]
fn a_title_in_no_language() {
    broken(
        r#"title.en = "The menu of the day"
title.fr = "Le menu du jour"
"#,
        r#"title = "The menu of the day"
"#,
        &expect![[r#"
            48:9 offer `menu`: `title` must say in which language it is
              write `title.en = "…"` and `title.fr = "…"`
        "#]],
    );
}

#[test]
fn a_title_in_a_language_nobody_speaks_here() {
    broken(
        r#"title.fr = "Le menu du jour""#,
        r#"title.fr = "Le menu du jour"
title.de = "Das Tagesmenü""#,
        &expect![[r#"
            50:12 offer `menu`: `title.de` is in a language the brand does not speak
              write one of `en` or `fr`, or add `"de"` to `locales` of `[brand]`
        "#]],
    );
}

#[test]
fn terms_in_one_language_only() {
    broken(
        r#"terms.fr = "Un dessert."
"#,
        "",
        &expect![[r#"
            61:1 offer `dessert`: `terms` has no French text
              add `terms.fr = "…"`
        "#]],
    );
}

#[test]
fn a_title_that_is_too_long() {
    broken(
        r#"title.en = "A walk in the cellar""#,
        r#"title.en = "A long and leisurely walk in the cellar, with a lamp""#,
        &expect![[r#"
            78:12 offer `cellar`: `title.en` is 52 characters long; there is room for 48
              shorten it by 4 characters
        "#]],
    );
}

#[test]
fn a_title_on_two_lines() {
    broken(
        r#"title.en = "A walk in the cellar""#,
        r#"title.en = "A walk\nin the cellar""#,
        &expect![[r#"
            78:12 offer `cellar`: `title.en` must be on one line, without tabs
              put spaces where it breaks
        "#]],
    );
}

#[test]
fn a_key_that_nobody_knows() {
    broken(
        "stock = 40",
        r#"percent = 15
stock = 40"#,
        &expect![[r#"
            73:1 offer `dessert` knows no key `percent`
              remove it, or write one of `id`, `title`, `text`, `terms`, `image`, `link`, `for`, `valid`, `priority`, `placements`, `theme`, `kind`, `caps`, `stock`, `voucher`, `worth`, `budget` or `holdout`
        "#]],
    );
}

#[test]
fn nobody_it_is_for() {
    broken(
        r#"for = { tier_at_least = "full" }
"#,
        "",
        &expect![[r#"
            76:1 offer `cellar` has no `for`
              add `for = "everyone"`
        "#]],
    );
}

#[test]
fn an_offer_under_another_header() {
    broken(
        r#"[[offer]]
id = "menu""#,
        r#"[[offr]]
id = "menu""#,
        &expect![[r#"
            46:3 the file knows no key `offr`
              write `offer`
            66:32 offer `dessert`: `for.all.not.claims.offer` names an offer that there is not: `menu`
              write one of `dessert` or `cellar`
        "#]],
    );
}

#[test]
fn no_offers() {
    let (text, _) = super::GOOD.split_once("[[offer]]").unwrap();
    let faults = service::program::read(text).unwrap_err();
    expect![[r#"
        1:1 the file has no `[[offer]]`
          add `[[offer]]` with `id`, `title`, `text`, `for` and `link` or `voucher`
    "#]]
    .assert_eq(&super::told(&faults));
}
