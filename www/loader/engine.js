// The theme and the wasm, loaded once for however many elements; and what happens when the wasm traps.

const PATIENCE = 4e3; // in ms; who has waited so long is told that there is no wasm, for now
const LIVES = 3; // instances of the wasm a page may wear out
const SMALLEST = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0); // a module with nothing in it

const theme = once(async () => {
  const sheet = new CSSStyleSheet(), response = await fetched(THEME, "theme", "text/css");
  return sheet.replace(await response.text());
});

let arriving = null; // promise of the glue, with an instance behind it
let compiled = null; // promise of the module, for all instances
let failed = false, spent = false; // a failure is forgotten once
let starts = 0, traps = 0;

const compile = async () => {
  try {
    return await WebAssembly.compileStreaming(await fetched(WASM, "wasm", "application/wasm"));
  } catch (problem) {
    compiled = null;
    if (problem instanceof Refusal) throw problem;
    throw new Refusal(problem instanceof WebAssembly.CompileError ? "wasm_broken" : "wasm_network", true);
  }
};

const start = async (life) => {
  if (typeof WebAssembly !== "object") throw new Refusal("wasm_missing");
  // Where the policy forbids even this nothing need be fetched.
  try { new WebAssembly.Module(SMALLEST); } catch { throw new Refusal("wasm_blocked"); }
  const [module_or_path, glue] = await Promise.all([compiled ||= compile(), brought(GLUE, starts++)]);
  glue.supervise(() => trapped(life));
  await glue.default({ module_or_path });
  if (life !== traps) throw new Refusal("wasm_trap", true);
  return glue;
};

const engine = async () => {
  if (traps >= LIVES) throw new Refusal("wasm_trap");
  return arriving ||= start(traps).catch(async (problem) => {
    const refusal = problem instanceof Refusal ? problem : new Refusal("glue_failed", true);
    if (refusal.retry) await pause(MOMENT);
    if (failed = refusal.retry) setTimeout(again, 3e4);
    throw refusal;
  });
};
/** Whoever asks again, and time itself, brings a failed engine back once. */
const again = () => {
  if (!failed || spent) return;
  failed = false;
  spent = true;
  arriving = null;
  for (const one of here) one.enliven();
};

/** After a trap nothing in the module can be trusted: every element goes back to its HTML, and to a fresh module. */
const trapped = (life) => {
  if (life !== traps) return;
  traps++;
  arriving = null;
  for (const one of here) one.revive();
};
