// The loader that a page pins: at an address that stays, with a sum. Nothing that is not what it was runs.

import type { Page, Route } from "@playwright/test";
import { expect, test, type Shop } from "./shop.ts";

interface Pinned {
  loader: string;
  integrity: string;
}

async function pinned({ page }: Shop): Promise<Pinned> {
  return (await page.request.get("/integrity.json")).json();
}

const EVERGREEN = '<script async src="/constance.js" data-brand="maison"></script>';
const tag = ({ loader, integrity }: Pinned) =>
  `<script async src="${loader}" integrity="${integrity}" crossorigin="anonymous" data-brand="maison"></script>`;

const ELEMENT = '<constance-offers placement="home"></constance-offers>';

/** The codes that the page is told. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    addEventListener("constance-error", (event) => told.push((event as CustomEvent<{ code: string }>).detail.code));
  });
  return () => page.evaluate(() => (window as unknown as { told: string[] }).told);
}

/** The same with more behind it, as whoever holds the server could send it. */
const withMore = (more: Buffer) => async (route: Route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: Buffer.concat([await response.body(), more]) });
};
/** A section of its own: the wasm is as good as before. */
const otherWasm = withMore(Buffer.from([0, 2, 1, 120]));
const otherText = withMore(Buffer.from("/* another */"));

function refused(noises: string[]): string[] {
  const said = noises.filter((noise) => !/integrity/.test(noise));
  expect(said.length, "the browser says what it refused").toBeLessThan(noises.length);
  noises.length = 0;
  return said;
}

for (const how of ["evergreen", "pinned"] as const) {
  test(`at the ${how} address the loader does all it does`, { tag: "@e14" }, async ({ shop, page }) => {
    const script = how === "pinned" ? tag(await pinned(shop)) : EVERGREEN;
    await shop.signIn(how === "pinned" ? "302" : "303");
    const assets = shop.asked("/assets/");
    await shop.host(ELEMENT, script);
    await shop.ready();
    const offer = (await shop.button("claim").getAttribute("data-offer"))!;
    await shop.button("claim", offer).click();
    await expect(shop.tickets.locator("code")).toHaveCount(1);
    await shop.button("undo", offer).click();
    await expect(shop.button("claim", offer)).toBeVisible();
    await shop.button("decline", offer).click();
    await expect(shop.offers.locator("#undo")).toBeVisible();
    const kinds = assets.map((url) => url.pathname.split(".").pop()).sort();
    expect(kinds, "what the sum vouches for is all that runs, but the wasm").toEqual(how === "pinned" ? ["css", "js", "wasm"] : ["css", "js", "js", "wasm"]);
    await shop.expectAccessible();
  });
}

for (const order of ["evergreen before pinned", "pinned before evergreen"] as const) {
  test(`of two loaders on a page the first is the one, and the other says nothing (${order})`, { tag: ["@e2", "@e14"] }, async ({ shop, page }) => {
    const told = await listen(page), first = order.split(" ")[0]!;
    const scripts = [EVERGREEN, tag(await pinned(shop))].map((script) => script.replace(" async", ""));
    if (first === "pinned") scripts.reverse();
    await page.addInitScript(() => {
      const defined: string[] = [], { define } = customElements;
      Object.assign(window, { defined });
      customElements.define = (name, made) => {
        defined.push(`${name} ${(document.currentScript as HTMLScriptElement).src}`);
        define.call(customElements, name, made);
      };
    });
    await shop.signIn(first === "pinned" ? "425" : "426");
    // One of another build, whose files are not there: where it ran they would be missed.
    await page.route("**/older.js", async (route) => {
      const response = await route.fetch({ url: new URL("/constance.js", route.request().url()).href });
      await route.fulfill({ response, body: (await response.text()).replace(/[0-9a-f]{16}/g, "0123456789abcdef") });
    });
    scripts.push('<script src="/older.js" data-brand="maison"></script>');
    const assets = shop.asked("/assets/");
    await shop.host(ELEMENT.repeat(2), scripts.join(""));
    await shop.ready();
    await shop.ready("wasm", page.locator("constance-offers").last());
    const defined = await page.evaluate(() => (window as unknown as { defined: string[] }).defined);
    expect(defined).toEqual([expect.stringMatching(first === "pinned" ? /^constance-offers .*\/assets\/constance-/ : /^constance-offers .*\/constance\.js/)]);
    const offer = (await shop.button("claim").getAttribute("data-offer"))!;
    await shop.button("claim", offer).click();
    await expect(page.locator('constance-offers [part~="ticket"]')).toHaveCount(2);
    const scriptsAsked = assets.map((url) => url.pathname).filter((path) => path.endsWith(".js"));
    expect(scriptsAsked, "none for the other one").toHaveLength(first === "pinned" ? 1 : 3);
    expect(await told()).toEqual([]);
  });
}

