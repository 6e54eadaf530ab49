// However it is read: whatever the page's sizes and style sheets, however large, sparse, contrasted or still somebody
// wants it. Nothing of the page reaches in, nothing is cut off.

import { expect, test, type Shop } from "./shop.ts";

const SCRIPT = `<script async src="/constance.js" data-brand="maison"></script>
  <script>window.constance = [["identify", async () => (await (await fetch("/shop/token", { method: "POST" })).json()).token]];</script>`;

interface Guest { css?: string; quirks?: boolean; attributes?: string }

const levelOf = (attributes: string) => Number(/heading-level="(\d)"/.exec(attributes)?.[1] ?? 2);

/** A page of somebody else with the offers in it, to a loyal member who has claimed one and asks why of all others. */
async function visit(shop: Shop, { css = "", quirks = false, attributes = "" }: Guest = {}): Promise<void> {
  const { page } = shop, level = levelOf(attributes);
  const above = Array.from({ length: level - 1 }, (_, place) => `<h${place + 1}>A page</h${place + 1}>`).join("");
  await page.route("**/v1/experience?*", async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    const [first] = answer.experience.offers;
    const until = { iso: "1998-07-31", text: "Until July 31" };
    const code = answer.experience.masked ? "" : "MA7K-2QXD";
    answer.experience.claims = [{ id: "c1", offer: "claimed", title: first.title, text: first.text, terms: first.terms, code, until }];
    answer.experience.build = "another";
    await route.fulfill({ response, json: answer });
  });
  await page.route("**/guest", (route) => route.fulfill({
    contentType: "text/html",
    body: `${quirks ? "" : "<!doctype html>"}<html lang="en"><head><title>A page</title><link rel="icon" href="/shop/mark.svg">
      <style>body { margin: 0; } ${css}</style></head><body><main>${above}
      <constance-offers placement="home" ${attributes}></constance-offers></main>${SCRIPT}</body></html>`,
  }));
  await shop.openAs(await shop.someone("loyal", 1), "/guest");
  await shop.ready();
  await page.evaluate(() => document.fonts.ready);
  await shop.offers.evaluate((host) => {
    for (const details of host.shadowRoot!.querySelectorAll("details")) details.open = true;
  });
}

/** What reaches over the edge of the element, of a page that is as wide as its window. */
async function spilt(shop: Shop): Promise<string[]> {
  const [spilling, wide] = await shop.offers.evaluate((element) => {
    const limit = element.getBoundingClientRect();
    const spilling = [...element.shadowRoot!.querySelectorAll("*")].filter((inner) => {
      const box = inner.getBoundingClientRect();
      // The edge of a button stands out by a quarter of a letter, so that its words stand below the others.
      const { display, fontSize } = getComputedStyle(inner), most = inner.clientWidth + parseFloat(fontSize) / 4 + 1;
      const clipped = !inner.matches('progress, [part="unseen"], [part="status"]') && display !== "inline" && inner.scrollWidth > most;
      return box.width > 1 && (clipped || box.right > limit.right + 1 || box.left < limit.left - 1);
    });
    return [spilling.map((inner) => `${inner.scrollWidth} in ${inner.clientWidth} px: ${inner.outerHTML.slice(0, 80)}`), document.documentElement.scrollWidth - innerWidth] as const;
  });
  return wide > 0 ? [...spilling, `the page scrolls sideways by ${wide} px`] : spilling;
}

/** How each thing in the element looks, and where it is, seen from the element's corner. */
const looks = (shop: Shop) => shop.offers.evaluate((element) => {
  const corner = element.shadowRoot!.querySelector('[part="root"]')!.getBoundingClientRect();
  const nodes = [...element.shadowRoot!.querySelectorAll('[part="root"], [part="root"] *, [part="status"]')];
  return nodes.map((node) => {
    const style = getComputedStyle(node), box = node.getBoundingClientRect();
    const all: Record<string, string> = {};
    // Those two are the page's to place; what is in them is not.
    const outer = /^(--|min-|inset-|top$|bottom$)/, any = /^--/, skipped = node.matches('[part="root"], [part="status"]') ? outer : any;
    for (const name of style) if (!skipped.test(name)) all[name] = style.getPropertyValue(name);
    const place = [box.x - corner.x, box.y - corner.y, box.width, box.height].map((side) => Math.round(side * 10) / 10);
    return { node: `${node.localName} ${node.getAttribute("part")}`, box: node.getAttribute("part") === "status" ? "" : place.join(" "), all };
  });
});

