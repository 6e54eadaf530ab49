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

test("what was seen while there was no network is told once there is one, exactly once", async ({ shop, page, noises }) => {
  await shop.signIn("263");
  const told: Shown[] = [];
  let tries = 0;
  await page.route("**/v1/shown", async (route) => {
    if (++tries < 3) return route.abort("internetdisconnected");
    told.push(route.request().postDataJSON() as Shown);
    return route.continue();
  });
  const online = () => page.evaluate(() => { dispatchEvent(new Event("online")); });
  await shop.host('<constance-offers placement="home"></constance-offers>');
  await shop.ready();
  await expect.poll(() => tries).toBe(1);
  await page.waitForTimeout(2_500); // all that is in sight has been seen
  await online();
  await expect.poll(() => tries).toBe(2);
  await page.waitForTimeout(200);
  await online();
  await expect.poll(() => told.length).toBeGreaterThan(0);
  await online();
  await page.waitForTimeout(500);
  const names = told.flatMap(({ offers }) => offers);
  expect(names.length).toBeGreaterThan(0);
  expect(new Set(names).size).toBe(names.length);
  expect(tries).toBe(3);
  noises.splice(0, noises.length, ...noises.filter((noise) => !noise.includes("ERR_INTERNET_DISCONNECTED")));
});

for (const [where, surface, customer] of [["wasm", "web", "264"], ["html", "web", "265"], ["wasm", "webview", "266"]] as const) {
  test(`what two elements show is seen once a session (${where}, ${surface})`, async ({ shop, page, noises }) => {
    if (where === "html") await page.addInitScript(() => { delete (window as { WebAssembly?: unknown }).WebAssembly; });
    if (surface === "webview") await page.addInitScript(() => { Object.assign(window, { ReactNativeWebView: { postMessage() {} } }); });
    await shop.signIn(customer);
    const told: Shown[] = [];
    page.on("request", (request) => { if (request.url().endsWith("/v1/shown")) told.push(request.postDataJSON() as Shown); });
    await page.setViewportSize({ width: 1200, height: 4000 });
    await shop.host('<constance-offers placement="home"></constance-offers><constance-offers placement="product"></constance-offers>');
    await shop.ready(where);
    const second = page.locator("constance-offers").last();
    await shop.ready(where, second);
    const names = (element = shop.offers) => element.locator('[part~="card"]').evaluateAll((cards) =>
      cards.map((card) => card.getAttribute("aria-labelledby")!.replace("offer-", "")));
    const [home, product] = [await names(), await names(second)];
    expect(home.filter((offer) => product.includes(offer)).length, "what both show").toBeGreaterThan(0);
    await page.waitForTimeout(2_800);
    const seen = told.flatMap(({ offers }) => offers);
    expect(seen.sort()).toEqual([...new Set([...home, ...product])].sort());
    expect(new Set(told.map((one) => one.surface))).toEqual(new Set([surface]));
    noises.splice(0, noises.length, ...noises.filter((noise) => !noise.includes("wasm_missing")));
  });
}

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
