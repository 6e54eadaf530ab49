//! What a customer sees, as text: each state of the widget rendered natively and compared.

#[path = "views/kit.rs"]
mod kit; // experiences to render, and HTML made readable
#[path = "views/shown.rs"]
mod shown; // what is shown to whom
#[path = "views/acted.rs"]
mod acted; // what an act changes, and what a late answer does not
#[path = "views/progress.rs"]
mod progress; // what is in progress, and how it ends
#[path = "views/rendered.rs"]
mod rendered; // what hydration, strict pages and hostile texts need
#[path = "views/contrast.rs"]
mod contrast; // whether the theme's colours can be told apart
