import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, Fox, test } from "./fox.ts";

test("Firefox shows a visitor offers, and the wasm takes them over", async ({ fox }) => {
  await fox.open();
  expect(await fox.ready()).toBe("wasm");
  expect(await fox.count('[part~="card"]')).toBeGreaterThan(0);
  expect(await fox.text('[part~="card"] [part~="title"]')).not.toBe("");
});

test("Firefox claims an offer, shows its code, keeps it over a reload and gives it back", async ({ fox }) => {
  await fox.openAs("at_risk");
  await fox.ready();
  const offer = await fox.attribute('button[data-act="claim"]', "data-offer");
  await fox.click(`button[data-act="claim"][data-offer="${offer}"]`);
  const code = await fox.text('[part~="ticket"] code');
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  expect(await fox.text('[role="status"]')).not.toBe("");

  await fox.open();
  expect(await fox.text('[part~="ticket"] code')).toBe(code);
  await fox.ready();
  await fox.click('[part~="ticket"] button[data-act="undo"]');
  await fox.page.waitForSelector(`constance-offers >>> button[data-act="claim"][data-offer="${offer}"]`, { visible: true });
  expect(await fox.count('[part~="ticket"]')).toBe(0);
});

test("Firefox sets an offer aside by keyboard, and takes that back where the focus is", async ({ fox }) => {
  await fox.openAs("lapsed");
  await fox.ready();
  const offer = await fox.attribute('button[data-act="decline"]', "data-offer");
  const card = `[part~="card"] [data-offer="${offer}"]`;
  const button = await fox.page.waitForSelector(`constance-offers >>> button[data-act="decline"][data-offer="${offer}"]`);
  await button?.focus();
  await fox.page.keyboard.press("Enter");
  await expect.poll(() => fox.focused()).toContain("undo");
  await fox.page.keyboard.press("Enter");
  await fox.page.waitForSelector(`constance-offers >>> ${card}`, { visible: true });
});

test("Firefox without WebAssembly shows the offers, and lets one be claimed", async ({ fox }) => {
  await fox.page.evaluateOnNewDocument(() => Reflect.deleteProperty(window, "WebAssembly"));
  await fox.openAs("new", 1);
  expect(await fox.ready()).toBe("html");
  await fox.click('button[data-act="claim"]');
  expect(await fox.text('[part~="ticket"] code')).toMatch(/^[0-9A-Z-]+$/);
  expect(fox.noises.every((noise) => noise.includes("wasm_missing")), fox.noises.join()).toBe(true);
  fox.noises.length = 0;
});

test("Firefox shows a narrow page without scrolling sideways", async ({ fox }) => {
  await fox.page.setViewport({ width: 320, height: 640 });
  await fox.openAs("loyal", 1);
  await fox.ready();
  const wide = await fox.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBe(0);
});

test("Firefox leaves a page whose wasm is on its way without a word", async ({ fox }) => {
  // The shop, but that it never answers for the wasm and takes its time for another page.
  let held = 0;
  const slow = createServer(async ({ url = "/", method }, answer) => {
    if (url.endsWith(".wasm")) return void held++;
    if (url === "/shop/people?later") await new Promise((done) => setTimeout(done, 500));
    const own = await fetch(fox.address + url, { method });
    answer.writeHead(own.status, { "Content-Type": own.headers.get("content-type") ?? "text/html" });
    answer.end(Buffer.from(await own.arrayBuffer()));
  });
  await once(slow.listen(0, "127.0.0.1"), "listening");
  const shop = new Fox(fox.page, `http://127.0.0.1:${(slow.address() as AddressInfo).port}`, fox.noises);
  await shop.open();
  await expect.poll(() => held).toBe(1);
  await shop.page.waitForNetworkIdle({ concurrency: 1, idleTime: 300 }); // the shop's own requests are not ours
  // To Firefox what is on its way is lost as soon as somebody wants to go, long before the page does.
  await shop.page.goto(`${shop.address}/shop/people?later`);
  expect(await shop.page.$("constance-offers")).toBe(null);
  slow.closeAllConnections();
  slow.close();
});
