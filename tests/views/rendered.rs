//! What hydration, strict pages and hostile texts need.

use crate::kit::{claimed, html, member, start, visitor};
use constance::{BUILD, render};
use contract::experience::{Experience, Link};

#[test]
fn rendered_html_carries_the_marks_that_hydration_looks_for() {
    let html = render(member());
    assert!(html.starts_with("<!--<["), "{html}");
    assert!(html.ends_with("]>-->"), "{html}");
    assert!(html.contains(r#"-->"#) && html.contains(r#"<section part="widget" lang="en""#), "{html}");
    assert!(!html.contains("<script"), "nothing about the state travels in the page: {html}");
}

#[test]
fn the_same_experience_is_always_the_same_html() {
    assert_eq!(render(claimed()), render(claimed()));
}

#[test]
fn a_long_experience_is_rendered_to_its_end() {
    let mut experience = member();
    experience.offers = experience.offers.iter().cycle().take(500).cloned().collect();
    let html = render(experience);
    assert!(html.matches("<li").count() >= 500 && html.ends_with("]>-->"), "{} bytes", html.len());
}

#[test]
fn the_build_has_a_short_name() {
    assert_eq!(BUILD.len(), 16);
    assert!(BUILD.bytes().all(|byte| byte.is_ascii_hexdigit()), "{BUILD}");
}

#[test]
fn nothing_carries_a_style_which_a_strict_page_would_refuse() {
    for experience in [visitor(), member(), claimed()] {
        let html = render(experience);
        assert!(!html.contains(" style="), "{html}");
    }
}

#[test]
fn hostile_texts_stay_texts() {
    let attack = r#"<img src=x onerror=alert(1)>"'&</section><script>alert(2)</script>"#;
    let mut experience = claimed();
    experience.greeting = attack.into();
    experience.offers[0].title = attack.into();
    experience.offers[0].why = vec![attack.into(), attack.into()];
    experience.claims[0].code = attack.into();
    experience.words.claim = attack.into();
    let html = render(experience);
    for forbidden in ["<img src=x", "<script", r#"="<img"#, "</section><script"] {
        assert!(!html.contains(forbidden), "{forbidden} in {html}");
    }
    let data = html.split("data-copy=\"").nth(1).unwrap();
    assert!(data.split('"').next().unwrap().contains("&quot;"), "a quote cannot end an attribute: {data}");
}

#[tokio::test]
async fn a_link_that_would_run_something_is_left_out() {
    for (href, shown) in [
        ("https://shop.example/a", true),
        ("/a", true),
        ("javascript:alert(1)", false),
        (" javascript:x", false),
        ("data:text/html,x", false),
    ] {
        let mut experience = visitor();
        experience.offers[0].link = Some(Link { href: href.into(), label: "Go".into() });
        let html = html(start(Experience { ..experience })).await;
        assert_eq!(html.contains("<a "), shown, "{href}");
    }
}
