import { expect, test } from "./shop.ts";

test("the switcher signs in a customer of each stage, live, and signs out again", async ({ shop, page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await shop.open();
  await shop.ready();
  let loads = 0;
  page.on("framenavigated", () => loads++);
  await page.getByRole("button", { name: "Try the shop as" }).click();
  const groups = page.locator("#stages h3");
  await expect(groups).toHaveCount(7);
  const greeting = shop.offers.locator('[part="greeting"]');
  const who = page.locator("#who");
  for (const group of await groups.all()) {
    const stage = (await group.innerText()).split(":")[0]!.toLowerCase();
    const person = group.locator("xpath=following-sibling::ul[1]").getByRole("button").first();
    const customer = (await person.getAttribute("data-customer"))!;
    const tier = /\n(\w+),/.exec(await person.innerText())![1]!;
    await person.click();
    await expect(who).toHaveText(`Customer ${customer}: ${stage}, ${tier}`);
    await expect(person).toHaveAttribute("aria-pressed", "true");
    await expect(shop.offers.locator('[part="tier"]')).toHaveText(tier);
    await expect(shop.cards.first()).toBeVisible();
  }
  await shop.expectAccessible();

  await page.getByRole("button", { name: "A visitor, signed out" }).click();
  await expect(who).toHaveText("Signed out");
  await expect(greeting).toHaveText("Welcome");
  await expect(shop.offers.locator('[part="tier"]')).toHaveCount(0);
  await expect(shop.cards).toHaveCount(2);
  expect(loads, "the page was not loaded again").toBe(0);
});

test("on a phone the switcher gives way to the offers, and any customer can be named", async ({ shop, page, noises }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await shop.open();
  await shop.ready();
  await page.getByRole("button", { name: "Try the shop as" }).click();
  const number = page.getByLabel("Any customer");
  await number.fill("2400");
  await number.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("There is no customer 2400.");
  expect(noises.splice(0), "the browser's line on that answer, and no other").toHaveLength(1);
  await number.fill("46");
  await number.press("Enter");
  await expect(page.locator("#people")).toBeHidden();
  await expect(shop.offers.locator('[part="tier"]')).toBeInViewport();
  await shop.expectAccessible();
});
