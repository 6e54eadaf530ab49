// Where offers cannot be had at first: what the page put there stays, it hears of a code, and they come as soon as they can.

import type { Route } from "@playwright/test";
import { expect, listen, ours, test, type Shop } from "./shop.ts";

const EXPERIENCE = "**/v1/experience?*";
const PAGE = '<constance-offers placement="home"><p slot="fallback">See our offers</p></constance-offers>';
const json = (body: string) => (route: Route) => route.fulfill({ contentType: "application/json", body });
const problem = (status: number, body: string) => (route: Route) =>
  route.fulfill({ status, contentType: "application/problem+json", body });

const failures: [string, string, (route: Route) => unknown][] = [
  ["answers 500", "internal", problem(500, '{"code": "internal"}')],
  ["answers 502 with a page", "internal", (route) => route.fulfill({ status: 502, contentType: "text/html", body: "<p>Bad" })],
  ["is busy", "unavailable", problem(503, '{"code": "unavailable"}')],
  ["does not answer", "network", () => {}],
  ["is not reached", "network", (route) => route.abort("internetdisconnected")],
  ["answers with what is no JSON", "network", (route) => route.fulfill({ contentType: "text/html", body: "<p>Welcome to our WiFi" })],
  ["answers {}", "network", json("{}")],
  ["answers null", "network", json("null")],
  ["answers a list", "network", json("[]")],
  ["answers without HTML", "network", json('{"experience": {"offers": [], "claims": [], "words": {}}}')],
  ["answers with nothing but HTML", "network", json('{"html": "<p>Something</p>"}')],
];

for (const [what, code, answer] of failures) {
  test(`where the service ${what} the fallback stays, and offers come half a minute later`, { tag: ["@e31", "@e37"] }, async ({ shop, page, noises }) => {
    const told = await listen(page);
    await page.clock.install();
    await page.route(EXPERIENCE, answer);
    const request = page.waitForRequest(EXPERIENCE);
    await shop.host(PAGE);
    await request;
    if (what === "does not answer") await page.clock.fastForward(10_001);
    await expect.poll(told).toEqual([code]);
    await expect(page.getByText("See our offers")).toBeVisible();
    await expect(shop.offers.locator('[part="root"]')).toBeEmpty();
    expect(ours(noises)).toEqual([expect.stringMatching(`^console warning: constance: ${code}: \\w`)]);

    await page.unroute(EXPERIENCE);
    await page.clock.fastForward(31_000);
    await shop.ready();
    await expect(shop.cards).toHaveCount(2);
    await expect(page.getByText("See our offers")).toBeHidden();
    expect(await told()).toEqual([code]);
  });
}

const online = ({ page }: Shop) => page.evaluate(() => { dispatchEvent(new Event("online")); });
const refresh = (shop: Shop) => shop.offers.evaluate((element) => (element as HTMLElement & { refresh(): Promise<void> }).refresh());

test("once the network is back whoever shows a fallback, or what may be outdated, asks at once, and nobody else", { tag: "@e34" }, async ({ shop, page, noises }) => {
  const told = await listen(page);
  await shop.host(PAGE);
  await shop.ready();
  await page.route(EXPERIENCE, (route) => route.abort("internetdisconnected"));
  await refresh(shop);
  const stale = shop.offers.locator('[part="stale"]'), other = page.locator("#other");
  await expect(stale).toHaveText(/./);
  await page.evaluate(() => {
    const made = Object.assign(document.createElement("constance-offers"), { placement: "product", id: "other" });
    document.querySelector("main")!.append(made);
  });
  await other.scrollIntoViewIfNeeded();
  await expect.poll(told).toEqual(["network", "network"]);
  expect(ours(noises)).toHaveLength(1);
  await page.unroute(EXPERIENCE);
  await online(shop);
  await expect(stale).toHaveCount(0);
  await expect(other.locator('[part~="card"]').first()).toBeVisible();
  const asked = shop.asked("/v1/experience");
  await online(shop);
  await page.waitForTimeout(200);
  expect(asked).toEqual([]);
});

test("a service that stays away is asked ever more seldom", async ({ shop, page, noises }) => {
  test.setTimeout(120_000);
  const told = await listen(page);
  await page.clock.install();
  await page.addInitScript(() => {
    const { fetch } = window, seen = window as unknown as { asked: number };
    seen.asked = 0;
    window.fetch = (what, how) => {
      if (String(what).includes("/v1/experience")) seen.asked++;
      return fetch(what, how);
    };
  });
  const asked = () => page.evaluate(() => (window as unknown as { asked: number }).asked);
  await page.route(EXPERIENCE, problem(500, "{}"));
  // Nobody is to be asked for a token first: time must not pass meanwhile.
  await shop.host(PAGE.repeat(3), '<script>window.constance = [];</script><script async src="/constance.js" data-brand="maison"></script>');
  await expect.poll(asked).toBeGreaterThan(0);
  for (let minutes = 0; minutes < 60; minutes += .5) {
    await page.clock.fastForward(30_000);
    const often = await asked();
    await expect.poll(async () => (await told()).length, "each of the three hears of each answer").toBe(3 * often);
  }
  // After ½, 1½, 3½, 7½ and 15½ minutes, and every 8 from then on.
  expect(await asked()).toBeGreaterThan(6);
  expect(await asked()).toBeLessThan(13);
  expect(ours(noises)).toHaveLength(1);
});

test("where no sense comes after something happened elsewhere, the page hears a code and no exception", { tag: "@e34" }, async ({ shop, page, noises }) => {
  const told = await listen(page), stream = page.waitForResponse((answer) => answer.url().includes("/v1/live"));
  await shop.signIn("260");
  await shop.host(PAGE);
  await shop.ready();
  await stream;
  await page.route(EXPERIENCE, json("{}"));
  expect(await page.request.post("/shop/buy", { data: { product: "harbor-symphony" } })).toBeOK();
  await expect(shop.offers.locator('[part="stale"]')).toHaveText(/./);
  await expect(shop.cards.first()).toBeVisible();
  expect(await told()).toEqual(["network"]);
  expect(ours(noises)).toEqual([expect.stringMatching("constance: network: ")]);
  await page.unroute(EXPERIENCE);
  await online(shop);
  await expect(shop.offers.locator('[part="stale"]')).toHaveCount(0);
  expect(await told()).toEqual(["network"]);
});
