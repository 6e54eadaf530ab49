import { works } from "../host.ts";

works("where randomUUID is missing", { tag: ["@e35", "@e73"], looks: true });
