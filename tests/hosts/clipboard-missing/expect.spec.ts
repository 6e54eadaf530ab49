import { works } from "../host.ts";

works("where the clipboard is missing", { tag: ["@e35", "@e73"], looks: true });
