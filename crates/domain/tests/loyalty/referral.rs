//! A friend's first net order rewards both sides, once, and goes back with it.

use domain::event::{Event, Fact};
use domain::id::{CustomerId, EventId};
use domain::money::Points;
use domain::profile::Profile;
use domain::referral::{Circle, Friend, Invitation, ReferralRules, Side};
use proptest::prelude::*;

use crate::story::{at, events};

const RULES: ReferralRules = ReferralRules { inviter: Points(50), friend: Points(20), most: 2 };

fn who(name: &str) -> CustomerId {
    CustomerId::new(name).unwrap()
}

/// Invitations such as `ada 2025-01-01; eve 2025-01-02`.
fn invitations(told: &str) -> Vec<Invitation> {
    let told = told.split(';').map(str::trim).filter(|told| !told.is_empty());
    told.map(|told| told.split_once(' ').unwrap())
        .map(|(by, day)| Invitation { at: at(day), by: who(by) })
        .collect()
}

fn friend(name: &str, invited: &str, history: &str) -> Friend {
    let orders = Profile::as_of(at("2025-12-31"), events(history)).orders;
    Friend { id: who(name), invitations: invitations(invited), orders }
}

/// Ada's referrals: "bea bought o-1 on …, 50".
fn of_ada(friends: Vec<Friend>) -> Vec<String> {
    told(&Circle { friends, invitations: Vec::new() }, "ada", "")
}

fn told(circle: &Circle, customer: &str, history: &str) -> Vec<String> {
    let profile = Profile::as_of(at("2025-12-31"), events(history)).in_circle(&who(customer), circle);
    let rewards = RULES.rewards(&profile.referrals).map(|(referral, points)| {
        let day = crate::story::new_york().day(referral.at);
        let side = match referral.side {
            Side::Inviter => "brought",
            Side::Friend => "came by",
        };
        format!("{side} {}, {} on {day}, {points}", referral.other, referral.order)
    });
    rewards.collect()
}

#[test]
fn a_friends_first_order_rewards_who_invited() {
    let bea = friend("bea", "ada 2025-01-01", "2025-02-01 bought 30.00; 2025-02-02 bought 40.00");
    assert_eq!(of_ada(vec![bea]), ["brought bea, o-1 on 2025-02-01, 50"]);
}

#[test]
fn the_friend_is_rewarded_for_the_same_order() {
    let circle = Circle { friends: Vec::new(), invitations: invitations("ada 2025-01-01") };
    let bought = "2025-02-01 bought 30.00; 2025-02-02 bought 40.00";
    assert_eq!(told(&circle, "bea", bought), ["came by ada, o-1 on 2025-02-01, 20"]);
    assert_eq!(told(&circle, "bea", ""), [""; 0], "nothing was bought");
}

#[test]
fn an_order_given_back_whole_takes_the_reward_with_it_and_the_next_one_is_the_first() {
    let given_back = friend("bea", "ada 2025-01-01", "2025-02-01 bought 30.00; 2025-02-05 refunded o-1");
    assert_eq!(of_ada(vec![given_back]), [""; 0]);
    let next = "2025-02-01 bought 30.00; 2025-02-05 refunded o-1; 2025-03-01 bought 5.00";
    assert_eq!(of_ada(vec![friend("bea", "ada 2025-01-01", next)]), ["brought bea, o-2 on 2025-03-01, 50"]);
    let part = friend("bea", "ada 2025-01-01", "2025-02-01 bought 30.00; 2025-02-05 refunded o-1 29.00");
    assert_eq!(of_ada(vec![part]), ["brought bea, o-1 on 2025-02-01, 50"], "something was kept");
}

#[test]
fn only_the_first_who_invited_counts() {
    let bought = "2025-02-01 bought 30.00";
    assert_eq!(of_ada(vec![friend("bea", "eve 2025-01-01; ada 2025-01-02", bought)]), [""; 0]);
    let bea = friend("bea", "eve 2025-01-03; ada 2025-01-02; ada 2025-01-04", bought);
    assert_eq!(of_ada(vec![bea]), ["brought bea, o-1 on 2025-02-01, 50"]);
    let circle = Circle { invitations: invitations("eve 2025-01-03; ada 2025-01-02"), friends: Vec::new() };
    assert_eq!(told(&circle, "bea", bought), ["came by ada, o-1 on 2025-02-01, 20"]);
}

