//! What every store must do, whichever it is.

use std::sync::Arc;

use domain::claim::ActError;
use domain::event::{Event, Fact, Terms, Wording};
use domain::id::{BehaviourName, BrandId, ClaimId, CustomerId, EventId, Locale, OfferId, OrderId, Placement};
use domain::money::{Currency, Money};
use domain::profile::{Outcome, Profile};
use domain::program::Taken;
use domain::time::Timestamp;
use jiff::ToSpan;
use service::store::{Act, Done, Kept, SessionRow, Store, StoreError};

/// What every store must do. It is given an empty one.
pub(crate) async fn story(store: Arc<dyn Store>) {
    store.ready().await.unwrap();
    events_are_kept_once(&*store).await;
    every_fact_comes_back_as_it_was(&*store).await;
    acts_are_decided_once(&*store).await;
    a_bug_in_one_act_harms_no_other(&*store).await;
    claims_are_counted(&*store).await;
    stock_is_never_oversold(Arc::clone(&store)).await;
    the_kept_sum_of_claims_is_what_a_replay_says(&*store).await;
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

    let first = store.customers(&brand(), None, 1).await.unwrap();
    assert_eq!(first, [customer("ada")]);
    assert_eq!(store.customers(&brand(), first.last(), 10).await.unwrap(), [customer("bea")]);
}

async fn every_fact_comes_back_as_it_was(store: &dyn Store) {
    let offer = OfferId::new("tasting").unwrap();
    let order = OrderId::new("o-1").unwrap();
    let claim = ClaimId::new("k-1").unwrap();
    let euros = |minor| Money { minor, currency: Currency::new("EUR").unwrap() };
    let wording =
        Wording { title: "A tasting".into(), text: "For “two”.".into(), terms: Some("Once.".into()) };
    let french = Wording { title: "Dégustation".into(), text: "À deux.".into(), terms: None };
    let terms = [(Locale::new("en").unwrap(), wording), (Locale::new("fr").unwrap(), french)];
    let facts = [
        Fact::OrderCompleted { order: order.clone(), total: euros(1250) },
        Fact::OrderRefunded { order: order.clone(), amount: Some(euros(250)) },
        Fact::OrderRefunded { order: order.clone(), amount: None },
        Fact::OrderCancelled { order },
        Fact::Behaviour { name: BehaviourName::new("Product \"Viewed\"").unwrap() },
        Fact::OfferShown { offer: offer.clone(), placement: Placement::new("home").unwrap() },
        Fact::OfferDeclined { offer: offer.clone() },
        Fact::OfferRestored { offer: offer.clone() },
        Fact::OfferClaimed { claim: claim.clone(), offer, until: at(90), terms: Terms(terms.into()) },
        Fact::ClaimReleased { claim: claim.clone() },
        Fact::VoucherRedeemed { claim },
    ];
    let events: Vec<Event> = facts
        .into_iter()
        .enumerate()
        .map(|(n, fact)| event(&format!("every-{n:02}"), "eve", 100 + n as i64, fact))
        .collect();
    store.append(&brand(), events.clone(), at(120)).await.unwrap();
    let mut history = store.history(&brand(), &customer("eve")).await.unwrap();
    history.sort_by_key(|event| event.at);
    assert_eq!(history, events);
}

