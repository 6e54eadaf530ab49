import { expect, visit } from "../host.ts";

visit("where Map is none but class { constructor() { return []; } } nothing is defined and nothing thrown", { tag: "@e36" }, async ({ page, noises }) => {
  await page.goto("/host");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  expect(await page.evaluate(() => customElements.get("constance-offers") === undefined)).toBe(true);
  expect(noises).toEqual([]);
});
