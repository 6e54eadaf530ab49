import { expect, test, type Shop } from "./shop.ts";

const points = async (shop: Shop) => Number((await shop.offers.locator('[part="points"]').innerText()).replace(/\D/g, ""));

test("two elements show two placements, and an act in one is seen in the other", async ({ shop, page }) => {
  await page.route("**/", async (route) => {
    const answer = await route.fetch();
    const line = '<constance-offers placement="home"></constance-offers>';
    const body = (await answer.text()).replace(line, line + line.replace("home", "product").replace(" ", ' layout="list" '));
    await route.fulfill({ response: answer, body });
  });
  await shop.openAs("6");
  await shop.ready();
  const other = page.locator('constance-offers[placement="product"]');
  await shop.ready("wasm", other);
  await expect(shop.cards).toHaveCount(6);
  await expect(other.locator('[part="card"]')).toHaveCount(3);
  await shop.button("claim").click();
  await expect(shop.tickets).toHaveCount(1);
  await expect(other.locator('[part="ticket"]')).toHaveCount(1);
  const codes = await page.locator('constance-offers [part="code"]').allInnerTexts();
  expect(codes[1]).toBe(codes[0]);
});

test("buying in the shop changes the points at once", async ({ shop, page }) => {
  await shop.openAs("35");
  await shop.ready();
  const before = await points(shop);
  await page.getByRole("button", { name: "Buy Nine Aubades", exact: true }).click();
  await expect(page.locator("#receipt")).toHaveText("Nine Aubades is yours, for $16.98.");
  await expect.poll(() => points(shop)).toBe(before + 16);
});

test("refresh shows a purchase made elsewhere meanwhile", async ({ shop, page }) => {
  await shop.deafen();
  await shop.openAs("51");
  await shop.ready();
  const before = await points(shop);
  const bought = await page.request.post("/shop/buy", { data: { product: "harbor-symphony" } });
  expect(bought.ok()).toBe(true);
  expect(await points(shop), "nothing changes by itself").toBe(before);
  await shop.offers.evaluate((element) => (element as HTMLElement & { refresh(): Promise<void> }).refresh());
  await expect.poll(() => points(shop)).toBe(before + 24);
});

test("where there are no offers it says so, or shows what the page put there for that", async ({ shop, page }) => {
  await page.route("**/v1/experience?*", async (route) => {
    const answer = await route.fetch();
    const json = await answer.json();
    Object.assign(json.experience, { offers: [], build: "another" });
    await route.fulfill({ response: answer, json });
  });
  await page.goto("/");
  await shop.ready();
  await expect(shop.offers.locator('[part="empty"]')).toHaveText("There are no offers at the moment.");
  await shop.expectAccessible();
  await shop.offers.evaluate((element) => {
    const own = document.createElement("p");
    own.slot = "empty";
    own.textContent = "Come by on Thursday.";
    element.append(own);
    return (element as HTMLElement & { refresh(): Promise<void> }).refresh();
  });
  await expect(page.getByText("Come by on Thursday.")).toBeVisible();
  await expect(shop.offers.locator('[part="empty"]')).toBeHidden();
});

test("after each act the nodes are those the service would have sent", { tag: "@e26" }, async ({ shop, page }) => {
  await shop.openAs(await shop.someone("lapsed", 2));
  await shop.ready();
  const offer = (await shop.button("claim").getAttribute("data-offer"))!;
  for (const act of ["claim", "undo"] as const) {
    const answered = page.waitForResponse("**/v1/offers/**");
    await shop.button(act, act === "claim" ? offer : undefined).click();
    const { html } = await (await answered).json();
    await expect(shop.tickets).toHaveCount(act === "claim" ? 1 : 0);
    await expect(shop.offers.locator("[aria-disabled]")).toHaveCount(0);
    const [seen, sent] = await shop.offers.evaluate((element, html) => {
      const text = (nodes: Iterable<ChildNode>) => [...nodes].map((node) => (node as Element).outerHTML ?? "").join("").replace(/<!--.*?-->/g, "");
      const parsed = new DOMParser().parseFromString(html, "text/html");
      return [text(element.shadowRoot!.querySelector("[part=root]")!.childNodes), text(parsed.body.childNodes)];
    }, html);
    expect(seen).toBe(sent);
  }
});
