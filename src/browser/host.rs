//! What the widget asks of the page.

use super::read::read;
use crate::state::{Act, Action, Effect};
use gloo_timers::future::TimeoutFuture;
use serde::Serialize;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

#[wasm_bindgen]
extern "C" {
    /// The loader's side of one element.
    pub type Host;

    /// Tells the service; gives what is shown of `contract::act::Acted`, or throws why the service did not do it, with
    /// what to show now where trying again is no use.
    #[wasm_bindgen(method, catch)]
    async fn act(this: &Host, wish: JsValue) -> Result<JsValue, JsValue>;

    /// Copies a code and says whether that worked; if not, the code is selected.
    #[wasm_bindgen(method)]
    async fn copy(this: &Host, code: &str) -> JsValue;

    /// Moves the focus to the element with this id.
    #[wasm_bindgen(method)]
    fn focus(this: &Host, id: &str);
}

/// What a customer wishes to be done.
#[derive(Serialize)]
struct Wish<'a> {
    verb: &'a str,
    offer: &'a str,
}

/// How long a button says that its code was copied.
const COPIED_MS: u32 = 4_000;

/// Has `host` do what the widget cannot do itself.
pub(super) fn performer(host: Host) -> Callback<(Effect, Callback<Action>)> {
    Callback::from(move |(effect, done): (Effect, Callback<Action>)| {
        let host: Host = JsValue::clone(&host).unchecked_into();
        match effect {
            Effect::Focus(id) => host.focus(&id),
            Effect::Act(act) => spawn_local(async move { done.emit(perform(&host, act).await) }),
            Effect::Copy { claim, code } => spawn_local(async move {
                let copied = host.copy(&code).await.is_truthy();
                done.emit(Action::Copied(claim.clone(), copied));
                TimeoutFuture::new(COPIED_MS).await;
                done.emit(Action::Settled(claim));
            }),
        }
    })
}

/// An answer that cannot be read counts as none: the act may have happened, and trying again does no harm.
async fn perform(host: &Host, act: Act) -> Action {
    let serial = act.serial;
    let wish = Wish { verb: act.verb.name(), offer: &act.offer };
    let wish = serde_wasm_bindgen::to_value(&wish).unwrap_or_default();
    match host.act(wish).await {
        Ok(answer) => match (read(&answer, "experience"), read(&answer, "notice")) {
            (Some(experience), Some(notice)) => {
                Action::Answered { serial, experience: Rc::new(experience), notice }
            }
            _ => Action::Refused { serial, experience: None, said: None },
        },
        Err(refusal) => {
            let experience = read(&refusal, "experience").map(Rc::new);
            Action::Refused { serial, experience, said: read(&refusal, "said") }
        }
    }
}
