// Our other files, each under the name that its content gives it. The loader that is pinned has `pinned.js` in this place.

const GLUE = "__GLUE__", WASM = "__WASM__", THEME = "__THEME__", LATER = "__LATER__";
const file = (name) => fetch(asset(name), { credentials: "omit" });
const sheetLink = () => node("link", { rel: "stylesheet", href: asset(THEME) });
/** A module has state, and browsers remember failures: each time it is another's name. */
const brought = (name, tries) => import(asset(name) + (tries ? "?" + tries : ""));
