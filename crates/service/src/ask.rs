//! What is asked for: a place with room for so many offers, on a surface, in a language, and how it is to be shown.

use std::ops::RangeInclusive;

use contract::act::Act;
use domain::decision::{Slot, Visit};
use domain::id::{CustomerId, Locale, Placement};
use domain::program::Program;
use domain::surface::{SURFACES, Surface};
use domain::time::Timestamp;
use sha2::{Digest, Sha256};

use crate::error::Error;

/// What is asked for, as it came.
#[derive(Debug, Clone, Default)]
pub struct Asked<'a> {
    /// The place.
    pub placement: &'a str,
    /// Where the customer is met.
    pub surface: Option<&'a str>,
    /// The languages wanted, best first and separated by commas.
    pub locale: Option<&'a str>,
    /// Room for so many offers.
    pub limit: Option<usize>,
    /// The level of the heading.
    pub heading: Option<String>,
    /// Whether others may see the screen.
    pub privacy: Option<&'a str>,
}

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
    /// Takes what was asked of a brand. Of the languages the first that the brand speaks; its own first where it speaks
    /// none of them.
    ///
    /// # Errors
    /// [`Error::UnknownPlacement`] where the brand has no such place, [`Error::Invalid`] for an unknown surface, a heading
    /// that is not of level 2 to 6, a privacy that is not `mask`.
    pub fn new(program: &Program, asked: &Asked<'_>) -> Result<Self, Error> {
        let placement = placement(program, asked.placement)?;
        let wanted = asked.locale.into_iter().flat_map(|tags| tags.split(',')).map(str::trim);
        let spoken = program.speak(wanted).or(program.locales.first());
        Ok(Self {
            placement,
            locale: spoken.ok_or(Error::NoLanguage)?.clone(),
            surface: asked.surface.map(surface).transpose()?,
            limit: asked.limit,
            heading: asked.heading.as_deref().map_or(Ok(*LEVELS.start()), level)?,
            masked: asked.privacy.map_or(Ok(false), masked)?,
        })
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

fn level(text: &str) -> Result<u8, Error> {
    let level = text.parse().ok().filter(|level| LEVELS.contains(level));
    level.ok_or_else(|| Error::field("heading", text, "must be 2, 3, 4, 5 or 6"))
}

fn masked(privacy: &str) -> Result<bool, Error> {
    match privacy {
        "mask" => Ok(true),
        other => Err(Error::field("privacy", other, "must be mask, or absent")),
    }
}

impl<'a> From<&'a Act> for Asked<'a> {
    fn from(act: &'a Act) -> Self {
        Self {
            placement: &act.placement,
            surface: act.surface.as_deref(),
            locale: act.locale.as_deref(),
            limit: act.limit,
            heading: act.heading.map(|level| level.to_string()),
            privacy: act.privacy.as_deref(),
        }
    }
}
