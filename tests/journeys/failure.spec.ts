// What can fail, does; the offers stay, the page hears of a code and the console of one line.

import { readFileSync } from "node:fs";
import type { Page, Route } from "@playwright/test";
import { expect, listen, ours, ruinable, test, type Shop } from "./shop.ts";

const documents = readFileSync(new URL("../../docs/embedding.md", import.meta.url), "utf8");

/** With the wasm there, an offer set aside leaves its notice in its place. */
async function expectAlive(shop: Shop): Promise<void> {
  await shop.button("decline").click();
  await expect(shop.offers.locator("#undo")).toBeVisible();
}

const wasm = "**/assets/*.wasm";
const half = async (route: Route) => {
  const answer = await route.fetch();
  const body = await answer.body();
  await route.fulfill({ response: answer, body: body.subarray(0, body.length / 2) });
};
const html = { status: 200, contentType: "text/html", body: "<!doctype html>" };
const as = (contentType: string) => async (route: Route) => route.fulfill({ response: await route.fetch(), contentType });

const causes: [string, string, string, (route: Route) => Promise<void>][] = [
  ["wasm_network", "the wasm cannot be reached", wasm, (route) => route.abort()],
  ["wasm_status", "the wasm is not there", wasm, (route) => route.fulfill({ status: 404 })],
  ["wasm_type", "a page comes instead of the wasm", wasm, (route) => route.fulfill(html)],
  ["wasm_type", "the wasm is said to be something else", wasm, as("application/octet-stream")],
  ["wasm_broken", "half of the wasm comes", wasm, half],
  ["glue_failed", "the glue is not there", "**/assets/*.js", (route) => route.fulfill({ status: 404 })],
  ["glue_failed", "a page comes instead of the glue", "**/assets/*.js", (route) => route.fulfill(html)],
];

for (const [code, cause, files, answer] of causes) {
  test(`where ${cause} the code is ${code}, once, and offers stay`, { tag: ["@e30", "@e31", "@e37"] }, async ({ shop, page, noises }) => {
    const told = await listen(page);
    await page.route(files, answer);
    await shop.open();
    await shop.ready("html");
    expect(await told()).toEqual([code]);
    expect(ours(noises)).toEqual([expect.stringMatching(`^console warning: constance: ${code}: \\w`)]);
    expect(documents).toContain(`| \`${code}\` |`);
    await expect(shop.cards.first()).toBeVisible();
  });
}

test("where the wasm is broken acts work all the same", { tag: "@e30" }, async ({ shop, page, noises }) => {
  await page.route(wasm, half);
  await shop.openAs("89");
  await shop.ready("html");
  const offer = (await shop.button("claim").getAttribute("data-offer"))!;
  await shop.button("claim").click();
  await expect(shop.tickets.locator("code")).toHaveCount(1);
  await shop.button("undo", offer).click();
  await expect(shop.button("claim", offer)).toBeVisible();
  await shop.expectAccessible();
  expect(ours(noises)).toHaveLength(1);
});

for (const how of ["wasm", "html"] as const) {
  test(`while the module for acts does not come an act says so and may be done again (${how})`, { tag: ["@e30", "@e31"] }, async ({ shop, page, noises }) => {
    const told = await listen(page);
    if (how === "html") await page.addInitScript(() => { delete (window as { WebAssembly?: unknown }).WebAssembly; });
    let lost = true;
    await page.route(/\/assets\/\w+\.js/, async (route) => {
      const answer = await route.fetch(), acts = (await answer.text()).includes("/v1/shown");
      await (acts && lost ? route.fulfill({ status: 404 }) : route.fulfill({ response: answer }));
    });
    await shop.openAs(how === "wasm" ? "68" : "69");
    await shop.ready(how);
    const before = await told();
    const offer = (await shop.button("claim").getAttribute("data-offer"))!;
    await shop.button("claim", offer).click();
    await expect(shop.status).toHaveText(/./);
    await expect(shop.offers.locator('[part="failed"]')).toHaveText(await shop.status.innerText());
    expect((await told()).slice(before.length)).toEqual(["acts_failed"]);
    expect(documents).toContain("| `acts_failed` |");
    await expect(shop.button("claim", offer)).not.toHaveAttribute("aria-disabled", "true");
    await shop.expectAccessible();
    lost = false;
    await shop.button("claim", offer).click();
    await expect(shop.tickets.locator("code")).toHaveCount(1);
    expect(ours(noises).filter((noise) => !noise.includes("wasm_missing"))).toEqual([expect.stringMatching("constance: acts_failed: ")]);
  });
}

