// What the element costs a page, with the processor slowed to a quarter: the longest task it brings, what of that are its
// scripts and what is the browser's first layout of it, and how long it takes until an act is on the screen. Prints; never
// fails on a slow machine. `cargo xtask bench page`.

import { hearReady, Shop, test } from "../journeys/shop.ts";

const ROUNDS = 5;
const SLOWER = 4;
/** In ms: by then all is there. Nothing asks the page meanwhile, for that would be a long task of its own. */
const PATIENCE = 5_000;

interface Cost {
  longest: number;
  blocked: number;
  script: number;
  layout: number;
  act: number;
}

/** What a browser tells of a frame that took long. */
interface Frame extends PerformanceEntry {
  styleAndLayoutStart: number;
  scripts: PerformanceEntry[];
}

/** In the page: keeps what takes more than 50 ms. */
function watch(): void {
  const seen = Object.assign(window, { tasks: [] as number[], scripts: [] as number[], layouts: [] as number[] });
  new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((task) => task.duration)))
    .observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration, styleAndLayoutStart, scripts } of list.getEntries() as Frame[]) {
      seen.scripts.push(...scripts.map((script) => script.duration));
      if (styleAndLayoutStart) seen.layouts.push(startTime + duration - styleAndLayoutStart);
    }
  }).observe({ type: "long-animation-frame", buffered: true });
}

async function visit(shop: Shop, customer: string, tag: boolean): Promise<Cost> {
  const { page } = shop;
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await shop.signIn(customer);
  await shop.host(tag ? '<constance-offers placement="home"></constance-offers>' : "<p>A page of a shop.</p>");
  await page.waitForTimeout(PATIENCE);
  const { tasks, scripts, layouts } = await page.evaluate(() => {
    const { tasks, scripts, layouts } = window as unknown as Record<"tasks" | "scripts" | "layouts", number[]>;
    return { tasks, scripts, layouts };
  });
  if (tag) await shop.ready();
  const act = tag ? await shop.offers.evaluate(async (element) => {
    const button = element.shadowRoot!.querySelector<HTMLElement>('button[data-act="decline"]');
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const since = performance.now();
    button?.click();
    await frame();
    return performance.now() - since;
  }) : 0;
  const most = (all: number[]) => Math.max(0, ...all), blocked = tasks.reduce((sum, task) => sum + task - 50, 0);
  return { longest: most(tasks), blocked, script: most(scripts), layout: most(layouts), act };
}

const median = (all: number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

test("what the element costs a page", async ({ browser, shop, noises }) => {
  test.setTimeout(180_000);
  const customer = await shop.someone("loyal");
  const costs: Record<"without" | "with", Cost[]> = { without: [], with: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const tag of [false, true]) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.addInitScript(watch);
      await page.addInitScript(hearReady);
      costs[tag ? "with" : "without"].push(await visit(new Shop(page), customer, tag));
      await context.close();
    }
  }
  noises.length = 0;
  const row = (name: string, key: keyof Cost, promise = "") => {
    const told = (all: Cost[]) => median(all.map((cost) => cost[key])).toFixed(0).padStart(8);
    return `${name.padEnd(44)} ${told(costs.without)} ${told(costs.with)}   ${promise}`;
  };
  console.log([
    `\nin ms, medians of ${ROUNDS}, processor at 1/${SLOWER}`.padEnd(45) + " without     with   promised",
    row("the longest task (0: none over 50)", "longest", "50"),
    row("blocked: what tasks are over 50", "blocked"),
    row("the longest script, in frames over 50", "script", "50"),
    row("the longest layout, in frames over 50", "layout"),
    row("from a click on \"not for me\" to the screen", "act", "100"),
  ].join("\n"));
});
