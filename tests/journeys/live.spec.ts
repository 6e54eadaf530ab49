// Whatever happens to a customer anywhere is on every page of theirs, without their asking. How soon: `cargo xtask bench live`.

import { expect, type Browser, type Page } from "@playwright/test";
import { hearReady, listen, Shop, test } from "./shop.ts";

/** The same customer in another browser, with the stream open. */
async function elsewhere(browser: Browser, customer: string, baseURL: string): Promise<{ shop: Shop; page: Page }> {
  const page = await (await browser.newContext({ baseURL, locale: "en-US" })).newPage(), shop = new Shop(page);
  await listening(page, () => shop.openAs(customer));
  return { shop, page };
}

/** Opens a page and waits until it hears what happens. */
async function listening(page: Page, open: () => Promise<void>): Promise<void> {
  const stream = page.waitForResponse((answer) => answer.url().includes("/v1/live"));
  await open();
  expect((await stream).status()).toBe(200);
}

test("what is claimed, given back and declined in one browser is so in the other", async ({ shop, page, browser, baseURL }) => {
  const other = await elsewhere(browser, "251", baseURL!);
  await listening(page, () => shop.openAs("251"));
  await shop.ready();
  const claim = shop.offers.locator('button[data-act="claim"]').first(), offer = (await claim.getAttribute("data-offer"))!;
  const ticket = other.shop.offers.locator(`[part~="ticket"] button[data-act="undo"][data-offer="${offer}"]`);

  await claim.click();
  await expect(ticket).toBeVisible();
  await expect(other.shop.status).toHaveText("Your offers have changed.");
  await ticket.click();
  await expect(shop.card(offer)).toBeVisible();
  await shop.card(offer).locator('button[data-act="decline"]').click();
  await expect(other.shop.card(offer)).toHaveCount(0);
  await expect(shop.offers.locator("#undo")).toBeFocused();
  await shop.offers.locator("#undo").click();
  await expect(other.shop.card(offer)).toBeVisible();
  await shop.expectAccessible();
  await other.page.context().close();
});

test("a page that acted is not told to ask for what it was answered, and the others are", async ({ shop, page, browser, baseURL }) => {
  const other = await elsewhere(browser, "254", baseURL!);
  await shop.signIn("254");
  await listening(page, () => shop.host('<constance-offers placement="home"></constance-offers>'));
  await shop.ready();
  const asked: string[] = [];
  page.on("request", (request) => { if (request.url().includes("/v1/experience")) asked.push(request.url()); });
  const claim = shop.offers.locator('button[data-act="claim"]').first(), offer = (await claim.getAttribute("data-offer"))!;
  const ticket = (of: Shop) => of.offers.locator(`[part~="ticket"] button[data-act="undo"][data-offer="${offer}"]`);
  for (const round of [1, 2]) {
    await shop.card(offer).locator('button[data-act="claim"]').click();
    await expect(ticket(other.shop)).toBeVisible();
    await ticket(shop).click();
    await expect(other.shop.card(offer)).toBeVisible();
    expect(asked, `round ${round}`).toEqual([]);
  }
  // What it did not do itself it is told.
  await other.shop.card(offer).locator('button[data-act="decline"]').click();
  await expect(shop.card(offer)).toHaveCount(0);
  expect(asked).not.toEqual([]);
  await other.page.context().close();
});

test("what a server reports is on the page before it is asked for", async ({ shop, page }) => {
  await listening(page, () => shop.openAs("252"));
  await shop.ready();
  const points = shop.offers.locator('[part="points"]'), before = (await points.textContent())!;
  const bought = await page.request.post("/shop/buy", { data: { product: "harbor-symphony" } });
  expect(bought.ok()).toBe(true);
  await expect(points).not.toHaveText(before);
});

test("a page listens once however many elements it has, and of two pages of one browser only one does", async ({ shop, page, context }) => {
  await shop.signIn("253");
  const streams: string[] = [];
  context.on("request", (request) => { if (request.url().includes("/v1/live")) streams.push(request.url()); });
  const body = '<constance-offers placement="home"></constance-offers><constance-offers placement="account"></constance-offers>';
  await listening(page, () => shop.host(body));
  await shop.ready();
  const second = await context.newPage(), beside = new Shop(second);
  await beside.host(body);
  await expect(beside.cards.first()).toBeVisible();
  expect(streams).toHaveLength(1);

  const offer = (await shop.offers.locator('button[data-act="decline"]').first().getAttribute("data-offer"))!;
  await shop.card(offer).locator('button[data-act="decline"]').click();
  await expect(beside.card(offer)).toHaveCount(0);
  await page.close(); // the one that listened: the other goes on
  await expect.poll(() => streams.length).toBe(2);
});

test("nobody listens for a visitor, or after signing out", async ({ shop, page }) => {
  const streams = shop.asked("/v1/live");
  await shop.open();
  await shop.ready();
  expect(streams).toHaveLength(0);
  await listening(page, () => shop.openAs("254"));
  await shop.ready();
  const ended = page.waitForEvent("requestfailed", (request) => request.url().includes("/v1/live"));
  await shop.offers.evaluate((element) => (element as unknown as { signOut(): Promise<void> }).signOut());
  await ended;
  await expect(shop.offers.locator('[part="tier"]')).toHaveCount(0);
});

