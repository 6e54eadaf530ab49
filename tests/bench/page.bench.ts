// What the element costs a page, with the processor slowed to a quarter: the longest task it brings, and how long it
// takes until an act is on the screen. Prints; never fails on a slow machine. `cargo xtask bench page`.

import { hearReady, Shop, test } from "../journeys/shop.ts";

const ROUNDS = 5;
const SLOWER = 4;

interface Cost {
  longest: number;
  blocked: number;
  act: number;
}

async function visit(shop: Shop, customer: string, tag: boolean): Promise<Cost> {
  const { page } = shop;
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await shop.signIn(customer);
  await shop.host(tag ? '<constance-offers placement="home"></constance-offers>' : "<p>A page of a shop.</p>");
  if (tag) await shop.ready();
  else await page.waitForTimeout(2_000);
  await page.waitForTimeout(500);
  const act = tag ? await shop.offers.evaluate(async (element) => {
    const button = element.shadowRoot!.querySelector<HTMLElement>('button[data-act="decline"]');
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const since = performance.now();
    button?.click();
    await frame();
    return performance.now() - since;
  }) : 0;
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  return { longest: Math.max(0, ...tasks), blocked: tasks.reduce((sum, task) => sum + task - 50, 0), act };
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
      await page.addInitScript(() => {
        const tasks: number[] = ((window as unknown as { tasks: number[] }).tasks = []);
        new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => task.duration)))
          .observe({ type: "longtask", buffered: true });
      });
      await page.addInitScript(hearReady);
      costs[tag ? "with" : "without"].push(await visit(new Shop(page), customer, tag));
      await context.close();
    }
  }
  noises.length = 0;
  const row = (name: string, key: keyof Cost, promise: string) =>
    `${name.padEnd(44)} ${median(costs.without.map((cost) => cost[key])).toFixed(0).padStart(8)} ${median(costs.with.map((cost) => cost[key])).toFixed(0).padStart(8)}   ${promise}`;
  console.log([
    `\nin ms, medians of ${ROUNDS}, processor at 1/${SLOWER}`.padEnd(45) + " without     with   promised",
    row("the longest task (0: none over 50)", "longest", "50"),
    row("blocked: what tasks are over 50", "blocked", ""),
    row("from a click on \"not for me\" to the screen", "act", "100"),
  ].join("\n"));
});
