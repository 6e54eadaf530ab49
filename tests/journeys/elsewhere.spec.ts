// The page is of another site than the service, as it is for every brand: other origin, other cookies, its own policy.

import { expect, test } from "./shop.ts";

/** A brand's page at `localhost`, with the element before the script; the service is at `127.0.0.1`. */
const PAGE = (service: string, identity: string) => `<!doctype html><html lang="en"><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${service} 'wasm-unsafe-eval' 'nonce-abc';
  connect-src 'self' ${service}; img-src * data:; require-trusted-types-for 'script'">
<title>A brand's own page</title><link rel="icon" href="data:,"></head><body><main><h1>A brand's own page</h1>
<constance-offers placement="home"><p slot="fallback">Our offers are at the counter.</p></constance-offers></main>
<script nonce="abc">window.constance = [${identity}];</script>
<script nonce="abc" async src="${service}/constance.js" data-brand="maison"></script></body></html>`;

/** Asks the page's own server, whose cookie the service never sees. */
const IDENTITY = `["identify", async () => (await (await fetch("/shop/token", { method: "POST" })).json()).token]`;

// To Chromium a page that is given to it comes from nowhere, and asks before it may reach this machine.
test.use({ permissions: ["local-network-access"] });

const addresses = (baseURL: string | undefined) => ({
  service: baseURL ?? "",
  page: (baseURL ?? "").replace("127.0.0.1", "localhost"),
});

test("a page of another site shows offers after few requests, none with cookies or its address", { tag: ["@e1", "@e45", "@e46"] }, async ({ shop, page, baseURL }) => {
  const at = addresses(baseURL);
  await page.route(`${at.page}/own`, (route) => route.fulfill({ contentType: "text/html", body: PAGE(at.service, "") }));
  const asked: string[] = [];
  page.on("request", (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === at.service && request.resourceType() !== "image") asked.push(pathname);
    expect(request.headers().cookie ?? "").toBe("");
  });
  await page.addInitScript(() => {
    const first = window as unknown as { before?: string[] };
    addEventListener("constance-shown", () => {
      const asked = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
      // The pictures are the brand's own, and come with the offers.
      first.before ??= asked.filter((entry) => entry.initiatorType !== "img").map((entry) => entry.name);
    });
  });
  await page.goto(`${at.page}/own`);
  await expect(shop.cards.first()).toBeVisible();
  await shop.ready();
  const before = await page.evaluate(() => (window as unknown as { before: string[] }).before);
  const origins = new Set(before.map((address) => new URL(address).origin));
  expect(before.length, before.join()).toBeLessThanOrEqual(5);
  expect([...origins], before.join()).toEqual([at.service]);
  expect(new Set(asked).size, "nothing is asked for twice").toBe(asked.length);
  await shop.expectAccessible();
});

test("a customer of another site is greeted there and claims an offer", { tag: ["@e1", "@e9"] }, async ({ shop, page, baseURL }) => {
  const at = addresses(baseURL);
  const customer = await shop.someone("new", 2);
  await page.route(`${at.page}/own`, (route) => route.fulfill({ contentType: "text/html", body: PAGE(at.service, IDENTITY) }));
  const signedIn = await page.request.post(`${at.page}/shop/sign-in`, { data: { customer } });
  expect(signedIn.ok()).toBe(true);
  await page.goto(`${at.page}/own`);
  await expect(shop.offers.locator('[part~="tier"]')).toBeVisible();
  await shop.ready();
  await shop.button("claim").click();
  await expect(shop.tickets).toHaveCount(1);
  await expect(shop.tickets.locator("code")).toHaveText(/^[0-9A-Z-]+$/);
});
