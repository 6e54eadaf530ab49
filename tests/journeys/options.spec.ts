import { expect, test } from "./shop.ts";

type Offers = HTMLElement & Record<string, unknown> & { kept?: Element | null; setConsent(consent: object): Promise<void> };

test("each option takes effect as soon as it is set, by attribute or property, in the same nodes", { tag: "@e5" }, async ({ shop, page }) => {
  await shop.signIn("6");
  await shop.host('<constance-offers placement="home"></constance-offers>');
  await shop.ready();
  const root = () => shop.offers.evaluate((element: Offers) => {
    const now = element.shadowRoot!.querySelector("[part=root]");
    return (element.kept ??= now) === now;
  });
  await root();
  const asked = shop.asked("/v1/experience");
  const set = (name: string, value: unknown) =>
    shop.offers.evaluate((element: Offers, [name, value]) => { element[name as string] = value; }, [name, value] as const);
  const last = async (name: string, value: string | null) =>
    expect.poll(() => asked.at(-1)?.searchParams.get(name), name).toBe(value);

  await set("limit", 1);
  await expect(shop.cards).toHaveCount(1);
  expect(await shop.offers.getAttribute("limit")).toBe("1");
  expect(await shop.offers.evaluate((element: Offers) => element.limit)).toBe(1);
  await shop.offers.evaluate((element) => element.removeAttribute("limit"));
  await expect(shop.cards).toHaveCount(6);
  await set("placement", "product");
  await expect(shop.cards).toHaveCount(3);
  await set("headingLevel", 4);
  await last("heading", "4");
  await expect(shop.offers.locator("#greeting")).toHaveJSProperty("tagName", "H4");
  await set("surface", "kiosk");
  await last("surface", "kiosk");
  await set("lang", "fr");
  await last("locale", "fr");
  await expect(shop.button("claim")).toContainText("En profiter");
  await expect(shop.status).toHaveAttribute("lang", "fr");

  const before = asked.length;
  await set("theme", "dark");
  await expect(shop.offers).toHaveCSS("color-scheme", "dark");
  await set("layout", "list");
  expect(await shop.offers.getAttribute("layout")).toBe("list");
  expect(asked.length, "looks ask for nothing").toBe(before);
  expect(await root(), "the very same nodes").toBe(true);
});

test("what was set before the script came is taken over", { tag: "@e6" }, async ({ shop, page }) => {
  const asked = shop.asked("/v1/experience");
  await shop.host(`<constance-offers></constance-offers><script>
    Object.assign(document.querySelector("constance-offers"), { placement: "home", limit: 1, theme: "dark", headingLevel: 3 });
  </script>`);
  await shop.ready();
  await expect(shop.cards).toHaveCount(1);
  expect(asked).toHaveLength(1);
  expect(Object.fromEntries(asked[0]!.searchParams)).toMatchObject({ placement: "home", limit: "1", heading: "3" });
  await expect(shop.offers).toHaveAttribute("heading-level", "3");
  await expect(shop.offers).toHaveCSS("color-scheme", "dark");
});

test("a value that means nothing is as good as none", async ({ shop, page }) => {
  const asked = shop.asked("/v1/experience");
  await shop.host(`<constance-offers placement="home" theme="loud" layout="spiral" limit="many" heading-level="9" surface="moon"
    privacy="no"></constance-offers><constance-offers placement="home"></constance-offers>`);
  await shop.ready();
  await shop.ready("wasm", page.locator("constance-offers").last());
  expect(asked, "both ask for the same").toHaveLength(1);
  expect([...asked[0]!.searchParams.keys()].sort()).toEqual(["brand", "locale", "placement", "surface"]);
  const looks = (place: number) => page.locator("constance-offers").nth(place).evaluate((element) =>
    [element, ...element.shadowRoot!.querySelectorAll("*")].map((node) => getComputedStyle(node).cssText || [...getComputedStyle(node)]
      .map((name) => getComputedStyle(node).getPropertyValue(name)).join()));
  expect(await looks(0)).toEqual(await looks(1));
});

test("the surface is found out by what is there, never by what the browser calls itself", async ({ shop, page, browser }) => {
  const asked = shop.asked("/v1/experience");
  const surfaces = () => asked.map((url) => url.searchParams.get("surface"));
  const element = '<constance-offers placement="home"></constance-offers>';
  await shop.host(element);
  await shop.ready();
  expect(surfaces()).toEqual(["web"]);
  await page.goto("about:blank");
  await page.route("**/around", (route) => route.fulfill({
    contentType: "text/html", body: '<!doctype html><link rel="icon" href="/shop/mark.svg"><iframe src="/host" title="Within"></iframe>',
  }));
  await page.goto("/around");
  await expect.poll(surfaces).toEqual(["web", "social"]);
  await page.goto("about:blank");
  await page.addInitScript(() => { Object.assign(window, { ReactNativeWebView: { postMessage() {} } }); });
  await page.goto("/host");
  await expect.poll(surfaces).toEqual(["web", "social", "webview"]);
  const context = await browser.newContext({ userAgent: "Mozilla/5.0 (Linux; Android 14; wv) FBAN/FBAV Instagram" });
  const other = await context.newPage();
  const request = other.waitForRequest("**/v1/experience?*");
  await other.goto(new URL("/", page.url()).href);
  await other.locator("constance-offers").scrollIntoViewIfNeeded();
  expect(new URL((await request).url()).searchParams.get("surface")).toBe("web");
  await context.close();
});

