//! A small house with customers of every stage, on the morning of 30 June 1998.

use std::collections::BTreeMap;

use contract::experience::Experience;
use domain::condition::{Condition, Leaf, Range};
use domain::decision::{Situation, Slot, Visit};
use domain::event::{Event, Fact, Terms, Wording};
use domain::forecast::model::Model;
use domain::id::{BenefitId, BrandId, CustomerId, EventId, Locale, OfferId, OrderId, Placement, TierId};
use domain::lifecycle::{Stage, StageRules};
use domain::money::{Currency, Money, Points};
use domain::offer::{Audience, Caps, Image, Kind, Link, Offer, Validity, Voucher};
use domain::profile::Profile;
use domain::program::{Consent, Outlook, Program, Tallies};
use domain::retention::Retention;
use domain::tier::{Benefit, Holding, Keep, Ladder, Landing, PointRules, Tier, Window};
use domain::time::{Timestamp, Zone};
use jiff::tz::TimeZone;
use service::ask::{Ask, Asked};

/// The customers, one of each stage: when they bought, and for how many dollars.
pub(crate) fn bought(stage: Stage) -> &'static [(&'static str, i64)] {
    match stage {
        Stage::Prospect => &[],
        Stage::New => &[("1998-06-12", 18)],
        Stage::Active => &[("1998-01-10", 40), ("1998-06-01", 30)],
        Stage::Loyal => &[
            ("1997-11-20", 60),
            ("1998-01-08", 55),
            ("1998-03-02", 50),
            ("1998-05-11", 45),
            ("1998-06-20", 60),
        ],
        Stage::AtRisk => &[("1997-08-01", 60), ("1998-02-26", 50)],
        Stage::Lapsed => &[("1997-02-02", 12), ("1997-03-14", 30)],
        Stage::WonBack => &[("1997-01-05", 30), ("1998-06-12", 61)],
    }
}

/// A customer.
pub(crate) fn ada() -> CustomerId {
    CustomerId::new("ada").unwrap()
}

/// What a customer of a stage is shown in a language.
pub(crate) fn shown(stage: Stage, locale: &str) -> Experience {
    told(&program(), &profile(bought(stage)), locale)
}

/// What someone of whom this is known is shown.
pub(crate) fn told(program: &Program, profile: &Profile, locale: &str) -> Experience {
    tell(&Situation::of(program, ada(), profile, Visit::default(), now()), locale)
}

pub(crate) fn tell(situation: &Situation<'_>, locale: &str) -> Experience {
    // Whatever the program speaks.
    let program = Program { locales: vec![Locale::new(locale).unwrap()], ..situation.program.clone() };
    tell_as(situation, &Ask::new(&program, &Asked { placement: "home", ..Asked::default() }).unwrap())
}

/// The same, for whoever asks in another way.
pub(crate) fn tell_as(situation: &Situation<'_>, ask: &Ask) -> Experience {
    let slot = Slot { placement: ask.placement().clone(), limit: None, seed: 0 };
    let decision = situation.decide(&slot, &Tallies::new());
    let code = |claim: &domain::id::ClaimId| format!("CODE-OF-{claim}");
    service::translate::experience(situation, &decision, ask, &code)
}

/// An experience as somebody would read it out.
pub(crate) fn read_out(told: &Experience) -> String {
    let mut lines = vec![told.greeting.clone()];
    lines.extend(told.lead.clone());
    if let Some(standing) = &told.standing {
        let parts = [Some(&standing.tier_name), Some(&standing.points_text), standing.balance.as_ref()];
        let parts = parts.into_iter();
        let parts = parts.chain([standing.progress.as_ref().map(|progress| &progress.text)]);
        let parts = parts.chain([standing.kept.as_ref().map(|kept| &kept.text)]);
        lines.push(format!("[{}]", parts.flatten().cloned().collect::<Vec<_>>().join(" · ")));
    }
    lines.extend(told.benefits.iter().map(|benefit| {
        let left = benefit.left.as_ref().map(|left| format!(" ({left})")).unwrap_or_default();
        format!("+ {}: {}{left}", benefit.title, benefit.text)
    }));
    for offer in &told.offers {
        let until = offer.until.as_ref().map(|until| format!(" ({})", until.text)).unwrap_or_default();
        lines.push(format!("* {}{until}", offer.title));
        lines.extend(offer.why.iter().map(|why| format!("    {why}")));
        lines.extend(offer.change.iter().map(|change| format!("    > {change}")));
    }
    lines.join("\n") + "\n"
}

pub(crate) fn now() -> Timestamp {
    at("1998-06-30T09:00:00Z")
}

pub(crate) fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

pub(crate) fn dollars(amount: i64) -> Money {
    Money { minor: amount * 100, currency: Currency::new("USD").unwrap() }
}

/// The profile of someone who bought on these days.
pub(crate) fn profile(bought: &[(&str, i64)]) -> Profile {
    profile_of(bought.iter().enumerate().map(|(i, (day, amount))| {
        let order = OrderId::new(format!("order-{i}")).unwrap();
        (
            at(&format!("{day}T08:00:00Z")),
            Fact::OrderCompleted { order, total: dollars(*amount), items: Vec::new() },
        )
    }))
}

