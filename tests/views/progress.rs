//! What is in progress, and how it ends.

use crate::kit::{between, html, masked, member, start};
use constance::state::{Action, Verb};
use contract::experience::{Experience, Link, Matter, When};
use expect_test::expect;
use std::rc::Rc;

fn busy() -> Experience {
    let since = When { iso: "1998-06-29".into(), text: "Since 29 June".into() };
    let checkout = Matter {
        id: "checkout".into(),
        title: "An order you have begun".into(),
        since: since.clone(),
        link: Some(Link { href: "/checkout".into(), label: "Finish it".into() }),
        close: "Set aside".into(),
    };
    let contact = Matter {
        id: "contact:c-1".into(),
        title: "A question you asked us".into(),
        since,
        link: None,
        close: "It is settled".into(),
    };
    Experience { matters: vec![checkout, contact], ..member() }
}

#[tokio::test]
async fn what_is_in_progress_says_since_when_and_how_to_go_on_or_end_it() {
    let html = html(start(busy())).await;
    expect![[r#"
        <section part="section matters-section" aria-labelledby="matters">
        <h3 part="heading" id="matters" tabindex="-1">In progress</h3>
        <ul part="matters" role="list">
        <li part="matter">
        <div part="matter-body">
        <h4 part="matter-title">An order you have begun</h4>
        <p part="matter-since">
        <time datetime="1998-06-29">Since 29 June</time>
        </p>
        </div>
        <div part="actions">
        <a part="open" href="/checkout" rel="noopener">
        <span part="label">Finish it</span>
        <span part="unseen">: An order you have begun</span>
        </a>
        <button type="button" part="close" data-act="close" data-offer="checkout">
        <span part="label">Set aside</span>
        <span part="unseen">: An order you have begun</span>
        </button>
        </div>
        </li>
    "#]]
    .assert_eq(&between(&html, "part=\"section matters-section\"", "</li>"));
}

#[tokio::test]
async fn where_others_may_see_the_screen_it_says_that_something_is_in_progress_and_how_to_see_what() {
    let hidden = Some("What you have begun is hidden.".into());
    let html = html(start(Experience { hidden, ..masked() })).await;
    expect![[r#"
        <section part="section matters-section" aria-labelledby="matters">
        <h3 part="heading" id="matters" tabindex="-1">In progress</h3>
        <p part="masked">What you have begun is hidden.</p>
        <button type="button" part="reveal" data-act="reveal" data-offer="matters">Show them</button>
        </section>
    "#]]
    .assert_eq(&between(&html, "part=\"section matters-section\"", "</section>"));
}

#[test]
fn the_focus_goes_to_what_is_still_in_progress_and_then_to_the_offers() {
    let closing = |experience: Experience, left: Vec<Matter>| {
        let asked = start(experience.clone()).next(Action::Act(Verb::Close, "checkout".into()));
        let next = Rc::new(Experience { matters: left, ..experience });
        asked.next(Action::Answered { serial: 1, experience: next, notice: "Closed.".into() })
    };
    let rest = busy().matters.split_off(1);
    assert_eq!(closing(busy(), rest).focus.as_deref(), Some("matters"));
    let last = closing(busy(), vec![]);
    assert_eq!((last.focus.as_deref(), last.notice), (Some("offers"), None));
}
