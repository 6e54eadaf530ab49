// What an agent does at the desk is on the customer's page while they talk, and the other way round.

import type { Browser, Page, Request } from "@playwright/test";
import { expect, Shop, test } from "./shop.ts";

/** The desk in a browser of its own, with this customer looked up; `prepare` is for what comes before. */
async function desk(browser: Browser, customer: string, baseURL: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await (await browser.newContext({ baseURL, locale: "en-US" })).newPage();
  await prepare?.(page);
  await page.goto("/desk");
  await page.getByLabel("Any customer").fill(customer);
  await page.getByLabel("Any customer").press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Customer ${customer}`);
  return page;
}

/** The customer's own page, which hears what happens. */
async function home(shop: Shop, customer: string): Promise<void> {
  const stream = shop.page.waitForResponse((answer) => answer.url().includes("/v1/live"));
  await shop.openAs(customer);
  await stream;
  await shop.ready();
}

const listed = (page: Page) => page.locator("#offers > li h3");
const said = (page: Page) => page.locator("#said");

test("what an agent claims, gives back and declines is so on the customer's page, and what the customer does is so at the desk", async ({ shop, browser, baseURL }) => {
  await home(shop, "305");
  const agent = await desk(browser, "305", baseURL!), titles = shop.cards.locator('[part~="title"]');
  await expect(listed(agent)).toHaveText(await titles.allInnerTexts());

  const claim = agent.locator('#offers [data-act="claim"]').first(), offer = (await claim.getAttribute("data-of"))!;
  await claim.click();
  await expect(said(agent)).toHaveText("Claimed for them. The code is in progress, above.");
  await expect(agent.locator(`#claim-${offer}`)).toBeFocused();
  await expect(shop.tickets).toHaveCount(1);
  await expect(shop.status).toHaveText("Your offers have changed.");
  await expect(agent.locator("#matters code")).toHaveText(await shop.tickets.locator("code").innerText());
  await new Shop(agent).expectAccessible();

  await shop.button("undo", offer).click();
  await expect(agent.locator(`#claim-${offer}`)).toHaveCount(0);
  await expect(said(agent)).toHaveText("Something has just changed; it is shown here.");

  await agent.locator(`#offers [data-act="decline"][data-of="${offer}"]`).press("Enter");
  await expect(shop.card(offer)).toHaveCount(0);
  await expect(agent.locator("#undo")).toBeFocused();
  await agent.keyboard.press("Enter");
  await expect(agent.locator(`#offer-${offer}`)).toBeFocused();
  await expect(shop.card(offer)).toBeVisible();
  await expect(listed(agent)).toHaveText(await titles.allInnerTexts());
  await agent.context().close();
});

/** What the desk's page has asked of its back end at a path, from now on. */
function asked(page: Page, path: string): Request[] {
  const asked: Request[] = [];
  page.on("request", (request) => { if (new URL(request.url()).pathname === path) asked.push(request); });
  return asked;
}

test("the desk hears what the customer does, asks then and only then, and listens to nobody else", async ({ shop, browser, baseURL }) => {
  await home(shop, "311");
  let streams: Request[] = [];
  const agent = await desk(browser, "311", baseURL!, async (page) => {
    await page.clock.install();
    streams = asked(page, "/shop/desk/live");
  });
  await expect.poll(() => streams.length).toBe(1);
  expect(streams[0]!.url(), "nobody is named in an address").not.toContain("311");
  await streams[0]!.response();
  const questions = asked(agent, "/shop/desk"), offers = shop.offers.locator('button[data-act="decline"]');
  await agent.clock.runFor(30_000);
  expect(questions, "nothing happened").toHaveLength(0);

  const declined = async () => {
    const offer = (await offers.first().getAttribute("data-offer"))!;
    await shop.button("decline", offer).click();
    await expect(agent.locator(`#offer-${offer}`)).toHaveCount(0);
  };
  await declined();
  expect(questions).toHaveLength(1);
  await agent.getByRole("button", { name: "a question" }).click();
  await expect(said(agent)).toHaveText("A question is open.");
  await expect(shop.offers.locator('[part="matter"]')).toHaveCount(1);
  await declined();
  expect(questions, "what the agent did is not asked for once more").toHaveLength(3);

  const over = agent.waitForEvent("requestfailed", (request) => request === streams[0]);
  await agent.getByLabel("Any customer").fill("6");
  await agent.getByLabel("Any customer").press("Enter");
  await over;
  expect(streams.map((stream) => stream.postDataJSON())).toEqual([{ customer: "311" }, { customer: "6" }]);
  const hushed = agent.waitForEvent("requestfailed", (request) => request === streams[1]);
  const look = (hidden: boolean) => agent.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
  await look(true);
  await hushed;
  const meanwhile = questions.length;
  await agent.clock.runFor(30_000);
  expect([questions.length, streams.length], "nobody looks").toEqual([meanwhile, 2]);
  await look(false);
  await expect.poll(() => [questions.length, streams.length]).toEqual([meanwhile + 1, 3]);
  await agent.context().close();
});