/// The profile of someone to whom this happened.
pub(crate) fn profile_of(facts: impl IntoIterator<Item = (Timestamp, Fact)>) -> Profile {
    let events = facts.into_iter().enumerate().map(|(i, (at, fact))| Event {
        id: EventId::new(format!("event-{i}")).unwrap(),
        customer: CustomerId::new("c-1").unwrap(),
        at,
        fact,
    });
    Profile::as_of(now(), events)
}

pub(crate) fn program() -> Program {
    let of = |stage| Condition::Fact(Leaf::Stage(vec![stage]));
    Program {
        brand: BrandId::new("house").unwrap(),
        name: "Maison Vespère".to_owned(),
        locales: ["en", "fr"].map(|tag| Locale::new(tag).unwrap()).to_vec(),
        zone: Zone(TimeZone::get("America/New_York").unwrap()),
        stages: StageRules {
            new_days: 45,
            active_days: 90,
            at_risk_days: 365,
            loyal_purchase_days: 4,
            loyal_within_days: 365,
            won_back_days: 60,
            ambassador_friends: 1,
        },
        points: PointRules { points: 1, for_each: dollars(1), except: Vec::new() },
        balance: None,
        ladder: Ladder::new(vec![
            tier("prelude", 0, "A place to listen", "Un lieu d’écoute"),
            tier("sonata", 100, "Returns within 60 days", "Retours sous 60 jours"),
            tier("concerto", 250, "A seat at rehearsals", "Une place aux répétitions"),
        ])
        .unwrap(),
        holding: Holding {
            window: Window::Rolling(365),
            keep: Keep::Window,
            grace_days: 0,
            landing: Landing::ByBalance,
        },
        referral: None,
        outlook: Outlook { buying: Model::default().published(), spending: None },
        placements: BTreeMap::from([(Placement::new("home").unwrap(), 6)]),
        open_claims: 3,
        caps: Vec::new(),
        quiet_days: 0,
        holdout: None,
        consent: Consent::default(),
        retention: Retention::default(),
        checkout: None,
        offers: vec![
            Offer {
                link: Some(Link {
                    href: words("/evening", "/fr/soiree"),
                    label: words("See the evening", "Voir la soirée"),
                }),
                image: Some(Image {
                    src: "/evening.svg".to_owned(),
                    alt: words("Chairs by a lamp", "Des chaises près d’une lampe"),
                }),
                validity: Validity { from: None, until: Some(at("1998-08-01T04:00:00Z")) },
                voucher: None,
                ..offer("evening", "An evening", "Une soirée", Audience::Everyone)
            },
            for_customers("first-visit", "A first visit", "Une première visite", of(Stage::Prospect)),
            for_customers("second-visit", "A second visit", "Une deuxième visite", of(Stage::New)),
            for_customers("double", "Double week", "Semaine double", of(Stage::Active)),
            for_customers("ahead", "Ahead of others", "Avant les autres", of(Stage::Loyal)),
            for_customers("chair", "Your chair", "Votre fauteuil", of(Stage::AtRisk)),
            for_customers("gift", "A gift", "Un cadeau", of(Stage::Lapsed)),
            for_customers("encore", "Encore", "Encore", of(Stage::WonBack)),
            for_customers(
                "nearly",
                "Nearly there",
                "Presque",
                Condition::All(vec![
                    Condition::Fact(Leaf::PointsToNextTier(Range::at_most(60))),
                    Condition::Not(Box::new(of(Stage::Lapsed))),
                ]),
            ),
        ]
        .into(),
    }
}

pub(crate) fn for_customers(id: &str, en: &str, fr: &str, condition: Condition) -> Offer {
    offer(id, en, fr, Audience::Customers(condition))
}

pub(crate) fn words(en: &str, fr: &str) -> BTreeMap<Locale, String> {
    [("en", en), ("fr", fr)].map(|(tag, text)| (Locale::new(tag).unwrap(), text.to_owned())).into()
}

pub(crate) fn terms(en: &str, fr: &str) -> Terms {
    let wording = |title: String| Wording { text: format!("{title}."), title, terms: None };
    Terms(words(en, fr).into_iter().map(|(locale, title)| (locale, wording(title))).collect())
}

fn offer(id: &str, en: &str, fr: &str, audience: Audience) -> Offer {
    Offer {
        id: OfferId::new(id).unwrap(),
        words: terms(en, fr),
        image: None,
        link: None,
        audience,
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

fn tier(id: &str, from: i64, en: &str, fr: &str) -> Tier {
    let name = format!("{}{}", id[..1].to_uppercase(), &id[1..]);
    let benefit = |title: String| (title.clone(), format!("{title}."));
    Tier {
        id: TierId::new(id).unwrap(),
        name: words(&name, &name),
        from: Points(from),
        benefits: vec![Benefit {
            id: BenefitId::new(format!("{id}-benefit")).unwrap(),
            words: words(en, fr).into_iter().map(|(locale, title)| (locale, benefit(title))).collect(),
            limit: None,
        }],
    }
}
