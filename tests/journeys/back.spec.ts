// The browser's own memory of a page: only a whole browser has it, and Playwright turns it off. Here it is on.

import { expect, test } from "./shop.ts";

test.use({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
      await use({ ...launchOptions, executablePath, ignoreDefaultArgs: ["--disable-back-forward-cache"] });
    },
    { scope: "worker" },
  ],
});

const TAG = '<constance-offers placement="home"></constance-offers>';

test("a page that the browser kept is come back to, and what is personal is there once it was asked for again", { tag: "@e24" }, async ({ shop, page }) => {
  await page.addInitScript(() => {
    const seen = Object.assign(window, { kept: [] as boolean[], personal: [] as number[] });
    addEventListener("pageshow", (event) => {
      seen.kept.push(event.persisted);
      // The last of those who hear it: what is there now is there before anything is asked.
      seen.personal.push(document.querySelector("constance-offers")?.shadowRoot?.querySelectorAll('[part~="tier"]').length ?? 0);
    });
  });
  const seen = (what: "kept" | "personal") => page.evaluate((what) => (window as unknown as Record<string, unknown[]>)[what], what);
  await shop.signIn("94");
  await shop.host(TAG);
  await shop.ready();
  await expect(shop.offers.locator('[part~="tier"]')).toBeVisible();

  for (const stays of [true, false]) {
    await page.goto("/shop/mark.svg");
    if (!stays) await page.request.post("/shop/sign-out");
    const asked = page.waitForRequest("**/v1/experience?*");
    await page.goBack({ waitUntil: "commit" });
    await asked;
    expect(((await seen("kept")) as boolean[]).at(-1), "it is the same page").toBe(true);
    expect(((await seen("personal")) as number[]).at(-1)).toBe(0);
    await expect(shop.cards.first()).toBeVisible();
    await expect(shop.offers.locator('[part~="tier"]')).toHaveCount(stays ? 1 : 0);
  }
});
