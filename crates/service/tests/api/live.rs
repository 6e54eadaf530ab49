//! `/v1/live`.

use std::time::Duration;

use domain::event::{Event, Fact};
use domain::id::{BrandId, CustomerId, EventId};
use serde_json::json;
use tokio::time::Instant;

use crate::app::{PAGE, TestApp};

const MARCH: &str = "2026-02-27T10:00:00Z";

fn number(id: &str) -> i64 {
    id.split('-').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn who_listens_hears_that_a_server_reported_something() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let mut stream = customer.listens_since("").await;
    let hello = stream.hears("hello").await;
    app.order("7", "o-1", "120.00", MARCH).await;
    let changed = stream.hears("changed").await;
    assert!(number(&changed) > number(&hello), "{changed} after {hello}");
    stream.is_quiet().await;
    assert!(customer.sees("home").await.offers().contains(&"second-book"));
}

#[tokio::test]
async fn what_is_told_has_no_content() {
    let app = TestApp::new();
    let mut stream = app.as_customer("customer-4711").await.listens().await;
    app.order("customer-4711", "o-1", "120.00", MARCH).await;
    stream.hears("changed").await;
    for secret in ["4711", "o-1", "120", "corner", "second-book"] {
        assert!(!stream.all.contains(secret), "{secret} in {}", stream.all);
    }
}

#[tokio::test]
async fn nobody_hears_what_is_anothers() {
    let app = TestApp::new();
    let mut stream = app.as_customer("7").await.listens().await;
    app.order("8", "o-1", "120.00", MARCH).await;
    app.as_customer("8").await.acts("claim", "tote", "k-1").await;
    stream.is_quiet().await;
}

#[tokio::test]
async fn all_that_a_customer_does_on_one_surface_is_heard_on_the_others() {
    let app = TestApp::new();
    let (phone, shop) = (app.as_customer("7").await, app.as_customer("7").await);
    let mut stream = phone.listens().await;
    for (verb, offer, key) in [("claim", "tote", "a"), ("undo", "tote", "b"), ("decline", "welcome", "c")] {
        assert!(shop.acts(verb, offer, key).await.status.is_success());
        stream.hears("changed").await;
    }
    let consent = json!({ "brand": "corner", "personal_offers": false });
    assert_eq!(shop.sends("PUT".parse().unwrap(), "/v1/me/consent", consent).await.status, 204);
    stream.hears("changed").await;
    // The same act once more is none.
    shop.acts("claim", "tote", "a").await;
    stream.is_quiet().await;
}

#[tokio::test]
async fn whoever_acted_knows_from_the_answer_what_they_will_hear_of_it() {
    let app = TestApp::new();
    let (own, beside) = (app.as_customer("7").await, app.as_customer("7").await);
    let (mut stream, mut other) = (own.listens().await, beside.listens().await);
    for (verb, offer, key) in [("claim", "tote", "a"), ("undo", "tote", "b"), ("decline", "welcome", "c")] {
        let acted = own.acts(verb, offer, key).await;
        let heard = acted.header("last-event-id").to_owned();
        assert_eq!(stream.hears("changed").await, heard, "{verb}");
        assert_eq!(other.hears("changed").await, heard, "another page of theirs is told");
        let seen = own.sees("home").await;
        assert_eq!((seen.header("last-event-id"), seen.header("etag")), (&*heard, acted.header("etag")));
        let mut again = own.listens_since(&heard).await;
        assert_eq!(again.hears("hello").await, heard);
        again.is_quiet().await;
    }
    let objection = json!({ "brand": "corner", "personal_offers": false, "placement": "home" });
    let answer = own.sends("PUT".parse().unwrap(), "/v1/me/consent", objection).await;
    assert_eq!(stream.hears("changed").await, answer.header("last-event-id"));
}

#[tokio::test]
async fn however_much_happens_while_nobody_reads_it_is_told_once() {
    let app = TestApp::new();
    let mut stream = app.as_customer("7").await.listens().await;
    for order in 0..20 {
        app.order("7", &format!("o-{order}"), "1.00", MARCH).await;
    }
    let last = stream.hears("changed").await;
    stream.is_quiet().await;
    let mut again = app.as_customer("7").await.listens_since(&last).await;
    assert_eq!(again.hears("hello").await, last);
    again.is_quiet().await;
}

