//! What every store must do, whichever it is.

use std::sync::Arc;

use domain::claim::ActError;
use domain::event::{Event, Fact};
use domain::id::{BehaviourName, BrandId, CustomerId, EventId, OfferId};
use domain::time::Timestamp;
use jiff::ToSpan;
use service::store::{Act, Done, Kept, SessionRow, Store, StoreError};

use crate::{
    beacons, choices, circle, claims, erasure, facts, glance, notices, people, quarantine, retention,
};

/// What every store must do. It is given an empty one.
pub(crate) async fn story(store: Arc<dyn Store>) {
    store.ready().await.unwrap();
    events_are_kept_once(&*store).await;
    facts::every_fact_comes_back_as_it_was(&*store).await;
    circle::invitations_are_remembered(&*store).await;
    people::persons_are_remembered(&*store).await;
    acts_are_decided_once(&*store).await;
    a_bug_in_one_act_harms_no_other(&*store).await;
    claims::claims_are_counted(&*store).await;
    claims::stock_is_never_oversold(vec![Arc::clone(&store)]).await;
    claims::the_kept_sum_of_claims_is_what_a_replay_says(&*store).await;
    choices::choices_are_kept_once(&*store).await;
    choices::what_came_of_choices_is_evidence(&*store).await;
    glance::a_glance_says_what_each_verb_says(&*store).await;
    beacons::beacons_are_counted_by_day(&*store).await;
    quarantine::what_was_refused_is_kept_once_and_not_for_ever(&*store).await;
    erasure::who_was_erased_is_gone(&*store).await;
    erasure::the_books_stay_and_name_nobody(&*store).await;
    erasure::what_was_redeemed_stays_taken(&*store).await;
    erasure::what_happened_before_an_erasure_does_not_come_back(&*store).await;
    erasure::on_a_shared_device_others_stay(&*store).await;
    erasure::every_erasure_is_in_the_audit(&*store).await;
    retention::what_is_old_is_forgotten_by_its_kind(&*store).await;
    retention::a_flood_of_old_things_leaves_in_small_steps(&*store).await;
    retention::customers_who_are_silent_for_too_long_are_forgotten(&*store).await;
    retention::without_rules_everything_stays(&*store).await;
    notices::notices_are_passed_on_and_go(&*store).await;
    sessions_open_once_and_end(&*store).await;
    store.close().await;
    assert!(matches!(store.ready().await, Err(StoreError::Closed)));
}

async fn events_are_kept_once(store: &dyn Store) {
    let events = vec![
        viewed("e-2", "ada", 2),
        viewed("e-1", "ada", 1),
        viewed("e-3", "bea", 3),
        viewed("e-2", "ada", 9),
    ];
    let kept = store.append(&brand(), events.clone(), at(10)).await.unwrap();
    assert_eq!(kept, [Kept::New, Kept::New, Kept::New, Kept::Known]);
    assert_eq!(store.append(&brand(), events, at(11)).await.unwrap(), [Kept::Known; 4]);
    assert_eq!(store.append(&brand(), Vec::new(), at(11)).await.unwrap(), []);

    let mut history = store.history(&brand(), &customer("ada")).await.unwrap();
    history.sort_by_key(|event| event.at);
    assert_eq!(history, [viewed("e-1", "ada", 1), viewed("e-2", "ada", 2)]);

    let elsewhere = BrandId::new("elsewhere").unwrap();
    assert_eq!(store.history(&elsewhere, &customer("ada")).await.unwrap(), []);
    assert_eq!(store.append(&elsewhere, vec![viewed("e-1", "ada", 1)], at(12)).await.unwrap(), [Kept::New]);

    let of_another = vec![viewed("e-1", "bea", 5)];
    assert_eq!(
        store.append(&brand(), of_another.clone(), at(12)).await.unwrap(),
        [Kept::New],
        "another event"
    );
    assert_eq!(store.append(&brand(), of_another, at(12)).await.unwrap(), [Kept::Known]);
    assert_eq!(store.history(&brand(), &customer("bea")).await.unwrap().len(), 2);

    let first = store.customers(&brand(), None, 1).await.unwrap();
    assert_eq!(first, [customer("ada")]);
    assert_eq!(store.customers(&brand(), first.last(), 10).await.unwrap(), [customer("bea")]);
}

