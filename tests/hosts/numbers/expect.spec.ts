import { works } from "../host.ts";

works("where numbers cannot be asked", { tag: "@e36" });
