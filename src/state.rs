//! What the widget knows, and how an action changes it.
//!
//! Acts wait for each other: each answer brings the whole next experience, and an answer that overtook another would
//! bring back what the other had changed.

use contract::experience::{Claim, Experience};
use std::rc::Rc;

/// What the widget knows.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// What is shown.
    pub experience: Rc<Experience>,
    /// The acts not answered yet. The first is under way, the others wait for it.
    pub acts: Vec<Act>,
    /// What is said about an offer that is no longer there.
    pub notice: Option<Notice>,
    /// The act that did not go through and can be tried again.
    pub failed: Option<Failure>,
    /// The claim whose code was copied last, and whether that worked. `None` while it is not known.
    pub copied: Option<(String, Option<bool>)>,
    /// The id of the element the focus belongs to after the next rendering.
    pub focus: Option<String>,
    /// How many acts there have been; names the next.
    serial: u32,
}

/// What a customer can do with an offer, or with a matter in progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Take it.
    Claim,
    /// Say "not for me".
    Decline,
    /// Take either back.
    Undo,
    /// End a matter in progress.
    Close,
}

/// Something a customer did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its name, so that only its own answer counts.
    pub serial: u32,
    /// What they did.
    pub verb: Verb,
    /// With which offer or matter.
    pub offer: String,
}

/// An act that did not go through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What was tried.
    pub verb: Verb,
    /// With which offer.
    pub offer: String,
    /// What is said of it; the usual sentence where there is none.
    pub text: Option<String>,
}

/// A sentence in the place where an offer was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The offer.
    pub offer: String,
    /// Where it stood, counted from 0.
    pub place: usize,
    /// What became of it, in words.
    pub text: String,
    /// Whether that can be undone.
    pub undo: bool,
}

/// What happens to the widget.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// The customer acts on an offer.
    Act(Verb, String),
    /// The service did it.
    Answered {
        /// The act it answers.
        serial: u32,
        /// What to show now.
        experience: Rc<Experience>,
        /// What came of it, in words.
        notice: String,
    },
    /// The service did not do it.
    Refused {
        /// The act it answers.
        serial: u32,
        /// What to show now, where the service said that trying again is no use.
        experience: Option<Rc<Experience>>,
        /// Why, in words; the usual ones where there are none.
        said: Option<String>,
    },
    /// The customer wants the code of a claim.
    Copy(String),
    /// The code of a claim was copied, or could not be.
    Copied(String, bool),
    /// The copied code has been said to be so for long enough.
    Settled(String),
    /// The customer has read the notice.
    Dismiss,
    /// The page brings another experience: a refresh, or another customer.
    Shown(Rc<Experience>),
}

/// What a change calls for outside the widget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Tell the service; answer with [`Action::Answered`] or [`Action::Refused`].
    Act(Act),
    /// Copy a code; answer with [`Action::Copied`].
    Copy {
        /// The claim.
        claim: String,
        /// Its code.
        code: String,
    },
    /// Move the focus to the element with this id.
    Focus(String),
}

impl Verb {
    /// Its name in addresses and attributes.
    pub fn name(self) -> &'static str {
        match self {
            Verb::Claim => "claim",
            Verb::Decline => "decline",
            Verb::Undo => "undo",
            Verb::Close => "close",
        }
    }
}

impl State {
    /// The first state: an experience and nothing done.
    pub fn new(experience: Rc<Experience>) -> Self {
        Self {
            experience,
            acts: Vec::new(),
            notice: None,
            failed: None,
            copied: None,
            focus: None,
            serial: 0,
        }
    }

    /// Whether this act waits for its answer.
    pub fn is_under_way(&self, verb: Verb, offer: &str) -> bool {
        self.acts.iter().any(|act| act.verb == verb && act.offer == offer)
    }

    /// Whether this act failed last and can be tried again.
    pub fn has_failed(&self, verb: Verb, offer: &str) -> bool {
        self.failure(verb, offer).is_some()
    }

