//! Amounts in minor units with their currency, and points.

use std::cmp::Ordering;
use std::fmt;

/// A currency of ISO 4217, with the number of digits its amounts have after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

/// An amount of money in minor units (cents), never negative where an order is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units: `1250` is 12.50 in a currency of two digits.
    pub minor: i64,
    /// Whose units they are.
    pub currency: Currency,
}

/// An amount as it was told: its currency may be that of what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Told {
    /// Minor units of the currency. Where none was told ten-thousandths, for no currency of ISO 4217 has more than four
    /// digits after the point.
    pub units: i64,
    /// The currency, if it was told.
    pub currency: Option<Currency>,
}

/// Points of the brand's program. Whole, and never money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(pub i64);

/// Why an amount could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMoney {
    /// Not three letters, or a code that is not in use.
    #[error("must be a currency code of ISO 4217 in use, such as EUR")]
    UnknownCurrency,
    /// Not digits with at most one point.
    #[error("must be a plain decimal number, such as 12.50")]
    NotADecimal,
    /// More digits after the point than the currency has.
    #[error("must have at most {0} digits after the point in this currency")]
    TooPrecise(u8),
    /// More than fits into 64 bits of minor units.
    #[error("must fit into 64 bits of minor units")]
    TooLarge,
}

/// What becomes of an amount that lies between two minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearer one; from the middle to the even one, so that many amounts do not drift: 0.125 is 0.12.
    HalfEven,
    /// To the nearer one; from the middle away from zero: 0.125 is 0.13.
    HalfUp,
}

impl Currency {
    /// Reads a code of ISO 4217.
    ///
    /// # Errors
    /// [`InvalidMoney::UnknownCurrency`] for anything that is not such a code in capitals.
    pub fn new(code: &str) -> Result<Self, InvalidMoney> {
        iso_currency::Currency::from_code(code).map(Self).ok_or(InvalidMoney::UnknownCurrency)
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code()
    }

    /// How many digits an amount has after the point.
    #[must_use]
    pub fn digits(&self) -> u8 {
        self.0.exponent().and_then(|digits| u8::try_from(digits).ok()).unwrap_or(0)
    }

    /// Minor units in one unit: 100 for the euro.
    #[must_use]
    pub fn scale(&self) -> i64 {
        10_i64.pow(u32::from(self.digits()))
    }
}

impl Money {
    /// Reads a plain decimal such as `12.5` or `-3`, exactly.
    ///
    /// # Errors
    /// [`InvalidMoney`] where the text is no decimal, is more precise than the currency or does not fit.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, InvalidMoney> {
        Told::parse(text, Some(currency)).map(|told| Self { minor: told.units, currency })
    }

    /// Reads a plain decimal of any precision, and rounds it to a minor unit of its currency.
    ///
    /// # Errors
    /// [`InvalidMoney`] where the text is no decimal or does not fit.
    pub fn round(text: &str, currency: Currency, rounding: Rounding) -> Result<Self, InvalidMoney> {
        let Decimal { minor, negative, beyond } = Decimal::read(text, currency.digits())?;
        let away = match (beyond.cmp("5"), rounding) {
            (Ordering::Greater, _) | (Ordering::Equal, Rounding::HalfUp) => true,
            (Ordering::Equal, Rounding::HalfEven) => minor % 2 != 0,
            (Ordering::Less, _) => false,
        };
        let step = i64::from(away) * if negative { -1 } else { 1 };
        let minor = minor.checked_add(step).filter(|minor| *minor > i64::MIN);
        Ok(Self { minor: minor.ok_or(InvalidMoney::TooLarge)?, currency })
    }
}

impl Told {
    /// Reads a plain decimal, exactly.
    ///
    /// # Errors
    /// [`InvalidMoney`] where the text is no decimal, is more precise than the currency, or than any, or does not fit.
    pub fn parse(text: &str, currency: Option<Currency>) -> Result<Self, InvalidMoney> {
        let digits = Self::digits(currency);
        match Decimal::read(text, digits)? {
            Decimal { beyond: "", minor: units, .. } => Ok(Self { units, currency }),
            _ => Err(InvalidMoney::TooPrecise(digits)),
        }
    }

    /// How many digits after the point are kept.
    #[must_use]
    pub fn digits(currency: Option<Currency>) -> u8 {
        currency.map_or(4, |currency| currency.digits())
    }

    /// The amount, of something paid in this currency. Where none was told it is rounded to a minor unit, from the
    /// middle up. Nothing where another was told.
    #[must_use]
    pub fn within(self, currency: Currency) -> Option<Money> {
        match self.currency {
            Some(told) => (told == currency).then_some(Money { minor: self.units, currency }),
            None => {
                let step = 10_i64.pow(u32::from(Self::digits(None).saturating_sub(currency.digits())));
                let up = i64::from(self.units.rem_euclid(step) * 2 >= step && step > 1);
                Some(Money { minor: self.units.div_euclid(step) + up, currency })
            }
        }
    }
}

impl From<Money> for Told {
    fn from(money: Money) -> Self {
        Self { units: money.minor, currency: Some(money.currency) }
    }
}

/// A decimal cut to the minor units of a currency.
struct Decimal<'t> {
    minor: i64,
    negative: bool,
    /// The digits that were cut off, without noughts at the end: compared as text, half a unit is `5`.
    beyond: &'t str,
}

impl<'t> Decimal<'t> {
    fn read(text: &'t str, digits: u8) -> Result<Self, InvalidMoney> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let plain = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(fraction) || unsigned.ends_with('.') {
            return Err(InvalidMoney::NotADecimal);
        }
        let fraction = fraction.trim_end_matches('0');
        let width = usize::from(digits);
        let (fraction, beyond) = fraction.split_at_checked(width).unwrap_or((fraction, ""));
        let minor: i64 = format!("{whole}{fraction:0<width$}").parse().map_err(|_| InvalidMoney::TooLarge)?;
        let negative = text.starts_with('-');
        Ok(Self { minor: if negative { -minor } else { minor }, negative, beyond })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Plainly, for logs and traces: `12.50 EUR`. What customers read is formatted in their language elsewhere.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scale, width) = (self.currency.scale().unsigned_abs(), usize::from(self.currency.digits()));
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        match width {
            0 => write!(f, "{sign}{minor} {}", self.currency),
            _ => write!(f, "{sign}{}.{:0width$} {}", minor / scale, minor % scale, self.currency),
        }
    }
}

/// Without a currency where none was told.
impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(currency) = self.currency {
            return Money { minor: self.units, currency }.fmt(f);
        }
        let (sign, units) = (if self.units < 0 { "-" } else { "" }, self.units.unsigned_abs());
        let rest = format!(".{:04}", units % 10_000);
        write!(f, "{sign}{}{}", units / 10_000, rest.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
