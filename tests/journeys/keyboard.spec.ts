import type { Page } from "@playwright/test";
import { expect, test } from "./shop.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

/** Where the focus is, inside the element too; and whether it can be seen there. */
function focus(page: Page) {
  return page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at) return { on: "", seen: false };
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    const { top, bottom } = at.getBoundingClientRect();
    const on = at.getAttribute("data-act") ?? (at.hasAttribute("data-copy") ? "copy" : at.id || at.localName);
    return { on, seen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && bottom > 0 && top < innerHeight };
  });
}

/** Presses Tab until something has the focus; it must be seen at every stop. */
async function tabTo(page: Page, goal: string): Promise<void> {
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press("Tab");
    const { on } = await focus(page);
    await expect.poll(async () => (await focus(page)).seen, `the focus is seen on ${on}`).toBe(true);
    if (on === goal) return;
  }
  throw new Error(`Tab does not reach ${goal}`);
}

test("claim, copy, undo, decline and undo with Tab and Enter alone, the focus always in sight", { tag: "@e75" }, async ({ shop, page }) => {
  await shop.openAs("67");
  await shop.ready();
  await tabTo(page, "claim");
  await page.keyboard.press("Enter");
  await expect(shop.tickets).toHaveCount(1);
  await expect.poll(() => focus(page)).toEqual({ on: expect.stringMatching(/^claim-/), seen: true });

  await tabTo(page, "copy");
  await page.keyboard.press("Enter");
  await expect(shop.status).toHaveText("Copied.");
  const code = await shop.tickets.locator("code").innerText();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);

  await tabTo(page, "undo");
  await page.keyboard.press("Enter");
  await expect(shop.tickets).toHaveCount(0);
  await expect.poll(() => focus(page)).toEqual({ on: expect.stringMatching(/^offer-/), seen: true });

  await tabTo(page, "decline");
  await page.keyboard.press("Enter");
  await expect(shop.offers.locator("#undo")).toBeVisible();
  await expect.poll(() => focus(page)).toMatchObject({ seen: true });
  if ((await focus(page)).on !== "undo") await tabTo(page, "undo");
  await page.keyboard.press("Enter");
  await expect(shop.offers.locator("#undo")).toHaveCount(0);
  await expect.poll(() => focus(page)).toEqual({ on: expect.stringMatching(/^offer-/), seen: true });
});
