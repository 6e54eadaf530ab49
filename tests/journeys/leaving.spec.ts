// Elements come and go. What they held goes with them, and what they missed they learn when they are back.

import { expect, test } from "./shop.ts";

const TAG = '<constance-offers placement="home"></constance-offers>';

/** In the page: `long` holds the timers of so many ms and more that run. */
function watchTimers(ms: number): void {
  const { setTimeout, clearTimeout } = window, long = new Set<number>();
  Object.assign(window, { long });
  window.setTimeout = ((run: (...given: unknown[]) => void, after = 0, ...given: unknown[]) => {
    const timer = setTimeout(() => { long.delete(timer); run(...given); }, after);
    if (after >= ms) long.add(timer);
    return timer;
  }) as typeof window.setTimeout;
  window.clearTimeout = (timer) => { long.delete(timer as number); clearTimeout(timer); };
}

test("what nobody waits for any more is given up within 100 ms", { tag: "@e23" }, async ({ shop, page }) => {
  await page.addInitScript(watchTimers, 5_000); // shorter ones let go by themselves
  await page.addInitScript(() => {
    const counts = { observers: 0 };
    Object.assign(window, { counts });
    for (const name of ["IntersectionObserver", "MutationObserver"] as const) {
      const { observe, disconnect } = window[name].prototype;
      const live = new WeakSet<object>();
      window[name].prototype.observe = function (this: object, ...given: unknown[]) {
        if (!live.has(this)) counts.observers++;
        live.add(this);
        return (observe as (...given: unknown[]) => void).apply(this, given);
      };
      window[name].prototype.disconnect = function (this: object) {
        if (live.delete(this)) counts.observers--;
        return disconnect.call(this as never);
      };
    }
  });
  await page.route("**/v1/experience?*placement=product*", async (route) => {
    await new Promise((go) => setTimeout(go, 3_000));
    await route.continue().catch(() => {});
  });
  await shop.host(TAG);
  await shop.ready();
  const counted = () => page.evaluate(() => {
    const { counts, long } = window as unknown as { counts: { observers: number }; long: Set<number> };
    return { observers: counts.observers, timers: long.size };
  });
  const before = await counted();
  const failed: string[] = [];
  page.on("requestfailed", (request) => failed.push(request.url()));
  const request = page.waitForRequest("**/v1/experience?*placement=product*");
  await page.evaluate(() => {
    const made = Object.assign(document.createElement("constance-offers"), { placement: "product", id: "gone" });
    document.querySelector("main")!.prepend(made);
  });
  await request;
  expect((await counted()).timers, "it waits for ten seconds").toBe(before.timers + 1);
  await page.evaluate(() => document.querySelector("#gone")!.remove());
  await page.waitForTimeout(100);
  expect(failed).toHaveLength(1);
  expect(await counted()).toEqual(before);
  await page.evaluate(() => {
    const main = document.querySelector("main")!, made = document.createElement("constance-offers");
    main.style.setProperty("padding-bottom", "5000px");
    main.after(made);
    made.id = "far";
  });
  expect(await counted()).toEqual({ ...before, observers: before.observers + 1 });
  await page.evaluate(() => document.querySelector("#far")!.remove());
  await page.waitForTimeout(100);
  expect(await counted()).toEqual(before);

  const again = page.waitForRequest("**/v1/experience?*placement=product*");
  await page.evaluate(() => {
    const both = [1, 2].map(() => Object.assign(document.createElement("constance-offers"), { placement: "product" }));
    document.querySelector("main")!.prepend(...both);
    setTimeout(() => both[0]!.remove(), 200);
  });
  await again;
  await page.waitForTimeout(400);
  expect(failed, "another still waits").toHaveLength(1);
});

test("a thousand elements come and go, and nothing of them stays", { tag: "@e21" }, async ({ shop, page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    const { compileStreaming, instantiate } = WebAssembly;
    const seen = window as unknown as { memory: WebAssembly.Memory };
    WebAssembly.instantiate = (async (source: WebAssembly.Module, imports: WebAssembly.Imports) => {
      const made = await instantiate(source, imports);
      seen.memory = ("instance" in made ? (made as { instance: WebAssembly.Instance }).instance : made).exports["memory"] as WebAssembly.Memory;
      return made;
    }) as typeof WebAssembly.instantiate;
    void compileStreaming;
  });
  await page.route("**/v1/experience?*", async (route) => {
    const answer = await (kept ??= route.fetch());
    await route.fulfill({ response: answer });
  });
  let kept: ReturnType<import("@playwright/test").Route["fetch"]> | undefined;
  await shop.host(TAG);
  await shop.ready();
  const devtools = await page.context().newCDPSession(page);
  const cycles = (count: number) => page.evaluate(async (count) => {
    for (let each = 0; each < count; each++) {
      const made = Object.assign(document.createElement("constance-offers"), { placement: "home" });
      const ready = new Promise((go) => made.addEventListener("constance-ready", go, { once: true }));
      document.querySelector("main")!.prepend(made);
      await ready;
      await null;
      if (!made.shadowRoot!.querySelector("[part~=card]")) await new Promise((go) => setTimeout(go));
      if (made.shadowRoot!.querySelectorAll("[part~=card]").length !== 2) throw new Error("it shows nothing");
      made.remove();
    }
  }, count);
  const counted = async () => {
    await page.waitForTimeout(200);
    for (let each = 0; each < 3; each++) await devtools.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
    const wasm = await page.evaluate(() => (window as unknown as { memory: WebAssembly.Memory }).memory.buffer.byteLength);
    return { nodes, jsEventListeners, wasm };
  };
  await cycles(50);
  const before = await counted();
  await cycles(1_000);
  const after = await counted();
  expect(after.wasm).toBe(before.wasm);
  expect(after.jsEventListeners).toBeLessThanOrEqual(before.jsEventListeners * 1.02);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes * 1.02);
});

