// Pages that changed what every browser has, or keep things from us: a folder each, with the page and what is expected of
// it. Where nothing else is said the offers are there, acts work, nothing is thrown and nothing said.

import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test, type Shop } from "../journeys/shop.ts";

interface Expected {
  tag: string | string[];
  /** The customer who is signed in. */
  as?: string;
  /** Whether the browser has WebAssembly. */
  wasm?: boolean;
  /** What is heard on the console. */
  says?: (string | RegExp)[];
  /** Whether the theme is there to be seen. */
  looks?: boolean;
  /** The acts that are sent: each once. */
  posts?: string[];
}

interface Met {
  shop: Shop;
  page: Page;
  noises: string[];
}

/** All is well on the page of the folder. */
export function works(title: string, { tag, as = "99", wasm = true, says = [], looks = false, posts }: Expected): void {
  visit(title, { tag }, async ({ shop, page, noises }) => {
    if (!wasm) await page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
    await shop.openAs(as, "/host");
    await shop.ready(wasm ? "wasm" : "html");
    if (looks) await expect(shop.offers.locator('[part="offers"]')).toHaveCSS("display", "grid");
    const sent = shop.asked("/v1/offers/");
    await expectActs(shop);
    if (posts) expect(sent.map((url) => url.pathname.split("/").pop())).toEqual(posts);
    expect(noises).toEqual(says.map((line) => (typeof line === "string" ? line : expect.stringMatching(line))));
    noises.length = 0;
  });
}

/** A story of its own, on the page of the folder. */
export function visit(title: string, { tag }: Pick<Expected, "tag">, story: (met: Met) => Promise<void>): void {
  test(title, { tag }, async ({ shop, page, noises }, { titlePath: [spec], config }) => {
    const path = resolve(config.rootDir, spec!, "../page.html");
    await page.route("**/host", (route) => route.fulfill({ contentType: "text/html", path }));
    await story({ shop, page, noises });
  });
}

/** Claims an offer and calls it back. */
export async function expectActs(shop: Shop): Promise<void> {
  const offer = (await shop.button("claim").getAttribute("data-offer"))!;
  await shop.button("claim").click();
  await expect(shop.tickets.locator("code")).toHaveCount(1);
  await shop.button("undo", offer).click();
  await expect(shop.button("claim", offer)).toBeVisible();
}

export { expect };
