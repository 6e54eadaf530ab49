import { expect, test } from "./shop.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("an offer is claimed, its code copied, kept over a reload, and given back", async ({ shop, page }) => {
  const customer = await shop.someone("at_risk", 1);
  await shop.openAs(customer);
  await shop.ready();

  const button = shop.offers.locator('button[data-act="claim"]').first();
  const offer = (await button.getAttribute("data-offer"))!;
  const title = await shop.card(offer).locator('[part~="title"]').innerText();
  await button.click();

  const claim = shop.offers.locator('[part~="ticket"]').filter({ hasText: title });
  await expect(claim).toBeVisible();
  await expect(shop.offers.locator(`button[data-act="claim"][data-offer="${offer}"]`)).toHaveCount(0);
  await expect(shop.status).not.toBeEmpty();
  await shop.expectAccessible();

  const code = await claim.locator("code").innerText();
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  await claim.locator("[data-copy]").click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(code);

  await page.reload();
  await expect(claim.locator("code")).toHaveText(code);
  await shop.ready();

  await claim.locator('button[data-act="undo"]').click();
  await expect(shop.offers.locator(`button[data-act="claim"][data-offer="${offer}"]`)).toBeVisible();
  await expect(claim).toHaveCount(0);
});

test("after a claim the focus is where the code is, not lost", { tag: "@e75" }, async ({ shop, page }) => {
  await shop.openAs(await shop.someone("at_risk", 2));
  await shop.ready();
  const button = shop.offers.locator('button[data-act="claim"]').first();
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(shop.offers.locator('[part~="ticket"]').first()).toBeVisible();
  const focused = await shop.offers.evaluate((element) => element.shadowRoot?.activeElement?.closest("[part~=ticket]") !== null);
  expect(focused).toBe(true);
});

test("a claim whose answer was lost is repeated as the same claim", async ({ shop, page, noises }) => {
  await shop.deafen();
  await shop.openAs(await shop.someone("lapsed", 1));
  await shop.ready();
  const keys: string[] = [];
  await page.route("**/v1/offers/*/claim", async (route) => {
    keys.push(route.request().headers()["idempotency-key"] ?? "");
    if (keys.length === 1) {
      await route.fetch(); // the service hears it, the page does not
      await route.abort("connectionreset");
    } else {
      await route.continue();
    }
  });
  const button = shop.offers.locator('button[data-act="claim"]').first();
  const offer = await button.getAttribute("data-offer");
  await button.click();
  await expect(shop.offers.locator('[part="waiting"]')).toBeVisible();
  await page.evaluate(() => { dispatchEvent(new Event("online")); });
  await expect(shop.offers.locator('[part~="ticket"] code')).toHaveCount(1);
  await expect(shop.offers.locator(`button[data-act="claim"][data-offer="${offer}"]`)).toHaveCount(0);
  expect(keys).toHaveLength(2);
  expect(keys[1]).toBe(keys[0]);
  // The browser itself reports the broken connection; that one line is expected.
  expect(noises.filter((noise) => !noise.includes("ERR_CONNECTION_RESET"))).toEqual([]);
  noises.length = 0;
});
