//! Who is who: a store remembers persons as the domain tells them from the events.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::decision::Choice;
use domain::event::{Assurance, Event, Fact, Terms};
use domain::id::{BrandId, ClaimId, CustomerId, OfferId, OrderId, Placement};
use domain::money::{Currency, Money};
use domain::person::{BondError, People, Person};
use domain::program::{Arm, Evidence, Tally};
use domain::referral::Side;
use domain::time::Date;
use service::store::{Act, Chosen, Done, Store};

use crate::asserted::what_a_page_asserts_moves_behaviour_only;
use crate::story::{at, customer, event, name, viewed};

pub(crate) async fn persons_are_remembered(store: &dyn Store) {
    a_visitor_comes_to_be_known(store).await;
    what_a_page_asserts_moves_behaviour_only(store).await;
    a_wrong_merge_is_undone(store).await;
    claims_come_along(store).await;
    friends_are_persons(store).await;
    choices_are_of_persons(store).await;
    an_act_is_found_under_any_name(store).await;
    vouchers_are_found(store).await;
    for seed in 1..=40 {
        a_store_says_what_the_events_say(store, seed).await;
    }
}

async fn a_visitor_comes_to_be_known(store: &dyn Store) {
    let at_home = &House { store, brand: brand("visitors") };
    at_home.keep(vec![viewed("v-1", "anon:x", 1), viewed("v-1", "ada", 2)]).await;
    assert_eq!(at_home.ids("ada").await, ["v-1"]);
    at_home.keep(vec![identified("ada", "anon:x", 5)]).await;
    assert_eq!(
        at_home.ids("ada").await,
        ["ada is anon:x at 5", "v-1", "v-1"],
        "one id under two names is two events"
    );
    assert_eq!(at_home.person("ada").await, ("ada".to_owned(), names(&["ada", "anon:x"])));
    assert_eq!(at_home.walk(1).await, ["ada"], "of several names the leading one");

    // Whoever sits there now is shown nothing of her, and what they do is not hers.
    assert_eq!(at_home.person("anon:x").await, ("anon:x".to_owned(), names(&["anon:x"])));
    assert_eq!(at_home.ids("anon:x").await, Vec::<String>::new());
    at_home.keep(vec![viewed("v-2", "anon:x", 6)]).await;
    assert_eq!(at_home.ids("anon:x").await, ["v-2"]);
    assert_eq!(at_home.ids("ada").await.len(), 3);
    assert_eq!(at_home.walk(1).await, ["ada", "anon:x"]);
    assert_eq!(store.arrivals(&at_home.brand, &customer("ada")).await.unwrap().len(), 3);

    // What lay between two who share a device is nobody's; what was known of her before stays.
    at_home.keep(vec![identified("bea", "anon:x", 9), viewed("v-3", "anon:x", 1)]).await;
    assert_eq!(at_home.ids("bea").await, ["bea is anon:x at 9"]);
    assert_eq!(at_home.ids("ada").await.len(), 4, "told late, and hers");
    assert_eq!(at_home.ids("anon:x").await, Vec::<String>::new());
}

async fn a_wrong_merge_is_undone(store: &dyn Store) {
    let at_home = &House { store, brand: brand("merges") };
    at_home
        .keep(vec![viewed("b-1", "bea", 1), viewed("a-1", "ada", 2), identified("bea", "anon:x", 3)])
        .await;
    at_home.keep(vec![viewed("x-1", "anon:x", 1)]).await;
    assert_eq!(at_home.say("ada", "bea", 5, true).await, Ok(true));
    assert_eq!(at_home.say("ada", "bea", 6, true).await, Ok(false), "said before");
    for name in ["ada", "bea"] {
        assert_eq!(at_home.person(name).await, ("ada".to_owned(), names(&["ada", "anon:x", "bea"])));
        assert_eq!(at_home.ids(name).await.len(), 5);
        let memory = store.recall(&at_home.brand, &customer(name)).await.unwrap();
        assert_eq!((memory.customer, memory.history.len()), (customer("ada"), 5));
    }
    assert_eq!(at_home.walk(9).await, ["ada"]);
    assert_eq!(at_home.say("cid", "bea", 7, true).await, Err(BondError::Elsewhere));
    assert_eq!(at_home.say("bea", "ada", 7, true).await, Err(BondError::Circle));

    at_home.keep(vec![viewed("b-2", "bea", 8), viewed("a-2", "ada", 8)]).await;
    assert_eq!(at_home.say("ada", "bea", 9, false).await, Ok(true));
    assert_eq!(at_home.ids("bea").await, ["b-1", "b-2", "bea is anon:x at 3", "x-1"]);
    assert_eq!(at_home.ids("ada").await, ["a-1", "a-2", "ada and bea at 5", "ada and bea at 9"]);
    assert_eq!(at_home.walk(1).await, ["ada", "bea"]);
}

