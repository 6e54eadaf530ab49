//! What holds of every story.

use domain::event::{Assurance, Event, Fact};
use domain::person::People;
use proptest::prelude::*;

use crate::story::{deeds, profiles, told};

proptest! {
    #[test]
    fn order_of_arrival_and_repetition_change_nobody(
        (story, arrived) in prop::collection::vec(deed(), 0..24).prop_flat_map(|story| {
            let story = told(&story.join(";"));
            let twice = [story.clone(), story.clone()].concat();
            (Just(story), Just(twice).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(People::of(&story), People::of(&arrived));
        prop_assert_eq!(profiles(&story), profiles(&arrived));
    }

    #[test]
    fn every_deed_is_one_persons_or_nobodys(story in prop::collection::vec(deed(), 0..24)) {
        let story = told(&story.join(";"));
        let all: usize = deeds(&story).values().map(Vec::len).sum();
        prop_assert_eq!(all, story.iter().filter(|event| is_deed(event)).count());
    }

    #[test]
    fn a_merge_that_is_undone_never_was(
        before in prop::collection::vec(deed(), 0..16), after in prop::collection::vec(deed_only(), 0..8),
    ) {
        // Neither had been said to be anybody else before.
        let quiet = |line: &String| !(line.contains("merges") || line.contains("parts"));
        let begin = ["0 ada red", "0 bea blue"].map(str::to_owned);
        let before: Vec<String> = begin.into_iter().chain(before.into_iter().filter(quiet)).collect();
        let untouched = told(&[before.clone(), after.clone()].concat().join(";"));
        let bond = ["30 ada merges bea".to_owned(), "60 ada parts bea".to_owned()];
        let undone = told(&[before.as_slice(), &bond[..1], &after, &bond[1..]].concat().join(";"));
        prop_assert_eq!(deeds(&untouched), deeds(&undone));
        prop_assert_eq!(profiles(&untouched), profiles(&undone));
    }

    #[test]
    fn whatever_browsers_say_two_who_are_known_stay_two(story in prop::collection::vec(deed(), 0..24)) {
        let said: Vec<String> = story.into_iter().filter(|line| !line.contains("merges")).collect();
        let story = told(&said.join(";"));
        let people = People::of(&story);
        for event in story.iter().filter(|event| !event.customer.is_anonymous()) {
            prop_assert_eq!(people.whose(event), Some(&event.customer));
        }
    }

    #[test]
    fn nobody_gets_what_a_visitor_did_after_another_had_been_identified(
        story in prop::collection::vec(deed(), 0..24),
    ) {
        let said: Vec<String> = story.into_iter().filter(|line| !line.contains("merges")).collect();
        let story = told(&said.join(";"));
        let people = People::of(&story);
        for event in story.iter().filter(|event| event.customer.is_anonymous()) {
            let Some(owner) = people.whose(event).filter(|owner| !owner.is_anonymous()) else { continue };
            let before = story.iter().filter(|said| said.at < event.at && said.customer != *owner);
            let others = before.filter(|said| {
                let said = said.fact.identifies(&said.customer);
                said.is_some_and(|(name, assurance)| {
                    *name == event.customer && (is_deed(event) || assurance == Assurance::Proven)
                })
            });
            prop_assert_eq!(others.count(), 0);
        }
    }
}

proptest! {
    #[test]
    fn what_pages_only_assert_changes_nobody_but_by_behaviour(story in prop::collection::vec(deed(), 0..24)) {
        let proven: Vec<String> = story.iter().filter(|line| !line.contains("seems")).cloned().collect();
        let (all, proven) = (told(&story.join(";")), told(&proven.join(";")));
        let (people, others) = (People::of(&all), People::of(&proven));
        for event in proven.iter().filter(|event| !is_deed(event)) {
            prop_assert_eq!(people.whose(event), others.whose(event));
        }
    }
}

fn is_deed(event: &Event) -> bool {
    matches!(event.fact, Fact::Behaviour { .. })
}

fn deed() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => deed_only(),
        2 => (0..50, known(), anonymous()).prop_map(|(at, who, name)| format!("{at} {who} is {name}")),
        2 => (0..50, known(), anonymous()).prop_map(|(at, who, name)| format!("{at} {who} seems {name}")),
        1 => (0..50, known(), known()).prop_map(|(at, who, other)| format!("{at} {who} merges {other}")),
        1 => (0..50, known(), known()).prop_map(|(at, who, other)| format!("{at} {who} parts {other}")),
    ]
}

fn deed_only() -> impl Strategy<Value = String> {
    (
        0..50,
        prop_oneof![known(), anonymous()],
        prop_oneof![Just("red"), Just("blue"), Just("allows"), Just("objects"), Just("declines tasting"),],
    )
        .prop_map(|(at, who, what)| format!("{at} {who} {what}"))
}

fn known() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("ada"), Just("bea"), Just("cid")]
}

fn anonymous() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("anon:x"), Just("anon:y")]
}
