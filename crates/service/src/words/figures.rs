//! Numbers, money and days, as a language writes them: the data of CLDR, through ICU4X.

use domain::money::Money;
use domain::time::{Date, Time};
use fixed_decimal::Decimal;
use icu::calendar::{Date as Day, Gregorian};
use icu::datetime::fieldsets::{E, MD, T, YM, YMD};
use icu::datetime::{FixedCalendarDateTimeFormatter as Dates, NoCalendarFormatter as Times};
use icu::decimal::DecimalFormatter;
use icu::locale::{Locale, locale};
use icu::time::Time as Moment;
use icu_experimental::dimension::currency::{CurrencyType, formatter::CurrencyFormatter};
use intl_memoizer::Memoizable;
use unic_langid::LanguageIdentifier;

/// How one language writes figures. What it cannot write comes plainly: `12.50 EUR`, `1999-05-03`.
pub(super) struct Figures {
    locale: Locale,
    day: Option<Dates<Gregorian, MD>>,
    day_of_year: Option<Dates<Gregorian, YMD>>,
    month: Option<Dates<Gregorian, YM>>,
    weekday: Option<Dates<Gregorian, E>>,
    time: Option<Times<T>>,
}

/// How one language writes whole numbers.
pub(super) struct Numbers(DecimalFormatter);

impl Figures {
    pub(super) fn new(locale: &Locale) -> Self {
        Self {
            locale: locale.clone(),
            day: Dates::try_new(locale.into(), MD::long()).ok(),
            day_of_year: Dates::try_new(locale.into(), YMD::long()).ok(),
            month: Dates::try_new(locale.into(), YM::long()).ok(),
            weekday: Dates::try_new(locale.into(), E::long()).ok(),
            time: Times::try_new(locale.into(), T::hm()).ok(),
        }
    }

    /// `July 1`
    pub(super) fn day(&self, day: Date) -> String {
        let said = self.day.as_ref().and_then(|dates| Some(dates.format(&icu_day(day)?).to_string()));
        self.ordinal(said.unwrap_or_else(|| day.to_string()))
    }

    /// `July 1, 1998`
    pub(super) fn day_of_year(&self, day: Date) -> String {
        let said = self.day_of_year.as_ref().and_then(|dates| Some(dates.format(&icu_day(day)?).to_string()));
        self.ordinal(said.unwrap_or_else(|| day.to_string()))
    }

    /// `July 1998`
    pub(super) fn month(&self, day: Date) -> String {
        let said = self.month.as_ref().and_then(|dates| Some(dates.format(&icu_day(day)?).to_string()));
        said.unwrap_or_else(|| day.to_string())
    }

    /// `Tuesday`
    pub(super) fn weekday(&self, day: Date) -> String {
        let said = self.weekday.as_ref().and_then(|dates| Some(dates.format(&icu_day(day)?).to_string()));
        said.unwrap_or_else(|| day.to_string())
    }

    /// `6:00 PM`
    pub(super) fn time(&self, time: Time) -> String {
        let said = self.time.as_ref().and_then(|times| Some(times.format(&icu_time(time)?).to_string()));
        said.unwrap_or_else(|| time.strftime("%H:%M").to_string())
    }

    /// `$1,250.00`
    pub(super) fn money(&self, money: Money) -> String {
        let write = || {
            let currency = CurrencyType::try_from_str(money.currency.code()).ok()?;
            let formatter =
                CurrencyFormatter::try_new_symbol((&self.locale).into(), currency, Default::default())
                    .ok()?;
            let mut amount = Decimal::from(money.minor);
            amount.multiply_pow10(-i16::from(money.currency.digits()));
            Some(formatter.format_fixed_decimal(&amount).to_string())
        };
        write().unwrap_or_else(|| money.to_string())
    }

    /// The first day of a month is an ordinal in French and Italian, which CLDR's patterns leave out: `1er juillet`.
    fn ordinal(&self, said: String) -> String {
        let language = self.locale.id.language;
        match said.strip_prefix("1 ") {
            Some(rest) if language == locale!("fr").id.language => format!("1er {rest}"),
            Some(rest) if language == locale!("it").id.language => format!("1º {rest}"),
            _ => said,
        }
    }
}

impl Numbers {
    /// `1,250`
    pub(super) fn write(&self, number: i64) -> String {
        self.0.format_to_string(&Decimal::from(number))
    }
}

impl Memoizable for Numbers {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        let locale: Locale = language.to_string().parse().map_err(drop)?;
        DecimalFormatter::try_new((&locale).into(), Default::default()).map(Self).map_err(drop)
    }
}

fn icu_time(time: Time) -> Option<Moment> {
    Moment::try_new(u8::try_from(time.hour()).ok()?, u8::try_from(time.minute()).ok()?, 0, 0).ok()
}

fn icu_day(day: Date) -> Option<Day<Gregorian>> {
    let (month, of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    Day::try_new_gregorian(day.year().into(), month, of_month).ok()
}
