// What goes wrong: said on the console, once a page; and counted for the brand, where the page agreed to be measured.

const MEANS = {
  __proto__: null,
  wasm_blocked: "the page's policy lacks 'wasm-unsafe-eval'",
  wasm_type: "the wasm must be served as application/wasm",
  paint_refused: "the page's policy lacks trusted-types constance",
};
const complained = { __proto__: null };
const complain = (code) => {
  if (complained[code]) return;
  complained[code] = true;
  try { console.warn(`constance: ${code}: ${MEANS[code] || "see docs/embedding.md"}`); } catch { /* a page without */ }
};

let measured; // whether the page agreed; nothing while it has not said
let outcomes = []; // those not told, at most 50
/** May we count? What became of elements before is told with a yes, and forgotten with a no. */
const measure = async (may) => {
  measured = may;
  if (may === false) outcomes = [];
  while (measured && outcomes.length) {
    const body = json(outcomes.shift()); // a text, so that no browser asks for leave first
    try {
      // Not by `sendBeacon`: that sends cookies and the page's address along.
      await fetch(at("/v1/health"), {
        method: "POST", body, credentials: "omit", referrerPolicy: "no-referrer", keepalive: true,
      });
    } catch { /* one count less */ }
  }
};
const count = (outcome) => {
  if (outcomes.length < 50) outcomes.push(outcome);
  measure(measured);
};
