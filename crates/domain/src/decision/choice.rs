//! What was chosen by chance, and how likely that was: what is logged, so that it can be learnt from.

use crate::id::OfferId;

/// An offer that came to be ranked, or would have come to it, and what became of it. Only of offers of which there is
/// something to learn: those with a worth, and those that some customers are held out from.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The offer.
    pub offer: OfferId,
    /// Whether it was listed.
    pub shown: bool,
    /// How likely it was to be listed, over all that chance could have drawn: above 0 and below 1. For one that was
    /// held out, how likely it would have been, had nobody been held out.
    pub propensity: f64,
    /// Whether the customer was left out, so that it can be seen what offers do. Then it was not shown.
    pub held_out: bool,
}
