// Where what happens cannot be told, because something on the way holds the stream or cuts it, a page asks now and then.

import type { Page, Route } from "@playwright/test";
import { expect, test, type Shop } from "./shop.ts";

interface Asked {
  known: string | undefined;
  status: number;
}

/** What is asked of the service, and how it answers. Nothing is asked because time alone takes something away. */
async function asking(page: Page): Promise<Asked[]> {
  const asked: Asked[] = [];
  await page.route("**/v1/experience?*", async (route) => {
    const response = await route.fetch(), status = response.status();
    asked.push({ known: route.request().headers()["if-none-match"], status });
    if (status !== 200) return route.fulfill({ response });
    const json = await response.json();
    delete json.experience.until;
    return route.fulfill({ response, json });
  });
  return asked;
}

/** Lets half minutes pass until the page has asked so often. */
async function wait(page: Page, asked: Asked[], often: number): Promise<void> {
  await expect(async () => {
    await page.clock.fastForward(31_000);
    expect(asked.length).toBeGreaterThanOrEqual(often);
  }).toPass();
}

const buy = async ({ page }: Shop) =>
  expect(await page.request.post("/shop/buy", { data: { product: "harbor-symphony" } })).toBeOK();

const ways: [string, string, (route: Route) => unknown][] = [
  ["holds the stream back", "256", () => {}],
  ["cuts the stream at once", "257", (route) => route.fulfill({ contentType: "text/event-stream", body: "" })],
  ["cuts the stream after its greeting", "258", (route) => route.fulfill({
    contentType: "text/event-stream", body: "id: 1\nevent: hello\ndata: {}\n\n",
  })],
];

for (const [what, customer, answer] of ways) {
  test(`where something on the way ${what} the page asks, and shows what is new`, async ({ shop, page }) => {
    await page.clock.install();
    await page.route("**/v1/live*", answer);
    const asked = await asking(page);
    await shop.signIn(customer);
    await shop.host('<constance-offers placement="home"></constance-offers>');
    await shop.ready();
    const points = shop.offers.locator('[part="points"]'), before = (await points.textContent())!;
    const statuses = () => asked.splice(0).map(({ status }) => status);
    expect(statuses()).toEqual([200]);
    await wait(page, asked, 1);
    expect(new Set(statuses()), "nothing is sent again").toEqual(new Set([304]));

    await buy(shop);
    await expect(async () => {
      await page.clock.fastForward(31_000);
      await expect(points).not.toHaveText(before, { timeout: 500 });
    }).toPass();
    await wait(page, asked, asked.length + 1);
    const news = asked.filter(({ status }) => status === 200), then = asked.at(-1)!;
    expect(news, "what came is shown, without asking for it anew").toHaveLength(1);
    expect(then.status).toBe(304);
    expect(then.known).not.toBe(news[0]!.known);
  });
}

test("who is asked to wait does, and then is told again", async ({ shop, page, noises }) => {
  await page.clock.install();
  let tries = 0;
  await page.route("**/v1/live*", async (route) => {
    tries++;
    if (tries > 1) return route.continue();
    return route.fulfill({ status: 503, headers: { "Retry-After": "120" }, contentType: "application/problem+json", body: "{}" });
  });
  await asking(page);
  await shop.signIn("259");
  await shop.host('<constance-offers placement="home"></constance-offers>');
  await shop.ready();
  await expect.poll(() => tries).toBe(1);
  await page.clock.fastForward(100_000);
  await page.waitForTimeout(300);
  expect(tries).toBe(1);
  const stream = page.waitForResponse((answer) => answer.url().includes("/v1/live"));
  await page.clock.fastForward(21_000);
  expect((await stream).status()).toBe(200);
  noises.splice(0, noises.length, ...noises.filter((noise) => !noise.includes("503")));
});
