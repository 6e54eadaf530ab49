// Pages that changed what every browser has, or keep things from us. The offers are there, acts work, nothing is thrown.

import type { Page } from "@playwright/test";
import { expect, test, type Shop } from "./shop.ts";

/** A page that runs a script of its own before our two lines. */
async function hostile(page: Page, script: string, doctype = "<!doctype html>"): Promise<void> {
  const body = `${doctype}<html lang="en"><title>Hostile</title><link rel="icon" href="/shop/mark.svg"><script>${script}</script>
    <script>
      window.constance = Array.isArray(window.constance) ? window.constance : [];
      constance[constance.length] = ["identify", async () => (await (await fetch("/shop/token", { method: "POST" })).json()).token];
    </script>
    <script async src="/constance.js" data-brand="maison"></script>
    <main><h1>Hostile</h1><constance-offers placement="home"></constance-offers></main></html>`;
  await page.route("**/hostile", (route) => route.fulfill({ contentType: "text/html", body }));
}

/** Claims an offer and calls it back. */
async function expectActs(shop: Shop): Promise<void> {
  const offer = (await shop.button("claim").getAttribute("data-offer"))!;
  await shop.button("claim").click();
  await expect(shop.tickets.locator("code")).toHaveCount(1);
  await shop.button("undo", offer).click();
  await expect(shop.button("claim", offer)).toBeVisible();
}

const prototypes = `
  Object.prototype.x = function () {};
  Object.prototype.extend = function () {};
  Array.prototype.toJSON = function () { return "[" + this.join() + "]"; };
  Object.prototype.toJSON = function () { return "none"; };
  Array.prototype.each = function () {};
  Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };
  Array.prototype.entries = function () { return this; };
  Function.prototype.bind = function (to) { const run = this; return function () { return run.apply(to, arguments); }; };
  Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
  HTMLElement.prototype.identify = function () { return this.id; };
  HTMLElement.prototype.show = HTMLElement.prototype.hide = HTMLElement.prototype.update = function () { return this; };
  delete Promise.prototype.finally;`;

test("on a page that extends the prototypes of objects, arrays and elements", { tag: "@e36" }, async ({ shop, page }) => {
  await hostile(page, prototypes);
  await shop.openAs("99", "/hostile");
  await shop.ready();
  await expectActs(shop);
});

test("on such a page without WebAssembly", { tag: "@e36" }, async ({ shop, page, noises }) => {
  await hostile(page, `${prototypes} delete window.WebAssembly;`);
  await shop.openAs("101", "/hostile");
  await shop.ready("html");
  await expectActs(shop);
  expect(noises).toEqual(["console warning: constance: wasm_missing: this browser has no WebAssembly"]);
  noises.length = 0;
});

const wrappers: Record<string, string> = {
  "fetch is wrapped": `const real = fetch; window.fetch = (...given) => new Promise((done, fail) => real.apply(window, given).then(done, fail));`,
  "Map and Set are the page's own": `window.Map = class extends Map {}; window.Set = class extends Set {};`,
  "timers are wrapped": `const real = setTimeout; window.setTimeout = function (run, ...rest) { return real(() => run(), ...rest); };`,
  "an element is called like our global": `document.documentElement.id = "constance";`,
};
for (const [what, script] of Object.entries(wrappers)) {
  test(`where ${what}`, { tag: "@e36" }, async ({ shop, page }) => {
    await hostile(page, script);
    await shop.openAs("99", "/hostile");
    await shop.ready();
    await expectActs(shop);
  });
}

for (const own of ["function () {}", "class { constructor() { return []; } }"]) {
  test(`where Map is none but ${own} nothing is defined and nothing thrown`, { tag: "@e36" }, async ({ page, noises }) => {
    await hostile(page, `window.Map = ${own};`);
    await page.goto("/hostile");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    expect(await page.evaluate(() => customElements.get("constance-offers") === undefined)).toBe(true);
    expect(noises).toEqual([]);
  });
}

test("where the wasm cannot use what the page changed the offers stay", { tag: "@e36" }, async ({ shop, page, noises }) => {
  await hostile(page, `Number.isSafeInteger = () => { throw new Error("broken"); };`);
  await shop.openAs("99", "/hostile");
  await expect.poll(() => noises.length).toBe(1);
  await expectActs(shop);
  expect(noises).toEqual([expect.stringMatching(/^console warning: constance: (wasm_trap|glue_failed)/)]);
  noises.length = 0;
});

for (const [how, script] of Object.entries({ missing: "console = null;", throwing: "console.warn = () => { throw new Error('no'); };" })) {
  test(`with the console ${how} a failure is silent`, { tag: ["@e36", "@e37"] }, async ({ shop, page }) => {
    await hostile(page, `${script} delete window.WebAssembly;`);
    await shop.openAs("99", "/hostile");
    await shop.ready("html");
    await expectActs(shop);
  });
}

