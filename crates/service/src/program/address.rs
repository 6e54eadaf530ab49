//! Where an offer leads, and where its picture is: addresses that are safe on a stranger's page.

use super::node::Node;
use super::source::Told;

/// An address with `https:`, or a path on the page's own site.
pub(super) fn read(node: &Node<'_>) -> Result<String, Told> {
    let text = node.text(500)?;
    let wrong = |wrong: &str, instead: &str| Err(node.wrong(format!("{wrong}: `{text}`"), instead));
    if let Some(c) = text.chars().find(|c| c.is_whitespace() || "\\\"<>^`{|}".contains(*c)) {
        return wrong(
            &format!("has the character `{c}`, which no address has"),
            "write it percent-encoded, or take it out",
        );
    }
    let lower = text.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("https://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        let plain = |c: char| c.is_alphanumeric() || ".-:".contains(c);
        return match host {
            "" => wrong("names no site", "write such as `https://shop.example/page`"),
            host if !host.chars().all(plain) => {
                wrong("names no plain site", "write such as `https://shop.example/page`")
            }
            _ => Ok(text.to_owned()),
        };
    }
    if text.starts_with('/') && !text.starts_with("//") {
        return Ok(text.to_owned());
    }
    if let Some(rest) = lower.strip_prefix("http://") {
        return wrong("is not encrypted", &format!("write `https://{rest}`"));
    }
    match lower.split_once(':') {
        Some((scheme, _)) if scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) => wrong(
            &format!("begins with `{scheme}:`, which is not allowed"),
            "write an address with `https://`, or a path that starts with `/`",
        ),
        _ => wrong("is neither an address nor a path", "begin with `https://`, or with one `/`"),
    }
}
