import { expect, test } from "./shop.ts";

test("the offers are painted before the wasm is there, and hydrating it changes no node", async ({ shop, page }) => {
  let release = () => {};
  const held = new Promise<void>((go) => (release = go));
  await page.route("**/assets/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await shop.openAs(await shop.someone("loyal", 2));
  await expect(shop.cards.first()).toBeVisible();
  expect(await shop.offers.evaluate((element) => "said" in element)).toBe(false);

  // What is seen and heard, and the very nodes: the comments that tell the views apart go when they are taken over.
  const inside = () =>
    shop.offers.evaluate((element) => {
      const root = element.shadowRoot!.querySelector<HTMLElement & { painted?: Element[] }>('[part="root"]')!;
      const nodes = [...root.querySelectorAll("*")];
      root.painted ??= nodes;
      const kept = root.painted.length === nodes.length && root.painted.every((node, place) => node === nodes[place]);
      return { html: root.innerHTML.replace(/<!--.*?-->/g, ""), kept };
    });
  const painted = await inside();
  release();
  await shop.ready();
  expect(await inside()).toEqual(painted);
  expect(painted.kept).toBe(true);

  const button = shop.offers.locator('button[data-act="claim"]').first();
  await button.click();
  await expect(shop.offers.locator('[part~="ticket"] code').first()).toBeVisible();
});

test("experience, glue, wasm and theme are asked for at once, and once for any number of elements", async ({ shop, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.route("**/", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(
      '<constance-offers placement="home"></constance-offers>',
      '<constance-offers placement="home"></constance-offers>'.repeat(3),
    );
    await route.fulfill({ response: answer, body });
  });
  await shop.open();
  const elements = page.locator("constance-offers");
  await expect(elements).toHaveCount(3);
  for (const element of await elements.all()) await shop.ready("wasm", element);
  const ours = asked.filter((path) => path.startsWith("/assets/") || path === "/constance.js" || path === "/v1/experience");
  expect(new Set(ours).size).toBe(ours.length);
  expect(ours.filter((path) => path.startsWith("/assets/"))).toHaveLength(3);
});

test("nothing on the page moves when the offers arrive", async ({ shop, page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = ((window as unknown as { shifts: number[] }).shifts = []);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.setViewportSize({ width: 1280, height: 900 });
  await shop.open();
  await shop.ready();
  const shifted = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.reduce((a, b) => a + b, 0));
  expect(shifted).toBeLessThan(0.05);
});
