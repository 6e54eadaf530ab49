//! Customers who are left out, so that it can be seen what offers do.

use sha2::{Digest, Sha256};

use crate::id::CustomerId;
use crate::offer::Holdout;

impl Holdout {
    /// Whether a customer is left out: always, or never, as long as the salt stays the same.
    #[must_use]
    pub fn leaves_out(&self, customer: &CustomerId) -> bool {
        self.bucket(customer) < self.share
    }

    /// The one of 10,000 buckets that a customer is in: the first 8 bytes of SHA-256 of `salt|customer`, as a number
    /// with the highest byte first, modulo 10,000.
    #[must_use]
    pub fn bucket(&self, customer: &CustomerId) -> u16 {
        let digest = Sha256::new()
            .chain_update(self.salt.as_bytes())
            .chain_update(b"|")
            .chain_update(customer.as_str().as_bytes())
            .finalize();
        let number = digest.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        (number % BUCKETS) as u16
    }
}

const BUCKETS: u64 = 10_000;
