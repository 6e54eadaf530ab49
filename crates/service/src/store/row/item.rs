//! A product in a fact, as it is kept.

use domain::event::Item;
use domain::id::{Category, ProductId};
use serde::{Deserialize, Serialize};

use super::{Text, code, money, name, of};

#[derive(Serialize, Deserialize)]
pub(super) struct ItemRow<'a> {
    product: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    category: Option<Text<'a>>,
    quantity: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    price: Option<(i64, Text<'a>)>,
}

impl<'a> From<&'a Item> for ItemRow<'a> {
    fn from(item: &'a Item) -> Self {
        Self {
            product: of(item.product.as_str()),
            category: item.category.as_ref().map(|category| of(category.as_str())),
            quantity: item.quantity,
            price: item.price.as_ref().map(|price| (price.minor, code(price))),
        }
    }
}

impl ItemRow<'_> {
    pub(super) fn item(self) -> Option<Item> {
        Some(Item {
            product: name(self.product, ProductId::new)?,
            category: match self.category {
                Some(category) => Some(name(category, Category::new)?),
                None => None,
            },
            quantity: self.quantity,
            price: match self.price {
                Some((minor, currency)) => Some(money(minor, &currency)?),
                None => None,
            },
        })
    }
}
