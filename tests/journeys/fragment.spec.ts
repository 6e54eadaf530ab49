import { expect, test, type Shop } from "./shop.ts";

type Painted = HTMLElement & { painted?: Element[] };

/** The nodes of the painted offers, and whether they are still those of the last look. */
const look = (shop: Shop) => shop.offers.evaluate((element: Painted) => {
  const nodes = [...element.shadowRoot!.querySelectorAll("[part=root], [part=root] *")];
  const before = element.painted ?? nodes;
  element.painted = nodes;
  return { cards: nodes.filter((node) => node.matches("[part~=card]")).length, kept: before.length === nodes.length && nodes.every((node, place) => node === before[place]) };
});

async function fragment(shop: Shop, headers = {}): Promise<string> {
  const answer = await shop.page.request.get("/v1/fragment?brand=maison&placement=home&locale=en", { headers });
  expect(answer.headers()["content-type"]).toContain("text/html");
  return answer.text();
}

/** What a brand's own server gets for a customer it knows. */
async function fragmentFor(shop: Shop, customer: string): Promise<string> {
  await shop.signIn(customer);
  const { request } = shop.page, { token } = await (await request.post("/shop/token")).json();
  const { session } = await (await request.post("/v1/session", { data: { brand: "maison", token } })).json();
  return fragment(shop, { authorization: `Bearer ${session}` });
}

test("offers that came with the page stay what they are until they come alive", { tag: "@e29" }, async ({ shop, page }) => {
  const html = await fragment(shop);
  let release = () => {};
  const held = new Promise<void>((go) => (release = go));
  await page.route("**/v1/experience?*", async (route) => {
    await held;
    await route.continue();
  });
  await shop.host(html);
  await expect(shop.cards).toHaveCount(2);
  await expect(shop.offers.locator('[part="offers"]')).toHaveCSS("display", "grid");
  const first = await look(shop);
  expect(await shop.offers.evaluate((element) => [...element.shadowRoot!.querySelectorAll("slot")].map((slot) => slot.name))).toEqual(["heading", "fallback", "empty", "legal"]);
  release();
  await shop.ready();
  const alive = await look(shop);
  expect(alive).toEqual({ cards: first.cards, kept: true });
  await expect(shop.offers.locator('[part="offers"]')).toHaveCSS("display", "grid");
  await shop.expectAccessible();
});

/** A page of this policy, with our script, that keeps what its policy refuses. */
async function under(shop: Shop, html: string, styles: string): Promise<string[]> {
  const policy = `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; style-src ${styles}; img-src 'self';
    connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`.replace(/\s+/g, " ");
  const refused: string[] = [];
  await shop.page.exposeFunction("refuse", (what: string) => refused.push(what));
  await shop.page.route("**/strict", (route) => route.fulfill({
    headers: { "content-security-policy": policy },
    contentType: "text/html",
    body: `<!doctype html><html lang="en"><title>Strict</title><link rel="icon" href="/shop/mark.svg">
      <script nonce="abc">document.addEventListener("securitypolicyviolation", (event) => refuse(event.effectiveDirective));</script>
      <main><h1>Strict</h1>${html}</main><script nonce="abc" async src="/constance.js" data-brand="maison"></script>`,
  }));
  await shop.page.goto("/strict");
  await shop.ready();
  return refused;
}

test("a policy that allows the theme is not violated by offers that came with the page", { tag: ["@e17", "@e29"] }, async ({ shop, baseURL }) => {
  const refused = await under(shop, await fragment(shop), baseURL!);
  await expect(shop.offers.locator('[part="offers"]')).toHaveCSS("display", "grid");
  expect(refused).toEqual([]);
});

test("where a policy forbids the theme's address offers that came with the page are plain until the script is there", { tag: "@e29" }, async ({ shop, noises }) => {
  const refused = await under(shop, await fragment(shop), "'none'");
  await expect(shop.offers.locator('[part="offers"]')).toHaveCSS("display", "grid");
  await expect(shop.cards).toHaveCount(2);
  expect(refused).toEqual(["style-src-elem"]);
  noises.length = 0; // the browser says so, too
});

