//! A customer's way over the ladder, from order to order and from return to return.

use super::collected::Collected;
use super::deed::{Deed, deeds};
use super::holding::{Holding, Landing, Window};
use super::ladder::{Ladder, Tier};
use crate::id::OrderId;
use crate::money::Points;
use crate::profile::Profile;
use crate::program::Program;
use crate::time::{Date, plus};

/// How a customer came to the tier they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierChange<'p> {
    /// The first day in it.
    pub on: Date,
    /// The tier held before.
    pub from: &'p Tier,
    /// What brought them.
    pub why: TierReason,
}

/// What moves a customer from tier to tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TierReason {
    /// Points reached the tier: so many then counted.
    Reached(Points),
    /// The time of the tier before was over; this is the one that points had reached.
    Ended,
    /// The time of the tier before was over; this is the one below it.
    OneDown,
    /// This order, or a part of it, was given back.
    Returned(OrderId),
}

/// The way so far, and how it goes on if nothing more is bought.
#[derive(Debug)]
pub(super) struct Course<'p> {
    pub(super) ladder: &'p Ladder,
    pub(super) holding: Holding,
    /// The day of the first order, whatever became of it; today where there is none.
    pub(super) joined: Date,
    pub(super) collected: Collected,
    /// For each tier but the lowest: the days on which an order reached it, by their place in `collected`. The last
    /// of them still suffices; whether those before it do is asked when it no longer does. As returns only ever take
    /// points away, what has ceased to suffice never will again.
    reached: Vec<Vec<usize>>,
    /// For each tier but the lowest: the last day on which it, or a higher one, is or was held.
    kept: Vec<Option<Date>>,
    /// The tier held, as its place on the ladder.
    pub(super) rank: usize,
    pub(super) change: Option<TierChange<'p>>,
}

impl<'p> Course<'p> {
    /// The way to the day `today`, with points besides that are earned as it ends.
    pub(super) fn to(
        ladder: &'p Ladder,
        program: &Program,
        profile: &Profile,
        today: Date,
        besides: Option<Points>,
    ) -> Self {
        let deeds = deeds(program, profile, today, besides);
        let mut days: Vec<Date> = deeds.iter().filter(|deed| !deed.back).map(|deed| deed.of).collect();
        days.dedup();
        let above = ladder.tiers().len().saturating_sub(1);
        let mut course = Self {
            ladder,
            holding: program.holding,
            joined: days.first().copied().unwrap_or(today),
            collected: Collected::on(days),
            reached: vec![Vec::new(); above],
            kept: vec![None; above],
            rank: 0,
            change: None,
        };
        for moment in deeds.chunk_by(|a, b| (a.day, a.at) == (b.day, b.at)) {
            course.live(moment);
        }
        course.rest(today);
        course
    }

    /// The last day of the tier at a place if nothing more is bought; `None` for the lowest.
    pub(super) fn kept_until(&self, rank: usize) -> Option<Date> {
        self.kept.get(rank.checked_sub(1)?).copied().flatten()
    }

    /// The tier held on a day that is not before the last deed, by its place.
    pub(super) fn rank_on(&self, day: Date) -> usize {
        self.kept.iter().rposition(|kept| kept.is_some_and(|last| day <= last)).map_or(0, |place| place + 1)
    }

    /// The points that count on a day.
    pub(super) fn points(&self, day: Date) -> Points {
        self.collected.points(self.holding.window.first(self.joined, day), day)
    }

    pub(super) fn tier(&self, rank: usize) -> Option<&'p Tier> {
        self.ladder.tiers().get(rank)
    }

    fn live(&mut self, moment: &[Deed<'_>]) {
        let Some(day) = moment.first().map(|deed| deed.day) else { return };
        self.rest(day);
        let mut held = self.rank;
        let mut fall = None;
        for deed in moment {
            self.apply(deed);
            let rank = self.rank_on(day);
            if rank < held {
                fall = deed.order;
            }
            held = rank;
        }
        match fall {
            Some(order) if held < self.rank => self.turn(day, held, TierReason::Returned(order.clone())),
            _ if held > self.rank => self.turn(day, held, TierReason::Reached(self.points(day))),
            _ => {}
        }
    }

    /// Lets time pass to a day.
    fn rest(&mut self, day: Date) {
        while let Some(last) = self.kept_until(self.rank).filter(|last| *last < day) {
            let next = plus(last, 1);
            let rank = self.rank_on(next);
            let by_points = rank == 0 || self.by_points(rank).is_some_and(|last| next <= last);
            self.turn(next, rank, if by_points { TierReason::Ended } else { TierReason::OneDown });
        }
    }

    fn turn(&mut self, on: Date, rank: usize, why: TierReason) {
        self.change = self.tier(self.rank).map(|from| TierChange { on, from, why });
        self.rank = rank;
    }

    fn apply(&mut self, deed: &Deed<'_>) {
        let index = self.collected.index(deed.of);
        self.collected.add(index, deed.points);
        let (ladder, mut reached) = (self.ladder, std::mem::take(&mut self.reached));
        // Where the window rolls, the day points leave may change although the day that reached the tier does not.
        let mut stale = matches!(self.holding.window, Window::Rolling(_));
        for (days, tier) in reached.iter_mut().zip(ladder.tiers().iter().skip(1)) {
            if deed.back {
                while days.pop_if(|day| !self.suffices(*day, tier)).is_some() {
                    stale = true;
                }
            } else if days.last() != Some(&index) && self.suffices(index, tier) {
                days.push(index);
                stale = true;
            }
        }
        self.reached = reached;
        if stale {
            self.keep();
        }
    }

    /// Whether something was earned on a day that brought the points to a tier's.
    fn suffices(&self, index: usize, tier: &Tier) -> bool {
        let Some(day) = self.collected.day(index) else { return false };
        let first = self.collected.index(self.holding.window.first(self.joined, day));
        let after = index.saturating_add(1);
        self.collected.between(index, after) > 0
            && self.collected.between(first, after) >= i128::from(tier.from.0)
    }

    fn keep(&mut self) {
        let mut above = None;
        for rank in (1..=self.kept.len()).rev() {
            let landed = match self.holding.landing {
                Landing::ByBalance => None,
                Landing::OneDown => above.map(|last| self.holding.landed(self.joined, plus(last, 1))),
            };
            above = [above, landed, self.by_points(rank)].into_iter().flatten().max();
            if let Some(kept) = self.kept.get_mut(rank - 1) {
                *kept = above;
            }
        }
    }

    /// The last day of a tier by the points that reached it.
    fn by_points(&self, rank: usize) -> Option<Date> {
        let index = *self.reached.get(rank.checked_sub(1)?)?.last()?;
        let on = self.collected.day(index)?;
        let to = match self.holding.window {
            Window::Rolling(days) => {
                let oldest = self.collected.latest(index, i128::from(self.tier(rank)?.from.0));
                plus(self.collected.day(oldest)?, days.saturating_sub(1))
            }
            window => window.period(self.joined, on)?.last,
        };
        Some(self.holding.reached(self.joined, on, to))
    }
}
