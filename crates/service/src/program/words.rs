//! Texts in every language of the program.

use std::collections::BTreeMap;

use domain::id::Locale;
use toml::de::DeValue;

use super::fields::Fields;
use super::language;
use super::name::listed;
use super::node::Node;
use super::source::Told;

/// The languages of the program, as far as they are known.
pub(super) type Locales = Result<Vec<Locale>, Told>;

/// One text in each language.
pub(super) type Texts = BTreeMap<Locale, String>;

/// How long texts may be, in characters: what a card has room for at 280 pixels.
pub(super) mod room {
    pub(crate) const BRAND: usize = 60;
    pub(crate) const TIER: usize = 24;
    pub(crate) const TITLE: usize = 48;
    pub(crate) const TEXT: usize = 240;
    pub(crate) const TERMS: usize = 600;
    pub(crate) const LABEL: usize = 32;
    pub(crate) const ALT: usize = 160;
}

/// A text that must be there, in every language of the program and in no other.
pub(super) fn need(
    fields: &mut Fields<'_>,
    key: &'static str,
    most: usize,
    locales: &Locales,
) -> Result<Texts, Told> {
    match fields.get(key) {
        Some(node) => texts(&node, most, locales),
        None => Err(fields.lacks_key(key, format!("add {}", all(&fields.written(key), locales)))),
    }
}

/// A text that may be missing, but not in one language only.
pub(super) fn get(
    fields: &mut Fields<'_>,
    key: &'static str,
    most: usize,
    locales: &Locales,
) -> Result<Option<Texts>, Told> {
    fields.get(key).map(|node| texts(&node, most, locales)).transpose()
}

/// Whatever is written in each language, read one by one: all of the program's, and no other.
pub(super) fn each(
    node: &Node<'_>,
    locales: &Locales,
    one: impl Fn(&Node<'_>) -> Result<String, Told>,
) -> Result<Texts, Told> {
    let fields = node.fields()?;
    let mut read = Ok(Texts::new());
    for (key, text) in fields.entries() {
        let locale = match locales {
            Ok(locales) => {
                locales.iter().find(|locale| locale.as_str() == key.get_ref()).cloned().ok_or_else(|| {
                    let known: Vec<&str> = locales.iter().map(Locale::as_str).collect();
                    let instead = format!(
                        "write one of {}, or add `\"{key}\"` to `locales` of `[brand]`",
                        listed(&known)
                    );
                    text.wrong("is in a language the brand does not speak", instead)
                })
            }
            Err(told) => Err(*told),
        };
        match (locale, one(&text)) {
            (Ok(locale), Ok(text)) => {
                let _ = read.as_mut().map(|read| read.insert(locale, text));
            }
            (Err(told), _) | (_, Err(told)) => read = Err(told),
        }
    }
    let given: Vec<&str> = fields.entries().map(|(key, _)| key.get_ref().as_ref()).collect();
    for locale in
        locales.as_ref().map_err(|told| *told)?.iter().filter(|locale| !given.contains(&locale.as_str()))
    {
        let language = language::name(locale.as_str()).unwrap_or_else(|| format!("`{locale}`"));
        let instead = format!("add `{}.{locale} = \"…\"`", node.written);
        read = Err(node.wrong(format!("has no {language} text"), instead));
    }
    read
}

fn texts(node: &Node<'_>, most: usize, locales: &Locales) -> Result<Texts, Told> {
    if let DeValue::String(_) = node.value() {
        let instead = format!("write {}", all(&node.written, locales));
        return Err(node.wrong("must say in which language it is", instead));
    }
    each(node, locales, |text| text.text(most).map(str::to_owned))
}

/// `key.en = "…"` and so on, in each language.
fn all(key: &str, locales: &Locales) -> String {
    let known = locales.as_ref().map(Vec::as_slice).unwrap_or_default();
    let lines: Vec<String> = known.iter().map(|locale| format!("`{key}.{locale} = \"…\"`")).collect();
    if lines.is_empty() { format!("`{key}.en = \"…\"`") } else { lines.join(" and ") }
}
