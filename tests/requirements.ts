// What pages may require of us, by number, and the tests that show it: a table in docs/embedding.md that nobody writes by
// hand. A journey says what it shows with a tag, `@e21`; a Rust test is named here. Asked by REQUIREMENTS=check or =write.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

interface Requirement {
  number: number;
  is: string;
  /** Tests that are not journeys, as `path: name`. */
  by?: string[];
  /** A command that measures it: how fast a machine is no test can say. */
  measured?: string;
}

const root = resolve(import.meta.dirname, "..");
const document = resolve(root, "docs/embedding.md");
const passed = resolve(root, "target/tests-passed.txt");
/** The Rust tests that passed in this tree, without their modules; none are known where they have not been run. */
const ran = existsSync(passed)
  ? new Set(readFileSync(passed, "utf8").split("\n").map((name) => name.split("::").at(-1)!))
  : undefined;
const marks = ["<!-- requirements -->\n", "<!-- /requirements -->"] as const;

export default class Requirements implements Reporter {
  readonly shown = new Map<number, Map<string, string>>();

  onTestEnd(test: TestCase, result: TestResult): void {
    for (const tag of test.tags) {
      const number = Number(/^@e(\d+)$/.exec(tag)?.[1]);
      if (!number) continue;
      const tests = this.shown.get(number) ?? new Map<string, string>();
      this.shown.set(number, tests.set(`${test.titlePath()[2]}: ${test.title}`, result.status));
    }
  }

  async onEnd(): Promise<{ status: "failed" } | undefined> {
    const asked = process.env.REQUIREMENTS;
    if (!asked) return undefined;
    const text = readFileSync(document, "utf8");
    const [from, to] = [text.indexOf(marks[0]) + marks[0].length, text.indexOf(marks[1])];
    const whole = text.slice(0, from) + this.#table() + text.slice(to);
    if (whole === text) return undefined;
    if (asked === "write") return void writeFileSync(document, whole);
    console.error("The table in docs/embedding.md is not what the tests show: read on, then `cargo xtask bless` rewrites it.");
    return { status: "failed" };
  }

  #table(): string {
    const required: Requirement[] = JSON.parse(readFileSync(resolve(root, "tests/requirements.json"), "utf8"));
    const rows = required.map(({ number, is, by = [], measured }) => {
      const tests = [...(this.shown.get(number) ?? []), ...by.map((one) => [one, there(one)] as const)].sort();
      const names = measured ? `\`${measured}\`` : short(tests.map(([name]) => name)) || "none";
      const shown = tests.every(([, status]) => status === "passed") ? "passed" : "failed";
      const result = measured ? "measured" : tests.length === 0 ? "not shown" : shown;
      return `| ${number} | ${is} | ${names} | ${result} |\n`;
    });
    return `| no. | is required | is shown by | result |\n|---|---|---|---|\n${rows.join("")}`;
  }
}

/** Of a file with many tests it is enough to know how many. */
function short(names: string[]): string {
  // Of hosts there is a folder each.
  const where = (name: string) => (name.startsWith("hosts/") ? "hosts" : name.split(": ")[0]!);
  const told = [...new Set(names.map(where))].map((file) => {
    const own = names.filter((name) => where(name) === file);
    return own.length > 3 ? `${file}: ${own.length} tests` : own.join("<br>");
  });
  return told.join("<br>");
}

/** A Rust test is run by its own step before the journeys, which leaves the names of those that passed. */
function there(named: string): string {
  const [path, name] = named.split(": ");
  const source = path ? readFileSync(resolve(root, path), "utf8") : "";
  if (!source.includes(`fn ${name}(`)) return "failed";
  // What is no test is a step itself, as that of the budgets is.
  const isTest = new RegExp(`test\\]\\s+(async )?fn ${name}\\(`).test(source);
  if (!isTest || ran?.has(name!)) return "passed";
  console.error(`${named}: not known to have passed in this tree; \`cargo xtask test --only tests\` runs it.`);
  return ran ? "failed" : "passed";
}
