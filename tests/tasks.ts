// What a page asks of the processor: the tasks of its main thread, as the browser traces them.
//
// Counted is the time the thread has been at work, at full speed: what other programs take of the machine meanwhile is
// none of it, and neither is waiting for another process. Chromium's own slowing down works by the clock, so that on a
// busy machine it says nothing.

import type { Browser, Page } from "@playwright/test";

/** A task and what it was for. */
export interface Task {
  /** Work of the thread, in ms. */
  work: number;
  /** What of it are style and layout, and what are scripts, in ms. */
  layout: number;
  script: number;
}

interface Traced {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { data?: { url?: string } };
}

const LAYOUT = ["Layout", "UpdateLayoutTree"], SCRIPT = ["EvaluateScript", "FunctionCall", "RunMicrotasks"];

/** The tasks of `page` during a visit, once it has come. */
export async function tasks(browser: Browser, page: Page, visit: () => Promise<void>): Promise<Task[]> {
  const session = await browser.newBrowserCDPSession(), traced: Traced[] = [];
  session.on("Tracing.dataCollected", ({ value }) => traced.push(...(value as unknown as Traced[])));
  const includedCategories = ["devtools.timeline", "disabled-by-default-devtools.timeline"];
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories } });
  await visit();
  const complete = new Promise<void>((done) => session.once("Tracing.tracingComplete", () => done()));
  await session.send("Tracing.end");
  await complete;
  await session.detach();

  const begun = traced.find(({ name, args }) => name === "CommitLoad" && args?.data?.url === page.url());
  if (!begun) throw new Error(`${page.url()} did not come`);
  const own = traced.filter(({ pid, tid, ts, dur }) => pid === begun.pid && tid === begun.tid && dur && ts > begun.ts);
  return own.filter(({ name }) => name === "RunTask").map((task) => {
    const inside = own.filter(({ ts }) => ts >= task.ts && ts < task.ts + task.dur!);
    const of = (names: string[]) => inside.reduce((sum, { name, tdur = 0 }) => sum + (names.includes(name) ? tdur / 1e3 : 0), 0);
    return { work: (task.tdur ?? 0) / 1e3, layout: of(LAYOUT), script: of(SCRIPT) };
  });
}
