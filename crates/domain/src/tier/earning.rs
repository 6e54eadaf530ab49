//! How points come from orders.

use crate::event::Item;
use crate::id::Category;
use crate::money::{Currency, Money, Points};
use crate::profile::Order;

/// How points come from orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointRules {
    /// So many points ...
    pub points: i64,
    /// ... for each full amount of this, in the program's currency, of what counts of an order.
    pub for_each: Money,
    /// Products of these categories earn nothing, such as gift cards.
    pub except: Vec<Category>,
}

impl PointRules {
    /// The points of an amount. One in another currency than the program's earns none, and neither does one below
    /// nothing.
    #[must_use]
    pub fn points_of(&self, net: Money) -> Points {
        if net.currency != self.for_each.currency || self.for_each.minor <= 0 {
            return Points(0);
        }
        Points((net.minor.max(0) / self.for_each.minor).saturating_mul(self.points))
    }

    /// The points of an order of which so much is left.
    #[must_use]
    pub fn points_of_order(&self, order: &Order, net: Money) -> Points {
        self.points_of(Money { minor: net.minor.min(self.eligible(order.paid, &order.items).minor), ..net })
    }

    /// What counts of an amount paid for these: all but the products that earn nothing. Money that is given back is
    /// first set off against those.
    #[must_use]
    pub fn eligible(&self, paid: Money, items: &[Item]) -> Money {
        let earns = |item: &&Item| !item.category.as_ref().is_some_and(|kind| self.except.contains(kind));
        let barren = items.iter().filter(|item| !earns(item)).filter_map(|item| {
            let price = item.price.filter(|price| price.currency == paid.currency)?;
            Some(price.minor.saturating_mul(i64::from(item.quantity)))
        });
        Money { minor: barren.fold(paid.minor, i64::saturating_sub).max(0), ..paid }
    }

    /// The currency orders must be in to earn.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.for_each.currency
    }
}
