//! The words of a claimed offer, as they are kept.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::event::{Terms, Wording};
use domain::id::Locale;
use serde::{Deserialize, Serialize};

use super::{Text, name, of};

#[derive(Serialize, Deserialize)]
pub(super) struct WordingRow<'a> {
    title: Text<'a>,
    text: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    terms: Option<Text<'a>>,
}

/// The terms in every language.
pub(super) fn words(terms: BTreeMap<Text<'_>, WordingRow<'_>>) -> Option<Terms> {
    let wording = |row: WordingRow<'_>| Wording {
        title: row.title.into_owned(),
        text: row.text.into_owned(),
        terms: row.terms.map(Cow::into_owned),
    };
    let words = terms.into_iter().map(|(locale, row)| Some((name(locale, Locale::new)?, wording(row))));
    words.collect::<Option<_>>().map(Terms)
}

impl<'a> From<&'a Wording> for WordingRow<'a> {
    fn from(words: &'a Wording) -> Self {
        Self { title: of(&words.title), text: of(&words.text), terms: words.terms.as_deref().map(of) }
    }
}
