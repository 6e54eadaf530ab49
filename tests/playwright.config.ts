// How the journeys are run: in one real browser, against the demos of `demos.ts`.
// `cargo xtask test --only journeys` builds what is needed and sets CHROMIUM and DEMO.

import { defineConfig } from "@playwright/test";
import { demos, WORKERS } from "./demos.ts";

// Chromium refuses its sandbox to root; the other two keep it from calling home.
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const quiet = ["--disable-background-networking", "--disable-component-update"];

const browser = process.env.CHROMIUM ?? "/usr/bin/chromium";
const launched = (executablePath: string) => ({ executablePath, args: [...asRoot, ...quiet] });
// It draws letters a little otherwise: what is compared by its looks is seen in the whole browser.
const lean = { launchOptions: launched(process.env.LEAN_CHROMIUM ?? browser) };

export default defineConfig({
  outputDir: "results",
  snapshotPathTemplate: "{testDir}/snapshots/{testFileName}/{arg}{ext}",
  workers: WORKERS,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  reporter: [["list"], ["./requirements.ts"]],
  timeout: 60_000,
  expect: { timeout: 5_000 },
  use: {
    locale: "en-US",
    timezoneId: "America/New_York",
    screenshot: "only-on-failure",
    launchOptions: launched(browser),
  },
  webServer: demos,
  projects: [
    { name: "journeys", testMatch: ["journeys/*.spec.ts", "hosts/*/expect.spec.ts"], use: lean },
    { name: "firefox", testMatch: "firefox/*.spec.ts" },
    { name: "gallery", testMatch: "gallery/*.spec.ts" },
    { name: "pictures", testMatch: "pictures.ts" },
    { name: "bench", testMatch: ["bench/page.bench.ts", "bench/score.bench.ts"], workers: 1 },
    { name: "live", testMatch: "bench/live.bench.ts", workers: 1 },
  ],
});
