// The demos the journeys meet: one for each worker, with its own port and database, so that no two journeys at once are
// at the same shop. Each is started fresh.

import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { test as base } from "@playwright/test";

/** The port of the first; the others follow it. */
const PORT = Number(process.env.PORT ?? 8788);
const program = process.env.DEMO ?? "target/debug/constance-demo";
// Workers read this file again, and find what was said when it was read first.
const folder = (process.env.JOURNEYS ??= `target/journeys/${Date.now()}`);

export const WORKERS = Math.min(availableParallelism(), 4);

export const demos = Array.from({ length: WORKERS }, (_, worker) => ({
  command: `"${program}" --port ${PORT + worker} --database ${folder}/${worker}/maison.sqlite`,
  cwd: "..",
  url: `${address(worker)}/readyz`,
  timeout: 120_000,
  gracefulShutdown: { signal: "SIGINT", timeout: 5_000 } as const,
}));

function address(worker: number): string {
  return `http://127.0.0.1:${PORT + worker}`;
}

/** The secret key of the demo at an address, for what its shop's server would report. */
export function secret(address: string): string {
  const worker = Number(new URL(address).port) - PORT;
  return readFileSync(new URL(`../${folder}/${worker}/write.key`, import.meta.url), "utf8").trim();
}

/** Tests whose pages are those of their worker's demo. */
export const test = base.extend({
  baseURL: async ({}, use, { parallelIndex }) => use(address(parallelIndex)),
});
