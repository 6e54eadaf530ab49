import type { Page } from "@playwright/test";
import { expect, test } from "./shop.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

/** Where the focus is, inside the element too; and whether it can be seen there, with nothing of the page over it. */
function focus(page: Page) {
  return page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at) return { on: "", seen: false };
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    const { top, bottom, left, width, height } = at.getBoundingClientRect(), middle = [left + width / 2, top + height / 2] as const;
    let over = document.elementFromPoint(...middle);
    while (over?.shadowRoot) {
      const inner: Element | null = over.shadowRoot.elementFromPoint(...middle);
      if (!inner || inner === over) break;
      over = inner;
    }
    const on = at.getAttribute("data-act") ?? (at.hasAttribute("data-copy") ? "copy" : at.id || at.localName);
    const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && bottom > 0 && top < innerHeight;
    return { on, seen: seen && !!over && (at.contains(over) || over.contains(at)) };
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

/** What sticks to the top of many a shop's page, and hides what lies below it. */
const HEADER = '<header style="position: sticky; inset-block-start: 0; z-index: 9; block-size: 6rem; background: Canvas">A shop</header>';

for (const [how, customer] of [["wasm", "1402"], ["html", "1403"]] as const) {
  test(`below a header that sticks, with Tab and Enter alone: why, what is hidden, a matter, a try again and a claim (${how})`, { tag: "@e75" }, async ({ shop, page, noises }) => {
    if (how === "html") await page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
    await shop.signIn(customer);
    await page.goto("/");
    await shop.reports(customer, "Contact Opened", { contact_id: `c-${customer}` });
    await shop.host(`${HEADER}<constance-offers placement="home" privacy="mask"></constance-offers>`);
    await shop.ready(how);
    await tabTo(page, "reveal");
    await page.keyboard.press("Enter");
    await expect.poll(() => focus(page)).toEqual({ on: "tier", seen: true });
    await expect(shop.offers.locator('[part="matter"]')).toHaveCount(1);

    await tabTo(page, "close");
    await page.keyboard.press("Enter");
    await expect(shop.offers.locator('[part="matter"]')).toHaveCount(0);
    await expect.poll(() => focus(page)).toMatchObject({ seen: true });

    await tabTo(page, "summary");
    await page.keyboard.press("Enter");
    await expect(shop.offers.locator("details[open]")).toHaveCount(1);

    await page.route("**/v1/offers/*/claim", (route) => route.fulfill({ status: 503, body: "" }), { times: 1 });
    await tabTo(page, "claim");
    await page.keyboard.press("Enter");
    await expect(shop.status).toHaveText("That did not go through.");
    // What is tried again is where the focus is.
    await expect.poll(() => focus(page)).toEqual({ on: "claim", seen: true });
    await page.keyboard.press("Enter");
    await expect(shop.tickets).toHaveCount(1);
    await expect.poll(() => focus(page)).toMatchObject({ seen: true });
    noises.length = 0; // what is said of an answer of 503, and of a browser without WebAssembly
  });
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