test("where the service is not reached offers that came with the page stay, and are no fallback", { tag: ["@e29", "@e34"] }, async ({ shop, page, noises }) => {
  const html = await fragment(shop), told: { path: string }[] = [];
  await page.route("**/v1/health", (route) => {
    told.push(route.request().postDataJSON());
    return route.fulfill({ status: 204 });
  });
  await page.route("**/v1/experience?*", (route) => route.fulfill({ status: 503, json: { code: "unavailable" } }));
  await shop.host(html.replace("</constance-offers>", '<p slot="fallback">At the counter.</p></constance-offers>'),
    `<script>constance.push(["setConsent", { measurement: true }]);</script><script async src="/constance.js" data-brand="maison"></script>`);
  await expect.poll(() => told).toEqual([expect.objectContaining({ path: "html", code: "unavailable" })]);
  await expect(shop.cards).toHaveCount(2);
  await expect(shop.cards.first()).toBeVisible();
  await expect(page.getByText("At the counter.")).toBeHidden();
  noises.length = 0;
});

test("offers that came with the page give way to newer ones", { tag: "@e29" }, async ({ shop, page }) => {
  const html = await fragment(shop);
  await shop.host(html.replaceAll("Thursdays", "Wednesdays"));
  await shop.ready();
  await expect(shop.cards).toHaveCount(2);
  await expect(shop.offers.getByText("Wednesdays").first()).toHaveCount(0);
});

test("offers that came with the page are there without any script", { tag: "@e29" }, async ({ shop, browser, baseURL }) => {
  const html = await fragment(shop);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const bare = await context.newPage();
  await bare.route("**/host", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>A page</title>${html}` }));
  await bare.goto(`${baseURL}/host`);
  await expect(bare.locator('constance-offers [part~="card"]')).toHaveCount(2);
  await expect(bare.locator('constance-offers [part="offers"]')).toHaveCSS("display", "grid");
  await expect(bare.locator("constance-offers a[data-offer]").first()).toHaveAttribute("href", /./);
  await context.close();
});

test("without any script a customer is shown no button that would do nothing", { tag: "@e29" }, async ({ shop, browser, baseURL }) => {
  const html = await fragmentFor(shop, "314");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const bare = await context.newPage();
  await bare.route("**/host", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>A page</title>${html}` }));
  await bare.goto(`${baseURL}/host`);
  const buttons = bare.locator("constance-offers button");
  await expect(bare.locator('constance-offers [part~="tier"]')).toBeVisible();
  await expect(bare.locator("constance-offers a[data-offer]").first()).toBeVisible();
  expect(await buttons.count()).toBeGreaterThan(1);
  await expect(buttons.filter({ visible: true })).toHaveCount(0);
  await context.close();
});

test("the buttons that came with the page are there when they work, and nothing moves for it", { tag: "@e29" }, async ({ shop, page }) => {
  const html = await fragmentFor(shop, "317");
  await shop.host(html, "");
  await expect(shop.offers.locator('[part~="tier"]')).toBeVisible();
  await expect(shop.offers.locator('[part="offers"]')).toHaveCSS("display", "grid");
  await expect(shop.offers.locator("button").filter({ visible: true })).toHaveCount(0);
  const places = () => shop.offers.evaluate((element) => [...element.shadowRoot!.querySelectorAll("[part=root], [part=root] *")].map((node) => JSON.stringify(node.getBoundingClientRect())).join());
  const before = await places();
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.src = "/constance.js";
    script.dataset.brand = "maison";
    document.head.append(script);
  });
  await expect(shop.button("claim")).toBeVisible();
  expect(await places()).toBe(before);
  await shop.button("claim").click();
  await expect(shop.tickets.locator("code")).toHaveCount(1);
});
