import { works } from "../host.ts";

works("where IntersectionObserver throws", { tag: ["@e35", "@e73"], looks: true });
