import { works } from "../host.ts";

works("where languages throw", { tag: ["@e35", "@e73"], looks: true });
