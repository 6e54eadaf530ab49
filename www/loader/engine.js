// The theme and the wasm, loaded once for however many elements; and what happens when the wasm traps.

const theme = once(async () => {
  const sheet = new CSSStyleSheet(), response = await fetch(asset(THEME), { credentials: "omit" });
  if (!response.ok) throw new Refusal("theme", true);
  return sheet.replace(await response.text());
});

let trapped = false;
const engine = once(async () => {
  if (typeof WebAssembly !== "object") throw new Refusal("wasm_unavailable", true);
  const module_or_path = fetch(asset(WASM), { credentials: "omit" });
  module_or_path.catch(() => {});
  const glue = await import(asset(GLUE));
  await glue.default({ module_or_path });
  return glue;
});

/** After a trap nothing in the module can be trusted: every element goes back to its last HTML. */
const trap = () => { trapped = true; for (const one of here) one.revive(); };
const caught = (event) => {
  const stack = String((event.error || event.reason)?.stack);
  if (![GLUE, WASM].some((name) => stack.includes(name))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  trap();
};
for (const name of ["error", "unhandledrejection"]) addEventListener(name, caught, true);
