import { works } from "../host.ts";

works("where fetch is wrapped", { tag: "@e36" });