async fn acts_are_decided_once(store: &dyn Store) {
    let act = |id: &str, decide| Act {
        brand: brand(),
        customer: customer("ada"),
        id: name(id),
        now: at(20),
        decide,
    };
    let sees_two: service::store::Decide = Box::new(|history, _| {
        assert_eq!(history.len(), 2);
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
        decide: Box::new(|_, _| std::panic::resume_unwind(Box::new("a bug"))),
    };
    assert!(store.act(act).await.is_err());
    store.ready().await.unwrap();
}

pub(crate) async fn claims_are_counted(store: &dyn Store) {
    let claimed = |n: i64, until: i64| {
        let claim = ClaimId::new(format!("claim-{n}")).unwrap();
        let offer = OfferId::new("evening").unwrap();
        let fact = Fact::OfferClaimed { claim, offer, until: at(until), terms: Terms::default() };
        event(&format!("claimed-{n}"), &format!("c-{n}"), n, fact)
    };
    let ended = |n: i64, fact: fn(ClaimId) -> Fact| {
        event(
            &format!("ended-{n}"),
            &format!("c-{n}"),
            n + 10,
            fact(ClaimId::new(format!("claim-{n}")).unwrap()),
        )
    };
    let released = |n| ended(n, |claim| Fact::ClaimReleased { claim });
    let redeemed = |n| ended(n, |claim| Fact::VoucherRedeemed { claim });
    let taken = |now| async move { store.taken(&brand(), at(now)).await.unwrap().get(&evening()).copied() };

    store.append(&brand(), vec![claimed(1, 50), claimed(2, 60), claimed(3, 70)], at(4)).await.unwrap();
    assert_eq!(taken(5).await, Some(3));
    assert_eq!(taken(50).await, Some(2), "a claim that ran out unused is free again");
    store.append(&brand(), vec![released(1), redeemed(2)], at(20)).await.unwrap();
    assert_eq!(taken(21).await, Some(2), "what was given back is free again");
    assert_eq!(taken(1_000).await, Some(1), "what was redeemed is gone for ever");
    // The news of an end may come before the news of its claim.
    store.append(&brand(), vec![released(4), redeemed(5)], at(30)).await.unwrap();
    store.append(&brand(), vec![claimed(4, 90), claimed(5, 90)], at(31)).await.unwrap();
    assert_eq!(taken(32).await, Some(3));
}

async fn stock_is_never_oversold(store: Arc<dyn Store>) {
    const STOCK: u64 = 100;
    let claim = |n: u64| Act {
        brand: brand(),
        customer: customer(&format!("guest-{n}")),
        id: name(&format!("guest-claim-{n}")),
        now: at(40),
        decide: Box::new(move |_, taken| {
            let offer = OfferId::new("seats").unwrap();
            if taken.get(&offer).copied().unwrap_or(0) >= STOCK {
                return Err(ActError::NothingToClaim(offer));
            }
            let claim = ClaimId::new(format!("seat-{n}")).unwrap();
            let fact = Fact::OfferClaimed { claim, offer, until: at(90), terms: Terms::default() };
            Ok(Some(event(&format!("guest-claim-{n}"), &format!("guest-{n}"), 40, fact)))
        }),
    };
    let acts: Vec<_> = (0..200)
        .map(|n| {
            let (store, act) = (Arc::clone(&store), claim(n));
            tokio::spawn(async move { store.act(act).await.unwrap() })
        })
        .collect();
    let mut kept = 0;
    for act in acts {
        kept += u64::from(matches!(act.await.unwrap(), Done::Kept(_)));
    }
    assert_eq!(kept, STOCK);
    assert_eq!(store.taken(&brand(), at(41)).await.unwrap()[&OfferId::new("seats").unwrap()], STOCK);
}

async fn the_kept_sum_of_claims_is_what_a_replay_says(store: &dyn Store) {
    for now in [0, 15, 45, 60, 80, 95, 1_000].map(at) {
        let mut replayed = Taken::new();
        for customer in store.customers(&brand(), None, usize::MAX).await.unwrap() {
            let history = store.history(&brand(), &customer).await.unwrap();
            for claim in Profile::as_of(Timestamp::MAX, history).claims {
                let counts = match claim.outcome {
                    Some(Outcome::Redeemed(_)) => true,
                    Some(Outcome::Released(_)) => false,
                    None => now < claim.until,
                };
                if counts {
                    *replayed.entry(claim.offer).or_default() += 1;
                }
            }
        }
        assert_eq!(store.taken(&brand(), now).await.unwrap(), replayed, "at {now}");
    }
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

pub(crate) fn evening() -> OfferId {
    OfferId::new("evening").unwrap()
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
    event(id, of, minute, Fact::Behaviour { name: BehaviourName::new("Product Viewed").unwrap() })
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
