// How the clients of other people are tried: each test starts a service of its own.
// `cargo xtask test --only clients` builds what is needed and sets CONSTANCE, CHROMIUM and PYTHON_CLIENTS.

import { defineConfig } from "@playwright/test";

// Chromium refuses its sandbox to root; the other two keep it from calling home.
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const quiet = ["--disable-background-networking", "--disable-component-update"];

export default defineConfig({
  outputDir: "../results/clients",
  workers: 1,
  forbidOnly: !!process.env.CI,
  reporter: "list",
  timeout: 60_000,
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [...asRoot, ...quiet],
    },
  },
});