/** What differs, in words short enough to read. */
function differences(before: Awaited<ReturnType<typeof looks>>, after: Awaited<ReturnType<typeof looks>>): string[] {
  expect(after.map(({ node }) => node)).toEqual(before.map(({ node }) => node));
  return before.flatMap(({ node, box, all }, place) => {
    const other = after[place]!;
    const styles = Object.keys(all).filter((name) => all[name] !== other.all[name]);
    return [
      ...styles.map((name) => `${node}: ${name} ${all[name]} → ${other.all[name]}`),
      ...(box === other.box ? [] : [`${node}: box ${box} → ${other.box}`]),
    ];
  });
}

for (const size of [10, 16, 20, 32]) {
  for (const width of [320, 1280]) {
    test(`at a root font size of ${size} px and ${width} px wide all can be read and pressed`, { tag: ["@e19", "@e76"] }, async ({ shop, page }) => {
      await page.setViewportSize({ width, height: 900 });
      await visit(shop, { css: `html { font-size: ${size}px; }` });
      expect(await spilt(shop)).toEqual([]);
      const [small, narrow] = await shop.offers.evaluate((element) => {
        const all = [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part="root"] *')];
        const texts = all.filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent!.trim()));
        const targets = all.filter((node) => node.matches("button, a, summary"));
        const named = (nodes: HTMLElement[]) => nodes.map((node) => node.outerHTML.slice(0, 80));
        return [
          named(texts.filter((node) => parseFloat(getComputedStyle(node).fontSize) < 12)),
          named(targets.filter((node) => node.getBoundingClientRect().width < 24 || node.getBoundingClientRect().height < 24)),
        ];
      });
      expect(small).toEqual([]);
      expect(narrow).toEqual([]);
    });
  }
}

const INHERITED = `color: red; -webkit-text-fill-color: red; letter-spacing: .3em; word-spacing: 1em; line-height: 4; text-align: right;
  text-indent: 2em; text-transform: uppercase; text-shadow: 0 0 4px red; white-space: pre; word-break: break-all; hyphens: auto;
  font-family: fantasy; font-style: italic; font-weight: 900; font-stretch: expanded; font-variant: small-caps; cursor: wait;
  list-style: square inside; visibility: visible; pointer-events: none; user-select: none; caption-side: bottom; tab-size: 1;
  border-spacing: 9px; quotes: "x" "y"; orphans: 9; widows: 9; accent-color: red; caret-color: red; text-wrap: nowrap;`;
const important = (rules: string) => rules.replaceAll(";", " !important;");
const hostile = {
  "sets all that is inherited": `* { ${INHERITED} } p, h2, h3, h4, ul, li, button, a, section, article { margin: 3em; display: inline; }`,
  "insists on it": `* { ${important(INHERITED)} }`,
  "unsets everything": "* { all: unset !important; }",
  "sets boxes": "* { box-sizing: content-box; float: none; overflow: visible; min-width: 0; max-width: none; zoom: 1; } *::before, *::after { content: 'x'; }",
  "lays all out in rows": "main, constance-offers, constance-offers * { display: flex !important; } main { flex-direction: column; }",
};
for (const [how, css] of Object.entries(hostile)) {
  test(`a style sheet that ${how} changes nothing inside`, { tag: "@e15" }, async ({ shop, page }) => {
    await visit(shop);
    const before = await looks(shop);
    await visit(shop, { css });
    expect(differences(before, await looks(shop))).toEqual([]);
    expect(before.length).toBeGreaterThan(60);
    await page.unrouteAll();
  });
}

test("a line that the page draws through the element ends at its edge", { tag: "@e15" }, async ({ shop, page }) => {
  const picture = async (css: string) => {
    await visit(shop, { css });
    return shop.offers.locator('[part="greeting"]').screenshot();
  };
  const plain = await picture("");
  for (const weight of ["", " !important"]) {
    const lined = await picture(`constance-offers { text-decoration: underline line-through red${weight}; }`);
    expect(lined.equals(plain), weight).toBe(true);
  }
  await page.unrouteAll();
});

test("a page in quirks mode changes nothing inside", { tag: "@e15" }, async ({ shop, page }) => {
  await visit(shop);
  const before = await looks(shop);
  await visit(shop, { quirks: true });
  expect(await page.evaluate(() => document.compatMode)).toBe("BackCompat");
  expect(differences(before, await looks(shop))).toEqual([]);
});