test("where streams are cut the desk asks every few seconds, and where they hold again it hears", async ({ shop, browser, baseURL }) => {
  await home(shop, "313");
  let streams: Request[] = [];
  const agent = await desk(browser, "313", baseURL!, async (page) => {
    await page.clock.install();
    await page.route("**/shop/desk/live", (route) => route.abort());
    streams = asked(page, "/shop/desk/live");
  });
  const past = (done: () => Promise<void>) => expect(async () => {
    await agent.clock.runFor(5_000);
    await done();
  }).toPass({ intervals: [100] });
  await past(async () => expect(streams.length).toBe(3));
  const offer = (await shop.button("decline").getAttribute("data-offer"))!;
  await shop.button("decline", offer).click();
  await past(() => expect(agent.locator(`#offer-${offer}`)).toHaveCount(0, { timeout: 200 }));
  expect(streams).toHaveLength(3);

  await agent.unroute("**/shop/desk/live");
  await past(async () => expect(streams.length).toBe(4));
  await streams[3]!.response();
  const questions = asked(agent, "/shop/desk");
  await shop.button("decline").click();
  await expect.poll(() => questions.length).toBe(1);
  await agent.context().close();
});

test("what is in progress is closed at the desk, what is raised there is in progress on the page", async ({ shop, browser, baseURL }) => {
  await home(shop, "307");
  const agent = await desk(browser, "307", baseURL!), matters = shop.offers.locator('[part="matter"]');
  await shop.reports("307", "Checkout Started", {});
  await expect(matters).toHaveCount(1);
  await agent.getByRole("button", { name: /^Set aside.*An order you have begun$/ }).click();
  await expect(matters).toHaveCount(0);
  await expect(agent.getByRole("heading", { name: "In progress" })).toBeFocused();
  await expect(agent.locator("#matters")).toHaveText("Nothing is left open.");

  await agent.getByRole("button", { name: "a question" }).click();
  await expect(matters).toHaveText(/A question you asked us/);
  await matters.getByRole("button", { name: /It is settled/ }).click();
  await expect(agent.locator("#matters")).toHaveText("Nothing is left open.");
  await expect(agent.locator("#timeline li").first()).toContainText("Settled");
  await agent.context().close();
});

test("the till accepts the code of the page once, and the page shows it used", async ({ shop, browser, baseURL }) => {
  await home(shop, "308");
  const agent = await desk(browser, "308", baseURL!), accepted = agent.locator("#accepted");
  await shop.button("claim").click();
  const code = await shop.tickets.locator("code").innerText();
  await agent.getByRole("button", { name: /^To the till/ }).click();
  const field = agent.getByLabel("The till");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(code);
  await field.press("Enter");
  await expect(accepted).toHaveText(/^Accepted from customer 308: .+\.$/);
  await expect(shop.tickets).toHaveCount(0);
  await expect(agent.locator("#matters code")).toHaveCount(0);
  await expect(agent.locator("#timeline li").first()).toContainText("Used the voucher");

  await field.fill(code.toLowerCase());
  await field.press("Enter");
  await expect(accepted).toHaveText(/^The voucher is not accepted: the voucher was used on .+\.$/);
  await expect(field).toBeFocused();
  await field.fill("not a code");
  await field.press("Enter");
  await expect(accepted).toHaveText("The voucher is not accepted: no voucher has this code.");
  await new Shop(agent).expectAccessible();
  await agent.context().close();
});

test("an agent finds two numbers to be one person, whose page then knows both, and takes it back", async ({ shop, browser, baseURL }) => {
  await home(shop, "309");
  const agent = await desk(browser, "309", baseURL!), points = shop.offers.locator('[part="points"]');
  const before = (await points.innerText());
  await agent.getByLabel("Another customer").fill("164");
  await agent.getByRole("button", { name: "The same", exact: true }).click();
  await expect(said(agent)).toHaveText("One person from now on.");
  await expect(points).not.toHaveText(before);
  await expect(agent.locator("#timeline")).toContainText("as 164");
  await agent.getByRole("button", { name: "Not the same" }).click();
  await expect(points).toHaveText(before);
  await agent.context().close();
});

test("what happened is told back to the beginning, and what is counted is counted", async ({ browser, baseURL }) => {
  const agent = await desk(browser, "6", baseURL!), lines = agent.locator("#timeline li");
  await expect(lines).toHaveCount(12);
  await agent.getByRole("button", { name: "What came before" }).press("Enter");
  await expect(lines.nth(12)).toBeFocused();
  await expect(agent.getByRole("button", { name: "What came before" })).toHaveCount(0);

  const chairs = agent.locator("#benefits li").filter({ hasText: "Two chairs at the rehearsals" });
  await expect(chairs.locator(".left")).toHaveText(/^2 of 2 left/);
  await chairs.getByRole("button").click();
  await expect(chairs.locator(".left")).toHaveText(/^1 of 2 left/);
  await agent.context().close();
});

test("without a network the desk says so, and what is then sent again is done once", async ({ browser, baseURL }) => {
  const agent = await desk(browser, "310", baseURL!), keys: string[] = [];
  await agent.route("**/shop/desk/act", async (route) => {
    keys.push(route.request().postDataJSON().key);
    if (keys.length > 1) return route.continue();
    await route.fetch(); // done, and the answer lost
    return route.abort();
  });
  await agent.getByRole("button", { name: "a question", exact: true }).click();
  await expect(said(agent)).toHaveText("That did not go through. Please try again.");
  await agent.getByRole("button", { name: "a question", exact: true }).click();
  await expect(said(agent)).toHaveText("A question is open.");
  expect(new Set(keys).size).toBe(1);
  await expect(agent.locator("#matters h3")).toHaveText(["A question you asked us"]);
  await agent.context().close();
});
