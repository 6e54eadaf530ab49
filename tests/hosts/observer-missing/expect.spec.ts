import { works } from "../host.ts";

works("where IntersectionObserver is missing", { tag: ["@e35", "@e73"], looks: true });
