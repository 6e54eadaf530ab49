import { expect, test } from "./shop.ts";

// Where a relationship stands decides what is seen.
for (const [path, language] of [["/", "en"], ["/fr/", "fr"]] as const) {
  test(`a lapsed, an at-risk, a loyal and a new customer see different, explained offers (${language})`, { tag: "@e74" }, async ({ shop }) => {
    const seen = new Map<string, string>();
    for (const stage of ["lapsed", "at_risk", "loyal", "new"]) {
      await shop.openAs(await shop.someone(stage), path);
      await shop.ready();
      await expect(shop.offers.locator('[part="root"] > [lang]')).toHaveAttribute("lang", language);
      await expect(shop.cards.first()).toBeVisible();
      for (const card of await shop.cards.all()) {
        await expect(card.locator('[part~="reason"]').first()).not.toBeEmpty();
      }
      const titles = await shop.cards.locator('[part~="title"]').allInnerTexts();
      const greeting = await shop.offers.locator('[part~="greeting"]').innerText();
      const why = await shop.cards.first().locator('[part~="reason"]').first().innerText();
      for (const [other, text] of seen) {
        expect(text.split("|")[0], `${stage} and ${other} are greeted alike`).not.toBe(greeting);
        expect(text.split("|")[1], `${stage} and ${other} see the same offer first`).not.toBe(titles[0]);
        expect(text.split("|")[2], `${stage} and ${other} read the same reason first`).not.toBe(why);
      }
      seen.set(stage, [greeting, titles[0], why].join("|"));
      await shop.expectAccessible();
    }
  });
}
