import { expectActs, visit } from "../host.ts";

visit("commands that are none are passed over, before and after we are there", { tag: "@e9" }, async ({ shop, page }) => {
  await shop.openAs("99", "/host");
  await shop.ready();
  await page.evaluate("constance.push(...none); constance.push();");
  await expectActs(shop);
});
