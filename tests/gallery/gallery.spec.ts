// Every state, at three widths, in both lights, read from the left and from the right: a page to look at
// (`cargo xtask gallery`), and compared with how they looked.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page, Route } from "@playwright/test";
import { expect, test, type Shop } from "../journeys/shop.ts";
import { customer, STATES, type Direction, type State } from "./states.ts";
import { difference, hang, keep, open, print, prints, type Print } from "./wall.ts";

const WIDTHS = [320, 768, 1280];
const DIRECTIONS: Direction[] = ["ltr", "rtl"];
const write = process.env.GALLERY === "write";
const seen: Record<string, Print> = {};

/** The typefaces of the gallery, so that it looks the same on every machine. */
const FONTS = [
  ["noto-sans", "latin-400-normal", 400],
  ["noto-sans", "latin-700-normal", 700],
  ["noto-sans-arabic", "arabic-400-normal", 400],
  ["noto-sans-arabic", "arabic-700-normal", 700],
] as const;

const FALLBACK = '<p slot="fallback">Our offers are at the counter.</p>';
const PAGE = (direction: Direction, { attributes = "", inside = FALLBACK }: State) => `<!doctype html>
<html lang="${direction === "rtl" ? "ar" : "en"}" dir="${direction}"><meta name="viewport" content="width=device-width">
<style>
  ${FONTS.map(([family, file, weight]) => `@font-face { font-family: Gallery; font-weight: ${weight}; src: url("/font/${family}-${file}.woff2"); ${family.endsWith("arabic") ? "unicode-range: U+0600-06FF, U+FE70-FEFF;" : ""} }`).join("\n  ")}
  /* Codes, which no property reaches, in the first typeface the theme names that is no machine's own. */
  @font-face { font-family: Menlo; src: url("/font/noto-sans-latin-700-normal.woff2"); }
  html { color-scheme: light dark; background: light-dark(#fff, #161310); color: light-dark(#222, #eee); font-family: Gallery; }
  body { margin: 0; }
  h1 { margin: 0; padding: .5em 1.25em; font-size: 1em; }
  constance-offers { --constance-font-text: Gallery; --constance-font-display: Gallery; --constance-reserve: 30em; }
</style>
<title>Gallery</title>
<script async src="/constance.js" data-brand="maison"></script>
<main><h1>${direction === "rtl" ? "المعرض" : "Gallery"}</h1><constance-offers placement="home" ${attributes}>${inside}</constance-offers></main></html>`;

/** Answers as the service would in this state, with this HTML. */
async function serve(page: Page, state: State, direction: Direction): Promise<{ html: string }> {
  const rendered = { html: "" };
  let asked = 0;
  const failure = (route: Route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"code":"unavailable"}' });
  const shown = state.experience?.(direction);
  const answer = (extra = {}, experience = shown) => JSON.stringify({ experience, ...rendered, ...extra });
  await page.route("**/gallery", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: PAGE(direction, state) }));
  if (state.plain) await page.route("**/*.css", (route) => route.fulfill({ status: 404 }));
  await page.route("**/font/*", (route) => {
    const name = new URL(route.request().url()).pathname.split("/").pop() ?? "";
    const family = name.startsWith("noto-sans-arabic-arabic") ? "noto-sans-arabic" : "noto-sans";
    const file = resolve(import.meta.dirname, "../node_modules/@fontsource", family, "files", name);
    return route.fulfill({ contentType: "font/woff2", body: readFileSync(file) });
  });
  await page.route("**/v1/experience?*", (route) => {
    asked++;
    if (state.answers === "never") return;
    if (state.answers === "failure" || (state.stale && asked > 1)) return failure(route);
    // Who asks for what is masked gets it.
    const revealed = shown?.masked && asked > 1;
    return route.fulfill({ contentType: "application/json", body: answer({}, revealed ? { ...customer(direction), benefits: [] } : shown) });
  });
  await page.route("**/v1/offers/**", (route) => {
    if (state.act?.answers === "failure") return failure(route);
    if (state.act?.answers === "lost") return route.abort();
    if (state.act?.answers === "signed out") {
      return route.fulfill({ status: 401, contentType: "application/problem+json", body: '{"code":"session_needed"}' });
    }
    if (state.act?.answers === "gone") {
      return route.fulfill({ status: 409, contentType: "application/problem+json", body: '{"code":"not_offered"}' });
    }
    return route.fulfill({ contentType: "application/json", body: answer({ outcome: "done", notice: "Noted." }) });
  });
  return rendered;
}

