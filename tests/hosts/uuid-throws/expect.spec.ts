import { works } from "../host.ts";

works("where randomUUID throws", { tag: ["@e35", "@e73"], looks: true });
