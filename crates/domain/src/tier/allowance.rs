//! How often a benefit can still be used.

use super::ladder::{Limit, Per};
use super::period::Period;
use super::standing::Standing;
use crate::id::BenefitId;
use crate::profile::Profile;
use crate::program::Program;
use crate::time::{Date, plus};

/// How often a benefit was used, and how often it still can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Uses in the span that counts; ever, where there is no limit. They stay used whatever becomes of the tier.
    pub used: u64,
    /// The limit, the uses left of it and the first day of the next span; `None` for as often as one likes.
    pub limited: Option<(Limit, u64, Date)>,
}

impl Standing<'_> {
    /// How often a benefit was used and still can be on the day `today`; `None` where the tier does not give it.
    #[must_use]
    pub fn allowance(
        &self,
        program: &Program,
        profile: &Profile,
        benefit: &BenefitId,
        today: Date,
    ) -> Option<Allowance> {
        let given = program.ladder.benefits(self.tier).find(|given| given.id == *benefit)?;
        let days = profile.used.get(benefit).into_iter().flatten().map(|at| program.zone.day(*at));
        let Some(limit) = given.limit else {
            return Some(Allowance { used: days.filter(|day| *day <= today).count() as u64, limited: None });
        };
        let span = match limit.per {
            Per::Month => Period::of_calendar(1, today),
            Per::Year => Period::of_calendar(12, today),
            Per::Period => self.period.unwrap_or_else(|| Period::of_calendar(12, today)),
        };
        let used = days.filter(|day| (span.first..=today).contains(day)).count() as u64;
        let left = u64::from(limit.times).saturating_sub(used);
        Some(Allowance { used, limited: Some((limit, left, plus(span.last, 1))) })
    }

    /// How often a benefit can still be used; `None` where the tier does not give it, the largest number where there
    /// is no limit.
    #[must_use]
    pub fn left(
        &self,
        program: &Program,
        profile: &Profile,
        benefit: &BenefitId,
        today: Date,
    ) -> Option<u64> {
        let allowance = self.allowance(program, profile, benefit, today)?;
        Some(allowance.limited.map_or(u64::MAX, |(_, left, _)| left))
    }
}
