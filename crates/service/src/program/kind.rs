//! Whether an offer may be held back.

use domain::offer::Kind;

use super::name::{listed, nearest};
use super::node::Node;
use super::source::Told;

pub(super) fn read(node: &Node<'_>) -> Result<Kind, Told> {
    let names = KINDS.map(|(name, _)| name);
    let text = node.text(60)?;
    let known = KINDS.into_iter().find(|(name, _)| *name == text);
    known.map(|(_, kind)| kind).ok_or_else(|| {
        let instead = match nearest(text, names) {
            Some(near) => node.example(&format!("\"{near}\"")),
            None => format!("write {}, or take it out", listed(&names)),
        };
        node.wrong(format!("is no kind of offer: `{text}`"), instead)
    })
}

/// Tells of a key that holds an offer back which must not be held back.
pub(super) fn holds_back(kind: Kind, key: &str, limit: Option<&Node<'_>>) -> Result<(), Told> {
    let what = match kind {
        Kind::Proactive => return Ok(()),
        Kind::Service => "a service message, which must always arrive",
        Kind::Earned => "what was earned, which is never kept back",
    };
    let wrong = |node: &Node<'_>| {
        node.wrong(format!("would hold back {what}"), format!("take `{key}` out, or take `kind` out"))
    };
    limit.map_or(Ok(()), |node| Err(wrong(node)))
}

const KINDS: [(&str, Kind); 2] = [("service", Kind::Service), ("earned", Kind::Earned)];
