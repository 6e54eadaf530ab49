//! What is offered, what is not, and why.

use contract::experience;
use domain::condition::Explanation;
use domain::decision::{self, Listed};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(crate) struct Offered {
    pub(crate) id: String,
    pub(crate) title: String,
    /// The reasons the customer reads.
    pub(crate) why: Vec<String>,
    /// What would take it away, as the customer reads it.
    pub(crate) change: Option<String>,
    /// What it is expected to bring more than showing nothing would, in minor units; `None` where its rank is not
    /// left to chance.
    pub(crate) value: Option<f64>,
    pub(crate) trace: Vec<Finding>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Withheld {
    pub(crate) id: String,
    pub(crate) title: String,
    /// The step of the decision at which it was refused, and why there.
    pub(crate) step: &'static str,
    pub(crate) refusal: String,
    /// The first condition that fails, where it is not for this customer.
    pub(crate) first_failing: Option<Finding>,
    pub(crate) trace: Vec<Finding>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Finding {
    /// Its word in the program file.
    pub(crate) fact: &'static str,
    pub(crate) asked: String,
    pub(crate) observed: String,
    pub(crate) holds: bool,
    /// All of it in plain words.
    #[serde(skip)]
    pub(crate) text: String,
}

impl Offered {
    pub(super) fn of((listed, told): (&Listed<'_>, &experience::Offer)) -> Self {
        Self {
            id: told.id.clone(),
            title: told.title.clone(),
            why: told.why.clone(),
            change: told.change.clone(),
            value: listed.value,
            trace: listed.because.as_ref().map(findings).unwrap_or_default(),
        }
    }
}

impl Withheld {
    pub(super) fn of(withheld: &decision::Withheld<'_>, locale: &str) -> Self {
        let decision::Withheld { offer, refusal, because } = withheld;
        let spoken = offer.words.0.iter().find(|(spoken, _)| spoken.as_str() == locale);
        let words = spoken.or(offer.words.0.first_key_value()).map(|(_, words)| words);
        Self {
            id: offer.id.to_string(),
            title: words.map(|words| words.title.clone()).unwrap_or_default(),
            step: refusal.step(),
            refusal: refusal.to_string(),
            first_failing: because.as_ref().and_then(Explanation::first_failing).map(finding),
            trace: because.as_ref().map(findings).unwrap_or_default(),
        }
    }
}

fn findings(trace: &Explanation<'_>) -> Vec<Finding> {
    trace.findings().into_iter().map(finding).collect()
}

fn finding(finding: domain::condition::Finding<'_>) -> Finding {
    Finding {
        fact: finding.leaf.word(),
        asked: finding.leaf.to_string(),
        observed: finding.observed.to_string(),
        holds: finding.holds,
        text: finding.to_string(),
    }
}
