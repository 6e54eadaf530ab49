import { works } from "../host.ts";

works("where the storages throw", { tag: ["@e35", "@e73"], looks: true });
