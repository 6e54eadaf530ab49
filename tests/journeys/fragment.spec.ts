import { expect, test, type Shop } from "./shop.ts";

type Painted = HTMLElement & { painted?: Element[] };

/** The nodes of the painted offers, and whether they are still those of the last look. */
const look = (shop: Shop) => shop.offers.evaluate((element: Painted) => {
  const nodes = [...element.shadowRoot!.querySelectorAll("[part=root], [part=root] *")];
  const before = element.painted ?? nodes;
  element.painted = nodes;
  return { cards: nodes.filter((node) => node.matches("[part~=card]")).length, kept: before.length === nodes.length && nodes.every((node, place) => node === before[place]) };
});

async function fragment(shop: Shop): Promise<string> {
  const answer = await shop.page.request.get("/v1/fragment?brand=maison&placement=home&locale=en");
  expect(answer.headers()["content-type"]).toContain("text/html");
  return answer.text();
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

test("offers that came with the page give way to newer ones", { tag: "@e29" }, async ({ shop, page }) => {
  const html = await fragment(shop);
  await shop.host(html.replaceAll("Thursdays", "Wednesdays"));
  await shop.ready();
  await expect(shop.cards).toHaveCount(2);
  await expect(shop.offers.getByText("Wednesdays").first()).toHaveCount(0);
});

test("offers that came with the page are there without any script", { tag: "@e29" }, async ({ shop, browser, page }) => {
  const html = await fragment(shop);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const bare = await context.newPage();
  await bare.route("**/host", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>A page</title>${html}` }));
  await bare.goto(new URL("/host", await page.evaluate(() => location.href).then(() => "http://127.0.0.1:" + (process.env["PORT"] ?? 8788))).href);
  await expect(bare.locator('constance-offers [part~="card"]')).toHaveCount(2);
  await expect(bare.locator('constance-offers [part="offers"]')).toHaveCSS("display", "grid");
  await expect(bare.locator("constance-offers a[data-offer]").first()).toHaveAttribute("href", /./);
  await context.close();
});
