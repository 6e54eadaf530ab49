//! A field of a message, read as what it should be, or else a fault that names it.

use contract::event::Message;
use domain::id::InvalidId;
use domain::money::{Currency, InvalidMoney, Money, Told};
use serde_json::Value;

use super::Fault;

/// A field and what stands there, if anything does. JSON's `null` is nothing.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    path: &'static str,
    value: Option<&'a Value>,
}

impl<'a> Field<'a> {
    /// The field of this path with this value.
    pub(super) fn new(path: &'static str, value: Option<&'a Value>) -> Self {
        Self { path, value: value.filter(|value| !value.is_null()) }
    }

    /// The first of these properties that is given, else the first of them. Each path begins with `properties.`
    pub(super) fn property<const N: usize>(message: &'a Message, paths: [&'static str; N]) -> Self {
        let field = |path: &'static str| {
            let name = path.strip_prefix("properties.").unwrap_or(path);
            Self::new(path, message.properties.as_ref().and_then(|properties| properties.get(name)))
        };
        let fields = paths.map(field);
        fields.into_iter().find(Self::is_given).unwrap_or(fields[0])
    }

    /// What stands there.
    pub(super) fn value(&self) -> Option<&'a Value> {
        self.value
    }

    /// Whether anything stands there.
    pub(super) fn is_given(&self) -> bool {
        self.value.is_some()
    }

    /// What is wrong with what stands there.
    pub(super) fn fault(&self, rule: impl Into<String>) -> Fault {
        let value = match self.value {
            None => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
        };
        Fault { field: self.path.to_owned(), value: shortened(&value), rule: rule.into() }
    }

    /// A text. A whole number is taken as one, since some shops number their customers and orders.
    pub(super) fn text(&self) -> Result<String, Fault> {
        match self.value {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(Value::Number(number)) if !number.is_f64() => Ok(number.to_string()),
            Some(_) => Err(self.fault("must be a text")),
            None => Err(self.fault("must be given")),
        }
    }

    /// A name made of a text that may have been put together from what stands there.
    pub(super) fn name<T>(&self, text: &str, new: fn(String) -> Result<T, InvalidId>) -> Result<T, Fault> {
        new(text.to_owned()).map_err(|invalid| self.fault(invalid.to_string()))
    }

    /// A name that stands there as it is.
    pub(super) fn id<T>(&self, new: fn(String) -> Result<T, InvalidId>) -> Result<T, Fault> {
        self.name(&self.text()?, new)
    }

    /// A currency, or `otherwise` where none is given.
    pub(super) fn currency_or(&self, otherwise: Currency) -> Result<Currency, Fault> {
        if self.is_given() { self.currency() } else { Ok(otherwise) }
    }

    /// A currency.
    pub(super) fn currency(&self) -> Result<Currency, Fault> {
        let code = self.text()?.trim().to_ascii_uppercase();
        Currency::new(&code).map_err(|invalid| self.fault(invalid.to_string()))
    }

    /// An amount that is not negative: a number or a decimal text, exact to the minor unit.
    pub(super) fn amount(&self, currency: Currency) -> Result<Money, Fault> {
        self.told(Some(currency)).map(|told| Money { minor: told.units, currency })
    }

    /// The same of an amount whose currency need not be told.
    pub(super) fn told(&self, currency: Option<Currency>) -> Result<Told, Fault> {
        let told = self.decimal()?;
        let exact = Told::parse(&told, currency);
        match self.value.and_then(Value::as_f64).and_then(|sum| whole(sum, currency)).map_or(exact, Ok) {
            Ok(told) if told.units >= 0 => Ok(told),
            Ok(_) => Err(self.fault("must not be negative; money given back is an `Order Refunded`")),
            Err(invalid) => Err(self.fault(invalid.to_string())),
        }
    }

    /// An amount of either sign; what is more precise than its currency, or than any, is rounded.
    pub(super) fn about(&self, currency: Option<Currency>) -> Result<Told, Fault> {
        let text = self.decimal()?;
        match Told::parse(&text, currency) {
            Err(InvalidMoney::TooPrecise(digits)) => {
                let amount: f64 =
                    text.parse().map_err(|_| self.fault(InvalidMoney::NotADecimal.to_string()))?;
                let units = (amount * 10_f64.powi(i32::from(digits))).round() as i64;
                Ok(Told { units, currency })
            }
            read => read.map_err(|invalid| self.fault(invalid.to_string())),
        }
    }

    fn decimal(&self) -> Result<String, Fault> {
        match self.value {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(Value::Number(number)) => Ok(number.to_string()),
            Some(_) => Err(self.fault("must be a number or a decimal text, such as 12.50")),
            None => Err(self.fault("must be given")),
        }
    }
}

/// The amount that a sum of binary numbers was meant to be: 0.1 and 0.2 make 0.30000000000000004.
fn whole(sum: f64, currency: Option<Currency>) -> Option<Told> {
    const NOISE: f64 = 1e-6;
    let units = sum * 10_f64.powi(i32::from(Told::digits(currency)));
    let exact = (units - units.round()).abs() < NOISE && units.abs() < 1e15;
    exact.then(|| Told { units: units.round() as i64, currency })
}

/// The first 80 characters of what stood somewhere: enough to find it again.
pub(crate) fn shortened(value: &str) -> String {
    match value.char_indices().nth(80) {
        Some(_) => value.chars().take(79).chain(['…']).collect(),
        None => value.to_owned(),
    }
}
