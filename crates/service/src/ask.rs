//! What is asked for: a place with room for so many offers, on a surface, in a language.

use domain::decision::{Slot, Visit};
use domain::id::{CustomerId, Locale, Placement};
use domain::program::Program;
use domain::surface::{SURFACES, Surface};
use domain::time::Timestamp;
use sha2::{Digest, Sha256};

use crate::error::Error;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Ask {
    placement: Placement,
    surface: Option<Surface>,
    locale: Locale,
    limit: Option<usize>,
}

impl Ask {
    /// Takes what was asked of a brand. Of the languages, best first and separated by commas, the first that the
    /// brand speaks; its own first where it speaks none of them.
    ///
    /// # Errors
    /// [`Error::UnknownPlacement`] where the brand has no such place, [`Error::Invalid`] for an unknown surface.
    pub fn new(
        program: &Program,
        placement: &str,
        surface: Option<&str>,
        locale: Option<&str>,
        limit: Option<usize>,
    ) -> Result<Self, Error> {
        let places = &program.placements;
        let known = Placement::new(placement).ok().filter(|place| places.contains_key(place));
        let placement = known.ok_or_else(|| {
            let names: Vec<&str> = places.keys().map(Placement::as_str).collect();
            Error::UnknownPlacement(placement.chars().take(80).collect(), names.join(", "))
        })?;
        let wanted = locale.into_iter().flat_map(|tags| tags.split(',')).map(str::trim);
        let spoken = program.speak(wanted).or(program.locales.first());
        let locale = spoken.ok_or(Error::NoLanguage)?.clone();
        Ok(Self { placement, surface: surface.map(named).transpose()?, locale, limit })
    }

    /// The place.
    #[must_use]
    pub fn placement(&self) -> &Placement {
        &self.placement
    }

    /// The language the answer will be in.
    #[must_use]
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// Where and how the customer is met.
    #[must_use]
    pub fn visit(&self) -> Visit {
        Visit { surface: self.surface, locale: Some(self.locale.clone()) }
    }

    /// What is to be filled. Chance draws the same for a customer all day, whatever surface asks.
    #[must_use]
    pub fn slot(&self, program: &Program, customer: Option<&CustomerId>, now: Timestamp) -> Slot {
        let hash = Sha256::new()
            .chain_update(program.brand.as_str())
            .chain_update([0])
            .chain_update(customer.map_or("", CustomerId::as_str))
            .chain_update([0])
            .chain_update(program.zone.day(now).to_string())
            .finalize();
        let seed = hash.iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte));
        Slot { placement: self.placement.clone(), limit: self.limit, seed }
    }
}

fn named(name: &str) -> Result<Surface, Error> {
    let names = SURFACES.map(Surface::name).join(", ");
    Surface::named(name).ok_or_else(|| Error::field("surface", name, &format!("must be one of {names}")))
}
