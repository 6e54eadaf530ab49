// The desk: what whoever answers the telephone sees of a customer, beside what the shop shows the same customer.

import type { Page } from "@playwright/test";
import { expect, test } from "./shop.ts";

/** Every offer of the program is either seen or out. */
const OFFERS = 16;

const seen = (page: Page) => page.locator("#offers > li");
const out = (page: Page, offer: string) => page.locator(`#withheld li[data-offer="${offer}"]`);

/** Opens what the customer does not see. */
async function unfold(page: Page): Promise<void> {
  await page.getByText(/^What they do not see, and why/).click();
  await expect(page.locator("#withheld")).toBeVisible();
}

const told = {
  loyal: {
    stands: ["Days with a purchase in 365 days", "Days since the last purchase"],
    next: /^At risk on .+,\s199\d$/,
    out: { "gift-record": "stage: lapsed (is loyal)", "first-record": "stage: prospect (is loyal)" },
  },
  lapsed: {
    stands: ["Days since the last purchase"],
    next: /^They stay where they are\.$/,
    out: { "early-pressing": "stage: loyal (is lapsed)", "cellar-tasting": "tier: symphonie (is prelude)" },
  },
};
for (const [stage, expected] of Object.entries(told)) {
  test(`of a customer who is ${stage} the desk tells stage, forecast, the offers of the shop, and why not the others`, async ({ shop, page }) => {
    const customer = await shop.someone(stage);
    await shop.openAs(customer);
    await shop.ready();
    const titles = await shop.cards.locator('[part~="title"]').allInnerTexts();
    const reasons = await shop.cards.locator('[part~="reason"]').allInnerTexts();

    await page.goto("/desk");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Customer ${customer}`);
    await expect(page.locator("#stage-line")).toHaveText(new RegExp(`^${stage}, since .+\\s199\\d$`));
    await expect(page.locator("#relationship dt")).toHaveText(expected.stands, { ignoreCase: true });
    await expect(page.locator("#relationship div").first().locator("dd")).toHaveText([/^\d+$/, /^asked: at (least|most) \d+$/]);
    await expect(page.locator("#next li").first()).toHaveText(expected.next, { ignoreCase: true });
    await expect(page.getByRole("meter", { name: "Still with us" })).toBeVisible();
    await expect(page.locator("#outlook")).toContainText("purchases in the next twelve months");
    await expect(page.locator("#outlook")).toContainText("Never told to the customer.");

    expect(await seen(page).locator("h3").allInnerTexts()).toEqual(titles);
    for (const [place, reason] of reasons.entries()) {
      const [first] = await seen(page).nth(place).locator(".said").allInnerTexts();
      expect(reason).toContain(first!);
    }
    await unfold(page);
    await expect(page.locator("#withheld li")).toHaveCount(OFFERS - titles.length);
    for (const [offer, why] of Object.entries(expected.out)) {
      await expect(out(page, offer)).toContainText(why);
    }
    await expect(out(page, "margin-pencil")).toContainText("bought of category “score” in 90 days: at least 1 (is 0)");
    await shop.expectAccessible();
  });
}

for (const width of [320, 768, 1280]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`the desk needs no scrolling sideways at ${width} px, ${colorScheme}`, async ({ shop, page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto("/desk");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who is calling?");
      await shop.expectAccessible();
      await page.getByLabel("Any customer").fill("157");
      await page.getByRole("button", { name: "Look them up" }).click();
      await expect(seen(page).first()).toBeVisible();
      await unfold(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await shop.expectAccessible();
    });
  }
}

test("whoever calls is looked up with the keyboard alone, and of a stranger nothing is told", async ({ shop, page, noises }) => {
  await page.goto("/desk");
  const number = page.getByLabel("Any customer");
  await number.fill("87");
  await number.press("Enter");
  const who = page.getByRole("heading", { level: 1 });
  await expect(who).toHaveText("Customer 87");
  await expect(who).toBeFocused();
  await expect(page.locator("#outlook")).toHaveText("Nothing to reckon from: there is no order yet.");

  await number.fill("2400");
  await number.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("There is no customer 2400.");
  await expect(who).toHaveText("Who is calling?");
  await expect(page.locator("#seen"), "not even of the one before").toBeHidden();
  await shop.expectAccessible();
  expect(noises.splice(0), "the browser's line on that answer, and no other").toHaveLength(1);
});

test("a score that is bought brings the pencil, with its reason, to the shop and to the desk", async ({ shop, page }) => {
  await shop.openAs("95");
  await shop.ready();
  await expect(shop.card("margin-pencil")).toHaveCount(0);
  await page.getByRole("button", { name: "Buy Six Duos for Young Cellists" }).click();
  const pencil = shop.card("margin-pencil");
  await expect(pencil.locator('[part~="title"]')).toHaveText("A pencil for the margins");
  const reason = "You have bought 1 item from “score” in the past 90 days.";
  await expect(pencil.locator('[part~="reason"]')).toContainText(reason);
  await shop.expectAccessible();

  await page.goto("/desk");
  const there = seen(page).filter({ hasText: "A pencil for the margins" });
  await expect(there.locator(".said").first()).toContainText(reason);
  await expect(there.locator(".trace li")).toHaveText(["bought of category “score” in 90 days: at least 1 (is 1)"]);
});

test("what is not for them in the shop is out at the desk, as declined, until it may come back", async ({ shop, page }) => {
  await shop.openAs("199");
  await shop.ready();
  const offer = (await shop.button("decline").getAttribute("data-offer"))!;
  const title = await shop.card(offer).locator('[part~="title"]').innerText();
  await page.goto("/desk");
  await expect(seen(page).filter({ hasText: title })).toHaveCount(1);

  await page.goto("/");
  await shop.ready();
  await shop.button("decline", offer).click();
  await expect(shop.card(offer)).toHaveCount(0);
  await page.goto("/desk");
  await expect(seen(page).first()).toBeVisible();
  await expect(seen(page).filter({ hasText: title })).toHaveCount(0);
  await unfold(page);
  await expect(out(page, offer)).toHaveText(new RegExp(`^${title} declined(, may come back on \\w+ \\d+, \\d{4}| for good) Offer it again: ${title}$`));
});
