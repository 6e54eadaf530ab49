//! What an offer looks like: its words, its picture, where it leads.

use std::collections::BTreeMap;

use domain::event::{Terms, Wording};
use domain::id::Locale;
use domain::offer::{Image, Link};
use toml::de::DeValue;

use super::address;
use super::fields::Fields;
use super::node::Node;
use super::source::Told;
use super::words::{self, Locales, room};

pub(super) fn wording(row: &mut Fields<'_>, locales: &Locales) -> Result<Terms, Told> {
    let title = words::need(row, "title", room::TITLE, locales);
    let text = words::need(row, "text", room::TEXT, locales);
    let terms = words::get(row, "terms", room::TERMS, locales);
    let (mut text, mut terms) = (text?, terms?.unwrap_or_default());
    let mut in_one = |(locale, title): (Locale, String)| {
        let (text, terms) = (text.remove(&locale).unwrap_or_default(), terms.remove(&locale));
        (locale, Wording { title, text, terms })
    };
    Ok(Terms(title?.into_iter().map(&mut in_one).collect()))
}

pub(super) fn image(node: &Node<'_>, locales: &Locales) -> Result<Image, Told> {
    let mut fields = node.fields()?;
    let src = fields.need("src", "src = \"/…\"").and_then(|node| address::read(&node));
    let adorns = matches!(fields.get("alt"), Some(node) if node.value().as_str() == Some(""));
    let alt = if adorns { Ok(BTreeMap::new()) } else { words::need(&mut fields, "alt", room::ALT, locales) };
    fields.done();
    Ok(Image { src: src?, alt: alt? })
}

pub(super) fn link(node: &Node<'_>, locales: &Locales) -> Result<Link, Told> {
    let mut fields = node.fields()?;
    let href = fields.need("href", "href = \"/…\"").and_then(|node| href(&node, locales));
    let label = words::need(&mut fields, "label", room::LABEL, locales);
    fields.done();
    Ok(Link { href: href?, label: label? })
}

/// One address for every language, or one for each.
fn href(node: &Node<'_>, locales: &Locales) -> Result<words::Texts, Told> {
    if let DeValue::String(_) = node.value() {
        let (one, locales) = (address::read(node)?, locales.as_ref().map_err(|told| *told)?);
        return Ok(locales.iter().map(|locale| (locale.clone(), one.clone())).collect());
    }
    words::each(node, locales, address::read)
}
