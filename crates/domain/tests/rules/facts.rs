//! Rules look at what was observed, and at nothing that anybody declared of themselves.

use domain::condition::{Leaf, WORDS};

use crate::chance::Chance;
use crate::customer::{now, profile, program, situation, visit};
use crate::rule::leaf_of;

/// What each leaf rests on. A new leaf does not compile here until somebody has said what is observed for it.
fn observed_from(leaf: &Leaf) -> &'static str {
    match leaf {
        Leaf::Stage(_) | Leaf::Orders(..) | Leaf::Spent(..) | Leaf::AverageOrder(_) => "orders and returns",
        Leaf::DaysSinceOrder(_) | Leaf::DaysSinceFirstOrder(_) | Leaf::Bought(..) => "orders and returns",
        Leaf::ExpectedOrders(..) | Leaf::StillWithUs(_) => "orders and returns",
        Leaf::TierAtLeast(_) | Leaf::TierIs(_) | Leaf::PointsToNextTier(_) => "orders and returns",
        Leaf::Balance(_) => "orders, returns and what was paid in points",
        Leaf::Behaviour(..) | Leaf::DaysSinceBehaviour(..) | Leaf::Viewed(..) => "what was done on a surface",
        Leaf::Basket(_) | Leaf::InBasket(..) => "what was done on a surface",
        Leaf::Claims(..) | Leaf::Redemptions(..) => "offers taken and used",
        Leaf::BenefitLeft(..) => "benefits used",
        Leaf::Friends(_) => "invitations, and what the invited bought",
        Leaf::Surface(_) | Leaf::Locale(_) => "where they are met",
        Leaf::Date(_) | Leaf::Weekday(_) => "the calendar",
    }
}

#[test]
fn every_leaf_rests_on_something_observed() {
    let mut chance = Chance(1);
    for word in WORDS {
        let leaf = leaf_of(word, &mut chance);
        assert_eq!(leaf.word(), word);
        assert!(!observed_from(&leaf).is_empty());
    }
}

#[test]
fn what_a_customer_says_of_themselves_changes_no_leaf() {
    let program = program();
    for seed in 0..200 {
        let mut chance = Chance(seed);
        let (plain, visit) = (profile(&mut chance), visit(&mut chance));
        let mut spoken = plain.clone();
        // All that a profile holds of a customer's own saying: consent, a zone, objections, complaints.
        spoken.consent.insert(domain::event::Purpose::PersonalOffers, true);
        spoken.zone = Some(crate::story::zone("Asia/Tokyo"));
        spoken.declined.insert(crate::story::offer_id("encore"), now());
        spoken.contacts.push(domain::profile::Contact {
            id: domain::id::ContactId::new("m-1").unwrap(),
            opened: now(),
            closed: None,
            complaint: true,
        });
        let (plain, spoken) =
            (situation(&program, &plain, visit.clone(), now()), situation(&program, &spoken, visit, now()));
        for word in WORDS {
            let leaf = leaf_of(word, &mut chance);
            assert_eq!(leaf.observe(&plain.facts()), leaf.observe(&spoken.facts()), "{leaf}");
        }
    }
}
