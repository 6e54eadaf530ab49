// Offers in Arabic: the same boxes, from the other side.

import { readFileSync } from "node:fs";
import { expect, test, type Shop } from "./shop.ts";

const file = readFileSync(new URL("../../crates/service/src/words/ar.ftl", import.meta.url), "utf8");
const word = (key: string) => new RegExp(`^${key.replace("_", "-")} = (.+)$`, "m").exec(file)![1]!;

interface Shown { html: string; experience: Record<string, any> }

/** What the demo's program would say if it spoke Arabic. Of another build, so that the wasm renders it. */
function inArabic({ experience, html }: Shown, dir: string): Shown {
  const { words, standing } = experience, text = { text: "حتى 31 يوليو" };
  for (const key of Object.keys(words)) words[key] = word(key);
  Object.assign(experience, { locale: "ar", dir, build: "another", greeting: "شكرًا لكونكم من أعضاء فئة \u2068Concerto\u2069", lead: "معنا منذ نوفمبر 1997، 5 طلبات." });
  Object.assign(standing, { points_text: "432 نقطة", balance: "210 نقطة متاحة للصرف" });
  standing.progress = { value: 432, of: 500, text: "68 نقطة تفصلكم عن \u2068Symphonie\u2069" };
  standing.kept = { iso: "1998-07-31", text: "فئة \u2068Concerto\u2069 لكم حتى 31 يوليو" };
  for (const [place, offer] of experience.offers.entries()) {
    Object.assign(offer, { title: place ? "أمسية للاستماع" : "Songs of the Ferry!", text: "أسطوانة واحدة بوجهيها، وكرسي قرب المصباح.", terms: "عرض واحد لكل عميل." });
    Object.assign(offer, { why: ["طلبتم 5 مرات خلال آخر سنة.", "كان طلبكم الأول في 20 نوفمبر 1997."], change: "هذا العرض لكم حتى طلبكم التالي." });
    Object.assign(offer, { until: { iso: "1998-07-31", ...text }, ...(offer.link && { link: { ...offer.link, label: "عرض الأمسية" } }) });
  }
  for (const benefit of experience.benefits) Object.assign(benefit, { title: "مكان للاستماع", text: "محجوز لكم حتى الظهر." });
  experience.claims = [{ id: "c1", offer: "claimed", title: "مقعدان", text: "قرب الرباعي.", code: "72-AB34", until: { iso: "1998-07-31", ...text } }];
  return { experience, html: html.replace(/lang="en" dir="ltr"/, `lang="ar" dir="${dir}"`) };
}

async function visit(shop: Shop, dir: "ltr" | "rtl", page = "ltr"): Promise<void> {
  await shop.page.route("**/v1/experience?*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: inArabic(await response.json(), dir) });
  });
  await shop.signIn(await shop.someone("loyal", 2));
  await shop.host(`<div dir="${page}"><h1>A page</h1><constance-offers placement="home"></constance-offers></div>`);
  await expect(shop.cards.first()).toBeVisible();
  await shop.ready();
}

/** The boxes of what has a part, from the element's left edge, and from its right. */
const boxes = (shop: Shop) => shop.offers.evaluate((element) => {
  const edge = element.getBoundingClientRect();
  const parts = [...element.shadowRoot!.querySelectorAll('[part="root"] [part]:not([part="unseen"], [part="label"])')];
  return parts.map((node) => {
    const box = node.getBoundingClientRect();
    return { part: node.getAttribute("part")!, left: box.left - edge.left, right: edge.right - box.right };
  });
});

for (const width of [320, 768, 1280]) {
  test(`at ${width} px every box stands where its mirror image does`, { tag: "@e83" }, async ({ shop, page }) => {
    await page.setViewportSize({ width, height: 900 });
    await visit(shop, "ltr");
    const before = await boxes(shop);
    await page.unrouteAll();
    await visit(shop, "rtl");
    const after = await boxes(shop);
    expect(after.length).toBeGreaterThan(40);
    expect(after.map(({ part }) => part)).toEqual(before.map(({ part }) => part));
    const off = before.filter((box, place) => Math.abs(box.left - after[place]!.right) > 1.5 || Math.abs(box.right - after[place]!.left) > 1.5);
    expect(off.map(({ part }) => part)).toEqual([]);
    expect(before.some((box, place) => Math.abs(box.left - after[place]!.left) > 20), "something moved").toBe(true);
    const [host] = await shop.offers.evaluate((element) => [element.scrollWidth - element.clientWidth]);
    expect(host).toBeLessThanOrEqual(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

test("it says that it is Arabic, on a page that is not, and can be used by everyone", { tag: ["@e74", "@e80", "@e83"] }, async ({ shop }) => {
  await visit(shop, "rtl");
  for (const part of ["root", "status", "widget"]) {
    await expect(shop.offers.locator(`[part="${part}"]`)).toHaveAttribute("lang", "ar");
    await expect(shop.offers.locator(`[part="${part}"]`)).toHaveAttribute("dir", "rtl");
  }
  await expect(shop.page.locator("html")).toHaveAttribute("lang", "en");
  await expect(shop.button("claim")).toContainText("الحصول على العرض");
  await shop.expectAccessible();
});

test("a list from left to right stays so on a page from right to left, and the other way round", { tag: "@e83" }, async ({ shop, page }) => {
  for (const [list, around] of [["ltr", "rtl"], ["rtl", "ltr"]] as const) {
    await visit(shop, list, list);
    const before = await boxes(shop);
    await page.unrouteAll();
    await visit(shop, list, around);
    expect(await boxes(shop)).toEqual(before);
    await page.unrouteAll();
  }
});

test("letters that join are neither spread nor slanted, and a code is read as it is written", { tag: "@e83" }, async ({ shop }) => {
  await visit(shop, "rtl");
  await expect(shop.offers.locator('[part="greeting"]')).toHaveCSS("letter-spacing", "normal");
  await expect(shop.offers.locator('[part="reason"]').first()).toHaveCSS("font-style", "normal");
  await expect(shop.tickets.locator("code")).toHaveCSS("direction", "ltr");
  await expect(shop.offers.locator('[part="title"]').first()).toHaveCSS("unicode-bidi", "plaintext");
});
