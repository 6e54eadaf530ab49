//! What an element shows, as HTML that a page's server puts into the page.

use std::fmt::Write;

use contract::experience::{Answer, Experience};

use crate::ask::Ask;

/// The element, with the shadow root that it would build for itself and what is shown in it. `theme` is the address of
/// the theme. Once the loader is there the element takes the root over.
#[must_use]
pub fn element(ask: &Ask, answer: &Answer, theme: &str) -> String {
    let Answer { experience, html } = answer;
    let none = experience.offers.is_empty() && experience.claims.is_empty();
    let empty = if none { "" } else { r#" hidden="""# };
    format!(
        concat!(
            "<constance-offers{}>",
            r#"<template shadowrootmode="open"><link rel="stylesheet" href="{}">"#,
            r#"<slot name="heading"></slot><div part="root">{}</div><div part="status" role="status"></div>"#,
            r#"<slot name="fallback" hidden=""></slot><slot name="empty"{}></slot><slot name="legal"></slot>"#,
            "</template></constance-offers>\n",
        ),
        attributes(ask, experience),
        escape(theme),
        html,
        empty,
    )
}

/// Those by which the element asks for the same again.
fn attributes(ask: &Ask, experience: &Experience) -> String {
    let (limit, heading) = (ask.limit().map(|limit| limit.to_string()), ask.heading().to_string());
    let said = [
        ("brand", Some(experience.brand.as_str())),
        ("placement", Some(&experience.placement)),
        ("surface", ask.visit().surface.map(|surface| surface.name())),
        ("lang", Some(&experience.locale)),
        ("limit", limit.as_deref()),
        ("heading-level", (ask.heading() != 2).then_some(&heading)),
        ("privacy", ask.is_masked().then_some("mask")),
    ];
    let mut attributes = String::new();
    for (name, value) in said {
        if let Some(value) = value {
            let _ = write!(attributes, r#" {name}="{}""#, escape(value));
        }
    }
    attributes
}

/// A text as the value of an attribute.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
