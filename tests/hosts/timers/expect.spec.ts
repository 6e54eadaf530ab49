import { works } from "../host.ts";

works("where timers are wrapped", { tag: "@e36" });
