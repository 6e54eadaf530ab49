// The pictures of the documents, taken of the demo: `cargo xtask screenshots`.

import { test, type Shop } from "./journeys/shop.ts";

const folder = "../docs/pictures";
const still = { animations: "disabled", caret: "hide" } as const;

/** Opens the shop as a customer of a stage, without the demonstration's own switcher. */
async function openAs(shop: Shop, stage: string, path = "/", turn = 0): Promise<void> {
  await shop.openAs(await shop.someone(stage, turn), path);
  await shop.ready();
  await shop.page.evaluate(() => document.querySelector("#switcher")?.remove());
}

test("the shop, as a loyal member sees it, from where the sun comes up to the fourth offer", async ({ shop, page }) => {
  await page.setViewportSize({ width: 1280, height: 2400 });
  await openAs(shop, "loyal", "/", 2);
  const invitation = (await page.locator(".hero .button").boundingBox())!;
  const last = (await shop.cards.nth(3).boundingBox())!;
  const top = Math.round(invitation.y - 32);
  const clip = { x: 0, y: top, width: 1280, height: Math.round(last.y + last.height + 40) - top };
  await page.screenshot({ path: `${folder}/shop.png`, clip, ...still });
});

for (const stage of ["lapsed", "at_risk", "loyal", "new"]) {
  test(`what a customer who is ${stage} is offered`, async ({ shop, page }) => {
    await page.setViewportSize({ width: 1120, height: 900 });
    await openAs(shop, stage);
    await shop.offers.screenshot({ path: `${folder}/${stage.replace("_", "-")}.png`, ...still });
  });
}

test("the shop in French, in the dark, on a narrow phone", async ({ shop, page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 2400 });
  await openAs(shop, "loyal", "/fr/", 2);
  const top = Math.round((await shop.offers.boundingBox())!.y - 90);
  const first = (await shop.cards.first().boundingBox())!;
  const clip = { x: 0, y: top, width: 320, height: Math.round(first.y + first.height + 24) - top };
  await page.screenshot({ path: `${folder}/shop-dark-320.png`, clip, ...still });
});

test("in French, in the dark, on a phone", async ({ shop, page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await openAs(shop, "lapsed", "/fr/");
  await shop.offers.screenshot({ path: `${folder}/phone-fr-dark.png`, ...still });
});
