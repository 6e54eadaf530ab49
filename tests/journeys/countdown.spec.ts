// The last hours of an offer: what is left of it ticks, quietly, by the clock of the service.

import type { Page } from "@playwright/test";
import { arabic } from "../gallery/arabic.ts";
import { customer, type Experience } from "../gallery/states.ts";
import { expect, test, type Shop } from "./shop.ts";

const SECOND = 1e3, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE;

/** The first offer ends so much later than the service answers. The browser's own clock is decades off. */
async function ending(shop: Shop, left: number, experience: Experience = customer("ltr")): Promise<void> {
  const { page } = shop, ends = new Date(Date.parse(experience.decided_at) + left).toISOString();
  const [first, ...others] = experience.offers;
  const answer = { html: "", experience: { ...experience, claims: [], until: ends, offers: [{ ...first, ends }, ...others] } };
  await page.clock.install({ time: "2026-03-01T12:00:00Z" });
  await page.route("**/v1/experience?*", (route) => route.fulfill({ json: answer }));
  await shop.host('<constance-offers placement="home"></constance-offers><p style="margin-top: 300vh">The end</p>');
  await shop.ready();
  await timer(shop).scrollIntoViewIfNeeded();
  await expect(timer(shop)).toHaveText(/\d|[٠-٩]/);
}

const timer = (shop: Shop) => shop.offers.getByRole("timer");
const pass = (page: Page, time: number) => page.clock.fastForward(time);

test("what is left ticks by the minute, and in the last ten by the second", { tag: "@e78" }, async ({ shop, page }) => {
  await ending(shop, 3 * HOUR + 20 * MINUTE + 30 * SECOND);
  await expect(timer(shop)).toHaveText("Time left: 3 hours, 21 minutes");
  await expect(timer(shop)).toHaveAttribute("aria-live", "off");
  await shop.expectAccessible();
  await pass(page, 40 * SECOND);
  await expect(timer(shop)).toHaveText("Time left: 3 hours, 20 minutes");
  await pass(page, 3 * HOUR);
  await expect(timer(shop)).toHaveText("Time left: 20 minutes");
  await pass(page, 11 * MINUTE);
  await expect(timer(shop)).toHaveText(/^Time left: 8 minutes, \d+ seconds$/);
  const before = await timer(shop).textContent();
  await pass(page, SECOND);
  await expect(timer(shop)).not.toHaveText(before!);
});

test("an hour, ten minutes and the end are announced, once each, and nothing else", { tag: "@e78" }, async ({ shop, page }) => {
  await ending(shop, HOUR + 5 * MINUTE);
  await shop.status.evaluate((status) => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => { if (status.textContent) said.push(status.textContent); }).observe(status, { childList: true });
  });
  for (let passed = 0; passed < 66; passed++) await pass(page, MINUTE);
  await expect(timer(shop)).toHaveText("This has ended.");
  expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual([
    expect.stringMatching(/^The first forty pressings\. Time left: (1 hour|59 minutes)$/),
    expect.stringMatching(/^The first forty pressings\. Time left: (10 minutes|9 minutes, \d+ seconds?)$/),
    "The first forty pressings. This has ended.",
  ]);
});

test("it stands still while it is out of sight, and for good once its element has left", { tag: "@e78" }, async ({ shop, page }) => {
  await ending(shop, 5 * HOUR);
  await page.getByText("The end").scrollIntoViewIfNeeded();
  // Whoever observes it has been told when who observes it last is.
  await timer(shop).evaluate((face) => new Promise<void>((away) => {
    new IntersectionObserver(([seen]) => { if (!seen!.isIntersecting) away(); }).observe(face);
  }));
  const before = await timer(shop).textContent();
  await pass(page, 30 * MINUTE);
  expect(await timer(shop).textContent()).toBe(before);
  await timer(shop).scrollIntoViewIfNeeded();
  await expect(timer(shop)).toHaveText(/4 hours, (29|30) minutes/);

  const gone = await timer(shop).elementHandle(), last = await gone!.textContent();
  await shop.offers.evaluate((element) => element.remove());
  await pass(page, 30 * MINUTE);
  expect(await gone!.textContent()).toBe(last);
});

test("no seconds run where less motion is asked for", { tag: "@e78" }, async ({ shop, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await ending(shop, 8 * MINUTE + 30 * SECOND);
  await expect(timer(shop)).toHaveText("Time left: 9 minutes");
  await pass(page, 10 * SECOND);
  await expect(timer(shop)).toHaveText("Time left: 9 minutes");
});

test("what is left is said in the language of the offers, and as that writes numbers", { tag: "@e78" }, async ({ shop }) => {
  await ending(shop, 3 * HOUR + 20 * MINUTE, arabic(customer("ltr")));
  const told = await shop.page.evaluate(() => new Intl.NumberFormat("ar", { style: "unit", unit: "hour", unitDisplay: "long" }).format(3));
  await expect(timer(shop)).toHaveText(new RegExp(`^الوقت المتبقي: ${told} و`));
  await expect(timer(shop)).toHaveCSS("direction", "rtl");
});

test("a timer that the service rendered is taken over as it stands, and runs on", { tag: "@e78" }, async ({ shop, page }) => {
  await page.route("**/v1/experience?*", async (route) => {
    const response = await route.fetch(), answer = await response.json();
    const { experience } = answer, ends = new Date(Date.parse(experience.decided_at) + 3 * HOUR).toISOString();
    const place = experience.offers.findIndex((offer: { until?: object }) => offer.until);
    experience.offers[place].ends = ends;
    const [before, after] = answer.html.split(/(?<=<time [^>]*part="until"[^>]*>[^<]*<\/time>|<time part="until"[^>]*>[^<]*<\/time>)/, 2);
    const rest = answer.html.slice(before.length);
    expect(after).toBeTruthy();
    answer.html = `${before}<time part="left" role="timer" aria-live="off" datetime="${ends}"></time>${rest}`;
    await route.fulfill({ response, json: answer });
  });
  let release = () => {};
  const held = new Promise<void>((go) => (release = go));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await shop.open();
  await timer(shop).scrollIntoViewIfNeeded();
  await expect(timer(shop)).toHaveText(/^Time left: (3 hours|2 hours, 5\d minutes)$/);
  const painted = await timer(shop).elementHandle();
  release();
  await shop.ready();
  expect(await shop.isAlive()).toBe(true);
  await expect(timer(shop)).toHaveText(/^Time left: (3 hours|2 hours, 5\d minutes)$/);
  expect(await painted!.evaluate((node) => node.isConnected)).toBe(true);
});
