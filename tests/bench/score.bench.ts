// What the element costs the shop's front page in Lighthouse's eyes, as on a phone: the page as it is, beside the page
// whose loader never comes. Prints; never fails on a slow machine. `cargo xtask bench page`.

import lighthouse from "lighthouse";
import puppeteer, { type Browser } from "puppeteer-core";
import { test } from "../demos.ts";

const ROUNDS = 5;

/** What Lighthouse sees, and how much it counts. */
const SEEN = {
  "first-contentful-paint": "the first content, in ms",
  "largest-contentful-paint": "the largest content, in ms",
  "total-blocking-time": "blocked, in ms",
  "cumulative-layout-shift": "layout shift",
} as const;

type Row = "score" | keyof typeof SEEN;
type Visit = Record<Row, number>;

async function visit(browser: Browser, address: string, tag: boolean): Promise<Visit> {
  const context = await browser.createBrowserContext(), page = await context.newPage();
  const flags = { onlyCategories: ["performance"], blockedUrlPatterns: tag ? [] : ["*/constance.js"], logLevel: "error" } as const;
  const result = await lighthouse(address, { ...flags, onlyCategories: [...flags.onlyCategories] }, undefined, page);
  await context.close();
  if (!result || result.lhr.runtimeError) throw new Error(result?.lhr.runtimeError?.message ?? "Lighthouse says nothing");
  const { categories, audits } = result.lhr;
  const of = (name: string) => audits[name]?.numericValue ?? NaN;
  const seen = Object.keys(SEEN).map((name) => [name, of(name)]);
  return { score: (categories["performance"]?.score ?? NaN) * 100, ...Object.fromEntries(seen) };
}

const median = (all: number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;

test("what the element costs a page's score", async ({ baseURL, launchOptions: { executablePath, args } }) => {
  test.setTimeout(600_000);
  const browser = await puppeteer.launch({ executablePath: executablePath!, args: [...args!], headless: true });
  const visits: Record<"without" | "with", Visit[]> = { without: [], with: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const tag of [false, true]) visits[tag ? "with" : "without"].push(await visit(browser, `${baseURL}/`, tag));
  }
  await browser.close();
  const digits = (row: Row) => (row === "cumulative-layout-shift" ? 3 : 0);
  const line = (name: string, row: Row, promise = "") => {
    const told = (all: Visit[]) => median(all.map((one) => one[row])).toFixed(digits(row)).padStart(8);
    return `${name.padEnd(44)} ${told(visits.without)} ${told(visits.with)}   ${promise}`;
  };
  console.log([
    `\nLighthouse, a phone, medians of ${ROUNDS}`.padEnd(45) + " without     with   promised",
    line("the score", "score", "2 less"),
    ...Object.entries(SEEN).map(([row, name]) => line(name, row as Row)),
  ].join("\n"));
});
