import { works } from "../host.ts";

works("where Map and Set are the page's own", { tag: "@e36" });
