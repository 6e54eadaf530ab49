import { works } from "../host.ts";

works("where an element is called like our global", { tag: "@e36" });
