//! Broken in where an offer leads and in its picture.

use super::broken;
use expect_test::expect;

#[test]
fn neither_a_link_nor_a_voucher() {
    broken(
        r#"link = { href = "/menu", label.en = "Read it", label.fr = "Le lire" }
"#,
        "",
        &expect![[r#"
            46:1 offer `menu` has no link and no voucher: there is nothing to do with it
              add `link = { href = "/…", label.en = "…" }` or `voucher = { valid_days = 30 }`
        "#]],
    );
}

#[test]
fn a_link_without_encryption() {
    broken(
        "https://lune.example/cellar",
        "http://lune.example/cellar",
        &expect![[r#"
            83:17 offer `cellar`: `link.href` is not encrypted: `http://lune.example/cellar`
              write `https://lune.example/cellar`
        "#]],
    );
}

#[test]
fn a_link_that_runs_a_script() {
    broken(
        "https://lune.example/cellar",
        "javascript:alert(1)",
        &expect![[r#"
            83:17 offer `cellar`: `link.href` begins with `javascript:`, which is not allowed: `javascript:alert(1)`
              write an address with `https://`, or a path that starts with `/`
        "#]],
    );
}

#[test]
fn a_link_without_a_beginning() {
    broken(
        r#""https://lune.example/cellar""#,
        r#""lune.example/cellar""#,
        &expect![[r#"
            83:17 offer `cellar`: `link.href` is neither an address nor a path: `lune.example/cellar`
              begin with `https://`, or with one `/`
        "#]],
    );
}

#[test]
fn a_link_to_another_site_in_disguise() {
    broken(
        r#""/menu""#,
        r#""//other.example/menu""#,
        &expect![[r#"
            53:17 offer `menu`: `link.href` is neither an address nor a path: `//other.example/menu`
              begin with `https://`, or with one `/`
        "#]],
    );
}

#[test]
fn a_link_to_no_site() {
    broken(
        "https://lune.example/cellar",
        "https:///cellar",
        &expect![[r#"
            83:17 offer `cellar`: `link.href` names no site: `https:///cellar`
              write such as `https://shop.example/page`
        "#]],
    );
}

#[test]
fn a_link_with_a_space() {
    broken(
        r#""/menu""#,
        r#""/the menu""#,
        &expect![[r#"
            53:17 offer `menu`: `link.href` has the character ` `, which no address has: `/the menu`
              write it percent-encoded, or take it out
        "#]],
    );
}

#[test]
fn a_link_without_words() {
    broken(
        r#""https://lune.example/cellar", label.en = "See it", label.fr = "La voir""#,
        r#""https://lune.example/cellar""#,
        &expect![[r#"
            83:8 offer `cellar` has no `link.label`
              add `label.en = "…"` and `label.fr = "…"`
        "#]],
    );
}

#[test]
fn a_picture_that_says_nothing() {
    broken(
        r#", alt.en = "A tart", alt.fr = "Une tarte""#,
        "",
        &expect![[r#"
            69:9 offer `dessert` has no `image.alt`
              add `alt.en = "…"` and `alt.fr = "…"`
        "#]],
    );
}

#[test]
fn a_picture_in_the_file() {
    broken(
        r#""/dessert.svg""#,
        r#""data:image/png;base64,AAAA""#,
        &expect![[r#"
            69:17 offer `dessert`: `image.src` begins with `data:`, which is not allowed: `data:image/png;base64,AAAA`
              write an address with `https://`, or a path that starts with `/`
        "#]],
    );
}

#[test]
fn a_picture_without_a_text_in_dotted_keys() {
    broken(
        r#"image = { src = "/dessert.svg", alt.en = "A tart", alt.fr = "Une tarte" }"#,
        r#"image.src = "/dessert.svg"
image.alt.en = "A tart""#,
        &expect![[r#"
            70:7 offer `dessert`: `image.alt` has no French text
              add `image.alt.fr = "…"`
        "#]],
    );
}

#[test]
fn a_link_that_leads_nowhere_in_one_language() {
    broken(
        r#""/menu""#,
        r#"{ en = "/menu" }"#,
        &expect![[r#"
            53:17 offer `menu`: `link.href` has no French text
              add `href.fr = "…"`
        "#]],
    );
}
