// Arabic from end to end: a program that speaks it, rendered by the service, taken over by the wasm.

import { readFileSync } from "node:fs";
import { secret } from "../demos.ts";
import { expect, test, type Shop } from "./shop.ts";

const PROGRAM = readFileSync(new URL("../../crates/demo/maison/program.toml", import.meta.url), "utf8");
const WORDS: Record<string, string> = {
  title: "أمسية للاستماع", text: "أسطوانة واحدة بوجهيها، وكرسي قرب المصباح.", terms: "عرض واحد لكل عميل.", label: "عرض الأمسية", alt: "أسطوانة نصف خارجة من غلافها.",
};

/** The same with Arabic, of nowhere and of Egypt, wherever there is French. What has no Arabic word keeps its name. */
const ARABIC = PROGRAM.replace('["en", "fr"]', '["en", "fr", "ar", "ar-eg"]')
  .replace(/^((?:[a-z]+\.)*([a-z]+))\.fr = (".*")$/gm, (line, key, what, french) => {
    const said = what in WORDS ? JSON.stringify(WORDS[what]) : french;
    return [line, `${key}.ar = ${said}`, `${key}.ar-eg = ${said}`].join("\n");
  })
  .replace(/, fr = ("[^"]*")/g, (said, french) => `${said}, ar = ${french}, ar-eg = ${french}`);

async function publish(shop: Shop, baseURL: string, program: string): Promise<void> {
  const key = Buffer.from(`${secret(baseURL)}:`).toString("base64");
  const answer = await shop.page.request.put(`${baseURL}/v1/program`, {
    headers: { Authorization: `Basic ${key}`, "Content-Type": "application/toml" }, data: program,
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

// No other journey is at this demo meanwhile.
test.afterEach(({ shop, baseURL }) => publish(shop, baseURL!, PROGRAM));

for (const [lang, digits, turn] of [["ar", /^\d+ (نقطة|نقاط)/, 2], ["ar-EG", /^[٠-٩]+ (نقطة|نقاط)/, 1]] as const) {
  test(`what the service rendered in ${lang} is taken over node by node, with its digits and its isolates`, { tag: ["@e33", "@e83", "@e84"] }, async ({ shop, page, baseURL }) => {
    await publish(shop, baseURL!, ARABIC);
    let release = () => {};
    const held = new Promise<void>((go) => (release = go));
    await page.route("**/assets/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await shop.signIn(await shop.someone("loyal", turn));
    await shop.host(`<constance-offers placement="home" lang="${lang}"></constance-offers>`);
    await expect(shop.cards.first()).toBeVisible();
    const painted = await shop.inside();
    release();
    await shop.ready();
    expect(await shop.isAlive()).toBe(true);
    expect(await shop.inside()).toEqual(painted);
    expect(painted.kept).toBe(true);

    const widget = shop.offers.locator('[part="widget"]');
    await expect(widget).toHaveAttribute("lang", lang);
    await expect(widget).toHaveAttribute("dir", "rtl");
    await expect(widget).toHaveCSS("direction", "rtl");
    expect((await shop.offers.locator('[part="points"]').textContent())!.replace(/[\u2068\u2069]/g, "")).toMatch(digits);
    // A name in Latin letters is set apart, so that it draws nothing to its own side.
    expect(await shop.offers.locator('[part="greeting"]').textContent()).toMatch(/\u2068[A-Za-zé]+\u2069/);
    const before = await shop.tickets.count();
    await shop.button("claim").click();
    await expect(shop.tickets).toHaveCount(before + 1);
    await expect(shop.tickets.locator('[part="ticket-title"]').first()).toHaveText(WORDS.title!);
    await shop.expectAccessible();
    await shop.tickets.first().locator('[data-act="undo"]').click();
    await expect(shop.tickets).toHaveCount(before);
  });
}
