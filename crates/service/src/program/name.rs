//! The names of things in rules: small letters, digits and hyphens, each once.

use std::fmt::Display;

use super::fields::Fields;
use super::node::Node;
use super::source::Told;

/// A name of small letters, digits and hyphens.
pub(super) fn slug<T, E>(node: &Node<'_>, make: impl Fn(String) -> Result<T, E>) -> Result<T, Told> {
    let text = node.text(60)?;
    make(text.to_owned()).map_err(|_| {
        let wrong =
            format!("must be small letters, digits and hyphens, starting with a letter, not `{text}`");
        node.wrong(wrong, node.example(&format!("\"{}\"", as_slug(text))))
    })
}

/// Reads the `id` of one of several things of a kind, and speaks of it by that from then on.
pub(super) fn identified<'a, T: Display + PartialEq, E>(
    mut row: Fields<'a>,
    kind: &str,
    make: impl Fn(String) -> Result<T, E>,
    before: &[T],
) -> (Fields<'a>, Result<T, Told>) {
    row = row.named(one(kind));
    let id = row.need("id", "id = \"…\"").and_then(|node| {
        let id = slug(&node, make)?;
        match before.contains(&id) {
            true => Err(node.wrong(
                format!("is taken: there are two {kind}s `{id}`"),
                format!("give this {kind} another name"),
            )),
            false => Ok(id),
        }
    });
    let owner = id.as_ref().map_or_else(|_| one(kind), |id| format!("{kind} `{id}`"));
    (row.named(owner), id)
}

/// The one of several things that has this name; `kind` is what each of them is called.
pub(super) fn named<T: Clone>(
    node: &Node<'_>,
    kind: &str,
    names: &[(T, impl AsRef<str>)],
) -> Result<T, Told> {
    let text = node.text(60)?;
    let found = names.iter().find(|(_, name)| name.as_ref() == text);
    found.map(|(it, _)| it.clone()).ok_or_else(|| {
        let names: Vec<&str> = names.iter().map(|(_, name)| name.as_ref()).collect();
        let are = if names.len() == 1 { "is" } else { "are" };
        let instead = match nearest(text, names.iter().copied()) {
            Some(near) => {
                format!("write `\"{near}\"`; there {are} {}", listed(&names).replace(" or ", " and "))
            }
            None if names.is_empty() => format!("there is no {kind} in this file: take the condition out"),
            None => format!("write one of {}", listed(&names)),
        };
        node.wrong(format!("names {} that there is not: `{text}`", one(kind)), instead)
    })
}

/// One of a kind: "a tier", "an offer".
pub(super) fn one(kind: &str) -> String {
    if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { format!("an {kind}") } else { format!("a {kind}") }
}

/// The known name most like a wrong one, if any is like it at all.
pub(super) fn nearest<'n>(wrong: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wrong = wrong.to_lowercase();
    let far = (wrong.chars().count() / 3).clamp(1, 4);
    let distance = |name: &str| strsim::osa_distance(&wrong, &name.to_lowercase());
    known
        .into_iter()
        .map(|name| (distance(name), name))
        .filter(|(d, _)| *d <= far)
        .min()
        .map(|(_, name)| name)
}

/// Names as a list: "`a`, `b` or `c`".
pub(super) fn listed<T: Display>(names: &[T]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} or {last}", first.join(", ")),
        None => String::new(),
    }
}

/// A text as a name, as near as may be.
pub(super) fn as_slug(text: &str) -> String {
    let plain: String =
        text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let slug = words.join("-").trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').to_owned();
    if slug.is_empty() { "…".to_owned() } else { slug }
}
