//! Why an offer is shown: a sentence for every fact.

use domain::condition::{Condition, Leaf, Range};
use domain::event::Fact;
use domain::id::{BehaviourName, ClaimId, OfferId, OrderId, TierId};
use domain::lifecycle::{STAGES, Stage};
use domain::profile::Profile;
use expect_test::expect;

use crate::house::{at, bought, dollars, for_customers, profile, profile_of, program, terms, told};

/// The reasons given to someone for an offer on this condition, in English and French.
pub(crate) fn why(profile: &Profile, condition: Condition) -> String {
    let mut program = program();
    program.offers.truncate(2);
    let title = "Something".to_owned();
    program.offers.push(for_customers("it", &title, "Quelque chose", condition));
    let reasons = ["en", "fr"].map(|locale| {
        let told = told(&program, profile, locale);
        let offer = told.offers.into_iter().find(|offer| offer.id == "it");
        offer.map_or("(not shown)".to_owned(), |offer| offer.why.join(" | "))
    });
    format!("{}\n{}\n", reasons[0], reasons[1])
}

pub(crate) fn fact(leaf: Leaf) -> Condition {
    Condition::Fact(leaf)
}

/// Someone who did all there is to do.
pub(crate) fn busy() -> Profile {
    let name = |name: &str| Fact::Behaviour { name: BehaviourName::new(name).unwrap(), item: None };
    let claim = |id: &str| ClaimId::new(id).unwrap();
    let first = OfferId::new("first-visit").unwrap();
    let order = |id: &str, amount| Fact::OrderCompleted {
        order: OrderId::new(id).unwrap(),
        total: dollars(amount),
        items: Vec::new(),
    };
    let until = at("1999-01-01T05:00:00Z");
    let claimed = |id| Fact::OfferClaimed {
        claim: claim(id),
        offer: first.clone(),
        until,
        terms: terms("A first visit", "Une première visite"),
    };
    profile_of([
        (at("1997-07-01T16:00:00Z"), order("o-1", 1234)),
        (at("1998-06-01T16:00:00Z"), order("o-2", 100)),
        (at("1998-06-02T16:00:00Z"), name("Product Viewed")),
        (at("1998-06-03T16:00:00Z"), name("Product Viewed")),
        (at("1998-06-03T17:00:00Z"), name("Product Added")),
        (at("1998-06-03T18:00:00Z"), name("Checkout Started")),
        (at("1998-06-04T16:00:00Z"), name("Friend Invited")),
        (at("1998-06-04T17:00:00Z"), name("Piano Tuned")),
        (at("1998-06-05T16:00:00Z"), claimed("c-1")),
        (at("1998-06-06T16:00:00Z"), Fact::VoucherRedeemed { claim: claim("c-1") }),
    ])
}

