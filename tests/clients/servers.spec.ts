// What other people's clients send from servers arrives, once, though answers get lost on the way.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import { expect, test } from "@playwright/test";
import RudderAnalytics from "@rudderstack/rudder-sdk-node";
import { Analytics } from "@segment/analytics-node";

import { House } from "./house.ts";

const order = (id: string, total: number | string) => ({ order_id: id, total, currency: "USD", products: [{ product_id: "lp-1", price: 30 }] });

let house: House;

test.beforeEach(async () => {
  house = await House.open("https://quartet.example");
  house.next("answer lost", "answered with an error");
});

test.afterEach(() => house.close());

/** All that a client of a server was to report arrived, once. */
async function arrived(retries: number): Promise<void> {
  expect(house.trips.length, "it tried again").toBeGreaterThan(retries);
  expect(house.trips.map(({ status }) => status)).toEqual(house.trips.map(() => 200));
  expect(await house.counts("1842")).toEqual({ orders: 1, tea: 4, pages: 1, screens: 1, groups: 1 });
  const refused = await house.refused();
  expect(refused.map(({ key, field, rule }) => [key, field, rule])).toEqual([
    ["secret", "properties.total", "must be a plain decimal number, such as 12.50"],
  ]);
}

test("@segment/analytics-node", async () => {
  const analytics = new Analytics({ writeKey: house.keys.secret, host: house.address, flushAt: 100, maxRetries: 5 });
  analytics.track({ anonymousId: "b-1", event: "Tea Poured" });
  analytics.identify({ userId: "1842", anonymousId: "b-1", traits: { email: "ada@quartet.example" } });
  for (let cup = 0; cup < 2; cup++) analytics.track({ userId: "1842", event: "Tea Poured" });
  analytics.page({ userId: "1842", name: "Listening room" });
  analytics.screen({ userId: "1842", name: "Turntable" });
  analytics.group({ userId: "1842", groupId: "quartet" });
  analytics.track({ anonymousId: "b-2", event: "Tea Poured" });
  analytics.alias({ previousId: "b-2", userId: "1842" });
  analytics.track({ userId: "1842", event: "Order Completed", properties: order("1", 30) });
  analytics.track({ userId: "1842", event: "Order Completed", properties: order("2", "30,00") });
  await analytics.closeAndFlush({ timeout: 20_000 });
  await arrived(2);
});

test("@rudderstack/rudder-sdk-node, which presses what it sends", async () => {
  const retry = { retries: 5, retryDelay: () => 100 };
  const rudder = new RudderAnalytics(house.keys.secret, {
    dataPlaneUrl: house.address,
    path: "/v1/batch",
    flushAt: 100,
    retryCount: 5,
    axiosRetryConfig: retry,
    logLevel: "none",
  } as ConstructorParameters<typeof RudderAnalytics>[1]);
  rudder.track({ anonymousId: "b-1", event: "Tea Poured" });
  rudder.identify({ userId: "1842", anonymousId: "b-1", traits: { email: "ada@quartet.example" } });
  for (let cup = 0; cup < 2; cup++) rudder.track({ userId: "1842", event: "Tea Poured" });
  rudder.page({ userId: "1842", name: "Listening room" });
  rudder.screen({ userId: "1842", name: "Turntable" });
  rudder.group({ userId: "1842", groupId: "quartet" });
  rudder.track({ anonymousId: "b-2", event: "Tea Poured" });
  rudder.alias({ previousId: "b-2", userId: "1842" });
  rudder.track({ userId: "1842", event: "Order Completed", properties: order("1", 30) });
  rudder.track({ userId: "1842", event: "Order Completed", properties: order("2", "30,00") });
  await rudder.flush();
  expect(house.trips[0].headers["content-encoding"]).toBe("gzip");
  await arrived(2);
});

for (const pressed of ["plain", "gzip"]) {
  test(`segment-analytics-python, ${pressed}`, async () => {
    const script = join(import.meta.dirname, "report.py");
    await promisify(execFile)("python3", [script, house.address, house.keys.secret, pressed], {
      env: { ...process.env, PYTHONPATH: process.env.PYTHON_CLIENTS },
    });
    await arrived(2);
  });
}
