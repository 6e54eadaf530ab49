import { expect, test, type Shop } from "./shop.ts";

const TAG = '<constance-offers placement="home"></constance-offers>';
type Counted = { compiled: number; streamed: number };

/** An element that a script made: what it says, and how many cards it shows. */
async function shows(shop: Shop, make: string): Promise<void> {
  const page = shop.page;
  await page.evaluate(async (make) => {
    document.querySelector("main")!.replaceChildren();
    const made = await (new Function("main", make)(document.querySelector("main")) as Promise<Element & { said?: string }>);
    Object.assign(window, { made });
    made.addEventListener("constance-ready", () => { made.said = "wasm"; });
  }, make);
  const cards = () => page.evaluate(() => {
    const { made } = window as unknown as { made: HTMLElement & { said?: string } };
    const list = made.shadowRoot!.querySelector("[part=offers]");
    return [made.said, made.shadowRoot!.querySelectorAll('[part~="card"]').length, list && getComputedStyle(list).display];
  });
  await expect.poll(cards, make).toEqual(["wasm", 2, "grid"]);
}

test("it works however it comes into the page", { tag: "@e4" }, async ({ shop, page }) => {
  await shop.host(TAG);
  await shop.ready();
  const make = `const make = () => Object.assign(document.createElement("constance-offers"), { placement: "home" });`;
  await shows(shop, `main.innerHTML = '${TAG}'; return main.firstChild;`);
  await shows(shop, `${make} const made = make(); main.append(made); return made;`);
  await shows(shop, `${make} const made = make(), outer = document.createElement("div");
    outer.attachShadow({ mode: "closed" }).append(made); main.append(outer); return made;`);
  await shows(shop, `${make} const dialog = document.createElement("dialog"), made = make();
    dialog.append(made); main.append(dialog); dialog.showModal(); return made;`);
  await shows(shop, `const template = document.createElement("template"); template.innerHTML = '${TAG}';
    main.append(template.content.cloneNode(true)); return main.firstChild;`);
  await shows(shop, `const frame = document.createElement("iframe"); main.append(frame);
    const made = frame.contentDocument.createElement("constance-offers"); made.setAttribute("placement", "home");
    frame.contentDocument.body.append(made); main.append(document.adoptNode(made)); return made;`);
  await shows(shop, `${make} const made = make(), frame = document.createElement("iframe"); main.append(made, frame);
    await customElements.whenDefined("constance-offers");
    while (!made.said) await new Promise((go) => setTimeout(go, 20));
    frame.contentDocument.body.append(made); await null; main.append(made); return made;`.replace(/^/, "return (async () => {") + "})()");
  const sheets = () => page.evaluate(() => {
    const { made } = window as unknown as { made: Element };
    return [made.shadowRoot!.adoptedStyleSheets.length, made.shadowRoot!.querySelectorAll("link").length];
  });
  await expect.poll(sheets, "and wears the theme again").toEqual([2, 0]);
});

test("a move keeps everything that was there, and asks for nothing", { tag: "@e22" }, async ({ shop, page }) => {
  await shop.signIn("55");
  await shop.host(`<div id="a">${TAG}</div><div id="b"></div>`);
  await shop.ready();
  await shop.button("decline").click();
  await expect(shop.offers.locator("#undo")).toBeVisible();
  await page.waitForTimeout(500);
  const asked = shop.asked("/");
  const kept = await page.evaluate(async () => {
    const element = document.querySelector("constance-offers")!, b = document.querySelector("#b")! as Element & { moveBefore?(node: Element, before: null): void };
    const nodes = () => [...element.shadowRoot!.querySelectorAll("*")];
    const before = nodes();
    b.insertBefore(element, null);
    await new Promise((go) => setTimeout(go, 50));
    b.moveBefore!(element, null);
    await new Promise((go) => setTimeout(go, 50));
    element.remove();
    await null;
    b.append(element);
    await new Promise((go) => setTimeout(go, 50));
    return before.length === nodes().length && nodes().every((node, place) => node === before[place]);
  });
  expect(kept).toBe(true);
  expect(asked).toEqual([]);
  await shop.offers.locator("#undo").click();
  await expect(shop.offers.locator("#undo")).toHaveCount(0);
});

test("twenty elements take one download and one compilation of the wasm, and two loaders are one", { tag: ["@e2", "@e3"] }, async ({ shop, page }) => {
  await page.addInitScript(() => {
    const counted: Counted = { compiled: 0, streamed: 0 };
    Object.assign(window, { counted });
    const { compile, compileStreaming, instantiateStreaming } = WebAssembly;
    WebAssembly.compile = (...given) => (counted.compiled++, compile(...given));
    WebAssembly.compileStreaming = (...given) => (counted.streamed++, compileStreaming(...given));
    WebAssembly.instantiateStreaming = (...given) => (counted.streamed++, instantiateStreaming(...given));
  });
  await page.route("**/older.js", async (route) => route.fulfill({ response: await route.fetch({ url: new URL("/constance.js", page.url()).href }) }));
  const asked = shop.asked("/");
  await shop.host(TAG.repeat(20), ["/constance.js", "/constance.js?again", "/older.js"]
    .map((src) => `<script async src="${src}" data-brand="maison"></script>`).join(""));
  const elements = await page.locator("constance-offers").all();
  expect(elements).toHaveLength(20);
  for (const element of elements) {
    await element.scrollIntoViewIfNeeded();
    await shop.ready("wasm", element);
  }
  const assets = asked.map((url) => url.pathname).filter((path) => path.startsWith("/assets/"));
  expect(assets).toHaveLength(4);
  expect(await page.evaluate(() => (window as unknown as { counted: Counted }).counted)).toEqual({ compiled: 0, streamed: 1 });
  await expect(shop.cards).toHaveCount(2);
});