test("an element is a block, and hidden when it is said to be, whatever the page says of elements", { tag: "@e20" }, async ({ shop }) => {
  await visit(shop, { css: "constance-offers { display: flex; }" });
  await expect(shop.offers).toHaveCSS("display", "flex");
  await shop.offers.evaluate((element) => { (element as HTMLElement).hidden = true; });
  await expect(shop.offers).toHaveCSS("display", "none");
  await shop.offers.evaluate((element) => { (element as HTMLElement).hidden = false; });
  await expect(shop.cards.first()).toBeVisible();
});

test("at 200 % text on a narrow phone nothing is cut off", { tag: "@e81" }, async ({ shop, page }) => {
  await page.setViewportSize({ width: 320, height: 900 });
  await visit(shop, { css: "constance-offers { font-size: 200%; }" });
  expect(await spilt(shop)).toEqual([]);
  await shop.expectAccessible();
});

test("with the text set as far apart as readers may ask nothing is cut off", { tag: "@e81" }, async ({ shop, page }) => {
  await page.setViewportSize({ width: 320, height: 900 });
  await visit(shop);
  const height = (await shop.offers.boundingBox())!.height;
  await shop.offers.evaluate((element) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
      p { margin-block-end: 2em !important; }`);
    element.shadowRoot!.adoptedStyleSheets.push(sheet);
  });
  expect((await shop.offers.boundingBox())!.height).toBeGreaterThan(height);
  expect(await spilt(shop)).toEqual([]);
});

/** Where the colours of the system are forced, edges say what is a button and how far a bar has come. */
test("in forced colours buttons have edges, the bar is seen and so is the focus", { tag: "@e81" }, async ({ shop, page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await visit(shop);
  await expect(shop.button("claim")).toHaveCSS("border-top-width", "1px");
  await expect(shop.offers.locator("progress")).toHaveCSS("border-top-width", "1px");
  await shop.button("claim").focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await expect(shop.button("claim")).toHaveCSS("outline-style", "solid");
  expect(await spilt(shop)).toEqual([]);
  await shop.expectAccessible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`where more contrast is asked for all text is ink and rules are seen, ${colorScheme}`, { tag: "@e81" }, async ({ shop, page }) => {
    await page.emulateMedia({ contrast: "more", colorScheme });
    await visit(shop, { css: `:root { color-scheme: ${colorScheme}; }` });
    const ink = await shop.cards.locator('[part="title"]').first().evaluate((node) => getComputedStyle(node).color);
    for (const part of ["lead", "kept", "fine-print", "decline"]) {
      await expect(shop.offers.locator(`[part="${part}"]`).first(), part).toHaveCSS("color", ink);
    }
    await expect(shop.tickets.first()).toHaveCSS("border-top-color", ink);
    await shop.expectAccessible();
  });
}

test("nothing moves where less motion is asked for, and nothing ever by itself", { tag: ["@e77", "@e81"] }, async ({ shop, page }) => {
  const moving = () => shop.offers.evaluate((element) => {
    const nodes = [...element.shadowRoot!.querySelectorAll("*")];
    const moves = nodes.filter((node) => getComputedStyle(node).transitionDuration.split(", ").some((time) => parseFloat(time) > 0));
    return [moves.length, nodes.flatMap((node) => node.getAnimations()).length];
  });
  await visit(shop);
  const [movable, running] = await moving();
  expect(movable).toBeGreaterThan(0);
  expect(running).toBe(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await moving()).toEqual([0, 0]);
});

for (const attributes of ['heading-level="3"', 'heading-level="5"', 'heading-level="6"', 'privacy="mask"', 'layout="compact"']) {
  test(`nobody is shut out of offers with ${attributes}`, { tag: ["@e74", "@e82"] }, async ({ shop }) => {
    await visit(shop, { attributes });
    await shop.expectAccessible();
    expect(await spilt(shop)).toEqual([]);
    const level = levelOf(attributes);
    await expect(shop.offers.getByRole("heading", { level }).first()).toHaveAttribute("id", "greeting");
    const deep = level > 4 ? `h6[aria-level="${level + 2}"]` : `h${level + 2}`;
    await expect(shop.offers.locator('[part="title"]').first().and(shop.offers.locator(deep))).toBeVisible();
    await expect(shop.offers.locator("h1")).toHaveCount(0);
  });
}

test("the bar to the next tier is read by what it is, and where it stands", { tag: "@e79" }, async ({ shop }) => {
  await visit(shop);
  const bar = shop.offers.getByRole("progressbar", { name: /^\d+ points? to / });
  await expect(bar).toHaveAttribute("aria-valuetext", /^[\d,]+ points$/);
});
