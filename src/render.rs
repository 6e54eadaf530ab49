//! HTML without a browser: the same views, for the first paint and for pages without WebAssembly.

use crate::app::{App, Props};
use contract::experience::Experience;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use yew::{Callback, LocalServerRenderer};

/// The experience as the inner HTML of the widget's root, ready to be hydrated by a widget of the same build. Done on
/// the thread that asks, in some fifty microseconds.
#[must_use]
pub fn render(experience: Experience) -> String {
    let props = Props { experience: Rc::new(experience), perform: Callback::noop() };
    let rendering = pin!(LocalServerRenderer::<App>::with_props(props).render());
    // The views wait for nothing, so that they are done when they are first asked.
    match rendering.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(html) => html,
        Poll::Pending => String::new(),
    }
}
