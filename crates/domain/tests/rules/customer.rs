//! Customers with a bit of everything that can be observed.

use domain::decision::{Situation, Visit};
use domain::event::{Event, Fact, Item};
use domain::id::{
    BehaviourName, BenefitId, Category, ClaimId, CustomerId, EventId, Locale, OrderId, ProductId,
};
use domain::ledger::{BalanceRules, ReturnPolicy};
use domain::profile::Profile;
use domain::program::Program;
use domain::referral::{Referral, Side};
use domain::surface::SURFACES;
use domain::tier::{Limit, Per};
use domain::time::{Timestamp, plus};

use crate::chance::Chance;
use crate::house;
use crate::story::{at, day, offer_id, usd, words};

pub(crate) const TODAY: &str = "1998-06-30";

/// The house's program, with points to spend and a benefit that can be used up.
pub(crate) fn program() -> Program {
    let mut program = house::program([house::offer("encore"), house::offer("listening-room")]);
    program.balance =
        Some(BalanceRules { pending_days: 14, expire_months: Some(12), returns: ReturnPolicy::Unlimited });
    let mut tiers = program.ladder.tiers().to_vec();
    tiers[1].benefits[0].limit = Some(Limit { times: 2, per: Per::Year });
    program.ladder = domain::tier::Ladder::new(tiers).unwrap();
    program
}

/// A customer's history until today.
pub(crate) fn profile(chance: &mut Chance) -> Profile {
    let deeds = if chance.one_in(8) { 0 } else { chance.below(25) };
    let mut events = Vec::new();
    for index in 0..deeds {
        let days_ago = if chance.one_in(3) { chance.below(30) } else { chance.below(900) };
        let ago = jiff::SignedDuration::from_hours((days_ago * 24 + chance.below(24)) as i64);
        let at = now().checked_sub(ago).unwrap();
        let customer = CustomerId::new("ada").unwrap();
        let id = EventId::new(format!("e-{index}")).unwrap();
        events.push(Event { id, customer, at, fact: deed(chance, index, at) });
    }
    let mut profile = Profile::as_of(now(), events);
    for friend in 0..chance.below(3) {
        let other = CustomerId::new(format!("friend-{friend}")).unwrap();
        let order = OrderId::new(format!("f-{friend}")).unwrap();
        profile.referrals.push(Referral { side: Side::Inviter, other, order, at: at("1998-06-01") });
    }
    profile
}

pub(crate) fn now() -> Timestamp {
    at(TODAY)
}

pub(crate) fn visit(chance: &mut Chance) -> Visit {
    let locales = ["en", "fr"].map(|tag| Locale::new(tag).unwrap());
    Visit {
        surface: (!chance.one_in(5)).then(|| *chance.pick(&SURFACES)),
        locale: (!chance.one_in(5)).then(|| chance.pick(&locales).clone()),
    }
}

/// Asks something of a customer as they are met at an instant.
pub(crate) fn situation<'a>(
    program: &'a Program,
    profile: &'a Profile,
    visit: Visit,
    now: Timestamp,
) -> Situation<'a> {
    Situation::of(program, house::ada(), profile, visit, now)
}

fn deed(chance: &mut Chance, index: usize, at: Timestamp) -> Fact {
    let zone = crate::story::new_york();
    match chance.below(12) {
        0..4 => {
            let total = usd(&format!("{}.{:02}", 5 + chance.below(150), chance.below(100)));
            let items = (0..chance.below(3)).map(|_| item(chance)).collect();
            Fact::OrderCompleted { order: OrderId::new(format!("o-{index}")).unwrap(), total, items }
        }
        4 => Fact::OrderRefunded {
            order: OrderId::new(format!("o-{}", chance.below(25))).unwrap(),
            amount: None,
        },
        5 | 6 => {
            let name = *chance.pick(&["Product Viewed", "Product Added", "Product Viewed"]);
            Fact::Behaviour { name: BehaviourName::new(name).unwrap(), item: Some(item(chance)) }
        }
        7 => Fact::Behaviour { name: BehaviourName::new("Wished").unwrap(), item: None },
        8 => {
            let until = zone.end(plus(zone.day(at), chance.below(60) as i32));
            let claim = ClaimId::new(format!("c-{index}")).unwrap();
            match chance.one_in(2) {
                true => {
                    Fact::OfferClaimed { claim, offer: offer_id("encore"), until, terms: words("encore") }
                }
                false => Fact::OfferReserved { claim, offer: offer_id("encore"), until },
            }
        }
        9 => Fact::VoucherRedeemed { claim: ClaimId::new(format!("c-{}", chance.below(25))).unwrap() },
        10 => Fact::ClaimReleased { claim: ClaimId::new(format!("c-{}", chance.below(25))).unwrap() },
        _ => Fact::BenefitUsed { benefit: BenefitId::new("sonata-gift").unwrap() },
    }
}

fn item(chance: &mut Chance) -> Item {
    let product = ProductId::new(*chance.pick(&["kind-of-blue", "goldberg", "gift-card"])).unwrap();
    let category = (!chance.one_in(4)).then(|| Category::new(*chance.pick(&["jazz", "baroque"])).unwrap());
    let price = (!chance.one_in(5)).then(|| usd("12.50"));
    Item { product, category, quantity: 1 + chance.below(3) as u32, price }
}

pub(crate) fn today() -> domain::time::Date {
    day(TODAY)
}
