//! Orders, and the stage that rests on them.

use domain::condition::{Observed, Within};
use domain::decision::Situation;
use domain::lifecycle::Stage;
use domain::time::{Date, days_between};

use crate::translate::Teller;
use crate::words::{Message, Value};

impl Teller<'_> {
    /// The facts a stage rests on; its name is for the brand, not for the customer.
    pub(super) fn stage(&self) -> Option<String> {
        match self.situation.lifecycle.stage {
            Stage::Prospect => Some(self.no_order()),
            Stage::New => self.first_order(),
            Stage::Active => self.dated(Message::LastOrder, self.situation.lifecycle.last),
            Stage::Loyal => Some(self.order_days()),
            Stage::AtRisk => self.last_order(),
            Stage::Lapsed => self.last_month(),
            Stage::WonBack => self.returned(),
        }
    }

    pub(super) fn no_order(&self) -> String {
        self.say(Message::NoOrder, &[])
    }

    pub(super) fn first_order(&self) -> Option<String> {
        self.dated(Message::FirstOrder, self.situation.lifecycle.first)
    }

    /// In days as long as anybody counts them, then by its month.
    pub(super) fn last_order(&self) -> Option<String> {
        match days_between(self.situation.lifecycle.last?, self.today()) {
            days @ ..=365 => Some(self.say(Message::DaysSinceOrder, &[("count", Value::Count(days.into()))])),
            _ => self.last_month(),
        }
    }

    /// "You have spent $340.00 in the past year."
    pub(super) fn spent(&self, observed: &Observed<'_>, within: Within) -> Option<String> {
        let Observed::Amount(amount) = observed else { return None };
        let within = self.within(within);
        let values = [("amount", Value::Money(*amount)), ("within", Value::Text(&within))];
        Some(self.say(Message::Spent, &values))
    }

    /// "Your orders come to $40.00 on average."
    pub(super) fn average_order(&self, observed: &Observed<'_>) -> Option<String> {
        let Observed::Amount(amount) = observed else { return Some(self.no_order()) };
        let orders = i64::try_from(self.situation.profile.orders.len()).unwrap_or(i64::MAX);
        let values = [("count", Value::Count(orders)), ("amount", Value::Money(*amount))];
        Some(self.say(Message::AverageOrder, &values))
    }

    pub(super) fn dated(&self, message: Message, day: Option<Date>) -> Option<String> {
        Some(self.say(message, &[("day", self.day(day?))]))
    }

    /// "Your last order was in March 1997."
    fn last_month(&self) -> Option<String> {
        let last = self.situation.lifecycle.last?;
        Some(self.say(Message::LastOrderMonth, &[("month", Value::Month(last))]))
    }

    fn order_days(&self) -> String {
        let Situation { program, profile, .. } = self.situation;
        let (days, today) = (program.stages.loyal_within_days, self.today());
        let bought = profile.purchase_days(&program.zone);
        let count = bought.iter().filter(|day| (0..days).contains(&days_between(**day, today))).count();
        self.counted(Message::OrderDays, i64::try_from(count).unwrap_or(i64::MAX), Some(days))
    }

    /// "You ordered again on June 12, after 523 days."
    fn returned(&self) -> Option<String> {
        let back = self.situation.lifecycle.comeback?;
        let away = Value::Count(back.away.into());
        Some(self.say(Message::Returned, &[("day", self.day(back.on)), ("count", away)]))
    }
}