test("an element that leaves takes its stream along, and hears again when it is back", async ({ shop, page }) => {
  await listening(page, () => shop.openAs("255"));
  await shop.ready();
  const ended = page.waitForEvent("requestfailed", (request) => request.url().includes("/v1/live"));
  await page.evaluate(() => {
    const all = [...document.querySelectorAll("constance-offers")];
    Object.assign(window, { all: all.map((one) => [one, one.parentNode, one.nextSibling]) });
    for (const one of all) one.remove();
  });
  await ended;
  const stream = page.waitForResponse((answer) => answer.url().includes("/v1/live"));
  await page.evaluate(() => {
    for (const [one, parent, next] of (window as unknown as { all: [Node, Node, Node | null][] }).all) parent.insertBefore(one, next);
  });
  expect((await stream).status()).toBe(200);
});

test("an order that lifts a customer to a tier, and its return, are on the page as they are reported", async ({ shop, page }) => {
  await listening(page, () => shop.openAs("427"));
  await shop.ready();
  const tier = shop.offers.locator('[part~="tier"]'), points = shop.offers.locator('[part="points"]');
  const before = [(await tier.textContent())!, (await points.textContent())!] as const;
  const order_id = crypto.randomUUID();
  await shop.reports("427", "Order Completed", { order_id, total: 400, currency: "USD" });
  await expect(tier).not.toHaveText(before[0]);
  await expect(points).not.toHaveText(before[1]);
  await expect(shop.status).toHaveText(/Your offers have changed\./);
  await shop.reports("427", "Order Refunded", { order_id, currency: "USD" });
  await expect(points).toHaveText(before[1]);
  await expect(tier).toHaveText(before[0]);
});

test("a program that is published is on the page at once", async ({ shop, page }) => {
  await listening(page, () => shop.openAs("428"));
  await shop.ready();
  const title = shop.offers.locator("#offer-listening-evening"), [before, after] = ["Thursdays", "Fridays"].map((day) => `${day} in the listening room`);
  await expect(title).toHaveText(before!);
  try {
    await shop.publishes((program) => program.replace(before!, after!));
    await expect(title).toHaveText(after!);
  } finally {
    await shop.publishes();
  }
  await expect(title).toHaveText(before!);
});

/** Adds an offer for whoever did what its name says, and lets customers do it. */
async function offers(shop: Shop, name: string, more: string, customers: string[]): Promise<void> {
  const text = (key: string, words: string) => `${key}.en = "${words}"\n${key}.fr = "${words}"\n`;
  await shop.publishes((program) => `${program}
[[offer]]
id = "${name}"
for = { behaviour = { name = "${name}", at_least = 1 } }
kind = "earned"
priority = 500
voucher = { valid_days = 7 }
${more}
${text("title", "A chair at the front")}${text("text", "Where the loudspeakers meet.")}`);
  for (const customer of customers) await shop.reports(customer, name, {});
}

test("an offer that ends while it is looked at goes by itself", async ({ shop, page }) => {
  const answer = page.waitForResponse("**/v1/experience?*");
  await listening(page, () => shop.openAs("429"));
  await shop.ready();
  const { experience } = await (await answer).json() as { experience: { decided_at: string } };
  const until = new Date(Date.parse(experience.decided_at) + 15_000).toISOString();
  try {
    await offers(shop, "ends-soon", `valid = { until = "${until}" }`, ["429"]);
    await expect(shop.card("ends-soon")).toBeVisible();
    await expect(shop.card("ends-soon")).toHaveCount(0, { timeout: 25_000 });
    await expect(shop.cards.first()).toBeVisible();
  } finally {
    await shop.publishes();
  }
});

test("the last one that another takes is gone from the page; who was not told loses it politely", async ({ shop, page, browser, baseURL, noises }) => {
  const other = await elsewhere(browser, "430", baseURL!), told = await listen(page);
  const deaf = await page.context().newPage(), late = new Shop(deaf), codes = await listen(deaf);
  await listening(page, () => shop.openAs("431"));
  await late.deafen();
  await late.signIn("432");
  await deaf.addInitScript(hearReady);
  try {
    await offers(shop, "last-chair", "stock = 1", ["430", "431", "432"]);
    await late.open();
    await expect(late.card("last-chair")).toBeVisible();
    await expect(shop.card("last-chair")).toBeVisible();
    await expect(other.shop.card("last-chair")).toBeVisible();
    await other.shop.card("last-chair").locator('button[data-act="claim"]').click();
    await expect(other.shop.tickets).toHaveCount(1);
    await expect(shop.card("last-chair")).toHaveCount(0);
    await expect(shop.status).toHaveText(/Your offers have changed\./);

    await late.ready();
    await late.card("last-chair").locator('button[data-act="claim"]').click();
    await expect(late.status).toHaveText("This can no longer be had.");
    await expect(late.card("last-chair")).toHaveCount(0);
    await expect(late.tickets).toHaveCount(0);
    await expect(late.cards.first()).toBeVisible();
    expect(await codes()).toEqual(["out_of_stock"]);
    await late.expectAccessible();
    expect(await told()).toEqual([]);
  } finally {
    await shop.publishes();
    await other.page.context().close();
  }
  noises.length = 0;
});
