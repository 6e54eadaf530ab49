import { works } from "../host.ts";

works("on a page that extends the prototypes of objects, arrays and elements", { tag: "@e36" });

works("on such a page without WebAssembly", {
  tag: "@e36", as: "101", wasm: false, says: ["console warning: constance: wasm_missing: see docs/embedding.md"],
});