const gone = (object: string, name: string) => `Object.defineProperty(${object}, "${name}", { value: undefined, configurable: true });`;
const closed = (object: string, name: string) =>
  `Object.defineProperty(${object}, "${name}", { get() { throw new Error("closed"); }, configurable: true });`;
const throwing = (object: string, name: string) =>
  `Object.defineProperty(${object}, "${name}", { value() { throw new Error("closed"); }, configurable: true });`;

const bare = {
  "the storages throw": closed("window", "localStorage") + closed("window", "sessionStorage"),
  "the clipboard is missing": gone("Navigator.prototype", "clipboard"),
  "the clipboard throws": closed("Navigator.prototype", "clipboard"),
  "randomUUID is missing": gone("Crypto.prototype", "randomUUID"),
  "randomUUID throws": throwing("Crypto.prototype", "randomUUID"),
  "IntersectionObserver is missing": gone("window", "IntersectionObserver"),
  "IntersectionObserver throws": throwing("window", "IntersectionObserver"),
  "requestIdleCallback is missing": gone("window", "requestIdleCallback"),
  "time limits are missing": gone("AbortSignal", "timeout"),
  "time limits throw": throwing("AbortSignal", "timeout"),
  "style sheets cannot be made": throwing("window", "CSSStyleSheet"),
  "there is no sanitiser": "delete Element.prototype.setHTML;",
  "languages throw": closed("Navigator.prototype", "languages"),
};
for (const [what, script] of Object.entries({ ...bare, "all of that is so": Object.values(bare).join("") })) {
  test(`where ${what}`, { tag: ["@e35", "@e73"] }, async ({ shop, page }) => {
    await hostile(page, script);
    await shop.openAs("99", "/hostile");
    await shop.ready();
    await expect(shop.offers.locator('[part="offers"]')).toHaveCSS("display", "grid");
    await expectActs(shop);
  });
}

const stops = {
  "stopPropagation on the window": `addEventListener("click", (event) => event.stopPropagation(), true);`,
  "stopPropagation on the document": `document.addEventListener("click", (event) => event.stopPropagation(), true);`,
  "stopImmediatePropagation on the document": `document.addEventListener("click", (event) => event.stopImmediatePropagation(), true);`,
};
for (const [how, script] of Object.entries(stops)) {
  for (const kind of ["wasm", "html"] as const) {
    test(`a page that keeps all clicks to itself by ${how} keeps none from the ${kind}`, { tag: "@e36" }, async ({ shop, page, noises }) => {
      await hostile(page, script + (kind === "html" ? "delete window.WebAssembly;" : ""));
      await shop.openAs("99", "/hostile");
      await shop.ready(kind);
      const posts: string[] = [];
      page.on("request", (request) => /\/v1\/offers\//.test(request.url()) && posts.push(request.url().split("/").pop()!));
      await expectActs(shop);
      expect(posts, "each once").toEqual(["claim", "undo"]);
      noises.length = 0;
    });
  }
}

test("a click that the page prevents and stops is not ours either", { tag: "@e36" }, async ({ shop, page }) => {
  await hostile(page, `addEventListener("click", (event) => { event.stopPropagation(); event.preventDefault(); }, true);`);
  await shop.openAs("99", "/hostile");
  await shop.ready();
  const posts: string[] = [];
  page.on("request", (request) => /\/v1\/offers\//.test(request.url()) && posts.push(request.url()));
  await shop.button("claim").click();
  await page.waitForTimeout(300);
  expect(posts).toEqual([]);
});

test("in quirks mode it looks and works as ever", { tag: "@e36" }, async ({ shop, page }) => {
  await hostile(page, "", "");
  await shop.openAs("99", "/hostile");
  expect(await page.evaluate(() => document.compatMode)).toBe("BackCompat");
  await shop.ready();
  await expect(shop.offers.locator('[part="offers"]')).toHaveCSS("display", "grid");
  await expectActs(shop);
  await shop.expectAccessible();
});

test("commands that are none are passed over, before and after we are there", { tag: "@e9" }, async ({ shop, page }) => {
  const none = `[null, undefined, 7, "identify", {}, [], [null], [{}], ["unknown"], ["constructor"], ["toString"], ["__proto__"], ["setConsent"]]`;
  await hostile(page, `window.constance = ${none};`);
  await shop.openAs("99", "/hostile");
  await shop.ready();
  await page.evaluate(`constance.push(...${none}); constance.push();`);
  await expectActs(shop);
});