#[tokio::test]
async fn what_was_missed_is_told_when_the_stream_is_opened_again() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let seen = customer.listens_since("").await.hears("hello").await;
    app.order("7", "o-1", "120.00", MARCH).await;
    let mut stream = customer.listens_since(&seen).await;
    // Until it is told, nothing was heard: a stream that breaks here misses nothing either.
    assert_eq!(stream.hears("hello").await, seen);
    let changed = stream.hears("changed").await;
    assert!(number(&changed) > number(&seen));
    stream.is_quiet().await;
}

#[tokio::test]
async fn whoever_heard_another_node_or_nobody_knows_whom_is_told_once() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    app.order("7", "o-1", "120.00", MARCH).await;
    let here = customer.listens_since("").await.hears("hello").await;
    let there = format!("{}-ffff.0", number(&here));
    for since in [there.as_str(), "17", "nonsense", "-1-1.0"] {
        let mut stream = customer.listens_since(since).await;
        stream.hears("hello").await;
        assert_eq!(stream.hears("changed").await, here, "{since}");
        stream.is_quiet().await;
    }
}

#[tokio::test]
async fn what_happens_between_the_experience_and_the_stream_is_told() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let seen = customer.sees("home").await.header("last-event-id").to_owned();
    let mut quiet = customer.listens_since(&seen).await;
    assert_eq!(quiet.hears("hello").await, seen);
    quiet.is_quiet().await;
    app.order("7", "o-1", "120.00", MARCH).await;
    let mut stream = customer.listens_since(&seen).await;
    stream.hears("hello").await;
    stream.hears("changed").await;
}

#[tokio::test]
async fn a_person_hears_what_happens_under_each_of_their_names() {
    let app = TestApp::new();
    let mut before = app.as_customer("7").await.listens().await;
    let (brand, name) = (BrandId::new("corner").unwrap(), |name| CustomerId::new(name).unwrap());
    let at = MARCH.parse().unwrap();
    let (id, fact) = (EventId::new("m-1").unwrap(), Fact::Merged { other: name("8") });
    let event = Event { id, customer: name("7"), at, fact };
    assert!(app.store().bind(&brand, event, at).await.unwrap().unwrap());
    app.live().changed(&brand, &name("7"));
    before.hears("changed").await;
    let mut after = app.as_customer("8").await.listens().await;
    app.order("8", "o-1", "120.00", MARCH).await;
    before.hears("changed").await;
    after.hears("changed").await;
    app.order("7", "o-2", "120.00", MARCH).await;
    before.hears("changed").await;
    after.hears("changed").await;
}

#[tokio::test]
async fn an_offer_that_runs_out_or_comes_back_is_everyones_business() {
    let app = TestApp::new();
    let mut others = Vec::new();
    for name in ["a", "b", "c"] {
        others.push(app.as_customer(name).await.listens().await);
    }
    let first = app.as_customer("7").await;
    for (verb, key) in [("claim", "k-1"), ("undo", "k-2")] {
        let asked = Instant::now();
        assert!(first.acts(verb, "signed-copy", key).await.status.is_success());
        for stream in &mut others {
            stream.hears("changed").await;
        }
        assert!(asked.elapsed() < Duration::from_secs(5));
    }
    // This one has no end.
    first.acts("claim", "tote", "k-3").await;
    others[0].is_quiet().await;
}

#[tokio::test]
async fn a_stream_says_that_it_is_there_as_long_as_the_session_lasts() {
    let app = TestApp::new();
    let mut stream = app.as_customer("7").await.listens().await;
    tokio::time::pause();
    let opened = Instant::now();
    assert_eq!(stream.anything().await, Some(Default::default()));
    assert_eq!(opened.elapsed().as_secs(), 15);
    let mut signs = 1;
    while let Some(sign) = stream.anything().await {
        assert_eq!(sign.name, "");
        signs += 1;
    }
    assert_eq!((signs / 10, opened.elapsed().as_secs() / 10), (5, 89));
}