async fn claims_come_along(store: &dyn Store) {
    let at_home = &House { store, brand: brand("claims") };
    let held = || async {
        let tallies = store.tallies(&at_home.brand, at(50), at(0)).await.unwrap();
        tallies.get(&offer("tote")).map_or(0, |Tally { held, .. }| *held)
    };
    at_home.keep(vec![claimed("c-1", "anon:x", 1), identified("ada", "anon:x", 2)]).await;
    assert_eq!(held().await, 1);
    // Given back once they are known: under another name than it was taken.
    at_home.keep(vec![event("r-1", "ada", 3, Fact::ClaimReleased { claim: claim("c-1") })]).await;
    assert_eq!(held().await, 0);

    // The same, told in the other order.
    at_home.keep(vec![event("r-2", "bea", 3, Fact::ClaimReleased { claim: claim("c-2") })]).await;
    at_home.keep(vec![claimed("c-2", "anon:y", 1)]).await;
    assert_eq!(held().await, 1);
    at_home.keep(vec![identified("bea", "anon:y", 2)]).await;
    assert_eq!(held().await, 0);

    // A merge, and its undoing, take nothing and give nothing.
    at_home.keep(vec![claimed("c-3", "ada", 4), claimed("c-4", "bea", 4)]).await;
    for (minute, merge) in [(5, true), (6, false), (7, true)] {
        assert_eq!(at_home.say("ada", "bea", minute, merge).await, Ok(true));
        assert_eq!(held().await, 2);
    }
    at_home.keep(vec![event("r-4", "ada", 8, Fact::ClaimReleased { claim: claim("c-4") })]).await;
    assert_eq!(held().await, 1);

    // What is nobody's was taken all the same.
    at_home
        .keep(vec![
            identified("cid", "anon:z", 1),
            claimed("c-5", "anon:z", 2),
            identified("dee", "anon:z", 3),
        ])
        .await;
    assert_eq!(held().await, 2);
}

async fn friends_are_persons(store: &dyn Store) {
    let at_home = &House { store, brand: brand("friends") };
    let friends = |of: &'static str| async move {
        let profile = store.recall(&at_home.brand, &customer(of)).await.unwrap().profile(at(50));
        let told = profile.referrals.into_iter();
        told.map(|referral| (referral.side, referral.other.to_string())).collect::<Vec<_>>()
    };
    let invited = |by, friend, minute| {
        event(&format!("{by} invited {friend}"), by, minute, Fact::FriendInvited { friend: customer(friend) })
    };
    at_home.keep(vec![invited("bea", "fay", 1), bought("fay-2", 5)]).await;
    assert_eq!(friends("bea").await, []);
    at_home.say("fay", "fay-2", 6, true).await.unwrap();
    assert_eq!(friends("bea").await, [(Side::Inviter, "fay".to_owned())]);
    let other_name = BTreeSet::from([customer("fay-2")]);
    assert_eq!(store.inviters(&at_home.brand, &other_name).await.unwrap(), [customer("bea")].into());
    at_home.say("ada", "bea", 7, true).await.unwrap();
    assert_eq!(friends("ada").await, [(Side::Inviter, "fay".to_owned())]);
    assert_eq!(friends("fay-2").await, [(Side::Friend, "ada".to_owned())]);
    at_home.say("ada", "fay", 8, true).await.unwrap();
    assert_eq!(friends("ada").await, [], "nobody brings themselves along");
}

