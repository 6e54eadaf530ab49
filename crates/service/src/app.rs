//! Everything a request needs.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::experience::Answer;
use domain::decision::{Situation, Slot};
use domain::id::{BrandId, CustomerId, Locale, Placement};
use domain::profile::Profile;

use crate::assets::Assets;
use crate::brand::Brand;
use crate::clock::Clock;
use crate::error::Error;
use crate::store::Store;
use crate::{translate, voucher};

/// Everything a request needs.
pub struct App {
    /// Where events are kept.
    pub store: Arc<dyn Store>,
    /// The brands the service works for.
    pub brands: BTreeMap<BrandId, Brand>,
    /// The time of business: purchases, stages, validity. A demo or a test may start it at any instant.
    pub clock: Clock,
    /// The time of security: tokens and sessions. Always the machine's, but in tests.
    pub wall: Clock,
    /// What a page loads.
    pub assets: Assets,
}

/// What is asked for: a place, room for so many offers, and a language.
#[derive(Debug, Clone)]
pub struct Ask {
    slot: Slot,
    locale: Locale,
}

impl Ask {
    /// Takes what was asked of a brand. Of the languages, best first and separated by commas, the first that the
    /// brand speaks; its own first where it speaks none of them.
    ///
    /// # Errors
    /// [`Error::UnknownPlacement`] where the brand has no such place.
    pub fn new(
        brand: &Brand,
        placement: &str,
        locale: Option<&str>,
        limit: Option<usize>,
    ) -> Result<Self, Error> {
        let places = &brand.program.placements;
        let known = Placement::new(placement).ok().filter(|place| places.contains_key(place));
        let placement = known.ok_or_else(|| {
            let names: Vec<&str> = places.keys().map(Placement::as_str).collect();
            Error::UnknownPlacement(placement.chars().take(80).collect(), names.join(", "))
        })?;
        let wanted = locale.into_iter().flat_map(|tags| tags.split(',')).map(str::trim);
        let spoken = brand.program.speak(wanted).or(brand.program.locales.first());
        let locale = spoken.ok_or(Error::NoLanguage)?.clone();
        Ok(Self { slot: Slot { placement, limit }, locale })
    }

    /// The language the answer will be in.
    #[must_use]
    pub fn locale(&self) -> &Locale {
        &self.locale
    }
}

impl App {
    /// A brand by its name.
    ///
    /// # Errors
    /// [`Error::UnknownBrand`].
    pub fn brand(&self, name: &str) -> Result<&Brand, Error> {
        let brand = BrandId::new(name).ok().and_then(|id| self.brands.get(&id));
        brand.ok_or_else(|| Error::UnknownBrand(name.chars().take(80).collect()))
    }

    /// What a customer, or a visitor who is not known, is shown, with the same rendered.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn answer(&self, brand: &Brand, who: Option<&CustomerId>, ask: &Ask) -> Result<Answer, Error> {
        let (program, now) = (&brand.program, self.clock.now());
        let history = async {
            match who {
                Some(customer) => self.store.history(&program.brand, customer).await,
                None => Ok(Vec::new()),
            }
        };
        let (history, taken) = tokio::try_join!(history, self.store.taken(&program.brand, now))?;
        let experience = {
            let profile = Profile::as_of(now, history);
            let situation = match who {
                Some(_) => Situation::of(program, &profile, now),
                None => Situation::of_visitor(program, &profile, now),
            };
            let decision = situation.decide(&ask.slot, &taken);
            let code = |claim: &_| voucher::code(&brand.keys.voucher, &program.brand, claim);
            translate::experience(&situation, &decision, &ask.slot.placement, &ask.locale, &code)
        };
        let html = constance::render(experience.clone());
        Ok(Answer { experience, html })
    }
}
