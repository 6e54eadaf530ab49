//! Behaviour, offers taken, friends brought along.

use domain::condition::Within;
use domain::event::{PRODUCT_ADDED, PRODUCT_VIEWED};
use domain::id::{BehaviourName, OfferId};

use crate::translate::Teller;
use crate::words::{Message, Value};

const CHECKOUT_STARTED: &str = "Checkout Started";
const FRIEND_INVITED: &str = "Friend Invited";

impl Teller<'_> {
    /// Behaviour with a name everybody's shop knows is said as what it is.
    pub(super) fn behaviour(&self, name: &BehaviourName, count: i64, within: Within) -> Option<String> {
        let message = match name.as_str() {
            PRODUCT_VIEWED => Message::Viewed,
            PRODUCT_ADDED => Message::Added,
            CHECKOUT_STARTED => Message::Checkouts,
            FRIEND_INVITED => Message::Invited,
            _ if count == 0 => return None,
            _ => Message::Behaviour,
        };
        Some(self.counted(message, count, within))
    }

    /// "You last looked at a product on June 3."
    pub(super) fn last_time(&self, name: &BehaviourName) -> Option<String> {
        let message = match name.as_str() {
            PRODUCT_VIEWED => Message::LastViewed,
            PRODUCT_ADDED => Message::LastAdded,
            CHECKOUT_STARTED => Message::LastCheckout,
            FRIEND_INVITED => Message::LastInvited,
            _ => Message::LastDone,
        };
        self.on_day(message, *self.situation.profile.behaviour.get(name)?.last()?)
    }

    pub(super) fn about(&self, message: Message, offer: &OfferId, count: i64) -> Option<String> {
        let title = &self.pick(&self.situation.program.offer(offer)?.words.0)?.title;
        Some(self.say(message, &[("offer", Value::Text(title)), ("count", Value::Count(count))]))
    }

    /// "2 friends you invited have ordered." Nothing of someone who invited nobody.
    pub(super) fn friends(&self, count: i64) -> Option<String> {
        let invited = count > 0 || !self.situation.profile.invited.is_empty();
        invited.then(|| self.say(Message::Friends, &[("count", Value::Count(count))]))
    }
}
