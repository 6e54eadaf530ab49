import { expect, test } from "./shop.ts";

test("a visitor sees the offers for everyone, each with its reason, and nothing personal", { tag: "@e74" }, async ({ shop }) => {
  await shop.open();
  await shop.ready();
  await expect(shop.cards).toHaveCount(2);
  for (const card of await shop.cards.all()) {
    await expect(card.locator('[part~="reason"]').first()).not.toBeEmpty();
    await expect(card.getByRole("link")).toHaveCount(1);
    await expect(card.locator("[data-act]")).toHaveCount(0);
  }
  await expect(shop.offers.locator('[part~="tier"], [part~="ticket"]')).toHaveCount(0);
  await shop.expectAccessible();
});

test("the page holds our two lines and the one global they bring", { tag: ["@e1", "@e11"] }, async ({ shop, page }) => {
  await page.addInitScript(() => {
    (window as unknown as { before: string[] }).before = Object.keys(window);
  });
  await shop.open();
  await shop.ready();
  const added = await page.evaluate(() => {
    const before = new Set((window as unknown as { before: string[] }).before);
    return Object.keys(window).filter((key) => !before.has(key) && key !== "before");
  });
  expect(added.filter((name) => name !== "shopToken"), "but for the shop's own").toEqual(["constance"]);
  await expect(page.locator("constance-offers")).toHaveCount(1);
  await expect(page.locator('script[src$="/constance.js"][async][data-brand="maison"]')).toHaveCount(1);
});

test("signing in at the shop greets the customer, signing out clears the page", async ({ shop, page }) => {
  await shop.open();
  await shop.openAs(await shop.someone("loyal"));
  await expect(shop.offers.locator('[part~="points"]')).toBeVisible();
  await expect(shop.offers.locator('[part~="benefit"]').first()).toBeVisible();
  const cleared = await page.evaluate(() => {
    const element = document.querySelector("constance-offers") as HTMLElement & { signOut(): Promise<void> };
    void element.signOut();
    return element.shadowRoot?.querySelector('[part~="tier"]') === null;
  });
  expect(cleared, "personal content is gone before anything else happens").toBe(true);
  await expect(shop.cards).toHaveCount(2);
  await expect(shop.offers.locator('[part~="tier"]')).toHaveCount(0);
});
