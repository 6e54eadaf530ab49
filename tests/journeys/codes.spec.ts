// Each code that docs/embedding.md lists can be provoked, and is told, said once on the console, and recoverable or not.

import { readFileSync } from "node:fs";
import { expect, listen, ruinable, test, type Shop } from "./shop.ts";

const documents = readFileSync(new URL("../../docs/embedding.md", import.meta.url), "utf8");
const table = documents.slice(documents.indexOf("\n## Codes\n"), documents.indexOf("\n## Slots\n"));
const rows = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code!);

const PAGE = '<constance-offers placement="home"><p slot="fallback">See our offers</p></constance-offers>';
const WASM = "**/assets/*.wasm", SCRIPTS = /\/assets\/\w+\.js/;
/** The page's own words before our script. */
const says = (...calls: string[]) => `<script>window.constance = [${calls.join()}];</script><script async src="/constance.js" data-brand="maison"></script>`;
const missing = { status: 404, contentType: "text/plain", body: "" };
const push = (shop: Shop, call: string) => shop.page.evaluate(`window.constance.push(${call})`);

/** How a page comes to hear of each; of what is only told once somebody acts, up to that. */
const cases: Record<string, (shop: Shop, customer: string) => Promise<void>> = {
  async network(shop) {
    await shop.page.route("**/v1/experience?*", (route) => route.abort("internetdisconnected"));
    await shop.host(PAGE);
    await expect(shop.page.getByText("See our offers")).toBeVisible();
  },
  async identity_failed(shop) {
    await shop.host(PAGE, says('["identify", async () => { throw new Error("no"); }]'));
    await expect(shop.cards, "visitors' offers").toHaveCount(2);
  },
  async superseded(shop, customer) {
    const { page } = shop, held: (() => void)[] = [];
    await shop.signIn(customer);
    await shop.host(PAGE);
    await shop.ready();
    // Their session has ended; while it is renewed somebody else signs in.
    const ended = { status: 401, contentType: "application/problem+json", body: '{"code": "session_needed"}' };
    await page.route("**/v1/me/consent", (route) => route.fulfill(ended), { times: 1 });
    const renewed = page.waitForRequest("**/v1/session");
    await page.route("**/v1/session", (route) => new Promise<void>((go) => held.push(() => go(route.continue()))), { times: 1 });
    await push(shop, '["setConsent", { personalOffers: true }]');
    await renewed;
    await push(shop, '["identify", async () => null]');
    await expect(shop.offers.locator('[part~="tier"]')).toHaveCount(0);
    held.forEach((go) => go());
  },
  async wasm_missing(shop) {
    await shop.page.addInitScript(() => { delete (window as { WebAssembly?: unknown }).WebAssembly; });
    await shop.host(PAGE);
    await shop.ready("html");
  },
  async wasm_blocked(shop) {
    await shop.page.addInitScript(() => {
      // As where the policy lacks 'wasm-unsafe-eval'; a real one is in trouble.spec.ts.
      WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError("policy"); } } as unknown as typeof WebAssembly.Module;
    });
    await shop.host(PAGE);
    await shop.ready("html");
  },
  async wasm_network(shop) {
    await shop.page.route(WASM, (route) => route.abort());
    await shop.host(PAGE);
    await shop.ready("html");
  },
  async wasm_status(shop) {
    await shop.page.route(WASM, (route) => route.fulfill(missing));
    await shop.host(PAGE);
    await shop.ready("html");
  },
  async wasm_type(shop) {
    await shop.page.route(WASM, (route) => route.fulfill({ contentType: "text/html", body: "<p>" }));
    await shop.host(PAGE);
    await shop.ready("html");
  },
  async wasm_broken(shop) {
    await shop.page.route(WASM, (route) => route.fulfill({ contentType: "application/wasm", body: "none" }));
    await shop.host(PAGE);
    await shop.ready("html");
  },
  async wasm_slow(shop) {
    await shop.page.route(WASM, () => {});
    await shop.host(PAGE);
    await shop.ready("html");
  },
  async glue_failed(shop) {
    await shop.page.route(SCRIPTS, async (route) => {
      const response = await route.fetch(), glue = (await response.text()).includes("WebAssembly");
      await route.fulfill(glue ? missing : { response });
    });
    await shop.host(PAGE);
    await shop.ready("html");
  },
  async acts_failed(shop, customer) {
    await shop.page.route(SCRIPTS, async (route) => {
      const response = await route.fetch(), acts = (await response.text()).includes("/v1/shown");
      await route.fulfill(acts ? missing : { response });
    });
    await shop.signIn(customer);
    await shop.host(PAGE);
    await shop.ready();
    await shop.button("claim").click();
  },
  async wasm_trap(shop) {
    const { ruin } = await ruinable(shop.page);
    await shop.host(PAGE);
    await shop.ready();
    await ruin();
    await shop.offers.evaluate((element) => element.setAttribute("limit", "1"));
  },
  async theme_failed(shop) {
    await shop.page.route("**/assets/*.css", (route) => route.fulfill(missing));
    await shop.host(PAGE);
    await shop.ready();
  },
  async paint_refused(shop) {
    await shop.page.addInitScript(() => {
      // As where Trusted Types are enforced and our policy is not allowed; a real one is in trouble.spec.ts.
      Reflect.deleteProperty(Element.prototype, "setHTML");
      DOMParser.prototype.parseFromString = () => { throw new TypeError("policy"); };
    });
    await shop.host(PAGE);
    await shop.ready();
  },
};

test("every code that is documented has its case here, and no other", () => {
  expect(rows.length).toBeGreaterThan(10);
  expect(Object.keys(cases).sort()).toEqual([...rows].sort());
});

for (const [at, [code, provoke]] of Object.entries(cases).entries()) {
  test(`${code} is told, and said on the console once`, { tag: ["@e31", "@e37"] }, async ({ shop, page, noises }) => {
    const told = await listen(page);
    await provoke(shop, String(433 + at));
    await expect.poll(told).toEqual([code]);
    const ours = noises.splice(0).filter((noise) => noise.includes("constance: "));
    expect(ours).toEqual([expect.stringMatching(`^console warning: constance: ${code}: \\w`)]);
  });
}

test("a token that is refused is told as what it is, and visitors' offers are shown", { tag: "@e31" }, async ({ shop, page, noises }) => {
  const told = await listen(page);
  await page.addInitScript(() => {
    const needed: unknown[] = [];
    Object.assign(window, { needed });
    addEventListener("constance-identity-needed", (event) => needed.push((event as CustomEvent).detail));
  });
  await shop.host(PAGE, says('["identify", async () => "no.token.atall"]'));
  await expect(shop.cards).toHaveCount(2);
  const needed = await page.evaluate(() => (window as unknown as { needed: unknown[] }).needed);
  expect(needed).toEqual([{ code: "identity_refused" }]);
  expect(await told()).toEqual([]);
  noises.length = 0;
});
