//! Ways of choosing between giving an offer and not giving it, and what each would have done with a log.

use super::InvalidTrial;
use super::trial::Trial;

mod thompson; // by chance, as likely as it is best
pub mod linear; // by what is known of the customer

/// A way of choosing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// Gives it to everyone.
    #[default]
    Always,
    /// Gives it to nobody.
    Never,
    /// Gives it as likely as giving is better than not giving, going by who bought (Thompson 1933).
    Thompson,
    /// Gives it where giving may be best, going by what is known of the customer (Li et al. 2010).
    Linear,
}

/// One choice of a log, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observed {
    /// Whether the offer was shown.
    pub shown: bool,
    /// How likely that was: above 0 and below 1.
    pub propensity: f64,
    /// What was known of the customer then, in two numbers of the brand's choice.
    pub context: [f64; 2],
    /// What came of it.
    pub reward: f64,
}

impl Policy {
    /// What it makes of a log, oldest choice first. What learns does so from the first half and is judged by the
    /// second: nothing is judged by what it has learnt from.
    ///
    /// # Errors
    /// [`InvalidTrial`] where a propensity or a reward of the log is none.
    pub fn trials(self, log: &[Observed]) -> Result<Vec<Trial>, InvalidTrial> {
        let (learnt, judged) = match self {
            Self::Always | Self::Never => log.split_at(0),
            Self::Thompson | Self::Linear => log.split_at(log.len() / 2),
        };
        let gives: Box<dyn Fn(&Observed) -> f64> = match self {
            Self::Always => Box::new(|_| 1.0),
            Self::Never => Box::new(|_| 0.0),
            Self::Thompson => {
                let better = thompson::chance_that_giving_is_better(learnt);
                Box::new(move |_| better)
            }
            Self::Linear => {
                let learnt = linear::LinUcb::learnt(learnt);
                Box::new(move |seen| if learnt.choose(seen.context) == linear::GIVE { 1.0 } else { 0.0 })
            }
        };
        let trial = |seen: &Observed| {
            let given = gives(seen);
            match seen.shown {
                true => Trial::new(seen.propensity, given, seen.reward),
                false => Trial::new(1.0 - seen.propensity, 1.0 - given, seen.reward),
            }
        };
        judged.iter().map(trial).collect()
    }
}
