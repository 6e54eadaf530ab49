//! The offers of a program, and what finds those that a customer may be given without looking at each.

use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use super::Offer;
use super::index::Index;
use crate::id::OfferId;

/// Offers in the order of the program, each name once. It reads as a `Vec`; what finds offers in it is made when it is
/// first needed, and again after a change.
#[derive(Debug, Default)]
pub struct Catalogue {
    offers: Vec<Offer>,
    index: OnceLock<Index>,
}

impl Catalogue {
    /// An offer by its name.
    #[must_use]
    pub fn named(&self, id: &OfferId) -> Option<&Offer> {
        self.index().named(&self.offers, id)
    }

    /// What finds offers in it.
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.offers))
    }
}

impl Deref for Catalogue {
    type Target = Vec<Offer>;

    fn deref(&self) -> &Vec<Offer> {
        &self.offers
    }
}

impl DerefMut for Catalogue {
    fn deref_mut(&mut self) -> &mut Vec<Offer> {
        self.index = OnceLock::new();
        &mut self.offers
    }
}

impl From<Vec<Offer>> for Catalogue {
    fn from(offers: Vec<Offer>) -> Self {
        Self { offers, index: OnceLock::new() }
    }
}

impl FromIterator<Offer> for Catalogue {
    fn from_iter<I: IntoIterator<Item = Offer>>(offers: I) -> Self {
        Vec::from_iter(offers).into()
    }
}

impl IntoIterator for Catalogue {
    type Item = Offer;
    type IntoIter = std::vec::IntoIter<Offer>;

    fn into_iter(self) -> Self::IntoIter {
        self.offers.into_iter()
    }
}

impl<'a> IntoIterator for &'a Catalogue {
    type Item = &'a Offer;
    type IntoIter = std::slice::Iter<'a, Offer>;

    fn into_iter(self) -> Self::IntoIter {
        self.offers.iter()
    }
}

impl Clone for Catalogue {
    fn clone(&self) -> Self {
        self.offers.clone().into()
    }
}

impl PartialEq for Catalogue {
    fn eq(&self, other: &Self) -> bool {
        self.offers == other.offers
    }
}
