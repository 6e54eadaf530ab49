//! Where a customer stands: tier, points, what there is to spend, what the tier gives.

use contract::experience::{Benefit, Progress, Standing, When};
use domain::decision::Situation;
use domain::ledger::Balance;
use domain::tier;
use domain::time::{Date, Days, plus};

use super::Teller;
use crate::words::{Message, Value};

/// So many days before they are lost, points are said to be.
const SOON: Days = 60;

/// How often a benefit can still be used, of how often in all, until when.
pub(super) struct Left {
    pub(super) uses: i64,
    pub(super) of: i64,
    pub(super) until: Date,
}

impl Teller<'_> {
    pub(super) fn standing(&self) -> Standing {
        let standing = &self.situation.standing;
        let tier_name = self.tier_name(standing.tier);
        let tier = Standing {
            stage: self.situation.lifecycle.stage.name().to_owned(),
            tier: standing.tier.id.to_string(),
            tier_name: tier_name.to_owned(),
            ..Standing::default()
        };
        if self.masked {
            return tier;
        }
        Standing {
            points: standing.points.0,
            points_text: self.say(Message::Points, &[("count", Value::Count(standing.points.0))]),
            balance: self.balance(),
            progress: standing.next.map(|(next, missing)| Progress {
                value: standing.points.0,
                of: next.from.0,
                text: self.say(
                    Message::Progress,
                    &[("count", Value::Count(missing.0)), ("tier", Value::Text(self.tier_name(next)))],
                ),
            }),
            kept: standing.kept_until.map(|day| When {
                iso: day.to_string(),
                text: self.say(Message::Kept, &[("tier", Value::Text(tier_name)), ("day", self.day(day))]),
            }),
            ..tier
        }
    }

    pub(super) fn benefits(&self) -> Vec<Benefit> {
        let ladder = &self.situation.program.ladder;
        let told = ladder.benefits(self.situation.standing.tier).filter_map(|benefit| {
            let (title, text) = self.pick(&benefit.words)?.clone();
            let left = self.uses_left(benefit).filter(|left| self.may_show(left));
            Some(Benefit { id: benefit.id.to_string(), title, text, left })
        });
        told.collect()
    }

    /// How often a benefit can still be used; `None` for as often as one likes.
    pub(super) fn left(&self, benefit: &tier::Benefit) -> Option<Left> {
        let situation = self.situation;
        let (program, profile) = (situation.program, situation.profile);
        let allowance = situation.standing.allowance(program, profile, &benefit.id, self.today())?;
        let (limit, uses, next) = allowance.limited?;
        Some(Left {
            uses: i64::try_from(uses).unwrap_or(i64::MAX),
            of: limit.times.into(),
            until: plus(next, -1),
        })
    }

    /// "1 of 2 left until December 31"
    fn uses_left(&self, benefit: &tier::Benefit) -> Option<String> {
        let left = self.left(benefit)?;
        let (count, times) = (Value::Count(left.uses), Value::Count(left.of));
        Some(
            self.say(Message::UsesLeft, &[("count", count), ("times", times), ("day", self.day(left.until))]),
        )
    }

    /// "340 points to spend, 60 more on May 5". That some are soon lost goes before that some come.
    fn balance(&self) -> Option<String> {
        let Situation { program, profile, now, .. } = self.situation;
        program.balance.as_ref()?;
        let balance = Balance::of(program, profile, *now);
        if balance.debt().0 > 0 {
            return Some(self.say(Message::Owed, &[("count", Value::Count(balance.debt().0))]));
        }
        let soon = plus(self.today(), SOON);
        let (message, then) = match (balance.expires.filter(|(day, _)| *day <= soon), balance.activates) {
            (Some(lost), _) => (Message::ToSpendUntil, Some(lost)),
            (None, Some(more)) => (Message::ToSpendLater, Some(more)),
            (None, None) => (Message::ToSpend, None),
        };
        let count = ("count", Value::Count(balance.active.0));
        let then = then.map(|(day, points)| [("more", Value::Count(points.0)), ("day", self.day(day))]);
        let values: Vec<_> = std::iter::once(count).chain(then.into_iter().flatten()).collect();
        Some(self.say(message, &values))
    }
}
