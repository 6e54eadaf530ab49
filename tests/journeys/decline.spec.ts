import { expect, test } from "./shop.ts";

test("not for me: the offer goes, can be called back, and once gone stays gone", async ({ shop, page }) => {
  await shop.openAs(await shop.someone("loyal", 1));
  await shop.ready();
  const decline = shop.offers.locator('button[data-act="decline"]').first();
  const offer = (await decline.getAttribute("data-offer"))!;

  await decline.click();
  await expect(shop.card(offer)).toHaveCount(0);
  await expect(shop.status).not.toBeEmpty();
  await shop.expectAccessible();

  await shop.offers.locator(`button[data-act="undo"][data-offer="${offer}"]`).click();
  await expect(shop.card(offer)).toBeVisible();

  await shop.card(offer).locator('button[data-act="decline"]').click();
  await expect(shop.card(offer)).toHaveCount(0);
  await page.reload();
  await expect(shop.cards.first()).toBeVisible();
  await expect(shop.card(offer)).toHaveCount(0);
});

test("what was declined elsewhere meanwhile can no longer be claimed here, and the page says so", async ({ shop, page, noises }) => {
  await shop.deafen();
  await shop.openAs("1365");
  await shop.ready();
  const offer = (await shop.button("claim").getAttribute("data-offer"))!;

  const { token } = (await (await page.request.post("/shop/token")).json()) as { token: string };
  const opened = await page.request.post("/v1/session", { data: { brand: "maison", token } });
  const { session } = (await opened.json()) as { session: string };
  const headers = { authorization: `Bearer ${session}`, "idempotency-key": "from-the-telephone" };
  const declined = await page.request.post(`/v1/offers/${offer}/decline`, { headers, data: { placement: "home" } });
  expect(declined.ok()).toBe(true);

  await shop.button("claim", offer).click();
  await expect(shop.offers.locator('[part~="notice-text"]')).toHaveText("This can no longer be had.");
  await expect(shop.card(offer)).toHaveCount(0);
  await shop.expectAccessible();
  // The browser reports the refusal by itself; beside that there is our one line.
  expect(noises.filter((noise) => !noise.includes("409"))).toEqual([expect.stringMatching("^console warning: constance: not_offered: ")]);
  noises.length = 0;
});
