import { expect, test } from "./shop.ts";

for (const scheme of ["light", "dark"] as const) {
  for (const width of [280, 320, 768, 1280]) {
    test(`nothing is cut off or spills over at ${width} px, ${scheme}`, async ({ shop, page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await shop.openAs(await shop.someone("loyal"));
      await shop.ready();
      const spilling = await shop.offers.evaluate((element) => {
        const limit = element.getBoundingClientRect();
        return [...element.shadowRoot!.querySelectorAll("*")]
          .filter((inner) => {
            const box = inner.getBoundingClientRect();
            return box.width > 1 && (box.right > limit.right + 1 || box.left < limit.left - 1);
          })
          .map((inner) => inner.outerHTML.slice(0, 80));
      });
      expect(spilling).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await shop.expectAccessible();
    });
  }
}

test("a brand's custom properties reach the element", { tag: "@e16" }, async ({ shop }) => {
  await shop.open();
  await shop.ready();
  const title = shop.cards.locator('[part~="title"]').first();
  const before = await title.evaluate((node) => getComputedStyle(node).color);
  await shop.offers.evaluate((element) => (element as HTMLElement).style.setProperty("--constance-ink", "rgb(1, 2, 3)"));
  expect(before).not.toBe("rgb(1, 2, 3)");
  await expect(title).toHaveCSS("color", "rgb(1, 2, 3)");
});
