//! What conditions look at. What takes long to find out is found out once.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::goods::Shelf;
use super::range::Within;
use crate::decision::{Situation, Visit};
use crate::forecast::history::History;
use crate::ledger::Balance;
use crate::lifecycle::{Lifecycle, Stage};
use crate::money::Money;
use crate::profile::{Order, Profile};
use crate::program::Program;
use crate::tier::{Standing, Tier};
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
    /// The day on which the stage and the tier were looked up.
    begun: Date,
    lasting: Rc<Lasting<'a>>,
    found: Found,
}

/// What has been found out so far and does not depend on the day.
#[derive(Debug, Default)]
struct Lasting<'a> {
    /// The net amounts of the orders in the program's currency, summed up to each order, it included.
    spent: OnceCell<Vec<i128>>,
    average: OnceCell<Option<Money>>,
    bought: OnceCell<Shelf<'a>>,
    viewed: OnceCell<Shelf<'a>>,
    stages: OnceCell<Vec<(Date, Stage)>>,
    tiers: OnceCell<Vec<(Date, &'a Tier)>>,
}

/// What has been found out so far of the day.
#[derive(Debug, Default)]
struct Found {
    windows: RefCell<Vec<(Days, Window)>>,
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
        let (now, begun, lasting, found) = (*now, today, Rc::default(), Found::default());
        Self { program, profile, lifecycle, standing, visit, now, today, begun, lasting, found }
    }

    /// The day it is in the program's zone.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today
    }

    /// The same on a later day if nothing happens until then, as far as that is foreseen: what is missing to the next
    /// tier, and what is left of benefits, stay as they are.
    #[must_use]
    pub fn on(&self, day: Date) -> Self {
        let (lasting, now) = (Rc::clone(&self.lasting), self.program.zone.start(day));
        Self { now, today: day, lasting, found: Found::default(), ..*self }
    }

    pub(super) fn stage(&self) -> Stage {
        match self.today == self.begun {
            true => self.lifecycle.stage,
            false => on(self.stages(), self.today).unwrap_or(self.lifecycle.stage),
        }
    }

    pub(super) fn tier(&self) -> &'a Tier {
        match self.today == self.begun {
            true => self.standing.tier,
            false => on(self.tiers(), self.today).unwrap_or(self.standing.tier),
        }
    }

    /// The stages to come if nothing is bought, each with its first day.
    pub(super) fn stages(&self) -> &[(Date, Stage)] {
        self.lasting.stages.get_or_init(|| {
            let days = self.profile.purchase_days(&self.program.zone);
            self.program.stages.course(&days, self.begun).collect()
        })
    }

    /// The tiers to come if nothing is bought, each with its first day.
    pub(super) fn tiers(&self) -> &[(Date, &'a Tier)] {
        self.lasting.tiers.get_or_init(|| {
            let (ladder, mut tiers) = (&self.program.ladder, Vec::new());
            let mut next = self.standing.kept_until.zip(self.standing.then);
            while let Some((last, tier)) = next {
                let Ok(day) = last.tomorrow() else { break };
                tiers.push((day, tier));
                // Nobody falls below the lowest.
                if ladder.tiers().first().is_some_and(|lowest| lowest.id == tier.id) {
                    break;
                }
                let then = ladder.standing(self.program, self.profile, day);
                next = then.kept_until.filter(|until| *until > last).zip(then.then);
            }
            tiers
        })
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
        let sums = self.lasting.spent.get_or_init(|| {
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
        *self.lasting.average.get_or_init(|| {
            let orders = self.profile.orders.iter().filter(|order| order.net.currency == self.currency());
            let spent = self.spent(None);
            let minor = spent.minor.checked_div(i64::try_from(orders.count()).unwrap_or(i64::MAX))?;
            Some(Money { minor, ..spent })
        })
    }

    pub(super) fn bought(&self) -> &Shelf<'a> {
        self.lasting.bought.get_or_init(|| {
            let orders = self.profile.orders.iter();
            let items = orders.flat_map(|order| order.items.iter().map(|item| (order.at, item)));
            Shelf::of(items.map(|(at, item)| (at, item, u64::from(item.quantity))))
        })
    }

    pub(super) fn viewed(&self) -> &Shelf<'a> {
        let looks = || self.profile.viewed.iter().map(|look| (look.at, &look.item, 1));
        self.lasting.viewed.get_or_init(|| Shelf::of(looks()))
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

/// What there is on a day, of what each day begins.
fn on<T: Copy>(course: &[(Date, T)], day: Date) -> Option<T> {
    course.iter().rev().find(|(from, _)| *from <= day).map(|(_, it)| *it)
}