test("what was clicked before the module for acts came is not done in another customer's name", { tag: "@e30" }, async ({ shop, page }) => {
  const told = await listen(page), sent = shop.asked("/v1/offers/");
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route(/\/assets\/\w+\.js/, async (route) => {
    const answer = await route.fetch();
    if ((await answer.text()).includes("/v1/shown")) await held;
    await route.fulfill({ response: answer });
  });
  await shop.openAs("71");
  await shop.ready();
  await shop.button("claim").click();
  await shop.offers.evaluate((element) => (element as HTMLElement & { signOut(): Promise<void> }).signOut());
  release();
  await expect(shop.cards.first()).toBeVisible();
  await page.waitForTimeout(500);
  expect(sent).toEqual([]);
  expect(await told()).toEqual([]);
});

test("without its theme an element says theme_failed, once, and is plain but alive", { tag: "@e31" }, async ({ shop, page, noises }) => {
  const told = await listen(page);
  await page.route("**/assets/*.css", (route) => route.fulfill(html));
  await shop.openAs("84");
  await shop.ready();
  await expect.poll(told).toEqual(["theme_failed"]);
  expect(ours(noises)).toEqual(["console warning: constance: theme_failed: see docs/embedding.md"]);
  await expectAlive(shop);
});

test("while its theme is on the way for long the offers are shown plain", { tag: "@e30" }, async ({ shop, page }) => {
  await page.route("**/assets/*.css", async (route) => {
    await new Promise((done) => setTimeout(done, 7_000));
    await route.continue();
  });
  await shop.open();
  await expect(shop.offers.locator('[part="offers"]')).toHaveCSS("display", "block");
  await expect(shop.offers.locator('[part="offers"]')).toHaveCSS("display", "grid", { timeout: 8_000 });
  await shop.ready();
});

test("wasm that takes longer than four seconds is waited for no longer, and welcome when it comes", { tag: ["@e30", "@e31"] }, async ({ shop, page, noises }) => {
  const told = await listen(page);
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route(wasm, async (route) => {
    await held;
    await route.continue();
  });
  await shop.open();
  const before = Date.now();
  await shop.ready("html");
  expect(Date.now() - before).toBeLessThan(5_000);
  expect(await told()).toEqual(["wasm_slow"]);
  expect(ours(noises)).toEqual(["console warning: constance: wasm_slow: see docs/embedding.md"]);
  release();
  await expect.poll(() => shop.isAlive()).toBe(true);
  expect(await told(), "taking over later is no news").toEqual(["wasm_slow"]);
});

test("wasm that failed is tried once more, when somebody asks again", { tag: "@e30" }, async ({ shop, page, noises }) => {
  let requests = 0;
  await page.route(wasm, (route) => (requests++, route.fulfill({ status: 503 })));
  await shop.open();
  await shop.ready("html");
  const refresh = () => shop.offers.evaluate((element) => (element as HTMLElement & { refresh(): Promise<void> }).refresh());
  await refresh();
  await expect.poll(() => requests).toBe(2);
  await refresh();
  await refresh();
  expect(requests).toBe(2);
  expect(ours(noises)).toHaveLength(1);
});

test("wasm that failed is tried once more after half a minute", { tag: "@e30" }, async ({ shop, page, noises }) => {
  await page.clock.install();
  await page.route(wasm, (route) => route.fulfill({ status: 503 }), { times: 1 });
  await shop.open();
  await shop.ready("html");
  await page.clock.fastForward(31_000);
  await expect.poll(() => shop.isAlive()).toBe(true);
  expect(ours(noises)).toHaveLength(1);
});

const twice = async (page: Page) =>
  page.route("**/", async (route) => {
    const answer = await route.fetch();
    const line = '<constance-offers placement="home"></constance-offers>';
    const body = (await answer.text()).replace(line, line + line.replace("home", "product"));
    await route.fulfill({ response: answer, body });
  });

test("a trap in a listener reaches nobody, and all elements come back to life", { tag: "@e32" }, async ({ shop, page, noises }) => {
  const [told, { ruin, instances }] = [await listen(page), await ruinable(page)];
  await twice(page);
  await shop.openAs("164");
  const other = page.locator('constance-offers[placement="product"]');
  await shop.ready();
  await shop.ready("wasm", other);
  await ruin();
  await shop.button("decline").click();
  await expect.poll(told).toEqual(["wasm_trap", "wasm_trap"]);
  await expect(shop.cards.first()).toBeVisible();
  await expect.poll(() => shop.isAlive()).toBe(true);
  await expect.poll(() => shop.isAlive(other)).toBe(true);
  expect(await instances()).toBe(2);
  await expectAlive(shop);
  expect(await told()).toEqual(["wasm_trap", "wasm_trap"]);
  expect(ours(noises)).toEqual(["console warning: constance: wasm_trap: see docs/embedding.md"]);
});

test("a trap in a microtask reaches nobody, and what the act did is shown", { tag: "@e32" }, async ({ shop, page, noises }) => {
  const [told, { ruin }] = [await listen(page), await ruinable(page)];
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route("**/v1/offers/*/claim", async (route) => {
    await held;
    await route.continue();
  });
  await shop.openAs("149");
  await shop.ready();
  await shop.button("claim").click();
  await ruin();
  release();
  await expect.poll(told).toEqual(["wasm_trap"]);
  await expect(shop.tickets.locator("code")).toHaveCount(1);
  await expect.poll(() => shop.isAlive()).toBe(true);
  await expect(shop.tickets.locator("code")).toHaveCount(1);
  expect(await told()).toEqual(["wasm_trap"]);
  expect(ours(noises)).toHaveLength(1);
});