    /// How this act failed last.
    pub fn failure(&self, verb: Verb, offer: &str) -> Option<&Failure> {
        self.failed.as_ref().filter(|failure| failure.verb == verb && failure.offer == offer)
    }

    /// The state after an action.
    pub fn next(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Act(verb, offer) => next.begin(verb, offer),
            Action::Answered { serial, experience, notice } => {
                if let Some(act) = next.end(serial) {
                    next.answered(act, experience, notice);
                }
            }
            Action::Refused { serial, experience, said } => {
                if let Some(act) = next.end(serial) {
                    next.refused(act, experience, said);
                }
            }
            Action::Copy(claim) => next.copied = Some((claim, None)),
            Action::Copied(claim, done) => {
                if next.copied.as_ref().is_some_and(|(asked, _)| *asked == claim) {
                    next.copied = Some((claim, Some(done)));
                }
            }
            Action::Settled(claim) => {
                next.copied = next.copied.filter(|(copied, _)| *copied != claim);
            }
            Action::Dismiss => {
                next.notice = None;
                next.focus = Some("offers".to_owned());
            }
            Action::Shown(experience) => next = Self { serial: self.serial, ..Self::new(experience) },
        }
        next
    }

    /// What has to happen outside when this state becomes `next`. The focus is no part of it: it moves after rendering.
    pub fn effects_before(&self, next: &Self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(act) = next.acts.first().filter(|act| Some(*act) != self.acts.first()) {
            effects.push(Effect::Act(act.clone()));
        }
        if let Some((id, None)) = &next.copied
            && next.copied != self.copied
            && let Some(claim) = next.claim(|claim| claim.id == *id)
        {
            effects.push(Effect::Copy { claim: id.clone(), code: claim.code.clone() });
        }
        effects
    }

    fn begin(&mut self, verb: Verb, offer: String) {
        if self.acts.iter().any(|act| act.offer == offer) {
            return;
        }
        self.failed = None;
        self.copied = None;
        self.serial += 1;
        self.acts.push(Act { serial: self.serial, verb, offer });
    }

    /// The act under way, if the answer is to that one. A late answer is to none.
    fn end(&mut self, serial: u32) -> Option<Act> {
        let waited_for = self.acts.first().is_some_and(|act| act.serial == serial);
        waited_for.then(|| self.acts.remove(0))
    }

    fn answered(&mut self, act: Act, experience: Rc<Experience>, text: String) {
        let place = self.place(&act.offer);
        self.experience = experience;
        self.notice = None;
        match act.verb {
            Verb::Claim => {
                self.focus =
                    self.claim(|claim| claim.offer == act.offer).map(|claim| format!("claim-{}", claim.id));
            }
            Verb::Decline => {
                self.notice = Some(Notice { offer: act.offer, place, text, undo: true });
                self.focus = Some("undo".to_owned());
            }
            Verb::Close => {
                let more = !self.experience.matters.is_empty();
                self.focus = Some(if more { "matters" } else { "offers" }.to_owned());
            }
            Verb::Undo => {
                let back = self.experience.offers.iter().any(|offer| offer.id == act.offer);
                self.focus = Some(if back { format!("offer-{}", act.offer) } else { "offers".to_owned() });
            }
        }
    }

    fn refused(&mut self, act: Act, experience: Option<Rc<Experience>>, said: Option<String>) {
        let Some(experience) = experience else {
            self.failed = Some(Failure { verb: act.verb, offer: act.offer, text: said });
            return;
        };
        let place = self.place(&act.offer);
        let text = said.unwrap_or_else(|| experience.words.gone.clone());
        self.experience = experience;
        self.notice = Some(Notice { offer: act.offer, place, text, undo: false });
        self.focus = Some("notice".to_owned());
    }

    fn place(&self, offer: &str) -> usize {
        let offers = &self.experience.offers;
        offers.iter().position(|shown| shown.id == offer).unwrap_or(offers.len())
    }

    fn claim(&self, fits: impl Fn(&Claim) -> bool) -> Option<&Claim> {
        self.experience.claims.iter().find(|claim| fits(claim))
    }
}
