//! A heading, of the level the page has room for.

use contract::experience::Experience;
use yew::{Html, html};

/// How far below the first line a heading stands.
#[derive(Clone, Copy)]
pub(super) enum Rank {
    First,
    Section,
    Entry,
}

/// A heading.
pub(super) struct Heading {
    pub(super) rank: Rank,
    pub(super) part: &'static str,
    pub(super) id: Option<String>,
    /// Whether the focus can be moved there.
    pub(super) focusable: bool,
}

impl Heading {
    /// HTML ends at `h6`. What is deeper is one, and says how deep.
    pub(super) fn show(self, shown: &Experience, text: &str) -> Html {
        let (tag, deeper) = match shown.heading.saturating_add(self.rank as u8) {
            ..=2 => ("h2", None),
            3 => ("h3", None),
            4 => ("h4", None),
            5 => ("h5", None),
            6 => ("h6", None),
            7 => ("h6", Some("7")),
            8.. => ("h6", Some("8")),
        };
        let tabindex = self.focusable.then_some("-1");
        html! {
            <@{tag} key="heading" part={self.part} id={self.id} {tabindex} aria-level={deeper}>{ text }</@>
        }
    }
}
