import { expect, test } from "./shop.ts";

interface Shown { brand: string; placement: string; surface: string; offers: string[] }

test("what was half in sight for a second is told once a session, and nothing else is", async ({ shop, page }) => {
  await shop.signIn("82");
  const told: Shown[] = [];
  page.on("request", (request) => { if (request.url().endsWith("/v1/shown")) told.push(request.postDataJSON() as Shown); });
  await page.setViewportSize({ width: 500, height: 700 });
  await shop.host('<constance-offers placement="home" layout="list"></constance-offers><div id="below"></div>');
  await page.evaluate(() => document.querySelector<HTMLElement>("#below")!.style.setProperty("height", "3000px"));
  await shop.ready();
  const ids = await shop.cards.evaluateAll((cards) => cards.map((card) => card.getAttribute("aria-labelledby")!.replace("offer-", "")));
  const names = () => told.flatMap((one) => one.offers);
  const half = () => shop.cards.evaluateAll((cards) => cards.filter((card) => {
    const { top, bottom, height } = card.getBoundingClientRect();
    return Math.min(bottom, innerHeight) - Math.max(top, 0) >= height / 2;
  }).map((card) => card.getAttribute("aria-labelledby")!.replace("offer-", "")));

  const first = await half();
  expect(first.length).toBeLessThan(ids.length);
  const answer = await page.waitForResponse("**/v1/shown");
  expect(answer.status()).toBe(204);
  expect(told[0]).toMatchObject({ brand: "maison", placement: "home", surface: "web" });
  expect(names().sort()).toEqual(first.sort());

  // Passing by is no seeing; turning away in between is a pause.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.waitForTimeout(200);
  const last = shop.cards.last();
  await last.scrollIntoViewIfNeeded();
  await page.waitForTimeout(600);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.waitForTimeout(100);
  await last.scrollIntoViewIfNeeded();
  await page.waitForTimeout(600);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.waitForTimeout(1_500);
  expect(names().sort()).toEqual(first.sort());

  // Seen again, and by another element: told once.
  await page.evaluate(() => scrollTo(0, 0));
  await shop.offers.evaluate((element) => (element as HTMLElement & { refresh(): Promise<void> }).refresh());
  await page.waitForTimeout(2_300);
  expect(names().sort()).toEqual(first.sort());
});

test("what was seen is told before the page goes, and of a visitor nothing", async ({ shop, page }) => {
  await page.addInitScript(() => {
    const told: (boolean | undefined)[] = [], { fetch } = window;
    Object.assign(window, { told });
    window.fetch = (what, how) => {
      if (String(what).endsWith("/v1/shown")) told.push(how?.keepalive);
      return fetch(what, how);
    };
  });
  const told = () => page.evaluate(() => (window as unknown as { told: boolean[] }).told);
  await shop.host('<constance-offers placement="home"></constance-offers>');
  await shop.ready();
  await page.waitForTimeout(2_300);
  expect(await told()).toEqual([]);
  await shop.signIn("83");
  await page.reload();
  await shop.ready();
  for (const leaving of ["pagehide", "visibilitychange"]) {
    await page.evaluate(() => (window as unknown as { constance: { push(call: unknown[]): void } }).constance.push(["identify",
      async () => (await (await fetch("/shop/token", { method: "POST" })).json()).token]));
    await expect(shop.offers.locator('[part~="tier"]')).toBeVisible();
    await page.waitForTimeout(1_500);
    await page.evaluate((leaving) => {
      if (leaving === "pagehide") return void dispatchEvent(new PageTransitionEvent("pagehide"));
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, leaving);
    await page.waitForTimeout(100);
  }
  expect(await told()).toEqual([true, true]);
});