test("a pinned loader starts the wasm afresh after a trap", { tag: "@e14" }, async ({ shop, page, noises }) => {
  await page.addInitScript(() => {
    const instantiate = WebAssembly.instantiate as (...given: unknown[]) => Promise<WebAssembly.Instance>;
    Object.assign(WebAssembly, {
      async instantiate(...given: unknown[]) {
        const made = await instantiate(...given);
        Object.assign(window, { memory: made.exports.memory });
        return made;
      },
    });
  });
  await shop.signIn("304");
  await shop.host(ELEMENT, tag(await pinned(shop)));
  await shop.ready();
  await page.evaluate("new Uint8Array(memory.buffer).fill(255)");
  await shop.button("decline").click();
  await expect.poll(() => noises).toEqual([expect.stringContaining("wasm_trap")]);
  await expect.poll(() => shop.isAlive()).toBe(true);
  await shop.button("decline").click();
  await expect(shop.offers.locator("#undo")).toBeVisible();
  noises.length = 0;
});

test("wasm that is not what it was runs only where nothing is pinned", { tag: "@e14" }, async ({ shop, page, noises }) => {
  const told = await listen(page);
  await page.route("**/assets/*.wasm", otherWasm);
  await shop.host(ELEMENT, EVERGREEN);
  await shop.ready();
  await shop.signIn("312");
  await shop.host(ELEMENT, tag(await pinned(shop)));
  await shop.ready("html");
  expect(await told()).toEqual(["wasm_network"]);
  expect(refused(noises)).toEqual(["console warning: constance: wasm_network: see docs/embedding.md"]);
  const offer = (await shop.button("claim").getAttribute("data-offer"))!;
  await shop.button("claim", offer).click();
  await expect(shop.tickets.locator("code")).toHaveCount(1);
  await shop.button("undo", offer).click();
  await expect(shop.button("claim", offer)).toBeVisible();
});

test("a theme that is not what it was is not put on", { tag: "@e14" }, async ({ shop, page, noises }) => {
  const told = await listen(page);
  await page.route("**/assets/*.css", otherText);
  await shop.host(ELEMENT, tag(await pinned(shop)));
  await shop.ready();
  await expect(shop.offers.locator('[part="offers"]')).toHaveCSS("display", "block");
  await expect.poll(told).toEqual(["theme_failed"]);
  expect(refused(noises)).toEqual([expect.stringContaining("theme_failed")]);
});

test("a loader that is not what it was, or what is in it, does not run; what came with the page stays", { tag: "@e14" }, async ({ shop, page, noises }) => {
  const html = await (await page.request.get("/v1/fragment?brand=maison&placement=home&locale=en")).text();
  const { loader, integrity } = await pinned(shop);
  await page.route(`**${loader}`, otherText);
  await shop.host(html, tag({ loader, integrity }));
  await expect(shop.cards).toHaveCount(2);
  await page.waitForLoadState();
  expect(await page.evaluate(() => !!customElements.get("constance-offers"))).toBe(false);
  await expect(shop.cards).toHaveCount(2);
  await expect(shop.cards.first()).toBeVisible();
  expect(refused(noises)).toEqual([]);
});
