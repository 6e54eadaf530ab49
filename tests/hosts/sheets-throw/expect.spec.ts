import { works } from "../host.ts";

works("where style sheets cannot be made", { tag: ["@e35", "@e73"], looks: true });