test("on the page nothing changes but the element, whose attributes are the page's", { tag: ["@e7", "@e11", "@e12"] }, async ({ shop, page }) => {
  await shop.signIn("62");
  await page.addInitScript(() => {
    const seen = window as unknown as { changes: string[]; before: PropertyKey[] };
    seen.changes = [];
    new MutationObserver((records) => {
      for (const { type, target, attributeName, addedNodes } of records) {
        const name = (target as Element).localName;
        if (type === "attributes") seen.changes.push(`${name} ${attributeName}`);
        else if (document.readyState === "complete") seen.changes.push(`${name} ${[...addedNodes].map((node) => node.nodeName)}`);
      }
    }).observe(document, { attributes: true, childList: true, characterData: true, subtree: true });
    seen.before = Reflect.ownKeys(window);
  });
  await shop.host('<constance-offers placement="home" id="i" class="c" role="region" tabindex="-1" lang="en" dir="ltr" aria-label="Ours" hidden></constance-offers>');
  const facts = () => page.evaluate(() => [location.href, history.length, document.title, scrollY].join());
  const before = await facts();
  await expect(shop.offers).toBeHidden();
  await page.evaluate(() => document.querySelector("constance-offers")!.removeAttribute("hidden"));
  await shop.ready();
  await shop.button("claim").click();
  await expect(shop.tickets).toHaveCount(1);
  await shop.offers.evaluate((element) => (element as HTMLElement & { signOut(): Promise<void> }).signOut());
  await expect(shop.cards).toHaveCount(2);
  expect(await facts()).toBe(before);
  const { changes, added } = await page.evaluate(() => {
    const seen = window as unknown as { changes: string[]; before: PropertyKey[] };
    return { changes: seen.changes, added: Reflect.ownKeys(window).filter((key) => !seen.before.includes(key)) };
  });
  expect(changes).toEqual(["constance-offers hidden"]);
  expect(added.filter((name) => name !== "before")).toEqual(["constance"]);
});

test("a page that comes back from the browser's memory shows nothing personal before it has asked again", { tag: "@e24" }, async ({ shop, page }) => {
  await shop.signIn("65");
  await shop.host(TAG);
  await shop.ready();
  await expect(shop.offers.locator('[part~="tier"]')).toBeVisible();
  const personal = await page.evaluate(() => {
    const kept = () => document.querySelector("constance-offers")!.shadowRoot!.querySelectorAll('[part~="tier"]').length;
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    const hidden = kept();
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    return [hidden, kept()];
  });
  expect(personal).toEqual([0, 0]);
  await expect(shop.offers.locator('[part~="tier"]')).toBeVisible();
  await page.request.post("/shop/sign-out");
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await expect(shop.cards).toHaveCount(2);
  await expect(shop.offers.locator('[part~="tier"]')).toHaveCount(0);
});

for (const how of ["wasm", "html"] as const) {
  test(`what came of an act is announced exactly once (${how})`, { tag: "@e80" }, async ({ shop, page, noises }) => {
    if (how === "html") await page.addInitScript(() => { delete (window as { WebAssembly?: unknown }).WebAssembly; });
    await shop.signIn(how === "wasm" ? "66" : "70");
    await shop.host(TAG);
    await shop.ready(how);
    await shop.offers.evaluate((element) => {
      const said: string[] = [], status = element.shadowRoot!.querySelector("[role=status]")!;
      Object.assign(window, { said });
      new MutationObserver(() => said.push(status.textContent!)).observe(status, { childList: true, characterData: true, subtree: true });
    });
    const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
    const offer = (await shop.button("claim").getAttribute("data-offer"))!;
    await shop.button("claim").click();
    await expect(shop.tickets).toHaveCount(1);
    await shop.button("undo", offer).click();
    await expect(shop.tickets).toHaveCount(0);
    await expect.poll(said).toHaveLength(2);
    await page.waitForTimeout(300);
    expect((await said()).filter(Boolean)).toHaveLength(2);
    noises.splice(0, noises.length, ...noises.filter((noise) => !noise.includes("wasm_missing")));
  });
}

test("nobody is asked to stay when they leave", { tag: "@e25" }, async ({ shop, page }) => {
  await page.addInitScript(() => {
    const seen = window as unknown as { heard: string[] };
    seen.heard = [];
    const listen = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type: string, ...rest: unknown[]) {
      if (this === window) seen.heard.push(type);
      return Reflect.apply(listen, this, [type, ...rest]);
    };
  });
  await shop.signIn("66");
  await shop.host(TAG);
  await shop.ready();
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  expect(heard).toContain("pagehide");
  expect(heard.filter((type) => type.endsWith("unload"))).toEqual([]);
});
