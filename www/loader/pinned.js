// In the loader that is pinned: the scripts are in it, so that what vouches for it vouches for them. Of the wasm and the
// theme the browser takes nothing but what they were when it was built.

const GLUE = "__GLUE__", WASM = "__WASM__", THEME = "__THEME__", LATER = "__LATER__";
const SUMS = { __proto__: null, [WASM]: "__WASM_SUM__", [THEME]: "__THEME_SUM__" };
const file = (name) => fetch(asset(name), { credentials: "omit", integrity: SUMS[name] });
const sheetLink = () =>
  node("link", { rel: "stylesheet", href: asset(THEME), integrity: SUMS[THEME], crossorigin: "anonymous" });
/** Each time it is made anew. */
const brought = async (module) => module();