async fn choices_are_of_persons(store: &dyn Store) {
    let at_home = &House { store, brand: brand("choices") };
    let chosen = |who: &str, minute, shown| Chosen {
        customer: customer(who),
        placement: Placement::new("home").unwrap(),
        day: Date::constant(1970, 1, 1),
        at: at(minute),
        looked_until: at(40),
        choice: Choice { offer: offer("tote"), shown, propensity: 0.5, held_out: false },
    };
    let log = vec![chosen("anon:x", 1, true), chosen("ada", 10, false), chosen("zoe", 2, false)];
    store.log_choices(&at_home.brand, log).await.unwrap();
    at_home.keep(vec![identified("ada", "anon:x", 5), bought("bea", 20)]).await;
    at_home.say("ada", "bea", 30, true).await.unwrap();

    let whose = |after: Option<&'static str>| async move {
        let after = after.map(customer);
        let page = store.choices(&at_home.brand, after.as_ref(), 1).await.unwrap();
        page.into_iter().map(|chosen| (chosen.customer.to_string(), chosen.at)).collect::<Vec<_>>()
    };
    assert_eq!(whose(None).await, [("ada".to_owned(), at(1)), ("ada".to_owned(), at(10))]);
    assert_eq!(whose(Some("ada")).await, [("zoe".to_owned(), at(2))]);
    assert_eq!(whose(Some("zoe")).await, []);
    let home = Placement::new("home").unwrap();
    for (who, has) in [("ada", true), ("bea", true), ("anon:x", true), ("cid", false)] {
        let day = Date::constant(1970, 1, 1);
        assert_eq!(store.has_chosen(&at_home.brand, &customer(who), &home, day).await.unwrap(), has, "{who}");
    }
    // Ada counts once, by her first choice, and bought as Bea.
    let seen = Evidence { given: Arm { customers: 1, bought: 1 }, held_out: Arm { customers: 1, bought: 0 } };
    for _ in 0..200 {
        if let Some(learnt) = store.evidence(&at_home.brand, at(45)).await.unwrap().get(&offer("tote")) {
            return assert_eq!(*learnt, seen);
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("nothing was learnt");
}

async fn an_act_is_found_under_any_name(store: &dyn Store) {
    let at_home = &House { store, brand: brand("acts") };
    at_home.keep(vec![viewed("a-1", "ada", 1), viewed("b-1", "bea", 1)]).await;
    at_home.say("ada", "bea", 2, true).await.unwrap();
    let act = || Act {
        brand: at_home.brand.clone(),
        customer: customer("bea"),
        id: name("act-1"),
        now: at(3),
        today: at(0),
        offer: None,
        decide: Box::new(|memory, _| {
            assert_eq!((&memory.customer, memory.names.len()), (&customer("ada"), 2));
            Ok(Some(event("act-1", "ada", 3, Fact::OfferDeclined { offer: offer("tote") })))
        }),
    };
    assert!(matches!(store.act(act()).await.unwrap(), Done::Kept(_)));
    assert!(matches!(store.act(act()).await.unwrap(), Done::Repeated(_)));
}

async fn vouchers_are_found(store: &dyn Store) {
    let at_home = &House { store, brand: brand("vouchers") };
    at_home.keep(vec![claimed("v-1", "anon:x", 1), claimed("v-2", "bea", 1)]).await;
    let waiting = vec![(customer("anon:x"), claim("v-1")), (customer("bea"), claim("v-2"))];
    let without = async |secret: &str| store.claims_without_voucher(&at_home.brand, secret).await.unwrap();
    assert_eq!(without("one").await, waiting);
    for _ in 0..2 {
        let voucher = vec![([7; 5], customer("anon:x"), claim("v-1"))];
        store.keep_vouchers(&at_home.brand, "one", voucher).await.unwrap();
    }
    assert_eq!(without("one").await, waiting[1..]);
    assert_eq!(without("other").await, waiting, "each secret makes a code of its own");
    assert_eq!(store.vouchers(&at_home.brand, &[7; 5]).await.unwrap(), waiting[..1]);
    assert_eq!(store.vouchers(&at_home.brand, &[8; 5]).await.unwrap(), []);
    store
        .keep_vouchers(&at_home.brand, "other", vec![([8; 5], customer("anon:x"), claim("v-1"))])
        .await
        .unwrap();
    for handle in [[7; 5], [8; 5]] {
        assert_eq!(store.vouchers(&at_home.brand, &handle).await.unwrap(), waiting[..1]);
    }
    at_home.keep(vec![identified("ada", "anon:x", 2)]).await;
    let found = store.vouchers(&at_home.brand, &[7; 5]).await.unwrap();
    assert!(found.contains(&(customer("ada"), claim("v-1"))), "{found:?}");
}

/// Told in any order, the events of a story lead to the persons that the domain makes of all of them.
async fn a_store_says_what_the_events_say(store: &dyn Store, seed: u64) {
    let at_home = &House { store, brand: brand(&format!("any-{seed}")) };
    let mut dice = Dice(seed);
    let known = ["ada", "bea", "cid"].map(customer);
    let visitors = ["anon:x", "anon:y"].map(customer);
    let events: Vec<Event> = (0..24)
        .map(|number| {
            let (who, other) = (known[dice.roll(3)].clone(), known[dice.roll(3)].clone());
            let visitor = visitors[dice.roll(2)].clone();
            let (who, fact) = match dice.roll(9) {
                0 => (who, Fact::Identified { anonymous: visitor, assurance: Assurance::Proven }),
                1 => (who, Fact::Identified { anonymous: visitor, assurance: Assurance::Asserted }),
                2 => (who, Fact::Merged { other }),
                3 => (who, Fact::Unmerged { other }),
                4 => (who, viewed("v", "x", 0).fact),
                5 => (visitor, claimed(&format!("c-{number}"), "x", 1).fact),
                6 => (who, Fact::ClaimReleased { claim: claim(&format!("c-{}", dice.roll(24))) }),
                _ => (visitor, viewed("v", "x", 0).fact),
            };
            event(&format!("e-{number}"), who.as_str(), dice.roll(12) as i64, fact)
        })
        .collect();
    for event in dice.shuffled(&events) {
        at_home.keep(vec![event.clone()]).await;
        at_home.keep(vec![event]).await;
    }
    let people = People::of(&events);
    for name in known.iter().chain(&visitors) {
        let person = store.person(&at_home.brand, name).await.unwrap();
        assert_eq!(person.customer, *people.leading(name), "seed {seed}");
        let theirs = |event: &&Event| people.whose(event) == Some(&person.customer);
        let mut expected: Vec<Event> = events.iter().filter(theirs).cloned().collect();
        let mut found = store.history(&at_home.brand, name).await.unwrap();
        found.sort_by(|a, b| a.id.cmp(&b.id));
        expected.sort_by(|a, b| a.id.cmp(&b.id));
        assert_eq!(found, expected, "of {name}, seed {seed}");
        assert_eq!(store.recall(&at_home.brand, name).await.unwrap().names, person.names);
    }
    let leading: BTreeSet<String> =
        events.iter().filter_map(|event| people.whose(event)).map(ToString::to_string).collect();
    assert_eq!(at_home.walk(2).await, leading.into_iter().collect::<Vec<_>>(), "seed {seed}");
}

pub(crate) struct House<'a> {
    pub(crate) store: &'a dyn Store,
    pub(crate) brand: BrandId,
}

