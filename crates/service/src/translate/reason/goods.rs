//! Products bought, looked at, in the basket. A kind of product is said by the brand's name for it; a single product
//! has no name here, and is said by when it was bought or looked at.

use domain::condition::{Goods, Observed, Within};
use domain::id::Category;
use domain::time::Timestamp;

use crate::translate::Teller;
use crate::words::{Message, Value};

impl Teller<'_> {
    /// "You have bought 3 items from “Jazz” in the past 90 days."
    pub(super) fn bought(&self, goods: &Goods, count: i64, within: Within) -> Option<String> {
        match goods {
            Goods::Category(category) => Some(self.from(Message::Bought, category, count, within)),
            Goods::Product(_) if count == 0 => None,
            Goods::Product(_) => {
                let mut orders = self.situation.profile.orders.iter().rev();
                let last = orders.find(|order| order.items.iter().any(|item| goods.is(item)));
                self.on_day(Message::BoughtThis, last?.at)
            }
        }
    }

    /// "You have looked at items from “Jazz” 3 times in the past 90 days."
    pub(super) fn looked_at(&self, goods: &Goods, count: i64, within: Within) -> Option<String> {
        match goods {
            Goods::Category(category) => Some(self.from(Message::LookedAt, category, count, within)),
            Goods::Product(_) if count == 0 => None,
            Goods::Product(_) => {
                let last = self.situation.profile.viewed.iter().rev().find(|look| goods.is(&look.item));
                self.on_day(Message::LookedAtThis, last?.at)
            }
        }
    }

    /// What is in the basket; nothing of one whose products came without prices.
    pub(super) fn basket(&self, observed: &Observed<'_>) -> Option<String> {
        let is_empty = self.situation.profile.basket.items().next().is_none();
        match observed {
            _ if is_empty => Some(self.say(Message::BasketEmpty, &[])),
            Observed::Amount(amount) if amount.minor > 0 => {
                Some(self.say(Message::BasketWorth, &[("amount", Value::Money(*amount))]))
            }
            _ => None,
        }
    }

    pub(super) fn in_basket(&self, goods: &Goods, count: i64) -> Option<String> {
        match goods {
            Goods::Category(category) => {
                let category = Value::Text(category.as_str());
                Some(self.say(Message::InBasket, &[("category", category), ("count", Value::Count(count))]))
            }
            Goods::Product(_) => (count > 0).then(|| self.say(Message::InBasketThis, &[])),
        }
    }

    fn from(&self, message: Message, category: &Category, count: i64, within: Within) -> String {
        let within = self.within(within);
        let values = [
            ("category", Value::Text(category.as_str())),
            ("count", Value::Count(count)),
            ("within", Value::Text(&within)),
        ];
        self.say(message, &values)
    }

    pub(super) fn on_day(&self, message: Message, at: Timestamp) -> Option<String> {
        self.dated(message, Some(self.situation.program.zone.day(at)))
    }
}
