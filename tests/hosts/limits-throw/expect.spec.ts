import { works } from "../host.ts";

works("where time limits throw", { tag: ["@e35", "@e73"], looks: true });
