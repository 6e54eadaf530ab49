import { works } from "../host.ts";

works("where time limits are missing", { tag: ["@e35", "@e73"], looks: true });
