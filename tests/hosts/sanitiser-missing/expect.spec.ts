import { works } from "../host.ts";

works("where there is no sanitiser", { tag: ["@e35", "@e73"], looks: true });
