// How soon what a server reports is on the pages of that customer in two browsers, and where that time goes. Prints;
// promised is a second for 99 of 100. `cargo xtask bench live`.

import { type Page } from "@playwright/test";
import { Shop, test } from "../journeys/shop.ts";

const ROUNDS = Number(process.env.ROUNDS ?? 100);
const CUSTOMER = "281";

/** When each step was taken, by the clock of the machine, which that of each page is. */
interface Steps {
  told: number;
  asked: number;
  answered: number;
  drawn: number;
  shown: number;
}

/** In the page, before our script: keeps when a step was last taken, and says when new points are painted. */
function watch(): void {
  const steps: Record<string, number> = {};
  let known = "", heard: (steps: Record<string, number>) => void = () => {};
  const look = () => {
    const shadow = document.querySelector("constance-offers")?.shadowRoot;
    const points = shadow?.querySelector('[part="points"]')?.textContent ?? "";
    if (!points || points === known) return;
    known = points;
    steps.drawn = Date.now();
    requestAnimationFrame(() => setTimeout(() => heard({ ...steps, shown: Date.now() })));
  };
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const shadow = attachShadow.call(this, init);
    new MutationObserver(look).observe(shadow, { subtree: true, childList: true, characterData: true });
    return shadow;
  };
  const { fetch } = window, { read } = ReadableStreamDefaultReader.prototype;
  window.fetch = async (...request) => {
    const experience = String(request[0]).includes("/v1/experience");
    if (experience) steps.asked = Date.now();
    const answer = await fetch(...request);
    if (experience) steps.answered = Date.now();
    return answer;
  };
  ReadableStreamDefaultReader.prototype.read = async function (this: ReadableStreamDefaultReader) {
    const said = await read.call(this);
    steps.told = Date.now();
    return said;
  } as typeof read;
  Object.assign(window, { next: () => new Promise((done) => { heard = done; }) });
}

/** The steps of what is shown next. */
const next = (page: Page) => page.evaluate(() => (window as unknown as { next(): Promise<Steps> }).next());

test("how soon a purchase is on the pages of two browsers", async ({ shop, page, browser, baseURL }) => {
  test.setTimeout(600_000);
  const other = await (await browser.newContext({ baseURL: baseURL! })).newPage(), pages = [page, other];
  for (const one of pages) {
    await one.addInitScript(watch);
    const stream = one.waitForResponse((answer) => answer.url().includes("/v1/live")), place = new Shop(one);
    await place.openAs(CUSTOMER);
    await stream;
  }
  const rounds: Record<string, number>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const shown = pages.map(next), since = Date.now();
    await shop.reports(CUSTOMER, "Order Completed", { order_id: `o-${round}`, total: "10.00", currency: "USD" });
    const kept = Date.now() - since;
    for (const steps of await Promise.all(shown)) {
      const { told, asked, answered, drawn, shown } = steps;
      rounds.push({ round, kept, told: told - since, asked: asked - told, answered: answered - asked, drawn: drawn - answered, painted: shown - drawn, all: shown - since });
    }
  }
  const at = (name: string, share: number) => {
    const all = rounds.map((one) => one[name]!).sort((a, b) => a - b);
    return all[Math.min(all.length - 1, Math.floor(all.length * share))]!;
  };
  console.log(`purchase reported → on the page, ${rounds.length} times, in ms`);
  const names = Object.keys(rounds[0]!).filter((name) => name !== "round");
  console.table(Object.fromEntries(names.map((name) => [name, { median: at(name, .5), p95: at(name, .95), p99: at(name, .99), most: at(name, 1) }])));
  console.log("the slowest");
  console.table(rounds.sort((a, b) => b.all! - a.all!).slice(0, 6));
});
