import { expect, test } from "./shop.ts";

/** A page with our two lines, the shop's own token function, and a policy that forbids everything else. */
function strict(scripts: string): { headers: Record<string, string>; contentType: string; body: string } {
  const policy = `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' ${scripts}; style-src 'none'; img-src 'self';
    connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
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

test("the strictest policy, Trusted Types included, is not violated once", async ({ shop, page }) => {
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

test("where the policy forbids wasm the offers stay, and can be claimed", async ({ shop, page, noises }) => {
  await page.route("**/strict", (route) => route.fulfill(strict("")));
  await shop.openAs("101", "/strict");
  await shop.ready("html");
  await shop.button("claim").click();
  await expect(shop.tickets.locator("code")).toHaveCount(1);
  expect(noises.filter((noise) => !/wasm/i.test(noise))).toEqual([]);
  noises.length = 0;
});

const broken = {
  missing: { status: 404, contentType: "text/plain", body: "" },
  corrupt: { status: 200, contentType: "application/wasm", body: Buffer.from([0, 97, 115, 109, 1, 0, 0, 0, 1, 255]) },
  "something else": { status: 200, contentType: "text/html", body: "<!doctype html>" },
};
for (const [how, answer] of Object.entries(broken)) {
  test(`when the wasm is ${how} the offers stay and acts work`, async ({ shop, page, noises }) => {
    await page.route("**/assets/*.wasm", (route) => route.fulfill(answer));
    await shop.openAs(how === "missing" ? "144" : "149");
    await shop.ready("html");
    const offer = (await shop.button("claim").getAttribute("data-offer"))!;
    await shop.button("claim").click();
    await expect(shop.tickets.locator("code")).toHaveCount(1);
    await shop.button("undo", offer).click();
    await expect(shop.button("claim", offer)).toBeVisible();
    await shop.expectAccessible();
    // The browser itself reports the missing file; nothing else is said.
    expect(noises.filter((noise) => !/404|application\/wasm/.test(noise))).toEqual([]);
    noises.length = 0;
  });
}

test("a trap in the wasm never reaches the page: the offers stay and acts work", async ({ shop, page }) => {
  await page.addInitScript(() => {
    const seen = window as unknown as { memory: WebAssembly.Memory; told: string[] };
    seen.told = [];
    const streaming = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (source, imports) => {
      const made = await streaming(source, imports);
      seen.memory = made.instance.exports.memory as WebAssembly.Memory;
      return made;
    };
    addEventListener("constance-error", (event) => seen.told.push((event as CustomEvent<{ code: string }>).detail.code));
    addEventListener("load", () => {
      addEventListener("error", (event) => seen.told.push(`error ${event.message}`));
      addEventListener("unhandledrejection", () => seen.told.push("rejection"));
    });
  });
  await shop.openAs("164");
  await shop.ready();
  const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
  await page.evaluate(() => new Uint8Array((window as unknown as { memory: WebAssembly.Memory }).memory.buffer).fill(255));
  await shop.button("decline").click();
  await expect.poll(told).toEqual(["wasm_trap"]);
  await expect(shop.cards.first()).toBeVisible();
  const offer = (await shop.button("claim").getAttribute("data-offer"))!;
  await shop.button("claim").click();
  await expect(shop.tickets.locator("code")).toHaveCount(1);
  await shop.button("undo", offer).click();
  await expect(shop.button("claim", offer)).toBeVisible();
  expect(await told()).toEqual(["wasm_trap"]);
});

test("where the clipboard is closed the code is selected, and said to be", async ({ shop, page }) => {
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
  await page.route("**/v1/offers/*/decline", (route) => route.abort());
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