async fn acts_are_decided_once(store: &dyn Store) {
    let act = |id: &str, decide| Act {
        brand: brand(),
        customer: customer("ada"),
        id: name(id),
        now: at(20),
        today: at(0),
        offer: None,
        decide,
    };
    let sees_two: service::store::Decide = Box::new(|memory, _| {
        assert_eq!(memory.history.len(), 2);
        Ok(Some(event("act-1", "ada", 20, Fact::OfferDeclined { offer: OfferId::new("tasting").unwrap() })))
    });
    let Done::Kept(kept) = store.act(act("act-1", sees_two)).await.unwrap() else { panic!("not kept") };
    assert_eq!(store.history(&brand(), &customer("ada")).await.unwrap().len(), 3);

    let again = store.act(act("act-1", Box::new(|_, _| panic!("decided again")))).await.unwrap();
    assert_eq!(again, Done::Repeated(kept));
    assert_eq!(store.act(act("act-2", Box::new(|_, _| Ok(None)))).await.unwrap(), Done::Unneeded);
    let refusal = || ActError::UnknownOffer(OfferId::new("nothing").unwrap());
    let refused = store.act(act("act-3", Box::new(move |_, _| Err(refusal())))).await.unwrap();
    assert_eq!(refused, Done::Refused(refusal()));
    assert_eq!(store.history(&brand(), &customer("ada")).await.unwrap().len(), 3);
}

async fn a_bug_in_one_act_harms_no_other(store: &dyn Store) {
    let act = Act {
        brand: brand(),
        customer: customer("ada"),
        id: name("bug"),
        now: at(21),
        today: at(0),
        offer: None,
        decide: Box::new(|_, _| std::panic::resume_unwind(Box::new("a bug"))),
    };
    assert!(store.act(act).await.is_err());
    store.ready().await.unwrap();
}

async fn sessions_open_once_and_end(store: &dyn Store) {
    let row = session(1, "jti-1", 10);
    assert!(store.open_session(row.clone()).await.unwrap());
    assert_eq!(store.session(&[1; 32], at(9)).await.unwrap(), Some(row));
    assert_eq!(store.session(&[1; 32], at(10)).await.unwrap(), None, "it has ended");
    assert_eq!(store.session(&[2; 32], at(9)).await.unwrap(), None, "there is no such session");
    assert!(
        !store.open_session(session(2, "jti-1", 10)).await.unwrap(),
        "the identity token was used before"
    );
    store.end_session(&[1; 32]).await.unwrap();
    assert_eq!(store.session(&[1; 32], at(9)).await.unwrap(), None);
    assert!(
        !store.open_session(session(3, "jti-1", 10)).await.unwrap(),
        "signing out does not make it good again"
    );

    // Long after, what is over is forgotten.
    let days_later = 3 * 24 * 60;
    assert!(store.open_session(session(4, "jti-2", days_later)).await.unwrap());
    assert!(store.open_session(session(5, "jti-1", days_later)).await.unwrap());
}

pub(crate) fn brand() -> BrandId {
    BrandId::new("atelier").unwrap()
}

pub(crate) fn customer(id: &str) -> CustomerId {
    CustomerId::new(id).unwrap()
}

pub(crate) fn name(id: &str) -> EventId {
    EventId::new(id).unwrap()
}

/// So many minutes after the beginning.
pub(crate) fn at(minute: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + minute.minutes()
}

pub(crate) fn event(id: &str, of: &str, minute: i64, fact: Fact) -> Event {
    Event { id: name(id), customer: customer(of), at: at(minute), fact }
}

pub(crate) fn viewed(id: &str, of: &str, minute: i64) -> Event {
    event(id, of, minute, Fact::Behaviour { name: BehaviourName::new("Product Viewed").unwrap(), item: None })
}

pub(crate) fn session(token: u8, identity: &str, expires: i64) -> SessionRow {
    SessionRow {
        token_hash: [token; 32],
        brand: brand(),
        customer: customer("ada"),
        expires: at(expires),
        identity: identity.to_owned(),
    }
}
