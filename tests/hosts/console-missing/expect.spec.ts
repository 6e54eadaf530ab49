import { works } from "../host.ts";

works("with the console missing a failure is silent", { tag: ["@e36", "@e37"], wasm: false });
