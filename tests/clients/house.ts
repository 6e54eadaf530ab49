// The service as an operator runs it, and the way to it, on which answers get lost.

import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const CONSTANCE = process.env.CONSTANCE ?? join(import.meta.dirname, "../../target/debug/constance");
const PROGRAM = join(import.meta.dirname, "program.toml");

/** What becomes of a request on its way. Each reaches the service. */
export type Fate = "answered" | "answer lost" | "answered with an error";

/** What was asked, and how it ended. */
export type Trip = { path: string; method: string; fate: Fate; status: number; headers: IncomingMessage["headers"] };

export class House {
  /** Every request that changes something, in the order of the answers. */
  readonly trips: Trip[] = [];
  private fates: Fate[] = [];

  private constructor(
    private readonly folder: string,
    private readonly service: ChildProcess,
    private readonly way: Server,
    readonly keys: { public: string; secret: string },
    private readonly inside: string,
    /** Where clients reach the service. */
    readonly address: string,
  ) {}

  static async open(origin: string): Promise<House> {
    const folder = await mkdtemp(join(tmpdir(), "clients-"));
    const made = await run(["keys", "--brand", "quartet", "--origin", origin, "--out", folder, "--json"]);
    const keys = JSON.parse(made) as { keys: string; public: string; secret: string };
    const files = ["--program", PROGRAM, "--keys", keys.keys, "--database", join(folder, "events.sqlite")];
    const service = spawn(CONSTANCE, ["serve", ...files, "--listen", "127.0.0.1:0"], {
      stdio: ["ignore", "pipe", process.env.DEBUG ? "inherit" : "ignore"],
    });
    const inside = await firstLine(service);
    const way = createServer((asked, answer) => house.forward(asked, answer));
    const house: House = new House(folder, service, way, keys, inside, await listen(way));
    return house;
  }

  /** What becomes of the next requests that report; those after them are answered. */
  next(...fates: Fate[]): void {
    this.fates = fates;
  }

  /** How often `preview` says that a customer did what each offer of the program asks. */
  async counts(customer: string): Promise<Record<string, number>> {
    const files = ["--program", PROGRAM, "--database", join(this.folder, "events.sqlite")];
    const seen = JSON.parse(await run(["preview", customer, ...files, "--json"]));
    const counts = seen.withheld.map((offer: { id: string; trace: { observed: string }[] }) => [
      offer.id,
      Number(offer.trace[0].observed),
    ]);
    return Object.fromEntries(counts);
  }

  /** What was refused: what it reported, and the rule. */
  async refused(): Promise<{ key: string; field: string; rule: string; message: Record<string, unknown> }[]> {
    const files = ["--program", PROGRAM, "--database", join(this.folder, "events.sqlite")];
    const said = await run(["quarantine", "list", ...files, "--json"]);
    return said.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  }

  async close(): Promise<void> {
    this.way.closeAllConnections();
    this.way.close();
    this.service.kill("SIGTERM");
    await new Promise((ended) => this.service.once("exit", ended));
    await rm(this.folder, { recursive: true });
  }

  private forward(asked: IncomingMessage, answer: ServerResponse): void {
    const onward = request(
      this.inside + asked.url,
      { method: asked.method, headers: { ...asked.headers, host: new URL(this.inside).host } },
      (answered) => {
        const reports = asked.method === "POST";
        const fate = (reports && this.fates.shift()) || "answered";
        const [path, method, status] = [asked.url ?? "", asked.method ?? "", answered.statusCode ?? 0];
        if (reports) this.trips.push({ path, method, fate, status, headers: asked.headers });
        answered.on("end", () => {
          if (fate === "answer lost") asked.socket.destroy();
        });
        if (fate === "answered") {
          answer.writeHead(status, answered.headers);
          answered.pipe(answer);
        } else if (fate === "answered with an error") {
          const { "access-control-allow-origin": origin } = answered.headers;
          answer.writeHead(500, origin ? { "access-control-allow-origin": origin } : {}).end();
          answered.resume();
        } else {
          answered.resume();
        }
      },
    );
    onward.on("error", () => asked.socket.destroy());
    asked.pipe(onward);
  }
}

/** Listens on a port that is free, and says where that is. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function run(args: string[]): Promise<string> {
  return (await promisify(execFile)(CONSTANCE, args, { maxBuffer: 1 << 26 })).stdout;
}

async function firstLine(service: ChildProcess): Promise<string> {
  const [line] = (await once(service)) as [string];
  return line.replace("listening on ", "");
}

function once(service: ChildProcess): Promise<unknown[]> {
  const lines = createInterface({ input: service.stdout! });
  return new Promise((heard, failed) => {
    lines.once("line", (line) => heard([line]));
    service.once("exit", (code) => failed(new Error(`the service ended with ${code}`)));
  });
}
