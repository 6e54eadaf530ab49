//! What is in progress, in words.

use contract::experience::{Matter, When};
use domain::matter::{self, MatterId};

use super::Teller;
use crate::words::Message;

impl Teller<'_> {
    /// What is in progress; where others may see the screen that something is, and not what: that somebody complains is
    /// nobody else's business.
    pub(super) fn matters(&self) -> (Vec<Matter>, Option<String>) {
        let (program, now) = (self.situation.program, self.situation.now);
        let matters = self.situation.profile.matters(&program.zone, now);
        if self.masked {
            let hidden = (!matters.is_empty()).then(|| self.say(Message::MattersHidden, &[]));
            return (Vec::new(), hidden);
        }
        (matters.iter().map(|matter| self.matter(matter)).collect(), None)
    }

    fn matter(&self, matter: &matter::Matter) -> Matter {
        let program = self.situation.program;
        let (title, close, link) = match matter.id {
            MatterId::Checkout => {
                (Message::MatterCheckout, Message::LeaveCheckout, program.checkout.as_ref())
            }
            MatterId::Contact(_) if matter.complaint => {
                (Message::MatterComplaint, Message::CloseContact, None)
            }
            MatterId::Contact(_) => (Message::MatterContact, Message::CloseContact, None),
        };
        let day = program.zone.day(matter.since);
        Matter {
            id: matter.id.to_string(),
            title: self.say(title, &[]),
            since: When {
                iso: day.to_string(),
                text: self.say(Message::MatterSince, &[("day", self.day(day))]),
            },
            link: link.map(|link| self.link(link)),
            close: self.say(close, &[]),
        }
    }
}