/** Until letters and pictures are there, those below what is seen, too. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const images = [...document.querySelector("constance-offers")!.shadowRoot!.querySelectorAll("img")];
    await Promise.all(images.map((image) => {
      image.loading = "eager";
      return image.decode().catch(() => {});
    }));
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  });
}

/** The same page in a browser without WebAssembly: what the views made there comes as HTML. */
async function bare(shop: Shop, rendered: { html: string }): Promise<void> {
  rendered.html = await shop.offers.locator('[part="root"]').innerHTML();
  await shop.page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
  await shop.page.reload();
  await shop.ready("html");
}

for (const [name, state] of Object.entries(STATES)) {
  for (const direction of DIRECTIONS) {
    test(`${name}, ${direction}, looks as it did, and can be used by everyone`, { tag: "@e74" }, async ({ page, shop, noises }) => {
      const rendered = await serve(page, state, direction);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.clock.setFixedTime("2026-03-01T12:00:00Z");
      await page.emulateMedia({ reducedMotion: "reduce", forcedColors: state.forced ? "active" : "none" });
      await page.goto("/gallery");
      if (state.answers === "failure") await expect(page.getByText("Our offers are at the counter.")).toBeVisible();
      else if (state.answers) await expect(shop.offers.locator('[part="skeleton"]')).toBeVisible();
      else await shop.ready();
      if (state.bare) await bare(shop, rendered);
      if (state.act) {
        await shop.offers.locator(`button[data-act="${state.act.button}"]`).first().click();
        await expect(shop.offers.locator('[part~="notice"], [part~="notice-text"], [part~="failed"], [part~="waiting"]').first()).toBeVisible();
      }
      if (state.stale) {
        await shop.offers.evaluate((element) => (element as HTMLElement & { refresh(): Promise<void> }).refresh());
        await expect(shop.offers.locator('[part~="stale"]')).toBeVisible();
      }
      await state.then?.(shop);

      const differences: string[] = [];
      for (const width of WIDTHS) {
        for (const colorScheme of ["light", "dark"] as const) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          await settled(page);
          const picture = await page.screenshot({ fullPage: true, animations: "disabled", caret: "hide" });
          const title = `${name} ${width} ${colorScheme} ${direction}`;
          hang(title, picture);
          seen[title] = await print(page, picture);
          const other = difference(seen[title], prints()[title]);
          if (other) differences.push(`${title}: ${other}`);
          if (width === 1280) await shop.expectAccessible();
        }
      }
      noises.length = 0; // what a mishap says on the console is another journey's
      if (!write) expect(differences).toEqual([]);
    });
  }
}

test("no state passes as another in a direction, but for those that are to look alike", () => {
  test.skip(write, "the prints are being made");
  const names = Object.keys(STATES), alike: string[] = [], wanted: string[] = [];
  for (const direction of DIRECTIONS) names.forEach((name, place) => {
    for (const other of names.slice(place + 1)) {
      const pairs = WIDTHS.flatMap((width) => ["light", "dark"].map((light) =>
        [name, other].map((state) => prints()[`${state} ${width} ${light} ${direction}`]!) as [Print, Print]));
      const both = `${name} and ${other}, ${direction}`;
      if (pairs.every(([one, another]) => !difference(one, another))) alike.push(both);
      if (STATES[other]!.like === name) wanted.push(both);
    }
  });
  expect(alike).toEqual(wanted);
});

test.afterAll(() => {
  if (write) keep(seen);
  console.log(`the gallery: ${open(Object.keys({ ...prints(), ...seen }))}`);
});
