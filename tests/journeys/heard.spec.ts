// What a screen reader is given, whole: a change here is a change for somebody who cannot see it.

import { expect, test } from "./shop.ts";

test("what a visitor hears", async ({ shop }) => {
  await shop.open();
  await shop.ready();
  await expect(shop.offers).toMatchAriaSnapshot({ name: "visitor.aria.yml" });
});

test("what a loyal member hears", { tag: "@e79" }, async ({ shop }) => {
  await shop.openAs("157");
  await shop.ready();
  await expect(shop.offers).toMatchAriaSnapshot({ name: "loyal.aria.yml" });
});

test("what a loyal member hears in French", async ({ shop }) => {
  await shop.openAs("157", "/fr/");
  await shop.ready();
  await expect(shop.offers).toMatchAriaSnapshot({ name: "loyal-fr.aria.yml" });
});

test("what is heard with a claim, and what is announced", { tag: "@e80" }, async ({ shop }) => {
  await shop.openAs("17");
  await shop.ready();
  await shop.button("claim").click();
  await expect(shop.tickets).toHaveCount(1);
  await expect(shop.status).toHaveText("Claimed. Your code is below.");
  await expect(shop.offers).toMatchAriaSnapshot({ name: "claim.aria.yml" });
});

test("what is heard in the place of an offer that was set aside, and what is announced", { tag: "@e80" }, async ({ shop }) => {
  await shop.openAs("61");
  await shop.ready();
  await shop.button("decline").click();
  await expect(shop.status).toHaveText("Noted. This offer is set aside.");
  await expect(shop.offers).toMatchAriaSnapshot({ name: "declined.aria.yml" });
});

test("time is told in words, and no clock ticks where nothing ends today", { tag: "@e78" }, async ({ shop }) => {
  await shop.openAs(await shop.someone("loyal"));
  await shop.ready();
  await expect(shop.offers.locator("time").first()).toBeVisible();
  expect(await shop.offers.locator("time:not([datetime])").count()).toBe(0);
  await expect(shop.offers.getByRole("timer")).toHaveCount(0);
});
