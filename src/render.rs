//! HTML without a browser: the same views, for the first paint and for pages without WebAssembly.

use crate::app::{App, Props};
use contract::experience::Experience;
use std::rc::Rc;
use yew::{Callback, ServerRenderer};

/// The experience as the inner HTML of the widget's root, ready to be hydrated by a widget of the same build.
pub async fn render(experience: Experience) -> String {
    ServerRenderer::<App>::with_props(move || Props {
        experience: Rc::new(experience),
        perform: Callback::noop(),
    })
    .render()
    .await
}