#[test]
fn every_fact_an_offer_may_ask_for_has_its_sentence() {
    let first = OfferId::new("first-visit").unwrap();
    let done = |name: &str| Leaf::Behaviour(BehaviourName::new(name).unwrap(), Some(30), Range::at_least(1));
    let leaves = [
        Leaf::TierAtLeast(TierId::new("sonata").unwrap()),
        Leaf::TierIs(TierId::new("concerto").unwrap()),
        Leaf::Orders(None, Range::at_least(1)),
        Leaf::Orders(Some(90), Range::at_least(1)),
        Leaf::Spent(None, Range::at_least(dollars(1))),
        Leaf::Spent(Some(365), Range::at_least(dollars(1))),
        Leaf::DaysSinceOrder(Range::at_least(1)),
        Leaf::DaysSinceFirstOrder(Range::at_least(1)),
        done("Product Viewed"),
        done("Product Added"),
        done("Checkout Started"),
        done("Friend Invited"),
        done("Piano Tuned"),
        Leaf::Claims(first.clone(), Range::at_least(1)),
        Leaf::Redemptions(first, Range::at_least(1)),
    ];
    let told: String = leaves.map(|leaf| why(&busy(), fact(leaf))).concat();
    expect![[r#"
        Your tier is Concerto.
        Votre niveau est Concerto.
        Your tier is Concerto.
        Votre niveau est Concerto.
        You have ordered 2 times so far.
        Vous avez passé 2 commandes jusqu’ici.
        You have ordered once in the past 90 days.
        Vous avez passé 1 commande au cours des 90 derniers jours.
        You have spent $1,334.00 so far.
        Vous avez dépensé 1 334,00 $US jusqu’ici.
        You have spent $1,334.00 in the past year.
        Vous avez dépensé 1 334,00 $US au cours de l’année écoulée.
        It has been 29 days since your last order.
        Votre dernière commande remonte à 29 jours.
        Your first order was on July 1, 1997.
        Votre première commande date du 1er juillet 1997.
        You have looked at products 2 times in the past 30 days.
        Vous avez regardé des articles 2 fois au cours des 30 derniers jours.
        You have put something in your basket in the past 30 days.
        Vous avez mis un article dans votre panier au cours des 30 derniers jours.
        You have started a checkout in the past 30 days.
        Vous avez commencé un achat au cours des 30 derniers jours.
        You have invited 1 friend in the past 30 days.
        Vous avez invité 1 proche au cours des 30 derniers jours.
        This goes with what you have done here, once in the past 30 days.
        Cela va avec ce que vous avez fait ici, une fois au cours des 30 derniers jours.
        You have taken “A first visit” once.
        Vous avez choisi « Une première visite » une fois.
        You have used “A first visit” once.
        Vous avez utilisé « Une première visite » une fois.
    "#]]
    .assert_eq(&told);
}

#[test]
fn points_missing_are_said_with_the_tier_they_are_missing_to() {
    let condition = fact(Leaf::PointsToNextTier(Range::at_most(200)));
    expect![[r#"
        You are 140 points from Concerto.
        Il vous manque 140 points pour atteindre le niveau Concerto.
    "#]]
    .assert_eq(&why(&profile(bought(Stage::AtRisk)), condition));
}

#[test]
fn a_stage_is_told_by_the_facts_behind_it() {
    let told = STAGES.map(|stage| why(&profile(bought(stage)), fact(Leaf::Stage(vec![stage]))));
    expect![[r#"
        You have not ordered yet.
        Vous n’avez pas encore passé de commande.
        Your first order was on June 12.
        Votre première commande date du 12 juin.
        Your last order was on June 1.
        Votre dernière commande date du 1er juin.
        You have ordered on 5 different days in the past year.
        Vous avez commandé à 5 dates différentes au cours de l’année écoulée.
        It has been 124 days since your last order.
        Votre dernière commande remonte à 124 jours.
        Your last order was in March 1997.
        Votre dernière commande remonte à mars 1997.
        You ordered again on June 12, after 523 days.
        Vous avez commandé à nouveau le 12 juin, après 523 jours.
    "#]]
    .assert_eq(&told.concat());
}

#[test]
fn what_has_not_happened_is_said_so() {
    let nobody = Profile::default();
    let first = OfferId::new("first-visit").unwrap();
    let leaves = [
        Leaf::Orders(None, Range::at_most(0)),
        Leaf::Orders(Some(1), Range::at_most(0)),
        Leaf::Behaviour(BehaviourName::new("Product Viewed").unwrap(), Some(7), Range::at_most(0)),
        Leaf::Behaviour(BehaviourName::new("Piano Tuned").unwrap(), None, Range::at_most(0)),
        Leaf::Claims(first.clone(), Range::at_most(0)),
        Leaf::Redemptions(first, Range::at_most(0)),
    ];
    let told: String = leaves.map(|leaf| why(&nobody, fact(leaf))).concat();
    expect![[r#"
        You have not ordered so far.
        Vous n’avez pas passé de commande jusqu’ici.
        You have not ordered today.
        Vous n’avez pas passé de commande aujourd’hui.
        You have not looked at any product in the past 7 days.
        Vous n’avez regardé aucun article au cours des 7 derniers jours.
        For everyone with an account here.
        Pour qui a un compte ici.
        You have not taken “A first visit” so far.
        Vous n’avez pas choisi « Une première visite » jusqu’ici.
        You have not used “A first visit” so far.
        Vous n’avez pas utilisé « Une première visite » jusqu’ici.
    "#]]
    .assert_eq(&told);
}

#[test]
fn a_purchase_of_today_or_yesterday_is_said_so() {
    let recently = |day| why(&profile(&[(day, 5)]), fact(Leaf::DaysSinceOrder(Range::at_most(1))));
    expect![[r#"
        You ordered yesterday.
        Vous avez commandé hier.
    "#]]
    .assert_eq(&recently("1998-06-29"));
    expect![[r#"
        You ordered today.
        Vous avez commandé aujourd’hui.
    "#]]
    .assert_eq(&recently("1998-06-30"));
}
