// What goes wrong: said on the console, once a page; and counted for the brand, where the page agreed to be measured.

const MEANS = {
  __proto__: null,
  network: "the service was not reached",
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

let measured = false;
const outcomes = []; // those not told
/** May we count? Until the page has said so, what became of an element is kept here. */
const measure = async (may) => {
  measured = may;
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
const count = (outcome) => { outcomes.push(outcome); measure(measured); };
