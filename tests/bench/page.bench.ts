// What the element costs a page, with the processor slowed to a quarter: the longest task, what of it is style and layout
// and what are scripts, beside a page that brings the same text itself, with nothing of ours; and how long it takes until
// an act is on the screen. Prints; never fails on a slow machine. `cargo xtask bench page`.

import type { Browser } from "@playwright/test";
import { hearReady, Shop, test } from "../journeys/shop.ts";
import { tasks } from "../tasks.ts";

const ROUNDS = 5;
const SLOWER = 4;
/** In ms: by then all is there. Nothing asks the page meanwhile, for that would be a long task of its own. */
const PATIENCE = 5_000;
const ELEMENT = '<constance-offers placement="home"></constance-offers>';

interface Cost {
  work: number;
  layout: number;
  script: number;
  clock: number;
  act: number;
}

/** In the page: keeps what takes more than 50 ms. */
function watch(): void {
  const seen = Object.assign(window, { long: [] as number[] });
  new PerformanceObserver((list) => seen.long.push(...list.getEntries().map((task) => task.duration)))
    .observe({ type: "longtask", buffered: true });
}

/** What is on the page is either the element or the text that it would show. */
async function visit(browser: Browser, customer: string, baseURL: string, text?: string): Promise<Cost> {
  const open = async () => {
    const context = await browser.newContext({ baseURL }), shop = new Shop(await context.newPage());
    await shop.page.addInitScript(watch);
    await shop.page.addInitScript(hearReady);
    await shop.signIn(customer);
    return shop;
  };
  const show = async (shop: Shop) => {
    await (text ? shop.host(text, "") : shop.host(ELEMENT));
    await shop.page.waitForTimeout(PATIENCE);
  };
  const swift = await open(), all = await tasks(browser, swift.page, () => show(swift));
  const longest = all.reduce((most, task) => (task.work > most.work ? task : most));
  await swift.page.context().close();

  const slow = await open(), session = await slow.page.context().newCDPSession(slow.page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await show(slow);
  const clock = await slow.page.evaluate(() => Math.max(0, ...(window as unknown as { long: number[] }).long));
  const act = text ? 0 : await slow.offers.evaluate(async (element) => {
    const button = element.shadowRoot!.querySelector<HTMLElement>('button[data-act="decline"]');
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const since = performance.now();
    button?.click();
    await frame();
    return performance.now() - since;
  });
  await slow.page.context().close();
  const { work, layout, script } = longest;
  return { work: SLOWER * work, layout: SLOWER * layout, script: SLOWER * script, clock, act };
}

const median = (all: number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

test("what the element costs a page", async ({ browser, shop, baseURL, noises }) => {
  test.setTimeout(300_000);
  const customer = await shop.someone("loyal");
  await shop.signIn(customer);
  const answered = shop.page.waitForResponse("**/v1/experience?*");
  await shop.host(ELEMENT);
  const { html } = (await (await answered).json()) as { html: string };
  const costs: Record<"text" | "element", Cost[]> = { text: [], element: [] };
  for (let round = 0; round < ROUNDS; round++) {
    costs.text.push(await visit(browser, customer, baseURL!, html));
    costs.element.push(await visit(browser, customer, baseURL!));
  }
  noises.length = 0;
  const row = (name: string, key: keyof Cost, promise = "") => {
    const told = (all: Cost[]) => median(all.map((cost) => cost[key])).toFixed(0).padStart(9);
    return `${name.padEnd(44)} ${told(costs.text)} ${told(costs.element)}   ${promise}`;
  };
  console.log([
    `\nin ms, medians of ${ROUNDS}, processor at 1/${SLOWER}`.padEnd(45) + " only text   element   promised",
    row("the longest task, in work of the processor", "work", "50"),
    row("of it style and layout", "layout"),
    row("of it scripts", "script"),
    row("the longest by the clock (0: none over 50)", "clock"),
    row("from a click on \"not for me\" to the screen", "act", "100"),
  ].join("\n"));
});
