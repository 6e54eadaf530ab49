// What was begun on one surface is on all, and ends on any.

import { expect, test } from "./shop.ts";

for (const how of ["wasm", "html"] as const) {
  test(`a checkout and a question are in progress until they are closed (${how})`, async ({ shop, page, noises }) => {
    if (how === "html") await page.addInitScript(() => { delete (window as { WebAssembly?: unknown }).WebAssembly; });
    const customer = how === "wasm" ? "271" : "272", matters = shop.offers.locator('[part="matter"]');
    await shop.openAs(customer);
    await shop.ready(how);
    await expect(matters).toHaveCount(0);
    await shop.reports(customer, "Checkout Started", {});
    await shop.reports(customer, "Contact Opened", { contact_id: `c-${customer}`, complaint: true });
    await expect(matters).toHaveCount(2);
    await expect(shop.status).toHaveText("Your offers have changed.");
    await expect(matters.getByRole("link", { name: /Finish it.*An order you have begun/ })).toBeVisible();
    await shop.expectAccessible();

    await matters.getByRole("button", { name: /Set aside.*An order you have begun/ }).click();
    await expect(matters).toHaveCount(1);
    await expect(shop.offers.locator("#matters")).toBeFocused();
    await shop.reports(customer, "Contact Closed", { contact_id: `c-${customer}` });
    await expect(matters).toHaveCount(0);
    await page.reload();
    await shop.ready(how);
    await expect(matters).toHaveCount(0);
    if (how === "html") noises.length = 0; // they say that there is no WebAssembly
  });
}
