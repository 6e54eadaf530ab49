//! What there is to spend, what is left of a benefit, and a thank-you for friends brought along.

use domain::event::Fact;
use domain::id::{BenefitId, CustomerId, OrderId};
use domain::ledger::{BalanceRules, ReturnPolicy};
use domain::lifecycle::Stage;
use domain::profile::Profile;
use domain::program::Program;
use domain::referral::{Referral, Side};
use domain::tier::{Ladder, Limit, Per};
use expect_test::{Expect, expect};

use crate::house::{at, bought, dollars, profile, profile_of, program, told};

/// The house, with points that can be spent two weeks after the order and for a year.
fn with_balance() -> Program {
    let rules = BalanceRules { pending_days: 14, expire_months: Some(12), returns: ReturnPolicy::Unlimited };
    Program { balance: Some(rules), ..program() }
}

/// The house, with a benefit that may be used twice a year.
fn with_limit(per: Per) -> Program {
    let mut tiers = program().ladder.tiers().to_vec();
    tiers[0].benefits[0].limit = Some(Limit { times: 2, per });
    Program { ladder: Ladder::new(tiers).unwrap(), ..program() }
}

fn balances(profile: &Profile, expected: &Expect) {
    let said = ["en", "fr"].map(|tag| told(&with_balance(), profile, tag).standing.unwrap().balance.unwrap());
    expected.assert_eq(&said.join("\n"));
}

#[test]
fn points_that_only_lead_to_tiers_are_not_said_to_be_spent() {
    let told = told(&program(), &profile(bought(Stage::Loyal)), "en");
    assert_eq!(told.standing.unwrap().balance, None);
}

#[test]
fn what_there_is_to_spend_is_said_with_what_comes_and_with_what_is_soon_lost() {
    balances(
        &profile(&[]),
        &expect![[r#"
        0 points to spend
        0 point à dépenser"#]],
    );
    balances(
        &profile(&[("1998-03-02", 1)]),
        &expect![[r#"
        1 point to spend
        1 point à dépenser"#]],
    );
    balances(
        &profile(&[("1998-03-02", 340), ("1998-06-20", 60)]),
        &expect![[r#"
        340 points to spend, 60 more on July 4
        340 points à dépenser, 60 de plus le 4 juillet"#]],
    );
    balances(
        &profile(&[("1997-07-10", 50), ("1998-03-02", 340), ("1998-06-20", 60)]),
        &expect![[r#"
        390 points to spend, 50 of them until July 24
        390 points à dépenser, dont 50 jusqu’au 24 juillet"#]],
    );
}

#[test]
fn what_is_owed_is_said_calmly() {
    let order = OrderId::new("o-1").unwrap();
    let spending = domain::id::SpendingId::new("s-1").unwrap();
    let owing = profile_of([
        (
            at("1998-03-02T16:00:00Z"),
            Fact::OrderCompleted { order: order.clone(), total: dollars(50), items: Vec::new() },
        ),
        (at("1998-04-02T16:00:00Z"), Fact::PointsSpent { spending, points: domain::money::Points(40) }),
        (at("1998-05-02T16:00:00Z"), Fact::OrderRefunded { order, amount: None }),
    ]);
    balances(
        &owing,
        &expect![[r#"
        Your next 40 points make up for a return
        Vos 40 prochains points compensent un retour"#]],
    );
}

#[test]
fn a_limited_benefit_says_how_often_it_can_still_be_used() {
    let used = |days: &[&str]| {
        let benefit = BenefitId::new("prelude-benefit").unwrap();
        let use_of = |day: &&str| (at(day), Fact::BenefitUsed { benefit: benefit.clone() });
        profile_of(days.iter().map(use_of))
    };
    let left = |per, days: &[&str]| {
        let said = ["en", "fr"].map(|tag| told(&with_limit(per), &used(days), tag).benefits[0].left.clone());
        said.map(Option::unwrap_or_default).join(" | ")
    };
    let (june, may) = ("1998-06-03T16:00:00Z", "1998-05-03T16:00:00Z");
    let said = [
        left(Per::Year, &[]),
        left(Per::Year, &[may]),
        left(Per::Year, &[may, june]),
        left(Per::Month, &[may, june]),
    ];
    expect![[r#"
        2 of 2 left until December 31 | Encore 2 sur 2 jusqu’au 31 décembre
        1 of 2 left until December 31 | Encore 1 sur 2 jusqu’au 31 décembre
        Used up until December 31 | Épuisé jusqu’au 31 décembre
        1 of 2 left until June 30 | Encore 1 sur 2 jusqu’au 30 juin"#]]
    .assert_eq(&said.join("\n"));
    assert_eq!(told(&program(), &used(&[]), "en").benefits[0].left, None, "as often as one likes");
}

#[test]
fn who_brought_friends_along_is_thanked_once_that_is_enough() {
    let leads = |friends: usize, wanted: u32| {
        let referral = |n: usize| Referral {
            side: Side::Inviter,
            other: CustomerId::new(format!("friend-{n}")).unwrap(),
            order: OrderId::new(format!("order-{n}")).unwrap(),
            at: at("1998-06-01T16:00:00Z"),
        };
        let referrals = (0..friends).map(referral).collect();
        let profile = Profile { referrals, ..profile(bought(Stage::Active)) };
        let mut program = program();
        program.stages.ambassador_friends = wanted;
        ["en", "fr"].map(|tag| told(&program, &profile, tag).lead.unwrap()).join("\n")
    };
    expect![[r#"
        With us since January 1998, 2 orders.
        Avec nous depuis janvier 1998, 2 commandes.
        With us since January 1998, 2 orders. 2 friends you invited have ordered. Thank you.
        Avec nous depuis janvier 1998, 2 commandes. 2 proches que vous avez invités ont passé commande. Merci.
        With us since January 1998, 2 orders.
        Avec nous depuis janvier 1998, 2 commandes."#]]
    .assert_eq(&[leads(1, 2), leads(2, 2), leads(2, 0)].join("\n"));
}