test("where the page names no language the browser's are asked for, best first", { tag: "@e84" }, async ({ shop, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "languages", { value: ["sr-RS", "fr-CA", "en", "a", "b", "c"] });
  });
  const asked = shop.asked("/v1/experience");
  await shop.host('<constance-offers placement="home"></constance-offers><script>document.documentElement.lang = "";</script>');
  await shop.ready();
  expect(asked[0]!.searchParams.get("locale")).toBe("sr-RS,fr-CA,en,a,b");
  const inside = shop.offers.locator('[part="root"]');
  await expect(inside).toHaveAttribute("lang", "fr");
  await expect(inside).toHaveAttribute("dir", "ltr");
  await expect(shop.status).toHaveAttribute("lang", "fr");
});

test("what a customer agrees to is told the service, and shown everywhere", async ({ shop, page }) => {
  await shop.signIn("8");
  await shop.host('<constance-offers placement="home"></constance-offers><constance-offers placement="product"></constance-offers>');
  await shop.ready();
  const asked = shop.asked("/v1/experience");
  const told = page.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith("/v1/me/consent"));
  await shop.offers.evaluate((element: Offers) => element.setConsent({ measurement: false, personalOffers: false }));
  const request = await told;
  expect(request.postDataJSON()).toEqual({ brand: "maison", personal_offers: false });
  expect(request.headers()["authorization"]).toMatch(/^Bearer /);
  expect((await request.response())!.ok()).toBe(true);
  await expect.poll(() => [...new Set(asked.map((url) => url.searchParams.get("placement")))].sort()).toEqual(["home", "product"]);
});

test("what one customer agrees to is not told of the next, who signs in meanwhile", async ({ shop, page }) => {
  const consent = shop.asked("/v1/me/consent"), identify = `["identify", async () => (await (await fetch("/shop/token", { method: "POST" })).json()).token]`;
  await shop.signIn("450");
  let release = () => {};
  const held = new Promise<void>((done) => (release = done)), asked = page.waitForRequest("**/v1/session");
  await page.route("**/v1/session", async (route) => { await held; await route.continue(); }, { times: 1 });
  await shop.host('<constance-offers placement="home"></constance-offers>');
  await asked;
  await page.evaluate(`constance.push(["setConsent", { personalOffers: false }])`);
  await shop.signIn("451");
  await page.evaluate(`constance.push(${identify})`);
  release();
  await shop.ready();
  await page.waitForTimeout(500);
  expect(consent).toEqual([]);
});

test("a visitor's consent is told nobody, and a broken command breaks nothing", async ({ shop, page }) => {
  const asked = shop.asked("/v1/me");
  await shop.host('<constance-offers placement="home"></constance-offers>', `<script>
    constance.push(null, "refresh", [], ["nothing"], ["constructor"], ["setConsent"], ["setConsent", { personalOffers: true }]);
  </script><script async src="/constance.js" data-brand="maison"></script>`);
  await shop.ready();
  await page.evaluate(() => (window as unknown as { constance: { push(...calls: unknown[]): void } }).constance.push(undefined, ["__proto__"], [null]));
  await expect(shop.cards.first()).toBeVisible();
  expect(asked).toEqual([]);
});

test("what is private stays hidden until it is asked for, and hides again with the page", async ({ shop, page }) => {
  await shop.signIn("35");
  await shop.host('<constance-offers placement="home" privacy="mask"></constance-offers>');
  const figures = shop.offers.locator('[part="points"]');
  for (const wasm of [false, true]) {
    if (wasm) await shop.ready();
    const reveal = shop.offers.locator('[data-act="reveal"]');
    await expect(reveal).toBeVisible();
    await expect(figures).toHaveCount(0);
    await reveal.click();
    await expect(figures).toBeVisible();
    await expect(reveal).toHaveCount(0);
    await expect(shop.offers.locator('[part="tier"]'), "the button is gone, the focus is not").toBeFocused();
    const left = await page.evaluate(async () => {
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
      await null; // what the app shows is there before the next painting
      await null;
      const figures = document.querySelector("constance-offers")!.shadowRoot!.querySelectorAll("[part=points]").length;
      Object.defineProperty(document, "hidden", { value: false, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
      return figures;
    });
    expect(left, "gone at once").toBe(0);
    await expect(reveal).toBeVisible();
  }
});

test("what is in progress is private too: that something is shows, and what when it is asked for", async ({ shop, page }) => {
  await shop.signIn("36");
  await shop.host('<constance-offers placement="home" privacy="mask"></constance-offers>');
  const section = shop.offers.locator('[part~="matters-section"]'), matter = section.locator('[part="matter"]');
  await shop.ready();
  await expect(section).toHaveCount(0);
  await shop.reports("36", "Contact Opened", { contact_id: "c-36", complaint: true });
  await expect(section).toHaveText(/^In progressWhat you have begun or asked is hidden\./);
  await shop.expectAccessible();
  await section.getByRole("button", { name: "Show what is hidden" }).click();
  await expect(matter).toHaveText(/^A complaint we are looking into/);
  await expect(section.getByRole("heading", { name: "In progress" })).toBeFocused();
  await matter.getByRole("button", { name: /It is settled/ }).click();
  await expect(section).toHaveCount(0);
});
