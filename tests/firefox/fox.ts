// The demo's shop in Debian's Firefox. The runner is the journeys' own; the browser is driven by WebDriver BiDi.

import { expect } from "@playwright/test";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { test as base } from "../demos.ts";
import { hearReady } from "../journeys/shop.ts";

/** What is inside the element, as Puppeteer writes it. */
const inside = (selector: string) => `constance-offers >>> ${selector}`;

/** The shop, driven as its visitors would. */
export class Fox {
  constructor(readonly page: Page, readonly address: string, readonly noises: string[]) {}

  async open(path = "/"): Promise<void> {
    await this.page.goto(this.address + path, { waitUntil: "domcontentloaded" });
    await this.page.waitForSelector(inside('[part~="card"]'), { visible: true });
  }

  /** Signs in at the shop's own back end and opens the page. */
  async openAs(stage: string, turn = 0): Promise<void> {
    // A page without the element: nothing of it is cut off when the shop's is opened.
    await this.page.goto(this.address + "/shop/people");
    await this.page.evaluate(async (stage, turn) => {
      const { stages } = await (await fetch("/shop/people")).json();
      const { customer } = stages.find((row: { stage: string }) => row.stage === stage).people[turn];
      const headers = { "Content-Type": "application/json" };
      await fetch("/shop/sign-in", { method: "POST", headers, body: JSON.stringify({ customer }) });
    }, stage, turn);
    await this.open();
    await this.page.waitForSelector(inside('[part~="tier"]'));
  }

  /** Waits until the element has said that it is ready, and says how. */
  async ready(): Promise<string> {
    await this.page.waitForFunction(() => "said" in (document.querySelector("constance-offers") ?? {}));
    return this.page.$eval("constance-offers", (element) => (element as Element & { said?: string }).said ?? "");
  }

  async count(selector: string): Promise<number> {
    return (await this.page.$$(inside(selector))).length;
  }

  async click(selector: string): Promise<void> {
    const found = await this.page.waitForSelector(inside(selector), { visible: true });
    await found?.click();
  }

  async text(selector: string): Promise<string> {
    const found = await this.page.waitForSelector(inside(selector), { visible: true });
    return found?.evaluate((element) => element.textContent ?? "") ?? "";
  }

  async attribute(selector: string, name: string): Promise<string | null> {
    const found = await this.page.waitForSelector(inside(selector));
    return found?.evaluate((element, name) => element.getAttribute(name), name) ?? null;
  }

  /** What inside the element has the focus. */
  focused(): Promise<string> {
    return this.page.$eval("constance-offers", (element) => {
      const focus = element.shadowRoot?.activeElement;
      return `${focus?.getAttribute("part") ?? ""} ${focus?.getAttribute("data-act") ?? ""}`.trim();
    });
  }
}

export const test = base.extend<{ fox: Fox }, { browserOfDebian: Browser }>({
  browserOfDebian: [
    async ({}, use) => {
      const executablePath = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
      const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],

  fox: async ({ browserOfDebian, baseURL }, use) => {
    const context = await browserOfDebian.createBrowserContext();
    const page = await context.newPage();
    const noises: string[] = [];
    page.on("console", (message) => noises.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => noises.push(`page error: ${String(error)}`));
    await page.evaluateOnNewDocument(hearReady);
    await page.setViewport({ width: 1280, height: 900 });
    await use(new Fox(page, baseURL ?? "", noises));
    await context.close();
    expect(noises).toEqual([]);
  },
});

export { expect };
