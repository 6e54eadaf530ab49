//! Broken as a text, as a file of sections, and in what it says of the brand.

use super::broken;
use expect_test::expect;

#[test]
fn not_toml_at_all() {
    broken(
        r#"[brand]
"#,
        r#"Dear team, here is our new program.
"#,
        &expect![[r#"
            1:6 this is not TOML: key with no value
              write `=` here
        "#]],
    );
}

#[test]
fn a_text_without_quotes() {
    broken(
        r#"name = "Brasserie Lune""#,
        "name = Brasserie Lune",
        &expect![[r#"
            3:8 this is not TOML: a text must be in quotes
              put the value in quotes: `"…"`
        "#]],
    );
}

#[test]
fn a_quote_that_is_not_closed() {
    broken(
        r#"slug = "brasserie""#,
        r#"slug = "brasserie"#,
        &expect![[r#"
            2:18 this is not TOML: the text has no end, or a character that it may not have
              write `"` here
        "#]],
    );
}

#[test]
fn something_said_twice() {
    broken(
        r#"currency = "EUR"
"#,
        r#"currency = "EUR"
currency = "USD"
"#,
        &expect![[r#"
            6:1 this is not TOML: this was said before
              keep one of the two, or give the other another name
        "#]],
    );
}

#[test]
fn a_section_that_is_missing() {
    broken(
        r#"[caps]
open_claims = 3
"#,
        "",
        &expect![[r#"
            1:1 the file has no section `[caps]`
              add `[caps]` with `open_claims = 5`
        "#]],
    );
}

#[test]
fn a_section_that_nobody_knows() {
    broken(
        "[caps]",
        r#"[cap]
x = 1

[caps]"#,
        &expect![[r#"
            43:2 the file knows no key `cap`
              write `caps`
        "#]],
    );
}

#[test]
fn a_line_that_is_missing() {
    broken(
        r#"name = "Brasserie Lune"
"#,
        "",
        &expect![[r#"
            1:1 `[brand]` has no `name`
              add `name = "…"`
        "#]],
    );
}

#[test]
fn a_key_with_a_slip_of_the_pen() {
    broken(
        "active_days = 60",
        "activ_days = 60",
        &expect![[r#"
            10:1 `[stages]` knows no key `activ_days`
              write `active_days`
        "#]],
    );
}

#[test]
fn a_slug_with_capitals_and_spaces() {
    broken(
        r#"slug = "brasserie""#,
        r#"slug = "Brasserie Lune""#,
        &expect![[r#"
            2:8 `[brand]`: `slug` must be small letters, digits and hyphens, starting with a letter, not `Brasserie Lune`
              write `slug = "brasserie-lune"`
        "#]],
    );
}

#[test]
fn a_name_that_is_blank() {
    broken(
        r#"name = "Brasserie Lune""#,
        r#"name = " ""#,
        &expect![[r#"
            3:8 `[brand]`: `name` is empty
              write the text between the quotes
        "#]],
    );
}

#[test]
fn an_unknown_language() {
    broken(
        r#"locales = ["en", "fr"]"#,
        r#"locales = ["en", "french"]"#,
        &expect![[r#"
            4:18 `[brand]`: `locales` names no language: `french`
              write `"fr"`
        "#]],
    );
}

#[test]
fn a_language_that_is_named_twice() {
    broken(
        r#"locales = ["en", "fr"]"#,
        r#"locales = ["en", "fr", "en"]"#,
        &expect![[r#"
            4:24 `[brand]`: `locales` names `en` twice
              name each language once
        "#]],
    );
}

#[test]
fn no_language() {
    broken(
        r#"locales = ["en", "fr"]"#,
        "locales = []",
        &expect![[r#"
            4:11 `[brand]`: `locales` names no language
              write `locales = ["en"]`
        "#]],
    );
}

#[test]
fn an_unknown_currency() {
    broken(
        r#"currency = "EUR""#,
        r#"currency = "eur""#,
        &expect![[r#"
            5:12 `[brand]`: `currency` must be a currency code of ISO 4217 in use, such as EUR, not `eur`
              write `currency = "EUR"`
        "#]],
    );
}

#[test]
fn an_unknown_time_zone() {
    broken(
        r#"time_zone = "Europe/Paris""#,
        r#"time_zone = "Europe/Pari""#,
        &expect![[r#"
            6:13 `[brand]`: `time_zone` must be a zone of the IANA time zone database, not `Europe/Pari`
              write `time_zone = "Europe/Paris"`
        "#]],
    );
}
