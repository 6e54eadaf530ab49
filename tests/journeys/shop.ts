// The shop as a visitor meets it, and a page that may not make a sound. No two journeys act as the same customer.

import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";
import { secret, test as base } from "../demos.ts";

/** What the demo shop's switcher knows: customers of each stage. */
interface People {
  stages: { stage: string; people: { customer: string }[] }[];
}

/** The demo shop, driven as its visitors would. */
export class Shop {
  constructor(readonly page: Page) {}

  /** The element on the page. */
  get offers(): Locator {
    return this.page.locator("constance-offers").first();
  }

  get cards(): Locator {
    return this.offers.locator('[part~="card"]');
  }

  get status(): Locator {
    return this.offers.locator('[role="status"]');
  }

  /** Nothing is loaded for an element that is far below what is seen. */
  async goto(path = "/"): Promise<void> {
    await this.page.goto(path);
    await this.offers.scrollIntoViewIfNeeded();
  }

  async open(path = "/"): Promise<void> {
    await this.goto(path);
    await expect(this.cards.first()).toBeVisible();
  }

  /** Signs in at the shop's own back end, as its sign-in form would, and opens the page. */
  async openAs(customer: string, path = "/"): Promise<void> {
    await this.signIn(customer);
    await this.goto(path);
    await expect(this.offers.locator('[part~="tier"]')).toBeVisible();
  }

  /** Opens a page that holds this and our script, on the shop's own origin; signed in where the shop is. */
  async host(body: string, script = '<script async src="/constance.js" data-brand="maison"></script>'): Promise<void> {
    await this.page.route("**/host", (route) => route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="/shop/mark.svg"><main><h1>A page</h1>${body}</main>
        <script>window.constance = [["identify", async () => {
          const answer = await fetch("/shop/token", { method: "POST" });
          return answer.status === 200 ? (await answer.json()).token : null;
        }]];</script>
        ${script}`,
    }));
    await this.page.goto("/host");
  }

  async signIn(customer: string): Promise<void> {
    const answer = await this.page.request.post("/shop/sign-in", { data: { customer } });
    expect(answer.ok()).toBe(true);
  }

  /** A page that is told nothing of what happens elsewhere: something on the way holds the stream back. */
  async deafen(): Promise<void> {
    await this.page.route("**/v1/live*", () => {});
  }

  /** Reports something of a customer, as the shop's server would. */
  async reports(customer: string, event: string, properties: object): Promise<void> {
    const { origin } = new URL(this.page.url()), key = Buffer.from(`${secret(origin)}:`).toString("base64");
    const answer = await this.page.request.post("/v1/track", {
      headers: { Authorization: `Basic ${key}` },
      data: { event, properties, userId: customer, messageId: crypto.randomUUID() },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /** Puts another program in force, made of the shop's own; without a change, that again. */
  async publishes(change: (program: string) => string = (program) => program): Promise<void> {
    const { origin } = new URL(this.page.url()), key = Buffer.from(`${secret(origin)}:`).toString("base64");
    const own = readFileSync(new URL("../../crates/demo/maison/program.toml", import.meta.url), "utf8");
    const answer = await this.page.request.put("/v1/program", {
      headers: { Authorization: `Basic ${key}`, "Content-Type": "application/toml" },
      data: change(own),
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /** What has been asked of the service below a path, from now on. */
  asked(path: string): URL[] {
    const asked: URL[] = [];
    this.page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.pathname.startsWith(path)) asked.push(url);
    });
    return asked;
  }

  /** Waits until an element has said that it is ready, with the wasm or without it. */
  async ready(how: "wasm" | "html" = "wasm", element = this.offers): Promise<void> {
    await expect(element).toHaveJSProperty("said", how);
  }

  /** What is seen and heard, and whether those are the very nodes that were there when it was asked first: the comments
   * that tell the views apart go when they are taken over. */
  async inside(): Promise<{ html: string; kept: boolean }> {
    return this.offers.evaluate((element) => {
      const root = element.shadowRoot!.querySelector<HTMLElement & { painted?: Element[] }>('[part="root"]')!;
      const nodes = [...root.querySelectorAll("*")];
      root.painted ??= nodes;
      const kept = root.painted.length === nodes.length && root.painted.every((node, place) => node === nodes[place]);
      return { html: root.innerHTML.replace(/<!--.*?-->/g, ""), kept };
    });
  }

  /** Whether the wasm has taken the HTML over: it marks the root that it listens to. */
  async isAlive(element = this.offers): Promise<boolean> {
    return element.evaluate((host) => "__yew_subtree_id" in host.shadowRoot!.querySelector('[part="root"]')!);
  }

  /** A customer of a stage. Journeys that change something ask for different turns. */
  async someone(stage: string, turn = 0): Promise<string> {
    const answer = await this.page.request.get("/shop/people");
    const { stages } = (await answer.json()) as People;
    const customer = stages.find((row) => row.stage === stage)?.people[turn]?.customer;
    if (!customer) throw new Error(`there is no ${turn + 1}. customer who is ${stage}`);
    return customer;
  }

  /** The button for an act: the first there is, or that of an offer. */
  button(act: "claim" | "decline" | "undo", offer?: string): Locator {
    return this.offers.locator(`button[data-act="${act}"]${offer ? `[data-offer="${offer}"]` : ""}`).first();
  }

  get tickets(): Locator {
    return this.offers.locator('[part~="ticket"]');
  }

  card(offer: string): Locator {
    return this.offers.locator(`[part~="card"]:has([data-offer="${offer}"])`);
  }

  /** No violation of WCAG 2.2 A and AA, inside the element as well as around it, once what comes has faded in. */
  async expectAccessible(): Promise<void> {
    await this.page.evaluate(async () => {
      await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
      const roots = [...document.querySelectorAll("constance-offers")].map((element) => element.shadowRoot);
      const moving = [document, ...roots].flatMap((root) => root?.getAnimations() ?? []);
      await Promise.all(moving.map((one) => one.finished.catch(() => {})));
    });
    const found = await new AxeBuilder({ page: this.page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`)).toEqual([]);
  }
}

