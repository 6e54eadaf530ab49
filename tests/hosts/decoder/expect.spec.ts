import { expect, expectActs, visit } from "../host.ts";

visit("where the wasm cannot use what the page changed the offers stay", { tag: "@e36" }, async ({ shop, noises }) => {
  await shop.openAs("99", "/host");
  await expect.poll(() => noises.length).toBe(1);
  await expectActs(shop);
  expect(noises).toEqual([expect.stringMatching(/^console warning: constance: (wasm_trap|glue_failed)/)]);
  noises.length = 0;
});
