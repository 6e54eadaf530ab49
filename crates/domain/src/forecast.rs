//! What is to be expected of a customer: whether they are still with us, how often they will buy, and for how much.
//!
//! Published models of repeat buying, fitted to all customers and then asked about each. They rank and they value;
//! where a relationship stands is said by thresholds, in [`crate::lifecycle`]. Read in this order.
//!
//! Sources: P. S. Fader, B. G. S. Hardie and K. L. Lee, Marketing Science 24(2), 2005 (BG/NBD); E. P. Batislam,
//! M. Denizel and A. Filiztekin, Int. J. of Research in Marketing 24(3), 2007 (MBG/NBD); P. S. Fader and
//! B. G. S. Hardie, notes 004, 021, 025 (Gamma-Gamma) and 027 at brucehardie.com.

pub mod history; // what the models need to know of one customer
pub mod model; // two models of repeat buying, and what they say
pub mod cohort; // all customers together: how likely they are under a model
pub mod fit; // the parameters under which they are likeliest
pub mod spending; // how much is spent at a purchase
pub mod calibration; // forecasts against what then happened

pub mod gamma; // the gamma function's logarithm and its slope
mod count; // how likely so many purchases are
mod expected; // the expected number of purchases
mod minimum; // where a function is smallest
mod spread; // how sure an estimate is
mod sum; // sums that lose nothing
