import { expect, listen, test, type Shop } from "./shop.ts";

const online = (shop: Shop) => shop.page.evaluate(() => { dispatchEvent(new Event("online")); });
const quiet = (noises: string[], expected: RegExp) => {
  expect(noises.filter((noise) => !expected.test(noise))).toEqual([]);
  noises.length = 0;
};

for (const how of ["wasm", "html"] as const) {
  test(`an act that the network loses waits, and is sent once the network is back (${how})`, async ({ shop, page, noises }) => {
    if (how === "html") await page.addInitScript(() => { delete (window as { WebAssembly?: unknown }).WebAssembly; });
    await shop.deafen(); // it would hear that its claim went through
    await shop.signIn(how === "wasm" ? "74" : "76");
    await shop.host('<constance-offers placement="home"></constance-offers>');
    await shop.ready(how);
    const keys: string[] = [];
    await page.route("**/v1/offers/*/claim", async (route) => {
      keys.push(route.request().headers()["idempotency-key"]!);
      if (keys.length === 1) await route.fetch(); // the service hears it, the page does not
      await (keys.length < 3 ? route.abort("internetdisconnected") : route.continue());
    });
    const offer = (await shop.button("claim").getAttribute("data-offer"))!;
    await shop.button("claim", offer).click();
    await expect(shop.status).toHaveText(/./);
    await expect(shop.offers.locator('[part="waiting"]')).toHaveText(await shop.status.innerText());
    await expect(shop.button("claim", offer), "it is under way").toHaveAttribute("aria-disabled", "true");
    await expect(shop.offers.locator('[part="failed"]')).toHaveCount(0);
    await shop.expectAccessible();
    await online(shop);
    await expect.poll(() => keys.length).toBe(2);
    await expect(shop.button("claim", offer), "still not there").toHaveAttribute("aria-disabled", "true");
    await expect(async () => {
      await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      await expect(shop.tickets.locator("code")).toHaveCount(1, { timeout: 500 });
    }).toPass();
    await expect(shop.offers.locator('[part="waiting"]')).toHaveCount(0);
    await online(shop);
    expect(new Set(keys).size, "the same act each time").toBe(1);
    expect(keys).toHaveLength(3);
    quiet(noises, /ERR_INTERNET_DISCONNECTED|wasm_missing/);
  });
}

test("an act that something else answered waits like one that the network lost", async ({ shop, page, noises }) => {
  await shop.deafen();
  await shop.signIn("452");
  await shop.host('<constance-offers placement="home"></constance-offers>');
  await shop.ready();
  const keys: string[] = [];
  await page.route("**/v1/offers/*/claim", (route) => {
    keys.push(route.request().headers()["idempotency-key"]!);
    return keys.length === 1 ? route.fulfill({ contentType: "application/json", body: "{}" }) : route.continue();
  });
  await shop.button("claim").click();
  await expect(shop.offers.locator('[part="waiting"]')).toHaveText(/./);
  await online(shop);
  await expect(shop.tickets.locator("code")).toHaveCount(1);
  expect(new Set(keys).size).toBe(1);
  quiet(noises, /nothing/);
});

test("acts that wait are sent in their order, and none in another customer's name", async ({ shop, page, noises }) => {
  await shop.signIn("78");
  await shop.host('<constance-offers placement="home"></constance-offers><constance-offers placement="product"></constance-offers>');
  await shop.ready();
  const second = page.locator("constance-offers").last();
  await shop.ready("wasm", second);
  const sent: string[] = [];
  let lost = true;
  await page.route("**/v1/offers/**", async (route) => {
    sent.push(new URL(route.request().url()).pathname);
    await (lost ? route.abort("internetdisconnected") : route.continue());
  });
  await shop.button("claim").click();
  await expect.poll(() => sent.length).toBe(1);
  await second.locator('button[data-act="decline"]').last().click();
  await expect(second.locator('[part="waiting"]')).toBeVisible();
  await expect.poll(() => sent.length, "the first shows that the second need not be tried").toBe(2);
  expect(sent[1]).toBe(sent[0]);
  lost = false;
  sent.length = 0;
  await online(shop);
  await expect(shop.tickets).toHaveCount(1);
  await expect(second.locator("#undo")).toBeVisible();
  expect(sent.map((path) => path.split("/").at(-1))).toEqual(["claim", "decline"]);

  lost = true;
  await shop.button("undo").click();
  await expect(shop.offers.locator('[part="waiting"]')).toBeVisible();
  await shop.offers.evaluate((element) => (element as HTMLElement & { signOut(): Promise<void> }).signOut());
  lost = false;
  sent.length = 0;
  await online(shop);
  await page.waitForTimeout(200);
  expect(sent).toEqual([]);
  quiet(noises, /ERR_INTERNET_DISCONNECTED/);
});

