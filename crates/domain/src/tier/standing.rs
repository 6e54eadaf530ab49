//! Where a customer stands on the ladder.

use super::course::{Course, TierChange};
use super::keeping::Keeping;
use super::ladder::{Ladder, Tier};
use super::period::Period;
use crate::event::Item;
use crate::money::{Money, Points};
use crate::profile::Profile;
use crate::program::Program;
use crate::time::{Date, plus};

/// Where a customer stands on the ladder on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'p> {
    /// The tier held.
    pub tier: &'p Tier,
    /// Points that count on that day.
    pub points: Points,
    /// The next tier and the points missing to it; `None` at the top.
    pub next: Option<(&'p Tier, Points)>,
    /// The last day on which the tier is held if nothing more is bought; `None` for the lowest, which is never lost.
    pub kept_until: Option<Date>,
    /// The tier after that day.
    pub then: Option<&'p Tier>,
    /// What keeps the tier beyond that day; `None` where nothing can, or nothing must.
    pub keeping: Option<Keeping>,
    /// Since when the tier is held, and why; `None` for who never held another.
    pub change: Option<TierChange<'p>>,
    /// The period whose points count; `None` where the window rolls, or begins with a first order still to come.
    pub period: Option<Period>,
}

/// What an order would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfBought<'p> {
    /// The points it would earn.
    pub points: Points,
    /// Where the customer would then stand.
    pub standing: Standing<'p>,
}

impl Ladder {
    /// Where a customer stands on the day `today`. What happens after it is not counted.
    #[must_use]
    pub fn standing(&self, program: &Program, profile: &Profile, today: Date) -> Standing<'_> {
        self.look(program, profile, today, None)
    }

    /// Where a customer would stand if they paid so much for these products, as far as they are told, on the day
    /// `today`: what would this basket do?
    #[must_use]
    pub fn if_bought(
        &self,
        program: &Program,
        profile: &Profile,
        today: Date,
        paid: Money,
        items: &[Item],
    ) -> IfBought<'_> {
        let points = program.points.points_of(program.points.eligible(paid, items));
        let besides = (paid.minor > 0).then_some(points);
        IfBought { points, standing: self.look(program, profile, today, besides) }
    }

    fn look(
        &self,
        program: &Program,
        profile: &Profile,
        today: Date,
        besides: Option<Points>,
    ) -> Standing<'_> {
        let course = Course::to(self, program, profile, today, besides);
        let points = course.points(today);
        let kept_until = course.kept_until(course.rank);
        let next = course.tier(course.rank + 1);
        Standing {
            tier: &self.tiers()[course.rank],
            points,
            next: next.map(|next| (next, Points(next.from.0.saturating_sub(points.0)))),
            kept_until,
            then: kept_until.and_then(|last| course.tier(course.rank_on(plus(last, 1)))),
            keeping: course.keeping(today),
            period: course.period(today),
            change: course.change,
        }
    }
}
