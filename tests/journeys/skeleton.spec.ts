// What is drawn into the room that is kept free, before the offers are there.

import { expect, test, type Shop } from "./shop.ts";

const RESERVE = '<style>constance-offers { --constance-reserve: 60vh; }</style>';
const BARE = `${RESERVE}<constance-offers placement="home"></constance-offers><p>Below</p>`;

const skeleton = (shop: Shop) => shop.offers.locator('[part="skeleton"]');

/** Nothing is answered until this is called. */
async function hold(shop: Shop): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((go) => (release = go));
  await shop.page.route("**/v1/experience?*", async (route) => {
    await held;
    await route.continue();
  });
  return () => release();
}

/** What one of its strokes is painted with. */
const stroke = (shop: Shop) => skeleton(shop).evaluate((shape) => getComputedStyle(shape, "::before").backgroundColor);

test("while the offers are asked for their shape is there, unheard and still, and it takes no room", { tag: ["@e40", "@e77"] }, async ({ shop, page }) => {
  const release = await hold(shop);
  await shop.host(BARE);
  await expect(skeleton(shop)).toBeVisible();
  await expect(skeleton(shop)).toHaveAttribute("aria-hidden", "true");
  const { height } = (await shop.offers.boundingBox())!;
  expect(height).toBe(Math.round(0.6 * page.viewportSize()!.height));
  expect(await shop.offers.evaluate((element) => element.getAnimations({ subtree: true }).length)).toBe(0);
  expect(await stroke(shop)).not.toBe(await shop.offers.evaluate((element) => getComputedStyle(element).backgroundColor));
  await shop.expectAccessible();
  await page.emulateMedia({ forcedColors: "active" });
  expect(await stroke(shop)).not.toBe(await shop.offers.evaluate((element) => getComputedStyle(element).backgroundColor));
  release();
  await shop.ready();
  await expect(skeleton(shop)).toBeHidden();
});

test("where nothing is kept free nothing is drawn", { tag: "@e40" }, async ({ shop }) => {
  const release = await hold(shop);
  await shop.host('<constance-offers placement="home"></constance-offers><p>Below</p>');
  await expect(skeleton(shop)).toBeAttached();
  expect((await shop.offers.boundingBox())!.height).toBe(0);
  release();
  await shop.ready();
});

test("what the page itself says meanwhile stands in its place", { tag: "@e40" }, async ({ shop, page }) => {
  await hold(shop);
  await shop.host(BARE.replace("></constance", '><p slot="fallback">At the counter.</p></constance'));
  await expect(page.getByText("At the counter.")).toBeVisible();
  await expect(skeleton(shop)).toBeHidden();
});

test("where the offers cannot be had nothing promises them", { tag: "@e40" }, async ({ shop, page, noises }) => {
  await page.route("**/v1/experience?*", (route) => route.fulfill({ status: 503, json: { code: "unavailable" } }));
  await shop.host(BARE);
  await expect(skeleton(shop)).toHaveCount(0);
  noises.length = 0;
});
