import { works } from "../host.ts";

works("where requestIdleCallback is missing", { tag: ["@e35", "@e73"], looks: true });
