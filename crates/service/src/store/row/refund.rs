//! How much of an order was given back, as it is kept.

use domain::event::{Refund, Returned};
use domain::id::ProductId;
use domain::money::{Currency, Told};
use serde::{Deserialize, Serialize};

use super::{Text, name, of};

/// Units, and the currency where one was told.
pub(super) type ToldRow<'a> = (i64, Option<Text<'a>>);

#[derive(Serialize, Deserialize)]
pub(super) struct ReturnedRow<'a> {
    product: Text<'a>,
    quantity: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    price: Option<ToldRow<'a>>,
}

/// The amount and the products that are kept of a refund.
pub(super) fn kept(refund: Option<&Refund>) -> (Option<ToldRow<'_>>, Vec<ReturnedRow<'_>>) {
    match refund {
        None => (None, Vec::new()),
        Some(Refund::Amount(amount)) => (Some(told(amount)), Vec::new()),
        Some(Refund::Products(products)) => (None, products.iter().map(ReturnedRow::from).collect()),
    }
}

/// The refund that was kept: all that was left where it has neither. Nothing where it cannot be read.
pub(super) fn read(amount: Option<ToldRow<'_>>, products: Vec<ReturnedRow<'_>>) -> Option<Option<Refund>> {
    Some(match amount {
        Some(amount) => Some(Refund::Amount(told_back(amount)?)),
        None if products.is_empty() => None,
        None => {
            let products = products.into_iter().map(ReturnedRow::returned).collect::<Option<_>>()?;
            Some(Refund::Products(products))
        }
    })
}

impl<'a> From<&'a Returned> for ReturnedRow<'a> {
    fn from(returned: &'a Returned) -> Self {
        Self {
            product: of(returned.product.as_str()),
            quantity: returned.quantity,
            price: returned.price.as_ref().map(told),
        }
    }
}

impl ReturnedRow<'_> {
    fn returned(self) -> Option<Returned> {
        Some(Returned {
            product: name(self.product, ProductId::new)?,
            quantity: self.quantity,
            price: match self.price {
                Some(price) => Some(told_back(price)?),
                None => None,
            },
        })
    }
}

fn told(amount: &Told) -> ToldRow<'static> {
    (amount.units, amount.currency.map(|currency| of(currency.code())))
}

fn told_back((units, currency): ToldRow<'_>) -> Option<Told> {
    let currency = match currency {
        Some(code) => Some(Currency::new(&code).ok()?),
        None => None,
    };
    Some(Told { units, currency })
}
