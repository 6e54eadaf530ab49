import { works } from "../host.ts";

works("where all a browser may lack is lacking", { tag: ["@e35", "@e73"], looks: true });
