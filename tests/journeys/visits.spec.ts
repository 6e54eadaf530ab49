// A visitor who may be remembered, and what of it is theirs when they say who they are.

import type { Page } from "@playwright/test";
import { expect, test } from "./shop.ts";

interface Constance { push(...calls: unknown[]): void }

const says = (page: Page, personalOffers: boolean) => page.evaluate((personalOffers) =>
  (window as unknown as { constance: Constance }).constance.push(["setConsent", { personalOffers }]), personalOffers);

test("nobody is remembered before the page has said that they may be", async ({ shop }) => {
  const sessions = shop.asked("/v1/session");
  await shop.open();
  await shop.ready();
  expect(sessions).toHaveLength(0);
  await expect(shop.offers.locator('button[data-act="decline"]')).toHaveCount(0);
});

test("a visitor who agreed can say “not for me”, and it is so still once they say who they are", async ({ shop, page }) => {
  await shop.open();
  await shop.ready();
  await says(page, true);
  const decline = shop.offers.locator('button[data-act="decline"]').first();
  await expect(decline).toBeVisible();
  await shop.expectAccessible();
  const offer = (await decline.getAttribute("data-offer"))!;
  await decline.click();
  await expect(shop.card(offer)).toHaveCount(0);

  await shop.signIn("261");
  await page.evaluate(() => (window as unknown as { constance: Constance }).constance.push(["identify", async () => {
    const answer = await fetch("/shop/token", { method: "POST" });
    return (await answer.json()).token;
  }]));
  await expect(shop.offers.locator('[part="tier"]')).toBeVisible();
  await expect(shop.cards.first()).toBeVisible();
  await expect(shop.card(offer)).toHaveCount(0);
});

test("a visitor who takes it back is nobody again", async ({ shop, page }) => {
  await shop.open();
  await shop.ready();
  const offer = (await shop.cards.first().locator("a[data-offer]").getAttribute("data-offer"))!; // for everyone
  await says(page, true);
  await shop.card(offer).locator('button[data-act="decline"]').click();
  await expect(shop.card(offer)).toHaveCount(0);
  await says(page, false);
  await expect(shop.card(offer)).toBeVisible();
  await expect(shop.offers.locator('button[data-act="decline"]')).toHaveCount(0);
});
