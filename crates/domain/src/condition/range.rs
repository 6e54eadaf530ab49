//! From one value to another.

use crate::time::{Date, Days, days_between};

/// How far back a fact is counted: so many days, today included, or for ever.
pub type Within = Option<Days>;

/// From one value to another, both inclusive, either of them open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range<T> {
    /// The least that is enough.
    pub at_least: Option<T>,
    /// The most that is allowed.
    pub at_most: Option<T>,
}

impl<T: Copy> Range<T> {
    /// From this on.
    pub fn at_least(least: T) -> Self {
        Self { at_least: Some(least), at_most: None }
    }

    /// Up to this.
    pub fn at_most(most: T) -> Self {
        Self { at_least: None, at_most: Some(most) }
    }

    /// The same range in other terms.
    pub fn map<U>(&self, turn: impl Fn(T) -> U) -> Range<U> {
        Range { at_least: self.at_least.map(&turn), at_most: self.at_most.map(&turn) }
    }
}

impl<T: PartialOrd + Copy> Range<T> {
    /// Whether a value lies in it.
    pub fn contains(&self, value: T) -> bool {
        self.at_least.is_none_or(|least| value >= least) && self.at_most.is_none_or(|most| value <= most)
    }
}

/// A value that has neighbours.
pub(super) trait Step: PartialOrd + Copy {
    /// The next lower one, if there is any.
    fn below(self) -> Option<Self>;
    /// The next higher one, if there is any.
    fn above(self) -> Option<Self>;
    /// How far it is to another.
    fn gap(self, other: Self) -> f64;
}

/// The value nearest to this one, of those there are, on the other side of an end of a range.
pub(super) fn flip<T: Step>(range: &Range<T>, value: T, exists: impl Fn(T) -> bool) -> Option<T> {
    let Range { at_least, at_most } = range;
    let others = match range.contains(value) {
        true => [at_least.and_then(T::below), at_most.and_then(T::above)],
        false => [*at_least, *at_most],
    };
    let turned = |other: &T| exists(*other) && range.contains(*other) != range.contains(value);
    let near = |a: &T, b: &T| a.gap(value).total_cmp(&b.gap(value));
    others.into_iter().flatten().filter(turned).min_by(near)
}

impl Step for i64 {
    fn below(self) -> Option<Self> {
        self.checked_sub(1)
    }

    fn above(self) -> Option<Self> {
        self.checked_add(1)
    }

    fn gap(self, other: Self) -> f64 {
        self.abs_diff(other) as f64
    }
}

impl Step for Days {
    fn below(self) -> Option<Self> {
        self.checked_sub(1)
    }

    fn above(self) -> Option<Self> {
        self.checked_add(1)
    }

    fn gap(self, other: Self) -> f64 {
        self.abs_diff(other).into()
    }
}

impl Step for f64 {
    fn below(self) -> Option<Self> {
        Some(self.next_down())
    }

    fn above(self) -> Option<Self> {
        Some(self.next_up())
    }

    fn gap(self, other: Self) -> f64 {
        (self - other).abs()
    }
}

impl Step for Date {
    fn below(self) -> Option<Self> {
        self.yesterday().ok()
    }

    fn above(self) -> Option<Self> {
        self.tomorrow().ok()
    }

    fn gap(self, other: Self) -> f64 {
        days_between(self, other).abs().into()
    }
}
