//! One customer's situation at an instant: everything a decision looks at.

use crate::condition::Facts;
use crate::id::{CustomerId, Locale};
use crate::lifecycle::Lifecycle;
use crate::profile::Profile;
use crate::program::Program;
use crate::surface::Surface;
use crate::tier::Standing;
use crate::time::{Timestamp, Zone};

/// One customer's situation at an instant: everything a decision looks at.
#[derive(Debug)]
pub struct Situation<'a> {
    /// The brand's rules.
    pub program: &'a Program,
    /// What is known of the customer, as of `now`.
    pub profile: &'a Profile,
    /// Who they are. A visitor who is not known is offered what is for everyone.
    pub customer: Option<CustomerId>,
    /// Where and how they are met.
    pub visit: Visit,
    /// Where the relationship stands.
    pub lifecycle: Lifecycle,
    /// What it has earned.
    pub standing: Standing<'a>,
    /// The instant.
    pub now: Timestamp,
}

/// Where and how a customer is met, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Visit {
    /// The surface.
    pub surface: Option<Surface>,
    /// The language they are spoken to in.
    pub locale: Option<Locale>,
}

impl<'a> Situation<'a> {
    /// The situation of a known customer.
    #[must_use]
    pub fn of(
        program: &'a Program,
        customer: CustomerId,
        profile: &'a Profile,
        visit: Visit,
        now: Timestamp,
    ) -> Self {
        Self { customer: Some(customer), ..Self::of_visitor(program, profile, visit, now) }
    }

    /// The situation of a visitor who is not known. `nobody` is the empty profile.
    #[must_use]
    pub fn of_visitor(program: &'a Program, nobody: &'a Profile, visit: Visit, now: Timestamp) -> Self {
        let today = program.zone.day(now);
        Self {
            program,
            profile: nobody,
            customer: None,
            visit,
            lifecycle: program.stages.lifecycle(nobody, &program.zone, today),
            standing: program.ladder.standing(program, nobody, today),
            now,
        }
    }

    /// What conditions look at. Made once, it serves all rules of a decision: it remembers what it found out.
    #[must_use]
    pub fn facts(&self) -> Facts<'_> {
        Facts::of(self)
    }

    /// Whether it is a customer the brand has a name for, and not a visitor.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.customer.as_ref().is_some_and(|customer| !customer.is_anonymous())
    }

    /// Where the customer's days begin, as far as it is known: else in the program's zone.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        self.profile.zone.as_ref().unwrap_or(&self.program.zone)
    }
}
