//! Everything a request needs.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use contract::experience::Answer;
use domain::decision::Situation;
use domain::id::{BrandId, CustomerId};
use domain::profile::Profile;

use crate::ask::Ask;
use crate::assets::Assets;
use crate::brand::{Brand, Brands};
use crate::choices::{Cast, Desk};
use crate::clock::{Clock, Stopwatch};
use crate::error::Error;
use crate::live::Live;
use crate::metrics::Metrics;
use crate::store::{Act, Done, Store, StoreError};
use crate::{choices, translate, voucher};

/// Everything a request needs.
pub struct App {
    /// Where events are kept.
    pub store: Arc<dyn Store>,
    /// The brands the service works for.
    pub brands: Brands,
    /// The time of business: purchases, stages, validity. A demo or a test may start it at any instant.
    pub clock: Clock,
    /// The time of security: tokens and sessions. Always the machine's, but in tests.
    pub wall: Clock,
    /// What a page loads.
    pub assets: Assets,
    /// Who is told what has changed.
    pub live: Arc<Live>,
    /// What this process has counted.
    pub metrics: Metrics,
    /// What chance chose and is still to be written down.
    pub desk: Desk,
    /// It was asked to stop, and goes on serving until others know.
    pub leaving: AtomicBool,
}

impl App {
    /// A brand by its name, as it is now.
    ///
    /// # Errors
    /// [`Error::UnknownBrand`].
    pub fn brand(&self, name: &str) -> Result<Arc<Brand>, Error> {
        let brand = BrandId::new(name).ok().and_then(|id| self.brands.get(&id));
        brand.ok_or_else(|| Error::UnknownBrand(name.chars().take(80).collect()))
    }

    /// Decides on an act, keeps what follows, and tells of it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn act(&self, act: Act) -> Result<Done, StoreError> {
        let (brand, customer) = (act.brand.clone(), act.customer.clone());
        let done = self.store.act(act).await?;
        if matches!(done, Done::Kept(_)) {
            self.live.changed(&brand, &customer);
        }
        Ok(done)
    }

    /// What a customer, or a visitor who is not known, is shown, with the same rendered.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn answer(
        self: &Arc<Self>,
        brand: &Arc<Brand>,
        who: Option<&CustomerId>,
        ask: &Ask,
    ) -> Result<Answer, Error> {
        Ok(self.answer_and_version(brand, who, ask).await?.0)
    }

    /// The same, and the version of the person that it was decided on.
    ///
    /// # Errors
    /// As for [`App::answer`].
    pub async fn answer_and_version(
        self: &Arc<Self>,
        brand: &Arc<Brand>,
        who: Option<&CustomerId>,
        ask: &Ask,
    ) -> Result<(Answer, i64), Error> {
        let (program, now, mut watch) = (&brand.program, self.clock.now(), Stopwatch::start());
        let glance = self.store.glance(&choices::look(program, who, ask.placement(), now)).await?;
        let wanted = choices::are_wanted(program, who) && !glance.has_chosen;
        let tallies = choices::with_evidence(&*self.store, program, glance.tallies, now).await?;
        let profile = glance.memory.as_ref().map(|memory| memory.profile(now)).unwrap_or_default();
        let who = glance.memory.map(|memory| memory.customer);
        self.metrics.took("recall", watch.lap());
        // Nothing is kept of a visitor before they did something.
        let nobody = who.as_ref().is_some_and(CustomerId::is_anonymous) && profile == Profile::default();
        let (experience, ballot) = {
            let situation = match &who {
                Some(customer) => Situation::of(program, customer.clone(), &profile, ask.visit(), now),
                None => Situation::of_visitor(program, &profile, ask.visit(), now),
            };
            let decision = situation.decide(&ask.slot(program, who.as_ref(), now), &tallies);
            let code = |claim: &_| voucher::code(&brand.keys.voucher.signing, &program.brand, claim);
            let ballot = (wanted && !nobody).then(|| decision.ballot()).flatten();
            (translate::experience(&situation, &decision, ask, &code), ballot)
        };
        self.metrics.took("decide", watch.lap());
        let html = constance::render(experience.clone());
        self.metrics.took("render", watch.lap());
        if let (Some(ballot), Some(customer)) = (ballot, who) {
            let (brand, placement) = (Arc::clone(brand), ask.placement().clone());
            choices::keep(self, Cast { brand, customer, placement, at: now, ballot });
        }
        Ok((Answer { experience, html }, glance.version))
    }
}
