import { works } from "../host.ts";

works("with the console throwing a failure is silent", { tag: ["@e36", "@e37"], wasm: false });
