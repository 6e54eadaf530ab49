//! What conditions look at. What takes long to find out is found out once.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use super::goods::Shelf;
use super::range::Within;
use crate::decision::{Situation, Visit};
use crate::forecast::history::History;
use crate::ledger::Balance;
use crate::lifecycle::Lifecycle;
use crate::money::Money;
use crate::profile::{Order, Profile};
use crate::program::Program;
use crate::tier::Standing;
use crate::time::{Date, Days, Timestamp, plus};

/// What conditions look at: a customer, on a day, under a program. Make it once for all rules of a decision: it
/// remembers what it has found out.
#[derive(Debug)]
pub struct Facts<'a> {
    pub(super) program: &'a Program,
    pub(super) profile: &'a Profile,
    pub(super) lifecycle: &'a Lifecycle,
    pub(super) standing: &'a Standing<'a>,
    pub(super) visit: &'a Visit,
    pub(super) now: Timestamp,
    today: Date,
    found: Found<'a>,
}

/// What has been found out so far.
#[derive(Debug, Default)]
struct Found<'a> {
    windows: RefCell<Vec<(Days, Window)>>,
    /// The net amounts of the orders in the program's currency, summed up to each order, it included.
    spent: OnceCell<Vec<i128>>,
    average: OnceCell<Option<Money>>,
    bought: OnceCell<Shelf<'a>>,
    viewed: OnceCell<Shelf<'a>>,
    history: OnceCell<Option<History>>,
    still_with_us: OnceCell<Option<f64>>,
    expected: RefCell<BTreeMap<Days, Option<f64>>>,
    balance: OnceCell<i64>,
}

/// The last so many days.
#[derive(Debug, Clone, Copy)]
struct Window {
    /// The first instant in it.
    start: Timestamp,
    /// How many orders lie before it.
    orders_before: usize,
}

impl<'a> Facts<'a> {
    /// The facts of a situation.
    #[must_use]
    pub fn of(situation: &'a Situation<'_>) -> Self {
        let Situation { program, profile, visit, lifecycle, standing, now, .. } = situation;
        let today = program.zone.day(*now);
        Self { program, profile, lifecycle, standing, visit, now: *now, today, found: Found::default() }
    }

    /// The day it is in the program's zone.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today
    }

    /// The same on a later day, as far as orders and behaviour go: stage and tier stay as they are.
    pub(super) fn on(&self, day: Date) -> Self {
        Self { now: self.program.zone.start(day), today: day, found: Found::default(), ..*self }
    }

    /// The first instant that is counted.
    pub(super) fn since(&self, within: Within) -> Timestamp {
        within.map_or(Timestamp::MIN, |days| self.window(days).start)
    }

    /// The net orders of the last so many days, oldest first.
    pub(super) fn orders(&self, within: Within) -> &'a [Order] {
        self.profile.orders.get(self.orders_before(within)..).unwrap_or_default()
    }

    pub(super) fn spent(&self, within: Within) -> Money {
        let sums = self.found.spent.get_or_init(|| {
            let mut sum = 0;
            let add = |order: &Order| {
                sum += if order.net.currency == self.currency() { i128::from(order.net.minor) } else { 0 };
                sum
            };
            self.profile.orders.iter().map(add).collect()
        });
        let until = |count: usize| count.checked_sub(1).and_then(|last| sums.get(last)).copied().unwrap_or(0);
        let minor = i64::try_from(until(sums.len()) - until(self.orders_before(within))).unwrap_or(i64::MAX);
        Money { minor, currency: self.currency() }
    }

    pub(super) fn average(&self) -> Option<Money> {
        *self.found.average.get_or_init(|| {
            let orders = self.profile.orders.iter().filter(|order| order.net.currency == self.currency());
            let spent = self.spent(None);
            let minor = spent.minor.checked_div(i64::try_from(orders.count()).unwrap_or(i64::MAX))?;
            Some(Money { minor, ..spent })
        })
    }

    pub(super) fn bought(&self) -> &Shelf<'a> {
        self.found.bought.get_or_init(|| {
            let orders = self.profile.orders.iter();
            let items = orders.flat_map(|order| order.items.iter().map(|item| (order.at, item)));
            Shelf::of(items.map(|(at, item)| (at, item, u64::from(item.quantity))))
        })
    }

    pub(super) fn viewed(&self) -> &Shelf<'a> {
        let looks = || self.profile.viewed.iter().map(|look| (look.at, &look.item, 1));
        self.found.viewed.get_or_init(|| Shelf::of(looks()))
    }

    /// In percent.
    pub(super) fn still_with_us(&self) -> Option<f64> {
        *self
            .found
            .still_with_us
            .get_or_init(|| Some(100.0 * self.program.outlook.buying.p_alive(&self.history()?)))
    }

    pub(super) fn expected_orders(&self, days: Days) -> Option<f64> {
        *self.found.expected.borrow_mut().entry(days).or_insert_with(|| {
            let weeks = f64::from(days) / 7.0;
            Some(self.program.outlook.buying.expected_purchases(&self.history()?, weeks))
        })
    }

    /// The points that can be spent.
    pub(super) fn balance(&self) -> i64 {
        *self.found.balance.get_or_init(|| Balance::of(self.program, self.profile, self.now).active.0)
    }

    fn orders_before(&self, within: Within) -> usize {
        within.map_or(0, |days| self.window(days).orders_before)
    }

    /// Rules look back over few different spans: a short list is searched faster than a tree.
    fn window(&self, days: Days) -> Window {
        let mut windows = self.found.windows.borrow_mut();
        if let Some((_, window)) = windows.iter().find(|(known, _)| *known == days) {
            return *window;
        }
        let start = self.program.zone.start(plus(self.today, 1_i32.saturating_sub(days)));
        let orders_before = self.profile.orders.partition_point(|order| order.at < start);
        let window = Window { start, orders_before };
        windows.push((days, window));
        window
    }

    fn history(&self) -> Option<History> {
        let days = || self.profile.purchase_days(&self.program.zone);
        *self.found.history.get_or_init(|| History::until(days(), self.today))
    }

    fn currency(&self) -> crate::money::Currency {
        self.program.points.currency()
    }
}
