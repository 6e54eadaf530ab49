//! What is left out where others may see the screen, and the button that shows it.

use contract::experience::Experience;
use yew::{Html, html};

/// The loader hears the button: what is left out is not in the page, the service must be asked for it. The focus then
/// goes to the element called `to`.
pub(super) fn masked(shown: &Experience, text: &str, to: &'static str) -> Html {
    html! {
        <>
            <p key="masked" part="masked">{ text }</p>
            <button key="reveal" type="button" part="reveal" data-act="reveal" data-offer={to}>
                { &shown.words.reveal }
            </button>
        </>
    }
}
