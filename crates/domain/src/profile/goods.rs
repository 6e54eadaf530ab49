//! The products a customer looked at, and what is in the basket.

use std::collections::BTreeMap;

use super::Profile;
use crate::event::{Item, PRODUCT_ADDED, PRODUCT_REMOVED, PRODUCT_VIEWED};
use crate::id::{BehaviourName, ProductId};
use crate::money::{Currency, Money};
use crate::time::Timestamp;

/// A look at a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewed {
    /// When.
    pub at: Timestamp,
    /// At what.
    pub item: Item,
}

/// What was put into the basket and not taken out; an order empties it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Basket(BTreeMap<ProductId, Item>);

impl Basket {
    /// What is in it, each product once.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.0.values()
    }

    /// What it is worth in a currency; products without a price, or with one in another currency, count nothing.
    #[must_use]
    pub fn worth(&self, currency: Currency) -> Money {
        let worth = self.items().filter_map(|item| {
            let price = item.price.filter(|price| price.currency == currency)?;
            Some(price.minor.saturating_mul(i64::from(item.quantity)))
        });
        Money { minor: worth.fold(0, i64::saturating_add), currency }
    }

    fn add(&mut self, item: Item) {
        match self.0.get_mut(&item.product) {
            Some(known) => *known = Item { quantity: known.quantity.saturating_add(item.quantity), ..item },
            None => {
                self.0.insert(item.product.clone(), item);
            }
        }
    }

    fn remove(&mut self, item: &Item) {
        let Some(known) = self.0.get_mut(&item.product) else { return };
        known.quantity = known.quantity.saturating_sub(item.quantity);
        if known.quantity == 0 {
            self.0.remove(&item.product);
        }
    }
}

impl Profile {
    pub(super) fn handle(&mut self, at: Timestamp, name: &BehaviourName, item: Item) {
        match name.as_str() {
            PRODUCT_VIEWED => self.viewed.push(Viewed { at, item }),
            PRODUCT_ADDED => self.basket.add(item),
            PRODUCT_REMOVED => self.basket.remove(&item),
            _ => {}
        }
    }
}
