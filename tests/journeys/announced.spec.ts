// What changes is said once on a page, however many elements it has, and what a customer did is said where they did it.

import type { Locator } from "@playwright/test";
import { expect, test, type Shop } from "./shop.ts";

const TWO = '<constance-offers placement="home"></constance-offers><constance-offers placement="account"></constance-offers>';

/** Two elements that hear what happens; what each says from here on, with its placement. */
async function two(shop: Shop, customer: string): Promise<{ other: Locator; said(): Promise<string[]> }> {
  const { page } = shop, stream = page.waitForResponse((answer) => answer.url().includes("/v1/live"));
  await shop.signIn(customer);
  await shop.host(TWO);
  const other = page.locator("constance-offers").last();
  await shop.ready();
  await other.scrollIntoViewIfNeeded();
  await shop.ready("wasm", other);
  await stream;
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    for (const element of document.querySelectorAll("constance-offers")) {
      const status = element.shadowRoot!.querySelector("[role=status]")!;
      const hear = () => status.textContent && said.push(`${element.getAttribute("placement")}: ${status.textContent.trim()}`);
      new MutationObserver(hear).observe(status, { childList: true, characterData: true, subtree: true });
    }
  });
  return { other, said: () => page.evaluate(() => (window as unknown as { said: string[] }).said) };
}

const points = (element: Locator) => element.locator('[part="points"]');

for (const [where, customer] of [["the first in sight", "422"], ["that which has the focus", "423"]] as const) {
  test(`what a server reports changes two elements, and ${where} says so`, { tag: "@e80" }, async ({ shop, page }) => {
    const { other, said } = await two(shop, customer);
    if (customer === "422") await page.evaluate(() => scrollTo(0, 0));
    else await other.locator("button").first().focus();
    const before = (await points(shop.offers).textContent())!;
    expect(await page.request.post("/shop/buy", { data: { product: "harbor-symphony" } })).toBeOK();
    await expect(points(shop.offers)).not.toHaveText(before);
    await expect(points(other)).not.toHaveText(before);
    await page.waitForTimeout(500);
    expect(await said()).toEqual([`${customer === "422" ? "home" : "account"}: Your offers have changed.`]);
  });
}

test("what came of an act is said where it was done, and by no other element, even where the others hear of it first", { tag: "@e80" }, async ({ shop, page }) => {
  const { other, said } = await two(shop, "424");
  await page.route("**/v1/offers/*/claim", async (route) => {
    const response = await route.fetch();
    await new Promise((done) => setTimeout(done, 1_500));
    await route.fulfill({ response });
  });
  await shop.button("claim").click();
  await expect(other.locator('[part~="ticket"]')).toHaveCount(1);
  await expect(shop.tickets).toHaveCount(1);
  await page.waitForTimeout(500);
  expect(await said()).toEqual([expect.stringMatching(/^home: (?!Your offers have changed)/)]);
});