#[tokio::test]
async fn signing_out_ends_the_streams_of_the_session_and_no_others() {
    let app = TestApp::new();
    let (here, there) = (app.as_customer("7").await, app.as_customer("7").await);
    let (mut ends, mut stays) = (here.listens().await, there.listens().await);
    assert_eq!(here.signs_out().await.status, 204);
    assert_eq!(ends.next().await, None);
    stays.is_quiet().await;
    app.order("7", "o-1", "120.00", MARCH).await;
    stays.hears("changed").await;
}

#[tokio::test]
async fn a_reader_that_is_too_slow_is_let_go_and_counted() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let mut slow = customer.listens().await;
    let (brand, name) = (BrandId::new("corner").unwrap(), CustomerId::new("7").unwrap());
    assert_eq!(app.counted("constance_live_streams").await, 1);
    tokio::time::pause();
    app.live().changed(&brand, &name);
    tokio::time::advance(Duration::from_secs(29)).await;
    app.live().changed(&brand, &name);
    tokio::time::advance(Duration::from_secs(1)).await;
    tokio::time::resume();
    app.live().changed(&brand, &name);
    assert_eq!(slow.next().await, None);
    drop(slow);
    assert_eq!(app.counted("constance_live_dropped_total").await, 1);
    assert_eq!(app.counted("constance_live_streams").await, 0);
}

#[tokio::test]
async fn streams_that_are_open_and_what_they_told_is_counted() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let (mut one, two) = (customer.listens().await, customer.listens().await);
    app.order("7", "o-1", "120.00", MARCH).await;
    one.hears("changed").await;
    assert_eq!(app.counted("constance_live_streams").await, 2);
    assert_eq!(app.counted("constance_live_told_total").await, 1);
    drop((one, two));
    assert_eq!(app.counted("constance_live_streams").await, 0);
    assert_eq!(app.counted("constance_live_dropped_total").await, 0);
}

#[tokio::test]
async fn five_thousand_streams_hear_within_seconds() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let mut streams = Vec::new();
    for _ in 0..5_000 {
        streams.push(customer.listens().await);
    }
    let told = Instant::now();
    app.order("7", "o-1", "120.00", MARCH).await;
    for stream in &mut streams {
        stream.hears("changed").await;
    }
    assert!(told.elapsed() < Duration::from_secs(8), "{:?}", told.elapsed());
}

#[tokio::test]
async fn the_session_is_in_the_header_or_nowhere() {
    let app = TestApp::new();
    let session = app.as_customer("7").await.session;
    for query in ["", &format!("?session={session}"), &format!("?access_token={session}")] {
        let answer = app.get(&format!("/v1/live{query}"), &[("origin", PAGE)]).await;
        assert_eq!(answer.problem(), (401, "session_needed"), "{query}");
        assert_eq!(answer.header("access-control-allow-origin"), PAGE);
    }
    let bearer = format!("Bearer {session}");
    let answer = app.get("/v1/live?brand=nobody", &[("authorization", &bearer)]).await;
    assert_eq!(answer.problem(), (404, "unknown_brand"));
}

#[tokio::test]
async fn no_cache_keeps_a_stream_and_no_proxy_holds_it_back() {
    let app = TestApp::new();
    let bearer = format!("Bearer {}", app.as_customer("7").await.session);
    let opened = app.open("/v1/live", &[("authorization", &bearer)]).await;
    assert_eq!(opened.headers()["cache-control"], "private, no-store");
    assert_eq!(opened.headers()["x-accel-buffering"], "no");
}

#[tokio::test]
async fn no_stream_is_open_once_the_service_is_to_stop() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let mut stream = customer.listens().await;
    app.live().close();
    assert_eq!(stream.next().await, None);
    let mut late = customer.listens().await;
    assert_eq!(late.next().await, None);
}

#[tokio::test]
async fn where_all_streams_are_taken_the_next_is_asked_to_come_again_until_one_ends() {
    let app = TestApp::with_room_for(2);
    let (ada, bea) = (app.as_customer("ada").await, app.as_customer("bea").await);
    let (one, _two) = (ada.listens().await, bea.listens().await);
    let bearer = format!("Bearer {}", ada.session);
    let asks = async || app.get("/v1/live?brand=corner", &[("authorization", &bearer)]).await;
    let full = asks().await;
    assert_eq!(full.problem(), (429, "busy"));
    assert!(full.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0));
    assert_eq!(ada.sees("home").await.status, 200, "who hears nothing can still ask");
    drop(one);
    ada.listens().await;
}
