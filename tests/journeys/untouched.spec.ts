// What a page finds as it was, and hears nothing personal of.

import { expect, test } from "./shop.ts";

test("no built-in of the page, and nothing on a prototype, is another than before", { tag: "@e12" }, async ({ shop, page }) => {
  await page.addInitScript(() => {
    const before = new Map<string, [object, Record<PropertyKey, PropertyDescriptor>]>();
    const keep = (name: string, thing: object) => before.set(name, [thing, Object.getOwnPropertyDescriptors(thing) as Record<PropertyKey, PropertyDescriptor>]);
    for (const name of Object.getOwnPropertyNames(window)) {
      const value: unknown = Object.getOwnPropertyDescriptor(window, name)!.value;
      if (typeof value === "function" || (value && typeof value === "object" && /^[A-Z]/.test(name))) keep(name, value);
      if (typeof value === "function" && value.prototype) keep(`${name}.prototype`, value.prototype);
    }
    for (const [name, thing] of Object.entries({ document, navigator, history, location, console, window })) keep(name, thing);
    Object.assign(window, {
      changes: () => [...before].flatMap(([name, [thing, then]]) => {
        const now = Object.getOwnPropertyDescriptors(thing) as typeof then;
        const names = [...new Set([...Reflect.ownKeys(then), ...Reflect.ownKeys(now)])];
        const parts = ["value", "get", "set", "writable", "enumerable", "configurable"] as const;
        const same = (key: PropertyKey) => then[key] && now[key] && parts.every((part) => Object.is(then[key]![part], now[key]![part]));
        return names.filter((key) => !same(key)).map((key) => `${name}.${String(key)}`);
      }),
      kept: () => before.size,
    });
  });
  await shop.signIn("318");
  await shop.host('<constance-offers placement="home"></constance-offers>');
  await shop.ready();
  await shop.button("claim").click();
  await expect(shop.tickets).toHaveCount(1);
  const { changes, kept } = await page.evaluate(() => {
    const { changes, kept } = window as unknown as { changes(): string[]; kept(): number };
    return { changes: changes(), kept: kept() };
  });
  expect(kept).toBeGreaterThan(1_000);
  // Ours, the page's own queue before, and what this very journey put there.
  expect(changes.sort()).toEqual(["window.changes", "window.constance", "window.kept"]);
});

test("no event tells the customer, their token, their session or their code", { tag: "@e8" }, async ({ shop, page, noises }) => {
  await page.addInitScript(() => {
    const details: string[] = [];
    Object.assign(window, { details });
    for (const name of ["shown", "ready", "opened", "claimed", "declined", "identity-needed", "error"]) {
      addEventListener(`constance-${name}`, (event) => { details.push(`${name} ${JSON.stringify((event as CustomEvent).detail)}`); });
    }
    addEventListener("constance-opened", (event) => event.preventDefault());
  });
  const secrets: string[] = [];
  page.on("response", async (response) => {
    if (/\/shop\/token$|\/v1\/session$/.test(response.url()) && response.ok()) {
      const { token, session } = await response.json();
      secrets.push(token ?? session);
    }
  });
  await shop.openAs("319");
  await shop.ready();
  await shop.button("claim").click();
  await expect(shop.tickets).toHaveCount(1);
  secrets.push(await shop.tickets.locator("code").innerText());
  await shop.offers.locator("a[data-offer]").first().click();
  await shop.button("decline").click();
  await expect(shop.offers.locator("#undo")).toBeVisible();
  await page.route("**/v1/offers/*/claim", (route) => route.fulfill({ status: 401, json: { code: "session_needed" } }));
  await shop.button("claim").click();
  const details = () => page.evaluate(() => (window as unknown as { details: string[] }).details);
  await expect.poll(async () => (await details()).map((told) => told.split(" ")[0])).toEqual(
    expect.arrayContaining(["shown", "ready", "opened", "claimed", "declined", "identity-needed", "error"]));
  expect(secrets.length).toBeGreaterThan(2);
  const told = (await details()).join("\n");
  for (const secret of [...secrets, ...secrets.flatMap((one) => one.split("."))].filter((one) => one.length > 6)) expect(told).not.toContain(secret);
  expect(told).not.toMatch(/\b319\b/);
  noises.length = 0;
});
