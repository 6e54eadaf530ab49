//! A brand: its program and its keys.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::id::BrandId;
use domain::program::Program;

use crate::keys::Keys;

/// A brand the service works for.
#[derive(Debug, Clone)]
pub struct Brand {
    /// Its rules.
    pub program: Program,
    /// The version of these rules; empty where they were not published.
    pub version: String,
    /// Who may sign and report for it, and from which pages it may be asked.
    pub keys: Arc<Keys>,
}

impl Brand {
    /// A brand whose program was not published.
    #[must_use]
    pub fn new(program: Program, keys: Keys) -> Self {
        Self { program, version: String::new(), keys: Arc::new(keys) }
    }
}

/// The brands the service works for. Which they are stays; a brand's program may be another one from one request to the
/// next, but never within one.
#[derive(Debug, Default)]
pub struct Brands(BTreeMap<BrandId, RwLock<Arc<Brand>>>);

impl Brands {
    /// A brand as it is now.
    #[must_use]
    pub fn get(&self, brand: &BrandId) -> Option<Arc<Brand>> {
        self.0.get(brand).map(|brand| Arc::clone(&brand.read().unwrap_or_else(PoisonError::into_inner)))
    }

    /// All of them as they are now.
    pub fn all(&self) -> impl Iterator<Item = Arc<Brand>> {
        self.0.keys().filter_map(|brand| self.get(brand))
    }

    /// Goes on with another program of a brand that is one of these.
    pub fn go_on_with(&self, program: Program, version: String) {
        if let Some(brand) = self.0.get(&program.brand) {
            let mut brand = brand.write().unwrap_or_else(PoisonError::into_inner);
            *brand = Arc::new(Brand { program, version, keys: Arc::clone(&brand.keys) });
        }
    }

    /// Goes on with other keys of a brand that is one of these.
    pub fn go_on_with_keys(&self, brand: &BrandId, keys: Keys) {
        if let Some(brand) = self.0.get(brand) {
            let mut brand = brand.write().unwrap_or_else(PoisonError::into_inner);
            let Brand { program, version, .. } = (**brand).clone();
            *brand = Arc::new(Brand { program, version, keys: Arc::new(keys) });
        }
    }
}

impl FromIterator<Brand> for Brands {
    fn from_iter<I: IntoIterator<Item = Brand>>(brands: I) -> Self {
        let entry = |brand: Brand| (brand.program.brand.clone(), RwLock::new(Arc::new(brand)));
        Self(brands.into_iter().map(entry).collect())
    }
}
