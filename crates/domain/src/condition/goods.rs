//! Products by name or by kind, and how many of them there were when.

use std::collections::BTreeMap;

use crate::event::Item;
use crate::id::{Category, ProductId};
use crate::time::Timestamp;

/// Which products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goods {
    /// This one.
    Product(ProductId),
    /// Those of this kind.
    Category(Category),
}

/// How many of each product, and of each kind, were bought or looked at over time, so that a thousand rules about
/// products read a long history once.
#[derive(Debug, Default)]
pub(super) struct Shelf<'a> {
    products: BTreeMap<&'a ProductId, Vec<Sum>>,
    categories: BTreeMap<&'a Category, Vec<Sum>>,
}

/// How many there were until an instant, inclusive.
type Sum = (Timestamp, u64);

impl Goods {
    /// Whether an item is of these.
    #[must_use]
    pub fn is(&self, item: &Item) -> bool {
        match self {
            Self::Product(product) => item.product == *product,
            Self::Category(category) => item.category.as_ref() == Some(category),
        }
    }
}

impl<'a> Shelf<'a> {
    /// Puts up items with how many they count for, oldest first.
    pub(super) fn of(items: impl Iterator<Item = (Timestamp, &'a Item, u64)>) -> Self {
        let mut shelf = Self::default();
        for (at, item, many) in items {
            add(shelf.products.entry(&item.product).or_default(), at, many);
            if let Some(category) = &item.category {
                add(shelf.categories.entry(category).or_default(), at, many);
            }
        }
        shelf
    }

    /// How many there were since an instant, inclusive.
    pub(super) fn count(&self, goods: &Goods, since: Timestamp) -> u64 {
        let sums = match goods {
            Goods::Product(product) => self.products.get(product),
            Goods::Category(category) => self.categories.get(category),
        };
        let sums = sums.map_or(&[][..], Vec::as_slice);
        let before = sums.partition_point(|(at, _)| *at < since);
        let until = |index: Option<usize>| index.and_then(|index| sums.get(index)).map_or(0, |(_, sum)| *sum);
        until(sums.len().checked_sub(1)).saturating_sub(until(before.checked_sub(1)))
    }
}

fn add(sums: &mut Vec<Sum>, at: Timestamp, many: u64) {
    let before = sums.last().map_or(0, |(_, sum)| *sum);
    sums.push((at, before.saturating_add(many)));
}