#[test]
fn who_had_bought_before_is_no_longer_to_be_won() {
    let bought = "2024-12-31 bought 30.00; 2025-02-01 bought 30.00";
    assert_eq!(of_ada(vec![friend("bea", "ada 2025-01-01", bought)]), [""; 0]);
    let bought = "2024-12-31 bought 30.00; 2025-01-02 refunded o-1; 2025-02-01 bought 30.00";
    let bea = friend("bea", "ada 2025-01-01", bought);
    assert_eq!(of_ada(vec![bea]), ["brought bea, o-2 on 2025-02-01, 50"], "had kept nothing of it");
}

#[test]
fn nobody_is_their_own_friend() {
    let bought = "2025-02-01 bought 30.00";
    assert_eq!(of_ada(vec![friend("ada", "ada 2025-01-01", bought)]), [""; 0]);
    let circle = Circle { invitations: invitations("bea 2025-01-01; ada 2025-01-02"), friends: Vec::new() };
    assert_eq!(
        told(&circle, "bea", bought),
        ["came by ada, o-1 on 2025-02-01, 20"],
        "not the first who invited"
    );
}

#[test]
fn so_many_friends_at_most_are_rewarded_and_those_are_the_first_who_bought() {
    let bought = |name: &str, day: &str| friend(name, "ada 2025-01-01", &format!("{day} bought 30.00"));
    let three = vec![bought("bea", "2025-04-01"), bought("cid", "2025-02-01"), bought("dan", "2025-03-01")];
    assert_eq!(
        of_ada(three.clone()),
        ["brought cid, o-1 on 2025-02-01, 50", "brought dan, o-1 on 2025-03-01, 50"]
    );
    let circle = Circle { friends: three, invitations: Vec::new() };
    let all = Profile::default().in_circle(&who("ada"), &circle).referrals;
    assert_eq!(all.len(), 3, "who bought counts for the standing, rewarded or not");
}

proptest! {
    #[test]
    fn order_and_repetition_of_invitations_and_events_change_nothing(
        days in prop::collection::vec((1_u32..28, 1_u32..28, any::<bool>()), 1..5),
        mix in any::<u64>(),
    ) {
        let mut friends = Vec::new();
        let mut mixed = Vec::new();
        for (number, (invited, bought, back)) in days.iter().enumerate() {
            let back = if *back { "; 2025-03-01 refunded o-1" } else { "" };
            let history = format!("2025-02-{bought:02} bought 9.00; 2025-04-01 bought 1.00{back}");
            let invited = format!("eve 2025-02-{invited:02}; ada 2025-02-14");
            let plain = friend(&format!("friend-{number}"), &invited, &history);
            let mut told: Vec<Event> = [events(&history), events(&history)].concat();
            told.rotate_left(mix as usize % 4);
            let mut invitations = [plain.invitations.clone(), plain.invitations.clone()].concat();
            invitations.rotate_left(mix as usize % 3);
            let orders = Profile::as_of(at("2025-12-31"), told).orders;
            mixed.push(Friend { id: plain.id.clone(), invitations, orders });
            friends.push(plain);
        }
        mixed.rotate_left(mix as usize % days.len());
        mixed.extend(mixed.clone());
        prop_assert_eq!(of_ada(mixed), of_ada(friends));
    }
}

#[test]
fn whom_a_customer_invited_is_remembered_with_the_first_time() {
    let invited = |day: &str, number: u32| Event {
        id: EventId::new(format!("e-{number}")).unwrap(),
        customer: who("ada"),
        at: at(day),
        fact: Fact::FriendInvited { friend: who("bea") },
    };
    let profile = Profile::as_of(at("2025-12-31"), [invited("2025-02-01", 1), invited("2025-01-01", 2)]);
    assert_eq!(profile.invited.into_iter().collect::<Vec<_>>(), [(who("bea"), at("2025-01-01"))]);
}
