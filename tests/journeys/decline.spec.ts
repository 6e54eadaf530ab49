import { expect, test } from "./shop.ts";

test("not for me: the offer goes, can be called back, and once gone stays gone", async ({ shop, page }) => {
  await shop.openAs(await shop.someone("loyal", 1));
  await shop.ready();
  const decline = shop.offers.locator('button[data-act="decline"]').first();
  const offer = (await decline.getAttribute("data-offer"))!;

  await decline.click();
  await expect(shop.card(offer)).toHaveCount(0);
  await expect(shop.status).not.toBeEmpty();
  await shop.expectAccessible();

  await shop.offers.locator(`button[data-act="undo"][data-offer="${offer}"]`).click();
  await expect(shop.card(offer)).toBeVisible();

  await shop.card(offer).locator('button[data-act="decline"]').click();
  await expect(shop.card(offer)).toHaveCount(0);
  await page.reload();
  await expect(shop.cards.first()).toBeVisible();
  await expect(shop.card(offer)).toHaveCount(0);
});
