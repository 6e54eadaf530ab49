import { expect, test } from "./shop.ts";

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    delete (window as { WebAssembly?: unknown }).WebAssembly;
  });
});

test.afterEach(({ noises }) => {
  const said = noises.splice(0, noises.length);
  expect(new Set(said)).toEqual(new Set(["console warning: constance: wasm_missing: see docs/embedding.md"]));
});

test("without WebAssembly the offers are there and their links lead on", { tag: "@e27" }, async ({ shop, page }) => {
  await shop.open();
  await shop.ready("html");
  const link = shop.cards.getByRole("link").first();
  const href = await link.getAttribute("href");
  await link.click();
  await expect(page).toHaveURL(new RegExp(`${href!.replace(/[/#]/g, "\\$&")}$`));
  await shop.expectAccessible();
});

test("without WebAssembly an offer can be claimed, declined and called back", { tag: "@e27" }, async ({ shop }) => {
  await shop.openAs(await shop.someone("active", 1));
  await shop.ready("html");
  const claim = shop.offers.locator('button[data-act="claim"]').first();
  const claimed = (await claim.getAttribute("data-offer"))!;
  await claim.click();
  await expect(shop.offers.locator('[part~="ticket"] code')).toBeVisible();
  await shop.offers.locator(`[part~="ticket"] button[data-act="undo"][data-offer="${claimed}"]`).click();
  await expect(shop.offers.locator(`button[data-act="claim"][data-offer="${claimed}"]`)).toBeVisible();
  await shop.card(claimed).locator('button[data-act="decline"]').click();
  await expect(shop.card(claimed)).toHaveCount(0);
});
