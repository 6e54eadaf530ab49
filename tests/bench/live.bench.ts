// How soon what a server reports is on the pages of that customer in two browsers. Prints; promised is a second for 99 of
// 100. `cargo xtask bench page`.

import { expect, type Page } from "@playwright/test";
import { Shop, test } from "../journeys/shop.ts";

const ROUNDS = 100;

/** When the points were last written anew, by the clock of the page, which is that of the machine. */
const watch = (page: Page) => page.evaluate(() => {
  const points = () => document.querySelector("constance-offers")?.shadowRoot?.querySelector('[part="points"]')?.textContent;
  let before = points();
  const look = () => {
    const now = points();
    if (now !== before) Object.assign(window, { changed: Date.now() });
    before = now;
    requestAnimationFrame(look);
  };
  look();
});
const changed = (page: Page, since: number) => expect.poll(
  () => page.evaluate(() => (window as unknown as { changed?: number }).changed ?? 0), { intervals: [20], timeout: 10_000 },
).toBeGreaterThan(since);

test("how soon a purchase is on the pages of two browsers", async ({ shop, page, browser, baseURL }) => {
  test.setTimeout(600_000);
  const other = await (await browser.newContext({ baseURL: baseURL! })).newPage(), pages = [page, other], took: number[] = [];
  for (const [one, place] of [[page, shop], [other, new Shop(other)]] as const) {
    const stream = one.waitForResponse((answer) => answer.url().includes("/v1/live"));
    await place.openAs("281");
    await stream;
    await watch(one);
  }
  for (let round = 0; round < ROUNDS; round++) {
    const since = Date.now();
    await shop.reports("281", "Order Completed", { order_id: `o-${round}`, total: "10.00", currency: "USD" });
    for (const one of pages) {
      await changed(one, since);
      took.push(await one.evaluate(() => (window as unknown as { changed: number }).changed) - since);
    }
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))];
  console.log(`purchase reported → on the page, ${took.length} times: median ${at(.5)} ms, p99 ${at(.99)} ms, most ${took.at(-1)} ms`);
});
