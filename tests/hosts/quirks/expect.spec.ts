import { expect, expectActs, visit } from "../host.ts";

visit("in quirks mode it looks and works as ever", { tag: "@e36" }, async ({ shop, page }) => {
  await shop.openAs("99", "/host");
  expect(await page.evaluate(() => document.compatMode)).toBe("BackCompat");
  await shop.ready();
  await expect(shop.offers.locator('[part="offers"]')).toHaveCSS("display", "grid");
  await expectActs(shop);
  await shop.expectAccessible();
});