impl House<'_> {
    pub(crate) async fn keep(&self, events: Vec<Event>) {
        self.store.append(&self.brand, events, at(100)).await.unwrap();
    }

    pub(crate) async fn say(
        &self,
        who: &str,
        other: &str,
        minute: i64,
        merge: bool,
    ) -> Result<bool, BondError> {
        let other = customer(other);
        let id = format!("{who} and {other} at {minute}");
        let fact = if merge { Fact::Merged { other } } else { Fact::Unmerged { other } };
        self.store.bind(&self.brand, event(&id, who, minute, fact), at(100)).await.unwrap()
    }

    pub(crate) async fn ids(&self, of: &str) -> Vec<String> {
        let history = self.store.history(&self.brand, &customer(of)).await.unwrap();
        let mut ids: Vec<String> = history.into_iter().map(|event| event.id.to_string()).collect();
        ids.sort();
        ids
    }

    pub(crate) async fn person(&self, name: &str) -> (String, BTreeSet<CustomerId>) {
        let Person { customer, names } = self.store.person(&self.brand, &customer(name)).await.unwrap();
        (customer.to_string(), names.into_keys().collect())
    }

    /// All customers, so many at a time.
    pub(crate) async fn walk(&self, limit: usize) -> Vec<String> {
        let mut met = Vec::<CustomerId>::new();
        loop {
            let page = self.store.customers(&self.brand, met.last(), limit).await.unwrap();
            if page.is_empty() {
                return met.into_iter().map(|name| name.to_string()).collect();
            }
            met.extend(page);
        }
    }
}

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn shuffled(&mut self, events: &[Event]) -> Vec<Event> {
        let (mut left, mut shuffled) = (events.to_vec(), Vec::new());
        while !left.is_empty() {
            let next = self.roll(left.len());
            shuffled.push(left.swap_remove(next));
        }
        shuffled
    }
}

pub(crate) fn brand(name: &str) -> BrandId {
    BrandId::new(format!("people-{name}")).unwrap()
}

pub(crate) fn names(names: &[&str]) -> BTreeSet<CustomerId> {
    names.iter().map(|name| customer(name)).collect()
}

pub(crate) fn identified(who: &str, anonymous: &str, minute: i64) -> Event {
    let id = format!("{who} is {anonymous} at {minute}");
    let (anonymous, assurance) = (customer(anonymous), Assurance::Proven);
    event(&id, who, minute, Fact::Identified { anonymous, assurance })
}

pub(crate) fn claimed(id: &str, who: &str, minute: i64) -> Event {
    let fact = Fact::OfferClaimed {
        claim: claim(id),
        offer: offer("tote"),
        until: at(1_000),
        terms: Terms::default(),
    };
    event(id, who, minute, fact)
}

fn bought(who: &str, minute: i64) -> Event {
    let total = Money { minor: 1_000, currency: Currency::new("EUR").unwrap() };
    let order = OrderId::new(format!("order-of-{who}")).unwrap();
    event(&format!("bought-{who}"), who, minute, Fact::OrderCompleted { order, total, items: Vec::new() })
}

fn offer(id: &str) -> OfferId {
    OfferId::new(id).unwrap()
}

pub(crate) fn claim(id: &str) -> ClaimId {
    ClaimId::new(id).unwrap()
}
