// What @segment/analytics-next sends from a page in a real browser arrives, once, though answers get lost on the way.

import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";

import { expect, test, type Page } from "@playwright/test";

import { House, listen } from "./house.ts";

const SDK = join(import.meta.dirname, "../node_modules/@segment/analytics-next/dist/umd");

let [shop, origin, house]: [Server?, string?, House?] = [];

test.beforeEach(async () => {
  shop = createServer(async (asked, answer) => {
    const script = asked.url?.match(/^\/sdk\/([\w.-]+\.js)$/)?.[1];
    answer.setHeader("content-type", script ? "text/javascript" : "text/html");
    answer.end(script ? await readFile(join(SDK, script)) : "<!doctype html><title>Quartet Records</title>");
  });
  origin = await listen(shop);
  house = await House.open(origin);
});

test.afterEach(async () => {
  shop?.closeAllConnections();
  shop?.close();
  await house?.close();
});

/** A page with the SDK, which asks nobody for its settings and sends to us. */
async function enter(page: Page, delivery: object): Promise<void> {
  await page.route(/./, (route) => {
    const own = [origin!, house!.address].some((address) => route.request().url().startsWith(address));
    return own ? route.continue() : route.abort();
  });
  await page.goto(`${origin}/`);
  await page.addScriptTag({ url: "/sdk/index.js" });
  const settings = { apiKey: house!.keys.public, apiHost: `${new URL(house!.address).host}/v1`, protocol: "http", ...delivery };
  await page.evaluate(async ([writeKey, settings]) => {
    const { AnalyticsBrowser } = (window as any).AnalyticsNext;
    const loaded = AnalyticsBrowser.load({ writeKey, cdnURL: location.origin, cdnSettings: { integrations: { "Segment.io": settings } } });
    await loaded;
    (window as any).analytics = loaded;
  }, [house!.keys.public, settings] as const);
}

/** A visitor pours tea, says who they are, and looks around; and a page claims that they bought something. */
async function visit(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { analytics } = window as any;
    await analytics.track("Tea Poured");
    await analytics.alias("1842", (await analytics.user()).anonymousId());
    await analytics.identify("1842", { email: "ada@quartet.example" });
    for (let cup = 0; cup < 2; cup++) await analytics.track("Tea Poured");
    await analytics.page("Listening room");
    await analytics.screen("Turntable");
    await analytics.group("quartet");
    await analytics.track("Order Completed", { order_id: "1", total: 30 });
  });
}

async function arrived(): Promise<void> {
  // Until nothing has come for as long as the SDK may wait before it tries again.
  let before = -1;
  while (before !== (before = house!.trips.length)) await new Promise((later) => setTimeout(later, 3_000));
  const known = () => house!.counts("1842").catch(() => ({}));
  await expect.poll(known, { timeout: 30_000 }).toEqual({ orders: 0, tea: 3, pages: 1, screens: 1, groups: 1 });
  const refused = async () => (await house!.refused()).map(({ key, rule }) => [key, rule]);
  await expect.poll(refused, { timeout: 30_000 }).toEqual([["public", "must be reported with a secret key"]]);
}

test("one by one", async ({ page }) => {
  house!.next("answer lost", "answered with an error");
  await enter(page, {});
  await visit(page);
  await arrived();
  const refused = house!.trips.filter(({ status }) => status === 403);
  expect(refused.length, "what is refused is not sent again").toBe(1);
  expect(house!.trips.some(({ headers }) => headers["x-retry-count"]), "it tried again and said so").toBe(true);
});

test("in batches", async ({ page }) => {
  house!.next("answer lost", "answered with an error");
  await enter(page, { deliveryStrategy: { strategy: "batching", config: { size: 4, timeout: 200 } } });
  await visit(page);
  await arrived();
  expect(house!.trips.every(({ path }) => path === "/v1/b")).toBe(true);
});

test("from a page that is left before it was answered", async ({ page }) => {
  await enter(page, { deliveryStrategy: { config: { keepalive: true } } });
  await page.evaluate(() => (window as any).analytics.identify("1842"));
  house!.next("answer lost", "answer lost");
  await page.evaluate(() => {
    (window as any).analytics.track("Tea Poured");
    (window as any).analytics.track("Tea Poured");
  });
  await enter(page, {});
  const tea = async () => (await house!.counts("1842").catch(() => ({ tea: 0 }))).tea;
  await expect.poll(tea, { timeout: 20_000 }).toBe(2);
  await page.evaluate(() => (window as any).analytics.page());
  await expect.poll(async () => (await house!.counts("1842")).pages, { timeout: 20_000 }).toBe(1);
  expect(await tea()).toBe(2);
});