for (const who of ["a visitor", "a customer"] as const) {
  test(`a hundred elements that lived for a while leave nothing behind: no timer, no memory, not themselves (${who})`, { tag: ["@e21", "@e23"] }, async ({ shop, page }) => {
    test.setTimeout(120_000);
    await page.addInitScript(watchTimers, 3_600_000);
    await page.addInitScript(() => Object.assign(window, { gone: [] }));
    let kept: { response: import("@playwright/test").APIResponse; json: unknown } | undefined;
    await page.route("**/v1/experience?*", async (route) => {
      if (!kept) {
        const response = await route.fetch(), json = await response.json(), { experience } = json;
        experience.until = new Date(Date.parse(experience.decided_at) + 86_400_000).toISOString();
        kept = { response, json };
      }
      await route.fulfill(kept);
    });
    if (who === "a customer") await shop.signIn("421");
    await shop.host(TAG);
    await shop.ready();
    const devtools = await page.context().newCDPSession(page);
    const cycles = (count: number) => page.evaluate(async (count) => {
      const { gone } = window as unknown as { gone: WeakRef<Element>[] };
      for (let each = 0; each < count; each++) {
        const made = Object.assign(document.createElement("constance-offers"), { placement: "home" });
        document.querySelector("main")!.prepend(made);
        while (!made.shadowRoot!.querySelector("[part~=card]")) await new Promise((go) => setTimeout(go, 20));
        await new Promise((go) => setTimeout(go, 200));
        made.remove();
        gone.push(new WeakRef(made));
      }
    }, count);
    const counted = async () => {
      await page.waitForTimeout(1_500);
      for (let each = 0; each < 3; each++) await devtools.send("HeapProfiler.collectGarbage");
      const { usedSize } = await devtools.send("Runtime.getHeapUsage");
      const [timers, alive] = await page.evaluate(() => {
        const { long, gone } = window as unknown as { long: Set<number>; gone: WeakRef<Element>[] };
        return [long.size, gone.filter((one) => one.deref()).length];
      });
      return { timers, alive, usedSize };
    };
    await cycles(20);
    const before = await counted();
    expect(before.timers, "of the element that stays").toBe(1);
    await cycles(100);
    const after = await counted();
    expect(after.timers).toBe(1);
    expect(after.alive, "but for the last: the next one takes its app").toBeLessThanOrEqual(1);
    expect(after.usedSize - before.usedSize, "bytes").toBeLessThan(100 * 2_500);
  });
}

test("what ended while an element was away is gone soon after it is back", { tag: "@e21" }, async ({ shop, page }) => {
  await page.clock.install();
  let ended = false;
  await page.route("**/v1/experience?*", async (route) => {
    const response = await route.fetch(), json = await response.json(), { experience } = json;
    experience.until = new Date(Date.parse(experience.decided_at) + 3_600_000).toISOString();
    if (ended) {
      experience.offers.shift();
      json.html = "<p>Less</p>";
      experience.build = "another";
    }
    await route.fulfill({ response, json });
  });
  await shop.host(TAG);
  await shop.ready();
  await expect(shop.cards).toHaveCount(2);
  await page.waitForTimeout(300);
  await page.evaluate(() => {
    const away = document.querySelector("constance-offers")!;
    Object.assign(window, { away });
    away.remove();
  });
  ended = true;
  await page.clock.fastForward(3_700_000);
  await page.evaluate(() => document.querySelector("main")!.append((window as unknown as { away: Element }).away));
  await expect(shop.cards).toHaveCount(1);
});

test("who comes back after another took the place shows what it showed, and works", { tag: "@e21" }, async ({ shop, page }) => {
  await shop.signIn("58");
  await shop.host(TAG);
  await shop.ready();
  const shown = await shop.cards.count();
  await page.evaluate(async () => {
    const main = document.querySelector("main")!, first = main.querySelector("constance-offers")!;
    first.id = "first";
    first.remove();
    await new Promise((go) => setTimeout(go, 20));
    const second = Object.assign(document.createElement("constance-offers"), { placement: "product", id: "second" });
    const ready = new Promise((go) => second.addEventListener("constance-ready", go, { once: true }));
    main.append(second);
    await ready;
    main.prepend(first);
  });
  const first = page.locator("#first"), second = page.locator("#second");
  await expect(first.locator('[part~="card"]')).toHaveCount(shown);
  await expect(second.locator('[part~="card"]').first()).toBeVisible();
  await first.locator('button[data-act="claim"]').first().click();
  await expect(first.locator('[part~="ticket"]')).toHaveCount(1);
  await expect(second.locator('[part~="ticket"]')).toHaveCount(1);
  await second.locator('button[data-act="undo"]').click();
  await expect(first.locator('[part~="ticket"]')).toHaveCount(0);
});
