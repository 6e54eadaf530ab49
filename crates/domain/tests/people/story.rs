//! Reads a story such as `1 anon:x views red; 5 ada is anon:x; 6 ada merges bea; 7 ada parts bea`: the minute, who, what.

use std::collections::BTreeMap;

use domain::event::{Assurance, Event, Fact, Purpose};
use domain::id::{BehaviourName, CustomerId, EventId, OfferId, Placement};
use domain::person::People;
use domain::profile::Profile;
use domain::time::Timestamp;

pub(crate) fn who(name: &str) -> CustomerId {
    CustomerId::new(name).unwrap()
}

pub(crate) fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(minute * 60).unwrap()
}

pub(crate) fn told(story: &str) -> Vec<Event> {
    story.split([';', '\n']).map(str::trim).filter(|line| !line.is_empty()).map(event).collect()
}

fn event(line: &str) -> Event {
    let words: Vec<&str> = line.split_whitespace().collect();
    let consent = |given| Fact::Consent { purpose: Purpose::PersonalOffers, given };
    let fact = match words[2..] {
        ["is", anonymous] => Fact::Identified { anonymous: who(anonymous), assurance: Assurance::Proven },
        ["seems", anonymous] => {
            Fact::Identified { anonymous: who(anonymous), assurance: Assurance::Asserted }
        }
        ["merges", other] => Fact::Merged { other: who(other) },
        ["parts", other] => Fact::Unmerged { other: who(other) },
        ["declines", offer] => Fact::OfferDeclined { offer: OfferId::new(offer).unwrap() },
        ["sees", offer] => Fact::OfferShown {
            offer: OfferId::new(offer).unwrap(),
            placement: Placement::new("home").unwrap(),
        },
        ["allows"] => consent(true),
        ["objects"] => consent(false),
        _ => Fact::Behaviour { name: BehaviourName::new(words[2..].join(" ")).unwrap(), item: None },
    };
    let minute = words[0].parse().unwrap();
    Event { id: EventId::new(line).unwrap(), customer: who(words[1]), at: at(minute), fact }
}

/// What was done by each person, by their leading name; of what is in doubt, by nobody.
pub(crate) fn deeds(events: &[Event]) -> BTreeMap<String, Vec<String>> {
    let people = People::of(events);
    let mut deeds = BTreeMap::<String, Vec<String>>::new();
    for event in events {
        let Fact::Behaviour { name, .. } = &event.fact else { continue };
        let whose = people.whose(event).map_or("nobody", CustomerId::as_str).to_owned();
        deeds.entry(whose).or_default().push(name.to_string());
    }
    deeds.values_mut().for_each(|deeds| deeds.sort());
    deeds
}

/// The same in a line.
pub(crate) fn summary(story: &str) -> String {
    let person = |(who, deeds): (String, Vec<String>)| format!("{who}: {}", deeds.join(", "));
    deeds(&told(story)).into_iter().map(person).collect::<Vec<_>>().join("; ")
}

/// The profile of each person.
pub(crate) fn profiles(events: &[Event]) -> BTreeMap<CustomerId, Profile> {
    let people = People::of(events);
    let mut theirs = BTreeMap::<CustomerId, Vec<Event>>::new();
    for event in events {
        if let Some(whose) = people.whose(event) {
            theirs.entry(whose.clone()).or_default().push(event.clone());
        }
    }
    theirs.into_iter().map(|(who, events)| (who, Profile::as_of(Timestamp::MAX, events))).collect()
}
