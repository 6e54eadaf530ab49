//! What an act changes, and what a late answer does not.

use crate::kit::{acting, answer, between, claimed, declined, html, member, start, visitor};
use constance::state::{Act, Action, Effect, Verb};
use expect_test::expect;
use std::rc::Rc;

#[tokio::test]
async fn while_a_claim_is_under_way_its_button_says_so() {
    let html = html(acting(Verb::Claim, "seats")).await;
    expect![[r#"
        <button type="button" part="claim main" data-act="claim" data-offer="seats" aria-disabled="true">
        <span part="label">Claiming…</span>
        <span part="unseen">: Two seats</span>
        </button>
    "#]]
    .assert_eq(&between(&html, "data-act=\"claim\" data-offer=\"seats\"", "</button>"));
}

#[test]
fn an_act_asks_the_service_once_however_often_it_is_pressed() {
    let before = start(member());
    let first = before.next(Action::Act(Verb::Claim, "seats".into()));
    let act = Act { serial: 1, verb: Verb::Claim, offer: "seats".into() };
    assert_eq!(before.effects_before(&first), [Effect::Act(act)]);

    let again = first.next(Action::Act(Verb::Claim, "seats".into()));
    assert_eq!(again, first);
    assert_eq!(first.effects_before(&again), []);
}

#[test]
fn a_second_act_waits_for_the_first() {
    let one = acting(Verb::Claim, "seats");
    let two = one.next(Action::Act(Verb::Decline, "sleeves".into()));
    assert_eq!(one.effects_before(&two), []);

    let done = two.next(answer(1, claimed(), "Claimed."));
    let act = Act { serial: 2, verb: Verb::Decline, offer: "sleeves".into() };
    assert_eq!(two.effects_before(&done), [Effect::Act(act)]);
}

#[test]
fn a_claimed_offer_moves_to_the_claims_and_takes_the_focus_along() {
    let done = acting(Verb::Claim, "seats").next(answer(1, claimed(), "Claimed."));
    assert_eq!(*done.experience, claimed());
    assert_eq!(done.focus.as_deref(), Some("claim-c1"));
    assert!(!done.is_under_way(Verb::Claim, "seats"));
}

#[tokio::test]
async fn a_declined_offer_leaves_a_sentence_in_its_place_and_the_way_back() {
    let done = acting(Verb::Decline, "seats").next(answer(1, declined(), "It will not be shown again."));
    assert_eq!(done.focus.as_deref(), Some("undo"));
    expect![[r#"
        <li part="notice">
        <p part="notice-text" id="notice" tabindex="-1">It will not be shown again.</p>
        <div part="actions">
        <button id="undo" type="button" part="undo" data-act="undo" data-offer="seats">
        <span part="label">Undo</span>
        <span part="unseen">: It will not be shown again.</span>
        </button>
        <button type="button" part="dismiss">Close</button>
        </div>
        </li>
    "#]]
    .assert_eq(&between(&html(done).await, "part=\"notice\"", "</li>"));
}

#[test]
fn an_undone_decline_brings_the_offer_back_and_the_focus_with_it() {
    let without = acting(Verb::Decline, "seats").next(answer(1, declined(), "Gone."));
    let back = without.next(Action::Act(Verb::Undo, "seats".into())).next(answer(2, member(), "Back."));
    assert_eq!(back.notice, None);
    assert_eq!(*back.experience, member());
    assert_eq!(back.focus.as_deref(), Some("offer-seats"));
}

#[tokio::test]
async fn an_act_that_failed_can_be_tried_again_with_the_same_button() {
    let failed =
        acting(Verb::Claim, "seats").next(Action::Refused { serial: 1, experience: None, said: None });
    expect![[r#"
        <p part="failed">This did not reach us.</p>
        <div part="actions">
        <button type="button" part="claim main" data-act="claim" data-offer="seats">
        <span part="label">Try again</span>
        <span part="unseen">: Two seats</span>
        </button>
    "#]]
    .assert_eq(&between(&html(failed.clone()).await, "part=\"failed\"", "</button>"));

    let again = failed.next(Action::Act(Verb::Claim, "seats".into()));
    assert!(again.is_under_way(Verb::Claim, "seats"));
    assert!(!again.has_failed(Verb::Claim, "seats"));
}

#[tokio::test]
async fn an_offer_that_was_gone_leaves_a_sentence_and_no_way_back() {
    let gone = acting(Verb::Claim, "seats").next(Action::Refused {
        serial: 1,
        experience: Some(Rc::new(declined())),
        said: None,
    });
    assert_eq!(gone.focus.as_deref(), Some("notice"));
    expect![[r#"
        <li part="notice">
        <p part="notice-text" id="notice" tabindex="-1">This can no longer be had.</p>
        <div part="actions">
        <button type="button" part="dismiss">Close</button>
        </div>
        </li>
    "#]]
    .assert_eq(&between(&html(gone).await, "part=\"notice\"", "</li>"));
}

#[tokio::test]
async fn a_refusal_is_said_in_the_words_it_came_with() {
    let refused =
        |experience| Action::Refused { serial: 1, experience, said: Some("Please sign in.".into()) };
    let failed = acting(Verb::Claim, "seats").next(refused(None));
    assert!(html(failed).await.contains(r#"<p part="failed">Please sign in.</p>"#));
    let gone = acting(Verb::Claim, "seats").next(refused(Some(Rc::new(visitor()))));
    assert!(between(&html(gone).await, "part=\"notice\"", "</p>").contains("Please sign in."));
}

#[test]
fn a_notice_that_was_read_goes_away() {
    let said = acting(Verb::Decline, "seats").next(answer(1, declined(), "Gone."));
    let read = said.next(Action::Dismiss);
    assert_eq!(read.notice, None);
    assert_eq!(read.focus.as_deref(), Some("offers"));
}

#[test]
fn an_answer_that_comes_too_late_changes_nothing() {
    let left = acting(Verb::Claim, "seats").next(Action::Shown(Rc::new(visitor())));
    assert_eq!(left.next(answer(1, claimed(), "Claimed.")), left);
    assert_eq!(left.next(Action::Refused { serial: 1, experience: None, said: None }), left);

    let next_one = left.next(Action::Act(Verb::Claim, "evening".into()));
    assert_eq!(next_one.next(answer(1, claimed(), "Claimed.")), next_one);
}

#[test]
fn another_experience_from_the_page_forgets_what_was_said_and_under_way() {
    let said = acting(Verb::Decline, "seats").next(answer(1, declined(), "Gone."));
    let busy = said.next(Action::Act(Verb::Claim, "sleeves".into()));
    let other = busy.next(Action::Shown(Rc::new(visitor())));
    assert_eq!(*other.experience, visitor());
    assert_eq!((other.notice, other.acts, other.failed), (None, vec![], None));
}

#[tokio::test]
async fn a_copied_code_is_said_to_be_copied_until_the_next_act() {
    let asked = start(claimed()).next(Action::Copy("c1".into()));
    let copy = Effect::Copy { claim: "c1".into(), code: "MA7K-2QXD".into() };
    assert_eq!(start(claimed()).effects_before(&asked), [copy]);

    for (worked, label) in [(true, "Copied"), (false, "Press Ctrl+C")] {
        let html = html(asked.next(Action::Copied("c1".into(), worked))).await;
        assert!(html.contains(&format!(r#"<span part="label">{label}</span>"#)), "{html}");
    }

    let settled = asked.next(Action::Copied("c1".into(), true)).next(Action::Settled("c1".into()));
    assert!(!html(settled).await.contains("Copied"), "the button is as it was");
    let later = asked.next(Action::Copied("c1".into(), true)).next(Action::Act(Verb::Undo, "seats".into()));
    assert_eq!(later.copied, None);
}