test("twenty acts wait, in their order and each with its own key; the next fails at once", async ({ shop, page, noises }) => {
  await page.addInitScript(() => { delete (window as { WebAssembly?: unknown }).WebAssembly; });
  await shop.deafen();
  await shop.signIn("262");
  const offers = Array.from({ length: 21 }, (_, each) => `offer-${each}`);
  await page.route("**/v1/experience?*", async (route) => {
    const response = await route.fetch(), json = await response.json();
    json.html = offers.map((offer) => `<button type="button" data-act="claim" data-offer="${offer}">${offer}</button>`).join("");
    await route.fulfill({ response, json });
  });
  const told = await listen(page);
  await shop.host('<constance-offers placement="home"></constance-offers>');
  await shop.ready("html");
  const sent: { offer: string; key: string }[] = [];
  let lost = true;
  await page.route("**/v1/offers/*/claim", async (route) => {
    const request = route.request();
    sent.push({ offer: new URL(request.url()).pathname.split("/").at(-2)!, key: request.headers()["idempotency-key"]! });
    if (lost) return route.abort("internetdisconnected");
    return route.fulfill({ status: 410, contentType: "application/problem+json", body: '{"code": "offer_over"}' });
  });
  const press = (offer: string) => shop.button("claim", offer).evaluate((button) => (button as HTMLElement).click());
  await press(offers[0]!);
  await expect(shop.offers.locator('[part="waiting"]')).toBeVisible();
  for (const offer of offers.slice(1, 20)) await press(offer);
  await page.waitForTimeout(300);
  expect(new Set(sent.map(({ offer }) => offer)), "one shows that the others need not be tried").toEqual(new Set([offers[0]]));
  expect(await told()).toEqual(["wasm_missing"]);
  await press(offers[20]!);
  await expect.poll(told).toEqual(["wasm_missing", "network"]);
  const first = sent[0]!.key;
  expect(new Set(sent.map(({ key }) => key)), "the same act each time").toEqual(new Set([first]));

  lost = false;
  sent.length = 0;
  await online(shop);
  await expect.poll(() => sent.length).toBe(20);
  await page.waitForTimeout(300);
  expect(sent.map(({ offer }) => offer)).toEqual(offers.slice(0, 20));
  expect(sent[0]!.key).toBe(first);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(20);
  quiet(noises, /ERR_INTERNET_DISCONNECTED|410|constance: /);
});

test("where nothing newer can be had the offers stay, and say that they may be outdated", { tag: "@e34" }, async ({ shop, page, noises }) => {
  await shop.signIn("79");
  await shop.host('<constance-offers placement="home"></constance-offers>');
  await shop.ready();
  const cards = await shop.cards.count();
  const stale = shop.offers.locator('[part="stale"]');
  await page.route("**/v1/experience?*", (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"code": "unavailable"}' }));
  const refresh = () => shop.offers.evaluate((element) => (element as HTMLElement & { refresh(): Promise<void> }).refresh());
  await refresh();
  await expect(stale).toHaveText(/./);
  await expect(stale).toHaveAttribute("lang", "en");
  await expect(shop.cards).toHaveCount(cards);
  await shop.expectAccessible();
  await refresh();
  await expect(stale).toHaveCount(1);
  await page.unroute("**/v1/experience?*");
  await refresh();
  await expect(stale).toHaveCount(0);
  quiet(noises, /503|unavailable/);
});

for (const how of ["wasm", "html"] as const) {
  test(`who was signed out meanwhile is asked to sign in again (${how})`, async ({ shop, page, noises }) => {
    if (how === "html") await page.addInitScript(() => { delete (window as { WebAssembly?: unknown }).WebAssembly; });
    await shop.signIn("80");
    await shop.host('<constance-offers placement="home"></constance-offers>');
    await shop.ready(how);
    const problem = { status: 401, contentType: "application/problem+json", body: '{"code": "session_needed"}' };
    await page.route("**/v1/offers/*/claim", (route) => route.fulfill(problem));
    await shop.button("claim").click();
    await expect(shop.status).toHaveText(/sign in/i);
    await expect(shop.offers.locator('[part="notice-text"]')).toHaveText(await shop.status.innerText());
    quiet(noises, /401|session_needed|wasm_missing/);
  });
}
