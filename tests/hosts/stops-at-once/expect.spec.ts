import { works } from "../host.ts";

for (const wasm of [true, false]) {
  const name = `a page that keeps all clicks to itself by stopImmediatePropagation on the document keeps none from the ${wasm ? "wasm" : "html"}`;
  works(name, { tag: "@e36", wasm, says: wasm ? [] : [/wasm_missing/], posts: ["claim", "undo"] });
}
