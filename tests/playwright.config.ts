// How the journeys are run: against the demo, started fresh with its own database, in one real browser.
// `cargo xtask test --only journeys` builds what is needed and sets CHROMIUM and DEMO.

import { defineConfig } from "@playwright/test";

const port = Number(process.env.PORT ?? 8788);
const address = `http://127.0.0.1:${port}`;
const demo = process.env.DEMO ?? "target/debug/constance-demo";
const database = `target/journeys/${Date.now()}.sqlite`;

// Chromium refuses its sandbox to root; the other two keep it from calling home.
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const quiet = ["--disable-background-networking", "--disable-component-update"];

export default defineConfig({
  outputDir: "results",
  snapshotPathTemplate: "{testDir}/snapshots/{testFileName}/{arg}{ext}",
  workers: 1,
  forbidOnly: !!process.env.CI,
  reporter: [["list"], ["./requirements.ts"]],
  timeout: 30_000,
  expect: { timeout: 5_000 },
  use: {
    baseURL: address,
    locale: "en-US",
    timezoneId: "America/New_York",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [...asRoot, ...quiet],
    },
  },
  webServer: {
    command: `"${demo}" --port ${port} --database ${database}`,
    cwd: "..",
    url: `${address}/readyz`,
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGINT", timeout: 5_000 },
  },
  projects: [
    { name: "journeys", testMatch: "journeys/*.spec.ts" },
    { name: "firefox", testMatch: "firefox/*.spec.ts" },
    { name: "gallery", testMatch: "gallery/*.spec.ts" },
    { name: "pictures", testMatch: "pictures.ts" },
    { name: "bench", testMatch: "bench/*.bench.ts" },
  ],
});
