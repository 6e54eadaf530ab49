//! The words of the interface, numbers, money and dates, in every language.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, RwLock};

use contract::act::Outcome;
use contract::words::Words;
use domain::id::Locale;
use domain::money::Money;
use domain::time::{Date, Time};
use fluent_bundle::{FluentArgs, FluentValue};

mod figures; // numbers, money and days, as a language writes them
mod message; // the messages there are
mod voice; // one language file, and how it says a message

pub use message::Message;
pub use voice::FILES;

use voice::Voice;

/// How one customer is spoken to: in their language where there is a file for it, else in its main language, else
/// in English; message by message, so that one that is missing in a language is said in the next.
#[derive(Debug)]
pub struct Speech {
    voices: Vec<Voice>,
    rtl: bool,
    tag: String,
}

/// Something to be put into a message, written as the language writes it.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// A text that is in the right language already.
    Text(&'a str),
    /// A number of things. The message takes the plural that goes with it.
    Count(i64),
    /// An amount.
    Money(Money),
    /// A day: with its year unless it is the year of the second.
    Day(Date, Date),
    /// A time of day.
    Time(Time),
    /// The month of a day, and its year.
    Month(Date),
    /// The day of the week of a day.
    Weekday(Date),
}

/// How to speak in a language. Meant for the languages of programs: each is made once and kept.
#[must_use]
pub fn speech(locale: &Locale) -> Arc<Speech> {
    static KEPT: LazyLock<RwLock<BTreeMap<Locale, Arc<Speech>>>> = LazyLock::new(RwLock::default);
    let kept = KEPT.read().ok().and_then(|kept| kept.get(locale).cloned());
    kept.unwrap_or_else(|| {
        let speech = Arc::new(Speech::new(&voice::FILES, locale));
        if let Ok(mut kept) = KEPT.write() {
            kept.insert(locale.clone(), Arc::clone(&speech));
        }
        speech
    })
}

impl Speech {
    fn new(files: &[(&str, &str)], locale: &Locale) -> Self {
        let tag: icu::locale::Locale = locale.as_str().parse().unwrap_or(icu::locale::Locale::UNKNOWN);
        Self { voices: voice::voices(files, &tag), rtl: is_rtl(&tag), tag: tag.to_string() }
    }

    /// The language, as a BCP 47 tag in its usual spelling: `fr-CA`.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The direction it is written in, as in HTML: `ltr` or `rtl`.
    #[must_use]
    pub fn dir(&self) -> &'static str {
        if self.rtl { "rtl" } else { "ltr" }
    }

    /// Says a message with these values in it. Each message that takes values names them in the language files.
    #[must_use]
    pub fn say(&self, message: Message, values: &[(&'static str, Value<'_>)]) -> String {
        self.voices.iter().find_map(|voice| voice.say(message, values)).unwrap_or_default()
    }

    /// The words of the interface.
    #[must_use]
    pub fn words(&self) -> Words {
        let say = |message| self.say(message, &[]);
        Words {
            offers: say(Message::Offers),
            benefits: say(Message::Benefits),
            claims: say(Message::Claims),
            matters: say(Message::Matters),
            no_offers: say(Message::NoOffers),
            why: say(Message::Why),
            claim: say(Message::Claim),
            claiming: say(Message::Claiming),
            decline: say(Message::Decline),
            undo: say(Message::Undo),
            code: say(Message::Code),
            copy: say(Message::Copy),
            copied: say(Message::Copied),
            copy_failed: say(Message::CopyFailed),
            failed: say(Message::Failed),
            gone: say(Message::Gone),
            retry: say(Message::Retry),
            dismiss: say(Message::Dismiss),
            stale: say(Message::Stale),
            changed: say(Message::Changed),
            waiting: say(Message::Waiting),
            reveal: say(Message::Reveal),
            masked: say(Message::Masked),
            sign_in: say(Message::SignIn),
            left: say(Message::Left),
            ended: say(Message::Ended),
        }
    }

    /// What came of an act, to be announced; `masked` where codes are not shown.
    #[must_use]
    pub fn notice(&self, outcome: Outcome, masked: bool) -> String {
        let message = match outcome {
            Outcome::Claimed if masked => Message::ClaimedMasked,
            Outcome::Claimed => Message::Claimed,
            Outcome::Closed => Message::Closed,
            Outcome::Declined => Message::Declined,
            Outcome::Undone => Message::Undone,
        };
        self.say(message, &[])
    }
}

impl Value<'_> {
    fn in_figures(self, figures: &figures::Figures) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.to_owned()),
            Self::Count(count) => FluentValue::from(count),
            Self::Money(money) => figures.money(money).into(),
            Self::Day(day, today) if day.year() == today.year() => figures.day(day).into(),
            Self::Day(day, _) => figures.day_of_year(day).into(),
            Self::Time(time) => figures.time(time).into(),
            Self::Month(day) => figures.month(day).into(),
            Self::Weekday(day) => figures.weekday(day).into(),
        }
    }
}

/// A day brings along its number in the month: in some languages the word before it depends on that.
fn arguments<'v>(values: &[(&'static str, Value<'v>)], figures: &'v figures::Figures) -> FluentArgs<'v> {
    let numbered = values.iter().filter_map(|(_, value)| match value {
        Value::Day(day, _) => Some(("of-month", FluentValue::from(day.day()))),
        _ => None,
    });
    values.iter().map(|(name, value)| (*name, value.in_figures(figures))).chain(numbered).collect()
}

fn is_rtl(tag: &icu::locale::Locale) -> bool {
    icu::locale::LocaleDirectionality::new_extended().is_right_to_left(&tag.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_a_language_lacks_is_said_in_the_next_with_that_ones_figures() {
        let files = [
            ("en", "code = Code\nundo = Undo\nuntil = Until { $day }\n"),
            ("fr", "code = Code !\nundo = Annuler\n"),
            ("fr-ca", "code = Le code\n"),
        ];
        let speech = Speech::new(&files, &Locale::new("fr-ca").unwrap());
        let day = Value::Day(Date::constant(1998, 7, 1), Date::constant(1998, 6, 30));
        assert_eq!(speech.say(Message::Code, &[]), "Le code");
        assert_eq!(speech.say(Message::Undo, &[]), "Annuler");
        assert_eq!(speech.say(Message::Until, &[("day", day)]), "Until July 1");
        assert_eq!(speech.say(Message::Copy, &[]), "", "nothing rather than the name of a message");
    }
}
