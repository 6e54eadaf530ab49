import { works } from "../host.ts";

works("where the clipboard throws", { tag: ["@e35", "@e73"], looks: true });
