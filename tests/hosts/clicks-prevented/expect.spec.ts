import { expect, visit } from "../host.ts";

visit("a click that the page prevents and stops is not ours either", { tag: "@e36" }, async ({ shop, page }) => {
  await shop.openAs("99", "/host");
  await shop.ready();
  const posts = shop.asked("/v1/offers/");
  await shop.button("claim").click();
  await page.waitForTimeout(300);
  expect(posts).toEqual([]);
});
