//! The program the stories are told under: New York, dollars, four tiers, and whatever offers a story names.

use std::collections::BTreeMap;

use domain::condition::Leaf;
use domain::decision::{Situation, Slot, Visit};
use domain::forecast::model::Model;
use domain::id::{BenefitId, BrandId, CustomerId, Locale, Placement, TierId};
use domain::lifecycle::StageRules;
use domain::money::Points;
use domain::offer::{Audience, Caps, Kind, Offer, Validity, Voucher};
use domain::profile::Profile;
use domain::program::{Consent, Outlook, Program, Tally};
use domain::retention::Retention;
use domain::tier::{Benefit, Holding, Keep, Ladder, Landing, PointRules, Tier, Window};

use crate::story::{at, events, new_york, offer_id, usd, words};

pub(crate) const STAGES: StageRules = StageRules {
    new_days: 45,
    active_days: 90,
    at_risk_days: 365,
    loyal_purchase_days: 4,
    loyal_within_days: 365,
    won_back_days: 60,
    ambassador_friends: 1,
};

/// Points count for 365 days, today included.
pub(crate) fn holding() -> Holding {
    Holding { window: Window::Rolling(365), keep: Keep::Window, grace_days: 0, landing: Landing::ByBalance }
}

/// The customer of every story.
pub(crate) fn ada() -> CustomerId {
    CustomerId::new("ada").unwrap()
}

/// So many claims that count.
pub(crate) fn held(held: u64) -> Tally {
    Tally { held, ..Tally::default() }
}

/// One point for each full dollar.
pub(crate) fn points() -> PointRules {
    PointRules { points: 1, for_each: usd("1"), except: Vec::new() }
}

pub(crate) fn ladder() -> Ladder {
    let steps = [("prelude", 0), ("sonata", 100), ("concerto", 250), ("symphonie", 500)];
    Ladder::new(steps.map(|(id, from)| tier(id, from)).into()).unwrap()
}

pub(crate) fn tier(id: &str, from: i64) -> Tier {
    let benefit =
        Benefit { id: BenefitId::new(format!("{id}-gift")).unwrap(), words: BTreeMap::new(), limit: None };
    Tier { id: TierId::new(id).unwrap(), name: BTreeMap::new(), from: Points(from), benefits: vec![benefit] }
}

pub(crate) fn program(offers: impl IntoIterator<Item = Offer>) -> Program {
    Program {
        brand: BrandId::new("maison").unwrap(),
        name: "Maison Aubade".to_owned(),
        locales: ["en", "fr"].map(|locale| Locale::new(locale).unwrap()).into(),
        zone: new_york(),
        stages: STAGES,
        points: points(),
        balance: None,
        ladder: ladder(),
        holding: holding(),
        referral: None,
        outlook: Outlook { buying: Model::default().published(), spending: None },
        placements: [("home", 6), ("product", 3)]
            .map(|(id, room)| (Placement::new(id).unwrap(), room))
            .into(),
        open_claims: 3,
        caps: Vec::new(),
        quiet_days: 0,
        holdout: None,
        consent: Consent::default(),
        retention: Retention::default(),
        checkout: None,
        offers: offers.into_iter().collect(),
    }
}

/// An offer with a voucher, for everyone, everywhere, always; a story changes what it is about.
pub(crate) fn offer(id: &str) -> Offer {
    Offer {
        id: offer_id(id),
        words: words(id),
        image: None,
        link: None,
        audience: Audience::Everyone,
        placements: Vec::new(),
        validity: Validity::default(),
        priority: 0,
        caps: Caps::default(),
        stock: None,
        voucher: Some(Voucher { valid_days: 30 }),
        kind: Kind::Proactive,
        worth: None,
        budget: None,
        holdout: None,
        theme: None,
    }
}

/// The same for those of whom something holds.
pub(crate) fn offer_for(id: &str, leaf: Leaf) -> Offer {
    Offer { audience: Audience::Customers(leaf.into()), ..offer(id) }
}

pub(crate) fn slot(placement: &str) -> Slot {
    Slot { placement: Placement::new(placement).unwrap(), limit: None, seed: 0 }
}

/// Tells a history up to a moment, and asks something of the situation it led to.
pub(crate) fn situation<R>(
    program: &Program,
    history: &str,
    now: &str,
    ask: impl FnOnce(&Situation<'_>) -> R,
) -> R {
    let profile = Profile::as_of(at(now), events(history));
    ask(&Situation::of(program, ada(), &profile, Visit::default(), at(now)))
}
