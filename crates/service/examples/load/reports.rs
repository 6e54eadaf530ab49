//! What is reported: customers look at things, and buy some.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::At;
use crate::house;

pub(crate) struct Reports {
    path: &'static str,
    authorization: String,
    batch: usize,
    customers: u64,
    run: u128,
    next: AtomicU64,
}

impl Reports {
    pub(crate) fn of(at: &At, batch: usize) -> anyhow::Result<Self> {
        Ok(Self {
            path: if batch == 1 { "/v1/track" } else { "/v1/batch" },
            authorization: BASE64_STANDARD.encode(format!("{}:", house::secret(&at.folder)?)),
            batch,
            customers: at.customers,
            run: SystemTime::now().duration_since(UNIX_EPOCH)?.as_nanos(),
            next: AtomicU64::new(0),
        })
    }

    /// The next request: every event in it is new, of a customer drawn among all.
    pub(crate) fn next(&self) -> Vec<u8> {
        let mut body = String::with_capacity(self.batch * 280 + 40);
        if self.batch > 1 {
            body.push_str("{\"batch\":[");
        }
        for place in 0..self.batch {
            if place > 0 {
                body.push(',');
            }
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            self.event(
                &mut body,
                number,
                &house::customer(house::draw(number ^ self.run as u64) % self.customers),
            );
        }
        if self.batch > 1 {
            body.push_str("]}");
        }
        self.request(&body)
    }

    /// A request with one event of this customer.
    pub(crate) fn of_customer(&self, customer: &str) -> Vec<u8> {
        let mut body = String::new();
        self.event(&mut body, self.next.fetch_add(1, Ordering::Relaxed), customer);
        self.request(&body)
    }

    fn event(&self, body: &mut String, number: u64, customer: &str) {
        let (run, drawn) = (self.run, house::draw(number));
        let _ = match number % 10 {
            0 => write!(
                body,
                r#"{{"type":"track","event":"Order Completed","messageId":"{drawn:016x}-{run:x}","userId":"{customer}","timestamp":"2026-01-{:02}T10:{:02}:00Z","properties":{{"order_id":"o-{drawn:x}","total":"{}.50"}}}}"#,
                1 + drawn % 28,
                drawn % 60,
                10 + drawn % 90,
            ),
            _ => write!(
                body,
                r#"{{"type":"track","event":"Product Viewed","messageId":"{drawn:016x}-{run:x}","userId":"{customer}","timestamp":"2026-01-{:02}T10:{:02}:00Z","properties":{{"product_id":"sku-{}","category":"coats"}}}}"#,
                1 + drawn % 28,
                drawn % 60,
                drawn % 5_000,
            ),
        };
    }

    fn request(&self, body: &str) -> Vec<u8> {
        let Self { path, authorization, .. } = self;
        let length = body.len();
        format!(
            "POST {path} HTTP/1.1\r\nhost: load\r\nauthorization: Basic {authorization}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .into_bytes()
    }
}
