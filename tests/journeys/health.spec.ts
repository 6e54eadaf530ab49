// What an element says of itself, where the page lets it be counted.

import type { Page } from "@playwright/test";
import { expect, ruinable, test, type Shop } from "./shop.ts";

const TAG = '<constance-offers placement="home"></constance-offers>';

interface Beacon {
  body: object;
  headers: Record<string, string>;
}

/** What is said, and to nobody. */
async function beacons(page: Page): Promise<Beacon[]> {
  const said: Beacon[] = [];
  await page.route("**/v1/health", (route) => {
    said.push({ body: route.request().postDataJSON(), headers: route.request().headers() });
    return route.fulfill({ status: 204 });
  });
  return said;
}

const measure = ({ page }: Shop, measurement: boolean) => page.evaluate((measurement) => {
  const { constance } = window as unknown as { constance: { push(call: unknown[]): void } };
  constance.push(["setConsent", { measurement }]);
}, measurement);

/** One more element, shown. */
async function another({ page }: Shop, surface = "kiosk"): Promise<void> {
  const id = await page.evaluate((surface) => {
    const id = `another-${document.querySelectorAll("constance-offers").length}`;
    document.querySelector("main")!.prepend(Object.assign(document.createElement("constance-offers"), { placement: "home", surface, id }));
    return id;
  }, surface);
  await expect(page.locator(`#${id}`)).toHaveJSProperty("said", "wasm");
}

test("what became of an element is counted once the page agrees, and never says who", { tag: "@e31" }, async ({ shop, page, noises }) => {
  const counted = await beacons(page);
  await page.route("**/assets/*.wasm", (route) => route.fulfill({ status: 404 }));
  await shop.openAs("87");
  await shop.ready("html");
  expect(counted).toEqual([]);
  await measure(shop, true);
  await expect.poll(() => counted).toHaveLength(1);
  expect(counted[0]!.body).toEqual({ brand: "maison", surface: "web", path: "html", code: "wasm_status", first: expect.any(Number) });
  const { "content-type": type, cookie, authorization, referer } = counted[0]!.headers;
  expect([type, cookie, authorization, referer]).toEqual(["text/plain;charset=UTF-8", undefined, undefined, undefined]);
  noises.length = 0;
});

test("what an element has in front of its customer is said, for each surface, and again when it changes", async ({ shop, page, noises }) => {
  const said = await beacons(page), { ruin } = await ruinable(page);
  await shop.host(TAG.replace(">", ' surface="till">'));
  await measure(shop, true);
  await shop.ready();
  await another(shop, "social");
  await expect.poll(() => said).toHaveLength(2);
  const first = expect.any(Number), brand = "maison";
  expect(said.map(({ body }) => body)).toEqual([
    { brand, surface: "till", path: "wasm", first },
    { brand, surface: "social", path: "wasm", first },
  ]);
  await ruin();
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("constance-offers")) element.setAttribute("limit", "1");
  });
  await expect.poll(() => said).toHaveLength(4);
  const trapped = { brand, path: "html", code: "wasm_trap", traps: 1, first };
  expect(said.slice(2).map(({ body }) => body)).toEqual(expect.arrayContaining([
    { ...trapped, surface: "till" },
    { ...trapped, surface: "social" },
  ]));
  noises.length = 0;
});

test("that there is nothing but the fallback is said, and why", async ({ shop, page, noises }) => {
  const said = await beacons(page);
  await page.route("**/v1/experience?*", (route) => route.fulfill({ status: 500, contentType: "application/problem+json", body: '{"code": "internal"}' }));
  await shop.host(TAG);
  await measure(shop, true);
  await expect.poll(() => said).toHaveLength(1);
  expect(said[0]!.body).toEqual({ brand: "maison", surface: "web", path: "fallback", code: "internal" });
  noises.length = 0;
});

test("a no says nothing, ends what was agreed to, and keeps nothing for a later yes", async ({ shop, page }) => {
  const said = await beacons(page);
  await shop.host(TAG);
  await shop.ready();
  await measure(shop, false);
  await another(shop);
  await measure(shop, true);
  await page.waitForTimeout(300);
  expect(said, "neither what was before the no, nor what was while it held").toEqual([]);
  await another(shop);
  await expect.poll(() => said).toHaveLength(1);
  await measure(shop, false);
  await another(shop);
  await page.waitForTimeout(300);
  expect(said).toHaveLength(1);
});

test("a page that never says whether it agrees keeps fifty outcomes at most", async ({ shop, page, noises }) => {
  const said = await beacons(page);
  await page.route("**/v1/experience?*", (route) => route.fulfill({ status: 500, contentType: "application/problem+json", body: '{"code": "internal"}' }));
  await shop.host("");
  await page.evaluate(async () => {
    await customElements.whenDefined("constance-offers");
    let failed = 0;
    const all = new Promise<void>((done) => addEventListener("constance-error", () => { if (++failed === 60) done(); }));
    for (let each = 0; each < 60; each++) {
      const made = Object.assign(document.createElement("constance-offers"), { placement: "home" });
      document.querySelector("main")!.append(made);
      void (made as unknown as { refresh(): Promise<void> }).refresh();
    }
    await all;
  });
  await measure(shop, true);
  await expect.poll(() => said.length).toBe(50);
  await page.waitForTimeout(300);
  expect(said).toHaveLength(50);
  noises.length = 0;
});
