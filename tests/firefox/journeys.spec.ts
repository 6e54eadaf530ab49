import { expect, test } from "./fox.ts";

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
  await fox.page.waitForSelector(`constance-offers >>> button[data-act="claim"][data-offer="${offer}"]`);
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
  await fox.page.waitForSelector(`constance-offers >>> ${card}`);
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
  let asked = 0;
  await fox.page.setRequestInterception(true);
  fox.page.on("request", (request) => {
    if (request.url().endsWith(".wasm")) asked++; // and never answered
    else void request.continue();
  });
  await fox.open();
  await expect.poll(() => asked).toBe(1);
  // To Firefox what is on its way is lost as soon as somebody wants to go, which the fixture's console would tell.
  await fox.page.goto(fox.address + "/shop/people");
  expect(await fox.page.evaluate(() => document.body.innerText)).toContain("lapsed");
});
