//! The widget: what a customer sees, and what happens when they act. Read in this order.
//!
//! One crate, two targets. Natively it renders an [`contract::experience::Experience`] to HTML, for the first paint
//! and for pages without WebAssembly; in the browser the same views take that HTML over and make it live.

pub mod state; // what the widget knows, and how an action changes it
pub mod view; // what a customer sees: pure functions, state in, HTML out
pub mod app; // the one component: actions in, effects out

#[cfg(target_arch = "wasm32")]
pub mod browser; // the page: what the loader calls, and what it is asked for
#[cfg(not(target_arch = "wasm32"))]
pub mod render; // HTML without a browser

/// The build of the views. Only HTML that the same build rendered may be hydrated.
pub const BUILD: &str = env!("CONSTANCE_BUILD");

#[cfg(not(target_arch = "wasm32"))]
pub use render::render;
