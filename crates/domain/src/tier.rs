//! What a customer has earned: points that count towards tiers, the tier they reach and how long it is held.
//!
//! A tier follows from orders less returns, as of a day: nothing is written down but what was bought and given back.
//! Who gives an order back stands where they would have stood without it, at once, and agents are told which order it was.

mod earning; // points from orders
mod ladder; // tiers and their benefits
mod period; // the periods in which points count
mod holding; // how long a tier is held
mod collected; // points by the day they count from
mod deed; // an order, or a return
mod course; // from order to order, return to return
mod keeping; // what it takes to keep a tier
mod standing; // where a customer stands
mod allowance; // how often a benefit can still be used

pub use allowance::Allowance;
pub use course::{TierChange, TierReason};
pub use earning::PointRules;
pub use holding::{Holding, Keep, Landing, Window};
pub use keeping::Keeping;
pub use ladder::{Benefit, InvalidLadder, Ladder, Limit, Per, Tier};
pub use period::Period;
pub use standing::{IfBought, Standing};
