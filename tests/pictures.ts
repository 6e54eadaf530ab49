// The pictures of the documents, taken of the demo: `cargo xtask screenshots`.

import { expect, test } from "./journeys/shop.ts";

const folder = "../docs/pictures";
const still = { animations: "disabled", caret: "hide" } as const;
const alone = { ...still, style: "#switcher { visibility: hidden; }" };

test("the shop, as somebody who returned sees it", async ({ shop, page }) => {
  await page.setViewportSize({ width: 1280, height: 1100 });
  await shop.openAs(await shop.someone("loyal"));
  await shop.ready();
  await page.screenshot({ path: `${folder}/shop.png`, ...still });
});

for (const stage of ["lapsed", "at_risk", "loyal", "new"]) {
  test(`what a customer who is ${stage} is offered`, async ({ shop, page }) => {
    await page.setViewportSize({ width: 1120, height: 900 });
    await shop.openAs(await shop.someone(stage));
    await shop.ready();
    await shop.offers.screenshot({ path: `${folder}/${stage.replace("_", "-")}.png`, ...alone });
  });
}

test("in French, in the dark, on a phone", async ({ shop, page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await shop.openAs(await shop.someone("lapsed"), "/fr/");
  await shop.ready();
  await expect(shop.cards.first()).toBeVisible();
  await shop.offers.screenshot({ path: `${folder}/phone-fr-dark.png`, ...alone });
});
