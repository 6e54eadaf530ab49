import { expect, test, type Shop } from "./shop.ts";

test("the offers are painted before the wasm is there, and hydrating it changes no node", { tag: "@e33" }, async ({ shop, page }) => {
  let release = () => {};
  const held = new Promise<void>((go) => (release = go));
  await page.route("**/assets/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await shop.openAs(await shop.someone("loyal", 2));
  await expect(shop.cards.first()).toBeVisible();
  expect(await shop.offers.evaluate((element) => "said" in element)).toBe(false);

  const painted = await shop.inside();
  release();
  await shop.ready();
  expect(await shop.inside()).toEqual(painted);
  expect(painted.kept).toBe(true);

  const button = shop.offers.locator('button[data-act="claim"]').first();
  await button.click();
  await expect(shop.offers.locator('[part~="ticket"] code').first()).toBeVisible();
});

test("what is needed is asked for once for any number of elements, the wasm only after the offers", { tag: ["@e3", "@e45"] }, async ({ shop, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  let release = () => {};
  const held = new Promise<void>((go) => (release = go));
  await page.route("**/v1/experience?*", async (route) => {
    await held;
    await route.continue();
  });
  await shop.host('<constance-offers placement="home"></constance-offers>'.repeat(3));
  const ours = () => asked.filter((path) => path.startsWith("/assets/") || path.startsWith("/v1/") || path === "/constance.js");
  await expect.poll(ours).toHaveLength(3);
  await page.waitForTimeout(300);
  const kind = (path: string) => path.split(".").at(-1)!;
  expect(ours().map(kind).sort(), "before anything is shown").toEqual(["/v1/experience", "css", "js"]);
  release();
  const elements = page.locator("constance-offers");
  for (const element of await elements.all()) await shop.ready("wasm", element);
  expect(ours().map(kind).sort()).toEqual(["/v1/experience", "css", "js", "js", "js", "wasm"]);
});

const below = '<div id="above"></div><constance-offers placement="home"><a slot="fallback" href="/">Offers</a></constance-offers>';
/** The script comes when the element already is where it belongs. */
const LATE = `<script>
  document.querySelector("#above").style.setProperty("height", "3000px");
</script><script async src="/constance.js" data-brand="maison"></script>`;

test("far below what is seen nothing is loaded but the script, until it comes near", { tag: "@e39" }, async ({ shop, page }) => {
  await page.addInitScript(() => addEventListener("load", () => { (window as { loaded?: boolean }).loaded = true; }));
  const asked = shop.asked("/v1/"), assets = shop.asked("/assets/");
  await shop.host(below, LATE);
  await page.waitForFunction(() => (window as { loaded?: boolean }).loaded && customElements.get("constance-offers"));
  await page.waitForTimeout(500);
  const set = await shop.offers.evaluate((element) => {
    element.setAttribute("limit", "1");
    return (window as unknown as { constance: { push(call: string[]): void } }).constance.push(["refresh"]);
  });
  expect(set).toBe(undefined);
  await page.waitForTimeout(200);
  expect([asked, assets]).toEqual([[], []]);
  const top = await shop.offers.evaluate((element) => element.getBoundingClientRect().top);
  await page.evaluate((by) => scrollTo(0, by), top - 720 - 400);
  await page.waitForTimeout(200);
  expect(asked).toEqual([]);
  await page.evaluate((by) => scrollTo(0, by), top - 720 - 250);
  await expect.poll(() => asked.length).toBe(1);
  await shop.ready();
});

const intents: Record<string, (shop: Shop) => Promise<unknown>> = {
  "its refresh is called": (shop) => shop.offers.evaluate((element) => (element as HTMLElement & { refresh(): Promise<void> }).refresh()),
  "the focus comes into it": (shop) => shop.offers.evaluate((element) => element.querySelector("a")!.focus({ preventScroll: true })),
  "the pointer comes over it": (shop) => shop.offers.evaluate((element) => element.dispatchEvent(new PointerEvent("pointerenter"))),
};
for (const [what, turn] of Object.entries(intents)) {
  test(`far below what is seen it begins as soon as ${what}`, { tag: "@e39" }, async ({ shop, page }) => {
    const asked = shop.asked("/v1/experience");
    await shop.host(below, LATE);
    await page.waitForFunction(() => customElements.get("constance-offers"));
    await page.waitForTimeout(200);
    expect(asked).toEqual([]);
    await turn(shop);
    await expect.poll(() => asked.length).toBe(1);
    await shop.ready();
  });
}

test("a browser that cannot tell what is seen loads at once", { tag: ["@e35", "@e39"] }, async ({ shop, page }) => {
  await page.addInitScript(() => {
    delete (window as { IntersectionObserver?: unknown }).IntersectionObserver;
    delete (window as { requestIdleCallback?: unknown }).requestIdleCallback;
  });
  await shop.host(below, LATE);
  await shop.ready();
});

test("whatever of ours is slow, the page is loaded without it", { tag: "@e38" }, async ({ shop, page }) => {
  for (const pattern of ["**/assets/**", "**/v1/**"]) await page.route(pattern, async (route) => {
    await new Promise((go) => setTimeout(go, 4_000));
    await route.continue().catch(() => {});
  });
  const started = Date.now();
  await shop.host('<constance-offers placement="home"></constance-offers>');
  await page.waitForLoadState("load");
  expect(Date.now() - started).toBeLessThan(2_000);
  await expect(shop.offers).toHaveCSS("display", "block");
});

test("it is a block and can be hidden from the first moment, whatever comes when", { tag: "@e20" }, async ({ shop, page }) => {
  let release = () => {};
  const held = new Promise<void>((go) => (release = go));
  await page.route("**/assets/*.css", async (route) => {
    await held;
    await route.continue();
  });
  await shop.host('<constance-offers placement="home"></constance-offers><constance-offers placement="home" hidden></constance-offers>');
  await page.waitForFunction(() => customElements.get("constance-offers"));
  const hidden = page.locator("constance-offers").last();
  const displays = async () => [
    await shop.offers.evaluate((element) => getComputedStyle(element).display), await hidden.evaluate((element) => getComputedStyle(element).display),
  ];
  expect(await displays()).toEqual(["block", "none"]);
  release();
  await shop.ready();
  expect(await displays()).toEqual(["block", "none"]);
  await hidden.evaluate((element) => { element.setAttribute("class", "flex"); element.toggleAttribute("hidden"); });
  await hidden.scrollIntoViewIfNeeded();
  await shop.ready("wasm", hidden);
});

/** As docs/embedding.md says. */
const RESERVE = `constance-offers { --constance-reserve: 2000px; }
  constance-offers:not(:defined) { display: block; min-block-size: var(--constance-reserve); }`;
for (const width of [320, 1280]) {
  for (const customer of ["", "86"]) {
    for (const wasm of [true, false]) {
      test(`nothing on the page moves when the offers arrive: ${width} px, ${customer ? "a member" : "a visitor"}, ${wasm ? "with" : "without"} wasm`, { tag: "@e40" }, async ({ shop, page, noises }) => {
        await page.addInitScript((wasm) => {
          if (!wasm) delete (window as { WebAssembly?: unknown }).WebAssembly;
          const shifts: string[] = ((window as unknown as { shifts: string[] }).shifts = []);
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node }[] })[]) {
              if (!entry.hadRecentInput) shifts.push(`${entry.value} ${entry.sources.map(({ node }) => (node as Element)?.outerHTML?.slice(0, 80))}`);
            }
          }).observe({ type: "layout-shift", buffered: true });
        }, wasm);
        await page.setViewportSize({ width, height: 2600 });
        if (customer) await shop.signIn(customer);
        await page.route("**/reserve.css", (route) => route.fulfill({ contentType: "text/css", body: RESERVE }));
        await shop.host('<link rel="stylesheet" href="/reserve.css"><constance-offers placement="home" limit="1"></constance-offers><p>Below</p>');
        await page.waitForFunction(() => customElements.get("constance-offers"));
        await shop.ready(wasm ? "wasm" : "html");
        await page.waitForTimeout(300);
        const shifts = () => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
        expect(await shifts()).toEqual([]);
        noises.splice(0, noises.length, ...noises.filter((noise) => !noise.includes("wasm_missing")));
      });
    }
  }
}