/** In the page: an element that is ready keeps how in `said`. */
export function hearReady(): void {
  addEventListener("constance-ready", (event) => {
    const { wasm } = (event as CustomEvent<{ wasm: boolean }>).detail;
    (event.target as Element & { said?: string }).said = wasm ? "wasm" : "html";
  });
}

/** Keeps the codes that are told and whatever else reaches the page's own handlers, which are there before us. */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    window.onerror = () => void told.push("onerror");
    window.onunhandledrejection = () => void told.push("onunhandledrejection");
    addEventListener("error", () => told.push("error"), true);
    addEventListener("unhandledrejection", () => told.push("rejection"), true);
    addEventListener("constance-error", (event) => told.push((event as CustomEvent<{ code: string }>).detail.code));
  });
  return () => page.evaluate(() => (window as unknown as { told: string[] }).told);
}

/** The browser's own lines, on requests and policies, are its own. */
export function ours(noises: string[]): string[] {
  const said = noises.filter((noise) => !/Failed to load resource|Content Security Policy|TrustedHTML|MIME type/.test(noise));
  noises.length = 0;
  return said;
}

/** Lets the memories of the wasm be ruined: whatever runs next in it traps. */
export async function ruinable(page: Page): Promise<{ ruin(): Promise<void>; instances(): Promise<number> }> {
  await page.addInitScript(() => {
    const memories: WebAssembly.Memory[] = [];
    Object.assign(window, { memories });
    const instantiate = WebAssembly.instantiate as (...given: unknown[]) => Promise<WebAssembly.Instance>;
    Object.assign(WebAssembly, {
      async instantiate(...given: unknown[]) {
        const made = await instantiate(...given);
        memories.push(made.exports.memory as WebAssembly.Memory);
        return made;
      },
    });
  });
  const memories = "window.memories";
  return {
    ruin: () => page.evaluate(`new Uint8Array(${memories}.at(-1).buffer).fill(255)`),
    instances: () => page.evaluate(`${memories}.length`),
  };
}

export const test = base.extend<{ shop: Shop; noises: string[] }>({
  // What the browser says on the console, and what goes wrong in the page. A journey that expects noise empties it.
  noises: async ({ page }, use) => {
    const noises: string[] = [];
    page.on("console", (message) => noises.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => noises.push(`page error: ${error.message}`));
    await use(noises);
    expect(noises).toEqual([]);
  },

  shop: async ({ page, noises }, use) => {
    void noises;
    await page.addInitScript(hearReady);
    await use(new Shop(page));
  },
});

export { expect };