test("a trap in a timer reaches nobody, and the codes stay", { tag: "@e32" }, async ({ shop, page, context, noises }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const [told, { ruin }] = [await listen(page), await ruinable(page)];
  await shop.openAs("144");
  await shop.ready();
  await shop.button("claim").click();
  await shop.tickets.locator("[data-copy]").click();
  await expect(shop.status).toHaveText("Copied.");
  await ruin();
  await expect.poll(told, { timeout: 8_000 }).toEqual(["wasm_trap"]);
  await expect(shop.tickets.locator("code")).toHaveCount(1);
  expect(ours(noises)).toHaveLength(1);
});

test("wasm that traps again and again is started three times; then HTML is enough, and acts work", { tag: "@e32" }, async ({ shop, page, noises }) => {
  const [told, { ruin, instances }] = [await listen(page), await ruinable(page)];
  await shop.openAs("95");
  await shop.ready();
  for (const times of [1, 2, 3]) {
    await expect.poll(() => shop.isAlive()).toBe(true);
    await ruin();
    await shop.button("decline").click();
    await expect.poll(told).toHaveLength(times);
  }
  expect(new Set(await told())).toEqual(new Set(["wasm_trap"]));
  const offer = (await shop.button("claim").getAttribute("data-offer"))!;
  await shop.button("claim").click();
  await expect(shop.tickets.locator("code")).toHaveCount(1);
  await shop.button("undo", offer).click();
  await expect(shop.button("claim", offer)).toBeVisible();
  expect(await shop.isAlive()).toBe(false);
  expect(await instances()).toBe(3);
  expect(await told()).toHaveLength(3);
  expect(ours(noises)).toHaveLength(1);
});

test("HTML of another build is not taken over but rendered anew", { tag: "@e33" }, async ({ shop, page }) => {
  await page.route("**/v1/experience?*", async (route) => {
    const answer = await route.fetch();
    const json = await answer.json();
    json.experience.build = "another";
    json.html = `<p>From another build</p>`;
    await route.fulfill({ response: answer, json });
  });
  await shop.open();
  await shop.ready();
  await expect(shop.offers.getByText("From another build")).toHaveCount(0);
  await expectVisitors(shop);
});

test("what a service of another build leaves out or adds keeps nobody from the rest", { tag: "@e33" }, async ({ shop, page }) => {
  await page.route("**/v1/experience?*", async (route) => {
    const answer = await route.fetch();
    const json = await answer.json();
    const { benefits, ...rest } = json.experience;
    expect(benefits.length).toBeGreaterThan(0);
    json.experience = { ...rest, build: "another", lead: null, heading: "high", newer: { than: ["this"] } };
    await route.fulfill({ response: answer, json });
  });
  await shop.openAs(await shop.someone("loyal"));
  await shop.ready();
  await expectVisitors(shop);
  await expect(shop.offers.locator('[part~="benefits"]')).toHaveCount(0);
  await expect(shop.offers.locator("h2")).toHaveCount(1);
});

test("HTML that lost its marks on the way is rendered anew, and nobody hears of it but by a code", { tag: "@e33" }, async ({ shop, page, noises }) => {
  const told = await listen(page);
  await page.route("**/v1/experience?*", async (route) => {
    const answer = await route.fetch();
    const json = await answer.json();
    json.html = json.html.replace(/<!--.*?-->/g, "");
    await route.fulfill({ response: answer, json });
  });
  await shop.open();
  await shop.ready();
  await expectVisitors(shop);
  expect(await told()).toEqual(["wasm_trap"]);
  expect(ours(noises)).toHaveLength(1);
});

async function expectVisitors(shop: Shop): Promise<void> {
  expect(await shop.isAlive()).toBe(true);
  await expect(shop.cards.first()).toBeVisible();
}

test("one compilation as it streams in, whatever the number of elements", { tag: "@e48" }, async ({ shop, page }) => {
  await page.addInitScript(() => {
    const calls: Record<string, number> = {};
    Object.assign(window, { calls });
    for (const name of ["compileStreaming", "instantiateStreaming", "compile"] as const) {
      const real = WebAssembly[name] as (...given: unknown[]) => unknown;
      Object.assign(WebAssembly, { [name]: (...given: unknown[]) => ((calls[name] = (calls[name] ?? 0) + 1), real(...given)) });
    }
  });
  await twice(page);
  await shop.open();
  await shop.ready();
  await shop.ready("wasm", page.locator('constance-offers[placement="product"]'));
  expect(await page.evaluate("window.calls")).toEqual({ compileStreaming: 1 });
});
