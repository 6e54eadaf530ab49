//! One language file, and how it says a message.

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};
use icu::locale::Locale;
use unic_langid::LanguageIdentifier;

use super::figures::{Figures, Numbers};
use super::{Message, Value, arguments};

/// The language files there are. English is spoken where no other is.
pub const FILES: [(&str, &str); 6] = [
    ("en", include_str!("en.ftl")),
    ("fr", include_str!("fr.ftl")),
    ("de", include_str!("de.ftl")),
    ("es", include_str!("es.ftl")),
    ("it", include_str!("it.ftl")),
    ("ar", include_str!("ar.ftl")),
];

/// One language file as it is spoken in one region.
pub(super) struct Voice {
    messages: FluentBundle<FluentResource>,
    figures: Figures,
}

/// Who speaks to someone of this language, first the one who should.
pub(super) fn voices(files: &[(&str, &str)], locale: &Locale) -> Vec<Voice> {
    let exact = locale.to_string().to_lowercase();
    let main = locale.id.language.to_string();
    let mut names = vec![exact.as_str(), main.as_str(), "en"];
    names.dedup();
    let files = names.into_iter().filter_map(|name| files.iter().find(|(file, _)| *file == name));
    files.map(|(file, text)| Voice::new(file, text, locale)).collect()
}

impl Voice {
    fn new(file: &str, text: &str, locale: &Locale) -> Self {
        // Figures and words must be of one language: a Dutchman reads English words with English dates.
        let own: Locale = file.parse().unwrap_or(Locale::UNKNOWN);
        let tag = if own.id.language == locale.id.language { locale.clone() } else { own };

        let language: LanguageIdentifier = tag.id.to_string().parse().unwrap_or_default();
        let mut messages = FluentBundle::new_concurrent(vec![language]);
        // From right to left, a name in Latin letters must not draw the number beside it to its own side.
        messages.set_use_isolating(super::is_rtl(&tag));
        messages.set_formatter(Some(|value, figures| match value {
            FluentValue::Number(number) => {
                figures.with_try_get::<Numbers, _, _>((), |numbers| numbers.write(number.value as i64)).ok()
            }
            _ => None,
        }));
        // A file with an error in it still gives its sound messages; that there is none is tested.
        let sound = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(sound, _)| sound);
        messages.add_resource_overriding(sound);
        Self { messages, figures: Figures::new(&tag) }
    }

    /// Says a message, if this language has it and all it asks for is there.
    pub(super) fn say(&self, message: Message, values: &[(&'static str, Value<'_>)]) -> Option<String> {
        let pattern = self.messages.get_message(message.key())?.value()?;
        let mut errors = Vec::new();
        let arguments = arguments(values, &self.figures);
        let said = self.messages.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        errors.is_empty().then_some(said)
    }
}

impl fmt::Debug for Voice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Voice").field("locales", &self.messages.locales).finish_non_exhaustive()
    }
}
