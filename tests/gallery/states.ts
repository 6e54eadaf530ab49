// What the element can look like: one experience, or one mishap, each.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { arabic } from "./arabic.ts";
import { expect, type Shop } from "../journeys/shop.ts";

/** What the service answers, as far as the gallery bends it. */
export interface Experience {
  dir: string;
  locale: string;
  decided_at: string;
  masked?: boolean;
  greeting: string;
  lead?: string;
  standing?: { tier_name: string } & Record<string, unknown>;
  matters?: ({ since: { iso: string; text: string }; link?: { href: string; label: string } } & Record<string, unknown>)[];
  hidden?: string;
  benefits: Record<string, unknown>[];
  offers: ({ id: string; title: string; text: string } & Record<string, unknown>)[];
  claims: Record<string, unknown>[];
  words: Record<string, string>;
}

/** How the service answers, and what is done once the answer is seen. */
export interface State {
  experience?: (direction: Direction) => Experience;
  /** In place of an answer. */
  answers?: "never" | "failure";
  /** Clicked, with what the service answers then. */
  act?: { button: "decline" | "claim"; answers: "ok" | "gone" | "failure" | "lost" | "signed out" };
  /** The service fails when it is asked once more. */
  stale?: boolean;
  /** The browser has no WebAssembly. */
  bare?: boolean;
  /** It is to look as that state does. */
  like?: string;
  /** Attributes of the element. */
  attributes?: string;
  /** What the page has in the element, in place of a fallback. */
  inside?: string;
  /** The theme does not come. */
  plain?: boolean;
  /** The colours are the system's. */
  forced?: boolean;
  /** What somebody does once all is there. */
  then?: (shop: Shop) => Promise<void>;
}

export type Direction = "ltr" | "rtl";

const example = (name: string): Experience => {
  const file = resolve(import.meta.dirname, "../../crates/contract/examples", `${name}.json`);
  return JSON.parse(readFileSync(file, "utf8")).experience;
};

const words = (): Record<string, string> => {
  const file = resolve(import.meta.dirname, "../../crates/service/src/words/en.ftl");
  return interfaceWords(readFileSync(file, "utf8"));
};

/** The words without variables, by their names on the wire. */
export function interfaceWords(ftl: string): Record<string, string> {
  const lines = ftl.matchAll(/^([a-z-]+) = ([^{}\n]+)$/gm);
  return Object.fromEntries([...lines].map(([, name, text]) => [name?.replaceAll("-", "_"), text]));
}

/** A customer with an order begun and a question asked. */
const busy = (direction: Direction): Experience => {
  const experience = { ...example("answer-customer"), words: words() };
  return direction === "rtl" ? arabic(experience) : experience;
};

export const customer = (direction: Direction): Experience => {
  const { matters, ...experience } = busy(direction);
  return experience;
};

/** On a screen that others may see: what the service leaves out is not there. */
const masked = (direction: Direction): Experience => {
  const { lead, ...known } = customer(direction);
  const { tier_name } = known.standing ?? { tier_name: "" };
  const claims = known.claims.map((claim) => ({ ...claim, code: "" }));
  return { ...known, masked: true, claims, standing: { stage: "loyal", tier: "concerto", tier_name, points: 0, points_text: "" } };
};

const hidden = (direction: Direction): Experience["hidden"] => {
  const experience = example("answer-masked");
  return (direction === "rtl" ? arabic(experience) : experience).hidden;
};

const visitor = (direction: Direction): Experience => {
  const { standing, ...known } = customer(direction);
  const offers = known.offers.slice(0, 2).map((offer) => ({ ...offer, why: [], change: undefined, claimable: false, declinable: false }));
  return { ...known, benefits: [], claims: [], offers };
};

const nothing = (direction: Direction): Experience => ({ ...customer(direction), offers: [], claims: [], benefits: [] });

/** The first offer ends in less than four hours, the claim in less than ten minutes. */
const ending = (direction: Direction): Experience => {
  const known = customer(direction), at = (minutes: number) => new Date(Date.parse(known.decided_at) + minutes * 6e4).toISOString();
  const text = direction === "rtl" ? "حتى 30 يونيو" : "Until June 30", until = { iso: "1998-06-30", text };
  const [first, ...others] = known.offers, claims = known.claims.map((claim) => ({ ...claim, until, ends: at(9.5) }));
  return { ...known, claims, offers: [{ ...first!, until, ends: at(200) }, ...others] };
};

const long = (text: string) => `${text} ${text.toLocaleLowerCase()}, ${text.toLocaleLowerCase()}`;

export const STATES: Record<string, State> = {
  visitor: { experience: visitor },
  member: { experience: (direction) => ({ ...customer(direction), claims: [] }) },
  claimed: { experience: customer },
  empty: { experience: nothing },
  "empty, in the page's words": { experience: nothing, inside: '<p slot="empty" style="margin: 0; padding: 1.75em">Come back on Thursday.</p>' },
  "in progress": { experience: busy },
  masked: { experience: masked },
  "masked, in progress": { experience: (direction) => ({ ...masked(direction), hidden: hidden(direction) }) },
  revealed: {
    experience: masked,
    then: async ({ page, offers }) => {
      await offers.locator('[part="reveal"]').focus();
      await page.keyboard.press("Enter");
      await expect(offers.locator('[part="points"]')).toBeVisible();
      await expect(offers.locator("#tier")).toBeFocused();
    },
  },
  list: { experience: customer, attributes: 'layout="list"' },
  compact: { experience: customer, attributes: 'layout="compact"' },
  "why unfolded": {
    experience: customer,
    then: async ({ offers }) => {
      for (const why of await offers.locator("summary").all()) await why.click();
    },
  },
  "ends today": { experience: ending },
  "forced colours": { experience: customer, forced: true },
  "without theme": { experience: customer, plain: true },
  "long words": {
    experience: (direction) => {
      const known = customer(direction);
      const offers = known.offers.map((offer) => ({ ...offer, title: long(offer.title), text: long(offer.text) }));
      return { ...known, greeting: long(known.greeting), offers };
    },
  },
  declined: { experience: customer, act: { button: "decline", answers: "ok" } },
  gone: { experience: customer, act: { button: "claim", answers: "gone" } },
  failed: { experience: customer, act: { button: "claim", answers: "failure" } },
  "signed out": { experience: customer, act: { button: "claim", answers: "signed out" } },
  "waiting for the network": { experience: customer, act: { button: "claim", answers: "lost" } },
  stale: { experience: customer, stale: true },
  "without wasm": { experience: customer, bare: true, like: "claimed" },
  "without wasm, declined": { experience: customer, bare: true, act: { button: "decline", answers: "ok" } },
  "without wasm, failed": { experience: customer, bare: true, act: { button: "claim", answers: "failure" } },
  waiting: { answers: "never", inside: "" },
  "waiting, forced colours": { answers: "never", inside: "", forced: true },
  fallback: { answers: "failure" },
};
