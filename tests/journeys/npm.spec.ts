// The package for npm: installed, bundled and used as its README says.

import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import { expect, test } from "./shop.ts";

for (const [framework, entry] of [["React", "npm/react/main.tsx"], ["Vue", "npm/vue/main.ts"]] as const) {
  test(`a page made with ${framework} sets attributes and hears events`, { tag: ["@e4", "@e10"] }, async ({ page, shop }) => {
    const bundled = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: "esm",
      jsx: "automatic",
      alias: { vue: "vue/dist/vue.esm-bundler.js" }, // the one that reads templates
      define: {
        "process.env.NODE_ENV": '"production"',
        __VUE_OPTIONS_API__: "true",
        __VUE_PROD_DEVTOOLS__: "false",
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
      },
    });
    await page.route("**/made", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><html lang="en"><title>Made with ${framework}</title><div id="app"></div><script type="module" src="/made.js"></script></html>`,
      }));
    await page.route("**/made.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body: bundled.outputFiles[0]?.text ?? "" }));
    await shop.open("/made");
    await shop.ready();
    await expect(shop.cards).toHaveCount(2);
    await expect(page.locator("output")).toHaveText("2");
    await expect(page.locator('script[src$="/constance.js"]')).toHaveCount(1);

    const element = await shop.offers.elementHandle();
    await page.getByRole("button", { name: "One is enough" }).click();
    await expect(shop.cards).toHaveCount(1);
    await expect(page.locator("output")).toHaveText("1");
    expect(await element?.evaluate((one) => one.isConnected), "the framework kept the element").toBe(true);
  });
}

test("the manifest names what the element has", { tag: "@e10" }, async ({ shop }) => {
  const manifest = new URL(import.meta.resolve("constance-offers/custom-elements.json"));
  const { modules } = JSON.parse(await readFile(manifest, "utf8"));
  const { tagName, attributes, members, events, cssParts } = modules[0].declarations[0];
  await shop.open();
  await shop.ready();
  const observed = await shop.offers.evaluate(
    (one) => (one.constructor as unknown as { observedAttributes: string[] }).observedAttributes,
  );
  const missing = await shop.offers.evaluate(
    (one, names: string[]) => names.filter((name) => !(name in one)),
    members.map((member: { name: string }) => member.name),
  );
  expect(tagName).toBe("constance-offers");
  expect(attributes.map((attribute: { name: string }) => attribute.name).sort()).toEqual(observed.sort());
  expect(missing).toEqual([]);
  expect(events.length).toBeGreaterThan(6);
  expect(cssParts.length).toBeGreaterThan(50);
});
