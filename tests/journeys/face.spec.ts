// The public face: what docs/embedding.md lists is there, and what is there it lists.

import { readFileSync } from "node:fs";
import { expect, test } from "./shop.ts";

const page = readFileSync(new URL("../../docs/embedding.md", import.meta.url), "utf8");

/** The rows of the table below a heading: the code in the first cell, and the code in the last. */
function rows(heading: string): [string, string[]][] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const cells = section.split("\n").filter((line) => line.startsWith("| `")).map((line) => line.split("|").slice(1, -1));
  const codes = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map((found) => found[1]!);
  return cells.map((row) => [codes(row[0])[0]!, codes(row.at(-1))]);
}

const named = (heading: string) => rows(heading).map(([name]) => name).sort();

test("the documented attributes, methods, slots and commands are those there are", { tag: ["@e9", "@e16"] }, async ({ shop, page }) => {
  await shop.open();
  const there = await shop.offers.evaluate((element) => {
    const kind = element.constructor as typeof HTMLElement & { observedAttributes: string[] };
    const own = Object.entries(Object.getOwnPropertyDescriptors(kind.prototype));
    const callbacks = /^constructor$|Callback$/;
    return {
      attributes: [...kind.observedAttributes].sort(),
      properties: own.filter(([, its]) => its.get).map(([name]) => name).concat("lang").sort(),
      methods: own.filter(([name, its]) => typeof its.value === "function" && !callbacks.test(name)).map(([name]) => name).sort(),
      slots: [...element.shadowRoot!.querySelectorAll("slot")].map((slot) => slot.name).sort(),
    };
  });
  expect(named("Attributes and properties")).toEqual(there.attributes);
  const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  expect(there.properties).toEqual(there.attributes.map(camel).sort());
  expect(named("Methods").map((name) => name.replace(/\(.*/, ""))).toEqual(there.methods);
  expect(named("Slots")).toEqual(there.slots);
  const commands = named("The queue").map((call) => /"(\w+)"/.exec(call)![1]!);
  const loader = await (await page.request.get("/constance.js")).text();
  expect(commands.filter((name) => !new RegExp(`\\b${name}\\b`).test(loader))).toEqual([]);
  expect(commands).toEqual(there.methods);
});

test("each documented custom property changes what is seen, and no other is read", { tag: "@e16" }, async ({ shop, page }) => {
  const theme = page.waitForResponse(/\/assets\/.*\.css$/);
  await shop.open();
  await shop.ready();
  const texts = [await (await theme).text(), await (await page.request.get("/constance.js")).text()];
  const read = texts.join().match(/--constance-[a-z-]+/g)!;
  expect(named("Custom properties")).toEqual([...new Set(read)].sort());
  const values: Record<string, string> = { font: "fantasy", radius: "7px", gap: "5px", inset: "6px", reserve: "4000px" };
  for (const property of named("Custom properties")) {
    const value = values[property.split("-")[3]!] ?? "rgb(1, 2, 3)";
    const changed = await shop.offers.evaluate((element: HTMLElement, [property, value]) => {
      const looks = () => {
        const nodes = [element, ...element.shadowRoot!.querySelectorAll("*")];
        return nodes.map((node) => [...getComputedStyle(node)].map((name) => getComputedStyle(node).getPropertyValue(name)).join()).join();
      };
      const before = looks();
      element.style.setProperty(property, value);
      const after = looks();
      element.style.removeProperty(property);
      return before !== after;
    }, [property, value] as const);
    expect(changed, property).toBe(true);
  }
});

test("the documented events tell what they are documented to, and the documented parts are all there are", { tag: ["@e8", "@e16"] }, async ({ shop, page, noises }) => {
  await page.addInitScript(() => {
    const told: Record<string, string[]> = {};
    Object.assign(window, { told });
    const { dispatchEvent } = EventTarget.prototype;
    EventTarget.prototype.dispatchEvent = function (event) {
      if (event instanceof CustomEvent && event.type.startsWith("constance-")) {
        if (!event.bubbles || !event.composed) throw new Error(`${event.type} does not leave the element`);
        told[event.type] = [...new Set([...(told[event.type] ?? []), ...Object.keys(event.detail)])].sort();
      }
      return dispatchEvent.call(this, event);
    };
    addEventListener("constance-opened", (event) => event.preventDefault());
  });
  const parts = new Set<string>();
  const look = async () => {
    const found = await shop.offers.evaluate((element) =>
      [...element.shadowRoot!.querySelectorAll("[part]")].flatMap((node) => [...node.part]));
    for (const part of found) parts.add(part);
  };

  await shop.openAs("138");
  await shop.ready();
  await shop.reports("138", "Contact Opened", { contact_id: "c-138" });
  await expect(shop.offers.locator('[part="matter"]')).toHaveCount(1);
  await look();
  await shop.button("claim").click();
  await expect(shop.tickets).toHaveCount(1);
  const address = page.url();
  await shop.offers.locator("a[data-offer]").first().click();
  expect(page.url(), "the page leads on itself").toBe(address);
  await shop.button("decline").click();
  await expect(shop.offers.locator("#undo")).toBeVisible();
  await look();
  await page.route("**/v1/offers/*/claim", (route) => route.fulfill({ status: 503, body: "" }));
  await shop.button("claim").click();
  await expect(shop.offers.locator('[part="failed"]')).toBeVisible();
  await look();
  await page.route("**/v1/offers/*/claim", (route) =>
    route.fulfill({ status: 401, contentType: "application/problem+json", body: '{"code": "session_needed"}' }));
  await shop.button("claim").click();
  await expect.poll(() => page.evaluate(() => Object.keys((window as unknown as { told: object }).told))).toContain("constance-identity-needed");
  await expect(shop.offers.locator("#notice")).toHaveText(/sign in/i);
  await page.route("**/v1/offers/*/claim", (route) => route.abort());
  await shop.button("claim").click();
  await expect(shop.offers.locator('[part="waiting"]')).toBeVisible();
  await look();

  const refresh = () =>
    page.evaluate(() => (window as unknown as { constance: { push(call: string[]): void } }).constance.push(["refresh"]));
  await page.route("**/v1/experience?*", (route) => route.abort());
  await refresh();
  await expect(shop.offers.locator('[part="stale"]')).toBeVisible();
  await look();
  await page.unroute("**/v1/experience?*");
  await shop.offers.evaluate((element) => element.setAttribute("privacy", "mask"));
  await expect(shop.offers.locator('[part="reveal"]').first()).toBeVisible();
  await look();
  await shop.offers.evaluate((element) => element.removeAttribute("privacy"));
  await expect(shop.offers.locator('[part="reveal"]')).toHaveCount(0);
  await page.route("**/v1/experience?*", async (route) => {
    const answer = await route.fetch();
    const json = await answer.json();
    json.experience.offers = [];
    // What another program or day would say: of points to spend, of a benefit that can be used so often, of the last hours.
    json.experience.standing.balance = "138 points to spend";
    json.experience.benefits[0].left = "1 of 2 left";
    json.experience.claims[0].ends = json.experience.claims[0].until.iso;
    await route.fulfill({ response: answer, json });
  });
  await refresh();
  await expect(shop.offers.locator('[part="empty"]')).toBeVisible();
  await look();
  const told = await page.evaluate(() => (window as unknown as { told: Record<string, string[]> }).told);

  expect(Object.fromEntries(rows("Events").map(([name, detail]) => [name, detail.sort()]))).toEqual(told);
  expect(named("Parts")).toEqual([...parts].sort());
  expect(noises.filter((noise) => !/Failed to load resource|constance: (network|internal|session_needed):/.test(noise))).toEqual([]);
  noises.length = 0;
});
