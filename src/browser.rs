//! The page: what the loader calls, and what it is asked for.
//!
//! The loader (`www/constance.js`) owns the element, the network and the session; this side owns what is shown. One
//! app an element for its whole life: Yew never takes its listeners off a root again.

mod host; // what the widget asks of the page
mod read; // what the page gives

use crate::app::{App, Props};
use crate::state::Action;
use contract::experience::Experience;
use host::Host;
use read::Read;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::Element;
use yew::{AppHandle, Renderer};

/// The build of the views in this module.
#[wasm_bindgen]
pub fn build() -> String {
    crate::BUILD.to_owned()
}

/// Starts the widget in `root`: takes over the HTML that is there if `hydrate`, else renders afresh.
///
/// # Errors
///
/// When `experience` is no object.
#[wasm_bindgen]
pub fn mount(root: Element, host: Host, experience: JsValue, hydrate: bool) -> Result<Mounted, JsError> {
    // Yew's own would bring all of formatting with it; a trap is the loader's to catch.
    yew::set_custom_panic_hook(Box::new(|_| ()));
    let props = Props { experience: given(&experience)?, perform: host::performer(host) };
    let renderer = Renderer::<App>::with_root_and_props(root, props);
    Ok(Mounted { app: if hydrate { renderer.hydrate() } else { renderer.render() } })
}

/// A widget in its element.
#[wasm_bindgen]
pub struct Mounted {
    app: AppHandle<App>,
}

#[wasm_bindgen]
impl Mounted {
    /// Shows another experience. What was under way is forgotten.
    ///
    /// # Errors
    ///
    /// When `experience` is no object.
    pub fn update(&self, experience: JsValue) -> Result<(), JsError> {
        self.app.send_message(Action::Shown(given(&experience)?));
        Ok(())
    }

    /// Shows nothing at all: the customer has left.
    pub fn clear(&self) {
        self.app.send_message(Action::Shown(Rc::default()));
    }
}

fn given(experience: &JsValue) -> Result<Rc<Experience>, JsError> {
    Experience::read(experience).map(Rc::new).ok_or_else(|| JsError::new("no experience"))
}
