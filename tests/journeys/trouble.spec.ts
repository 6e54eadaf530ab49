import type { Page } from "@playwright/test";
import { expect, test } from "./shop.ts";

/** A page with our two lines, the shop's own token function, and a policy that forbids everything else. */
function strict(scripts: string, types = "'none'"): { headers: Record<string, string>; contentType: string; body: string } {
  const policy = `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' ${scripts}; style-src 'none'; img-src 'self';
    connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types ${types}`;
  return {
    headers: { "content-security-policy": policy.replace(/\s+/g, " ") },
    contentType: "text/html",
    body: `<!doctype html><html lang="en"><title>Strict</title><link rel="icon" href="/shop/mark.svg">
      <main><h1>Strict</h1><constance-offers placement="home"></constance-offers></main>
      <script nonce="abc">
        window.violations = [];
        document.addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective + " " + event.blockedURI));
        window.constance = [["identify", async () => (await (await fetch("/shop/token", { method: "POST" })).json()).token]];
      </script>
      <script nonce="abc" async src="/constance.js" data-brand="maison"></script>`,
  };
}

test("the strictest policy, Trusted Types included, is not violated once", { tag: ["@e13", "@e17", "@e18", "@e28", "@e50"] }, async ({ shop, page }) => {
  await page.route("**/strict", (route) => route.fulfill(strict("'wasm-unsafe-eval'")));
  await shop.openAs("99", "/strict");
  await shop.ready();
  const offer = (await shop.button("claim").getAttribute("data-offer"))!;
  await shop.button("claim").click();
  await expect(shop.tickets).toHaveCount(1);
  await shop.button("undo").click();
  await shop.card(offer).locator('[data-act="decline"]').click();
  await expect(shop.card(offer)).toHaveCount(0);
  expect(await shop.offers.evaluate((element) => getComputedStyle(element.shadowRoot!.querySelector('[part="offers"]')!).display)).toBe("grid");
  expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
  await shop.expectAccessible();
});

test("where the policy forbids wasm it is not fetched; the offers stay, and can be claimed", { tag: ["@e28", "@e31"] }, async ({ shop, page, noises }) => {
  const fetched: string[] = [];
  page.on("request", (request) => /\.wasm$/.test(request.url()) && fetched.push(request.url()));
  await page.route("**/strict", (route) => route.fulfill(strict("")));
  await shop.openAs("101", "/strict");
  await shop.ready("html");
  await shop.button("claim").click();
  await expect(shop.tickets.locator("code")).toHaveCount(1);
  expect(fetched).toEqual([]);
  expect(ours(noises)).toEqual(["console warning: constance: wasm_blocked: the page's policy lacks 'wasm-unsafe-eval'"]);
});

/** A browser that cannot sanitise by itself. */
const withoutSanitiser = (page: Page) =>
  page.addInitScript(() => Reflect.deleteProperty(Element.prototype, "setHTML"));

test("where Trusted Types are enforced and the browser has no sanitiser our policy is enough", { tag: "@e28" }, async ({ shop, page, noises }) => {
  await withoutSanitiser(page);
  await page.route("**/strict", (route) => route.fulfill(strict("", "constance")));
  await shop.openAs("101", "/strict");
  await shop.ready("html");
  await expect(shop.cards.first()).toBeVisible();
  expect(ours(noises)).toEqual([expect.stringMatching("wasm_blocked")]);
});

test("where even our policy is forbidden nothing is shown until the wasm is there, and that is said", { tag: ["@e28", "@e31"] }, async ({ shop, page, noises }) => {
  await withoutSanitiser(page);
  await page.route("**/strict", (route) => route.fulfill(strict("'wasm-unsafe-eval'")));
  await shop.openAs("101", "/strict");
  await shop.ready();
  await expect(shop.cards.first()).toBeVisible();
  expect(ours(noises)).toEqual([expect.stringMatching("^console warning: constance: paint_refused: ")]);
});

/** The browser's own lines, on requests and policies, are its own. */
function ours(noises: string[]): string[] {
  const said = noises.filter((noise) => noise.includes("constance: "));
  noises.length = 0;
  return said;
}

test("where the clipboard is closed the code is selected, and said to be", { tag: "@e35" }, async ({ shop, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("closed")) } });
  });
  await shop.openAs("167");
  await shop.ready();
  await shop.button("claim").click();
  await shop.tickets.locator("[data-copy]").click();
  const said = "The code is selected, ready for you to copy.";
  await expect(shop.status).toHaveText(said);
  await expect(shop.tickets.locator("[data-copy]")).toContainText(said);
  const code = await shop.tickets.locator("code").innerText();
  await page.evaluate(() => addEventListener("copy", () => ((window as unknown as { copied: string }).copied = String(getSelection()))));
  const selected = await shop.offers.evaluate((element) => {
    const root = element.shadowRoot as ShadowRoot & { getSelection?(): Selection };
    return String(root.getSelection?.() ?? getSelection());
  });
  expect(selected.trim()).toBe(code);
});

test("an act that fails says so beside its button and can be tried again", async ({ shop, page, noises }) => {
  await shop.openAs("178");
  await shop.ready();
  await page.route("**/v1/offers/*/decline", (route) => route.fulfill({ status: 503 }));
  await shop.button("decline").click();
  await expect(shop.cards.first().locator('[part="failed"]')).toHaveText("That did not go through.");
  await expect(shop.status).toHaveText("That did not go through.");
  await expect(shop.button("decline")).toContainText("Try again");
  await shop.expectAccessible();
  await page.unroute("**/v1/offers/*/decline");
  await shop.button("decline").click();
  await expect(shop.offers.locator("#undo")).toBeVisible();
  noises.length = 0; // the browser's line on the broken request
});
