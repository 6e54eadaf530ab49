//! Those who speak to the nodes: a back end that reports, and its customers.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;
use serde_json::{Value, json};
use service::identity::{Claims, sign};
use service::keys::{Fresh, signing_key};

use crate::http::{Stream, basic, send};

/// Nothing that is tried again takes so long.
const LONG: Duration = Duration::from_secs(60);

/// An answer: its status, and what it says.
pub(crate) type Said = io::Result<(u16, Value)>;

/// A brand and its customers, at an address.
pub(crate) struct Shop {
    pub(crate) address: String,
    secret: String,
    identity: String,
    kid: String,
}

impl Shop {
    /// With a brand's keys, at an address.
    pub(crate) fn of(keys: &Fresh, address: String) -> Self {
        let Fresh { secret, identity, kid, .. } = keys;
        let [secret, identity, kid] = [secret, identity, kid].map(ToOwned::to_owned);
        Self { address, secret, identity, kid }
    }

    /// Somebody looks at a product.
    pub(crate) fn looks(&self, name: &str, customer: &str) -> Said {
        self.reports(&json!({ "type": "track", "event": "Product Viewed", "messageId": name,
            "userId": customer, "timestamp": "2026-02-01T00:00:00Z" }))
    }

    /// Somebody orders for ten, which brings ten points.
    pub(crate) fn orders(&self, name: &str, customer: &str) -> Said {
        self.reports(&json!({ "type": "track", "event": "Order Completed", "messageId": name,
            "userId": customer, "properties": { "order_id": name, "total": "10.00" } }))
    }

    /// Opens a session, with a token that is used once.
    pub(crate) fn signs_in(&self, customer: &str) -> Said {
        static TOKENS: AtomicU64 = AtomicU64::new(0);
        let (brand, who) = (BrandId::new("corner").unwrap(), CustomerId::new(customer).unwrap());
        let name = format!("t-{}", TOKENS.fetch_add(1, Ordering::Relaxed));
        let claims = Claims::new(&brand, &who, name, Timestamp::now());
        let token = sign(&signing_key(&self.identity).unwrap(), &self.kid, &claims);
        send(&self.address, "POST", "/v1/session", &[], &json!({ "brand": "corner", "token": token }))
    }

    /// The session of a customer, however often it takes.
    pub(crate) fn session(&self, customer: &str) -> String {
        let (_, opened) = again(&[200], || self.signs_in(customer));
        opened["session"].as_str().unwrap().to_owned()
    }

    /// The points of whoever has a session, as the page shows them.
    pub(crate) fn points(&self, session: &str) -> u64 {
        let bearer = format!("Bearer {session}");
        let headers = [("authorization", &*bearer)];
        let path = "/v1/experience?placement=home";
        let (_, seen) = again(&[200], || send(&self.address, "GET", path, &headers, &Value::Null));
        seen["experience"]["standing"]["points"].as_u64().unwrap()
    }

    /// Claims the offer of which there are so many, under a name that stays.
    pub(crate) fn claims(&self, session: &str, name: &str) -> Said {
        let bearer = format!("Bearer {session}");
        let headers = [("authorization", &*bearer), ("idempotency-key", name)];
        let body = json!({ "placement": "home" });
        send(&self.address, "POST", "/v1/offers/signed-copy/claim", &headers, &body)
    }

    /// Listens as a page does: again where it broke off, from where it had heard, and asks when it is told. Tells the
    /// points it then shows, until `shown` says that these were enough.
    pub(crate) fn listens(&self, session: &str, mut shown: impl FnMut(u64) -> bool) {
        let mut heard = None::<String>;
        let begun = Instant::now();
        loop {
            assert!(begun.elapsed() < LONG * 2, "nothing is told any more");
            let Ok(mut stream) = Stream::try_open(&self.address, session, heard.as_deref()) else {
                sleep(Duration::from_millis(50));
                continue;
            };
            while let Ok(Some((event, place))) = stream.next() {
                heard = Some(place);
                if event == "changed" && shown(self.points(session)) {
                    return;
                }
            }
        }
    }

    fn reports(&self, event: &Value) -> Said {
        send(&self.address, "POST", "/v1/track", &[("authorization", &basic(&self.secret))], event)
    }
}

/// Tries until the status is one of these, as clients do.
pub(crate) fn again(wanted: &[u16], ask: impl Fn() -> Said) -> (u16, Value) {
    let begun = Instant::now();
    loop {
        let said = ask();
        if let Ok((status, answer)) = &said
            && wanted.contains(status)
        {
            return (*status, answer.clone());
        }
        assert!(begun.elapsed() < LONG, "still {said:?}");
        sleep(Duration::from_millis(20));
    }
}
