//! How the elements in pages fare: what each says of itself, counted by day and by nothing that a customer could be
//! known by.

use contract::health::{self, FirstOffer, Health, HealthCount, HealthDay, Path};
use contract::problem::Code;
use domain::id::BrandId;
use domain::surface::Surface;
use domain::time::Date;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as Unknown, StrDeserializer};

use crate::ask;
use crate::error::Error;

/// The times, in milliseconds, by which first offers are counted.
pub const LIMITS: [u32; 8] = [100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800];

/// What went wrong in a page, beside what the service itself can answer.
const CODES: [&str; 15] = [
    "network",
    "superseded",
    "identity_failed",
    "theme_failed",
    "paint_refused",
    "acts_failed",
    "glue_failed",
    "wasm_missing",
    "wasm_blocked",
    "wasm_network",
    "wasm_status",
    "wasm_type",
    "wasm_broken",
    "wasm_slow",
    "wasm_trap",
];

/// What an element says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beacon {
    /// Where it is, if it says.
    pub surface: Option<Surface>,
    /// How it came to show what it shows.
    pub path: Path,
    /// What went wrong: one of those that are known, or `other`.
    pub code: Option<String>,
    /// When its first offer was there.
    pub first: First,
    /// How often the wasm broke down.
    pub traps: u64,
}

/// When a first offer was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum First {
    /// There was none.
    Never,
    /// Within so many milliseconds: one of [`LIMITS`].
    Within(u32),
    /// Later than all of these.
    Later,
}

/// Equal beacons of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The day.
    pub day: Date,
    /// What they say; of their traps the sum.
    pub beacon: Beacon,
    /// How many they are.
    pub beacons: u64,
}

impl Beacon {
    /// Reads what an element says.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown surface.
    pub fn read(said: &health::Beacon) -> Result<Self, Error> {
        Ok(Self {
            surface: said.surface.as_deref().map(ask::surface).transpose()?,
            path: said.path,
            code: said.code.as_deref().map(|code| if is_known(code) { code } else { "other" }.to_owned()),
            first: said.first.map_or(First::Never, First::of),
            traps: said.traps.into(),
        })
    }
}

impl First {
    fn of(milliseconds: u32) -> Self {
        let limit = LIMITS.into_iter().find(|limit| milliseconds <= *limit);
        limit.map_or(Self::Later, Self::Within)
    }
}

/// What was counted, in the order of days, as it is reported.
#[must_use]
pub fn report(brand: &BrandId, counted: Vec<Counted>) -> Health {
    let mut days: Vec<HealthDay> = Vec::new();
    for Counted { day, beacon, beacons } in counted {
        let day = day.to_string();
        if days.last().is_none_or(|last| last.day != day) {
            days.push(HealthDay { day, counts: Vec::new() });
        }
        if let Some(last) = days.last_mut() {
            add(&mut last.counts, &beacon, beacons);
        }
    }
    Health { brand: brand.to_string(), days }
}

fn add(counts: &mut Vec<HealthCount>, beacon: &Beacon, beacons: u64) {
    let surface = beacon.surface.map(|surface| surface.name().to_owned());
    let (path, code) = (beacon.path, beacon.code.clone());
    let same = |count: &HealthCount| (&count.surface, count.path, &count.code) == (&surface, path, &code);
    let place = counts.iter().position(same).unwrap_or(counts.len());
    if place == counts.len() {
        counts.push(HealthCount { surface, path, code, beacons: 0, traps: 0, first: Vec::new() });
    }
    let count = &mut counts[place];
    count.beacons += beacons;
    count.traps += beacon.traps;
    match beacon.first {
        First::Never => {}
        First::Within(limit) => count.first.push(FirstOffer { up_to: Some(limit), beacons }),
        First::Later => count.first.push(FirstOffer { up_to: None, beacons }),
    }
}

fn is_known(code: &str) -> bool {
    let text: StrDeserializer<'_, Unknown> = code.into_deserializer();
    CODES.contains(&code) || Code::deserialize(text).is_ok()
}
