//! What is asked for: a place with room for so many offers, on a surface, in a language, and how it is to be shown.

use std::ops::RangeInclusive;

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
    heading: u8,
    masked: bool,
}

/// The levels that a heading of ours may have: the first is the page's own.
const LEVELS: RangeInclusive<u8> = 2..=6;

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
        let placement = self::placement(program, placement)?;
        let wanted = locale.into_iter().flat_map(|tags| tags.split(',')).map(str::trim);
        let spoken = program.speak(wanted).or(program.locales.first());
        let locale = spoken.ok_or(Error::NoLanguage)?.clone();
        let surface = surface.map(self::surface).transpose()?;
        Ok(Self { placement, surface, locale, limit, heading: *LEVELS.start(), masked: false })
    }

    /// With a heading of this level, where one is given.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a level that is not 2 to 6.
    pub fn headed(self, level: Option<impl ToString>) -> Result<Self, Error> {
        let Some(text) = level.map(|level| level.to_string()) else { return Ok(self) };
        let heading = text.parse().ok().filter(|level| LEVELS.contains(level));
        let heading = heading.ok_or_else(|| Error::field("heading", &text, "must be 2, 3, 4, 5 or 6"))?;
        Ok(Self { heading, ..self })
    }

    /// With figures and codes left out, where that is asked.
    ///
    /// # Errors
    /// [`Error::Invalid`] for anything else than `mask`.
    pub fn guarded(self, privacy: Option<&str>) -> Result<Self, Error> {
        match privacy {
            None => Ok(self),
            Some("mask") => Ok(Self { masked: true, ..self }),
            Some(other) => Err(Error::field("privacy", other, "must be mask, or absent")),
        }
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

    /// Room for so many offers, where that is limited.
    #[must_use]
    pub fn limit(&self) -> Option<usize> {
        self.limit
    }

    /// The level of the heading, 2 to 6.
    #[must_use]
    pub fn heading(&self) -> u8 {
        self.heading
    }

    /// Whether figures and codes of a customer are left out.
    #[must_use]
    pub fn is_masked(&self) -> bool {
        self.masked
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

/// The program's placement of this name.
///
/// # Errors
/// [`Error::UnknownPlacement`].
pub fn placement(program: &Program, name: &str) -> Result<Placement, Error> {
    let places = &program.placements;
    let known = Placement::new(name).ok().filter(|place| places.contains_key(place));
    known.ok_or_else(|| {
        let names: Vec<&str> = places.keys().map(Placement::as_str).collect();
        Error::UnknownPlacement(name.chars().take(80).collect(), names.join(", "))
    })
}

/// The surface of this name.
///
/// # Errors
/// [`Error::Invalid`] where there is none.
pub fn surface(name: &str) -> Result<Surface, Error> {
    let names = SURFACES.map(Surface::name).join(", ");
    Surface::named(name).ok_or_else(|| Error::field("surface", name, &format!("must be one of {names}")))
}
