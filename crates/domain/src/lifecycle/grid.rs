//! Recency by frequency: 25 cells in ten segments, beside the stages.
//!
//! The division is the one printed with most introductions to RFM; unlike the eleven segments with three scores it
//! puts every cell in exactly one. Its thresholds are fixed: with quintiles a customer's segment would change because
//! others bought.

use crate::time::{Date, Days, days_between};

/// The thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// Recency is 5 while the last purchase is at most so many days ago, then 4, 3 and 2; 1 after the last.
    pub recency_days: [Days; 4],
    /// Frequency is 2, 3, 4 and 5 from so many purchase days on; 1 below the first.
    pub purchase_days: [usize; 4],
}

/// A place in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cell {
    /// How lately: five is best.
    pub recency: Step,
    /// How often.
    pub frequency: Step,
}

/// One to five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "numbers")]
pub enum Step {
    One,
    Two,
    Three,
    Four,
    Five,
}

/// A part of the grid, by its usual name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// Often and lately.
    Champions,
    /// Often, and not long ago.
    Loyal,
    /// A few times, lately.
    PotentialLoyalist,
    /// Once, just now.
    New,
    /// Once, not long ago.
    Promising,
    /// A few times, some time ago.
    NeedAttention,
    /// Seldom, some time ago.
    AboutToSleep,
    /// Often, but long ago.
    AtRisk,
    /// Most often, but long ago.
    CannotLose,
    /// Seldom and long ago.
    Hibernating,
}

impl Grid {
    /// 30, 90, 180 and 365 days; 2, 3, 5 and 10 purchase days.
    pub const FIXED: Self = Self { recency_days: [30, 90, 180, 365], purchase_days: [2, 3, 5, 10] };

    /// The place of someone who bought on these days, oldest first; `None` of who has not bought by the day `today`.
    #[must_use]
    pub fn cell(&self, days: &[Date], today: Date) -> Option<Cell> {
        let days = &days[..days.partition_point(|day| *day <= today)];
        let idle = days_between(*days.last()?, today);
        let recency = self.recency_days.iter().filter(|threshold| idle <= **threshold).count();
        let frequency = self.purchase_days.iter().filter(|threshold| days.len() >= **threshold).count();
        Some(Cell { recency: Step::above(recency), frequency: Step::above(frequency) })
    }
}

impl Cell {
    /// The segment the cell belongs to.
    #[must_use]
    pub fn segment(self) -> Segment {
        use Step::{Five, Four, One, Three, Two};
        match (self.recency, self.frequency) {
            (One | Two, One | Two) => Segment::Hibernating,
            (One | Two, Three | Four) => Segment::AtRisk,
            (One | Two, Five) => Segment::CannotLose,
            (Three, One | Two) => Segment::AboutToSleep,
            (Three, Three) => Segment::NeedAttention,
            (Three | Four, Four | Five) => Segment::Loyal,
            (Four, One) => Segment::Promising,
            (Five, One) => Segment::New,
            (Four | Five, Two | Three) => Segment::PotentialLoyalist,
            (Five, Four | Five) => Segment::Champions,
        }
    }
}

impl Step {
    /// The step above so many thresholds.
    fn above(thresholds: usize) -> Self {
        match thresholds {
            0 => Self::One,
            1 => Self::Two,
            2 => Self::Three,
            3 => Self::Four,
            _ => Self::Five,
        }
    }
}
