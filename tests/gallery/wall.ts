// Where the pictures hang: a page to look at, and a small grey print of each to compare with.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";

/** A picture as so many columns of grey, with its size in CSS pixels. */
export interface Print {
  width: number;
  height: number;
  /** Two hexadecimal digits each, row by row. */
  grey: string;
}

const COLUMNS = 24;
const folder = resolve(import.meta.dirname, "../../target/gallery");
const kept = resolve(import.meta.dirname, "../snapshots/gallery.json");

/** Grey may differ by so much of 255 on the whole, and the height by so many pixels. */
const TOLERANCE = { grey: 4, height: 8 };

export function hang(name: string, picture: Buffer): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, `${name}.png`), picture);
}

/** Shrinks a picture in the browser, which can. */
export function print(page: Page, picture: Buffer): Promise<Print> {
  return page.evaluate(async ({ data, columns }) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const { width, height } = bitmap, rows = Math.max(1, Math.round((height * columns) / width));
    const canvas = new OffscreenCanvas(columns, rows), pen = canvas.getContext("2d")!;
    pen.imageSmoothingQuality = "high";
    pen.drawImage(bitmap, 0, 0, columns, rows);
    const { data: pixels } = pen.getImageData(0, 0, columns, rows);
    let grey = "";
    for (let at = 0; at < pixels.length; at += 4) {
      const light = 0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!;
      grey += Math.round(light).toString(16).padStart(2, "0");
    }
    return { width, height, grey };
  }, { data: picture.toString("base64"), columns: COLUMNS });
}

/** What a print is other than the one that is kept; nothing where it is the same. */
export function difference(seen: Print, name: string): string | undefined {
  const before = prints()[name];
  if (!before) return "there is no such picture yet";
  if (seen.width !== before.width) return `${seen.width} px wide, not ${before.width}`;
  if (Math.abs(seen.height - before.height) > TOLERANCE.height) return `${seen.height} px high, not ${before.height}`;
  const greys = (print: Print) => print.grey.match(/../g)?.map((two) => parseInt(two, 16)) ?? [];
  const [now, then] = [greys(seen), greys(before)], count = Math.min(now.length, then.length);
  const apart = now.slice(0, count).reduce((sum, grey, at) => sum + Math.abs(grey - then[at]!), 0) / count;
  return apart > TOLERANCE.grey ? `grey is ${apart.toFixed(1)} apart` : undefined;
}

export function prints(): Record<string, Print> {
  try {
    return JSON.parse(readFileSync(kept, "utf8"));
  } catch {
    return {};
  }
}

export function keep(all: Record<string, Print>): void {
  const lines = Object.entries(all).sort().map(([name, seen]) => `  ${JSON.stringify(name)}: ${JSON.stringify(seen)}`);
  writeFileSync(kept, `{\n${lines.join(",\n")}\n}\n`);
}

/** The page: a row a state, a column a width, in both lights and directions. */
export function open(names: string[]): string {
  const figures = names.map((name) => `<figure><img src="${encodeURIComponent(name)}.png" alt="" loading="lazy"><figcaption>${name}</figcaption></figure>`);
  const style = "body{font:15px/1.4 system-ui;margin:2rem;background:#8a8a8a}main{display:flex;flex-wrap:wrap;gap:1.5rem;align-items:start}figure{margin:0}img{max-width:38rem;display:block;box-shadow:0 1px 6px #0006}";
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every state</title><style>${style}</style><h1>Every state</h1><main>${figures.join("\n")}</main></html>\n`;
  const file = resolve(folder, "index.html");
  writeFileSync(file, page);
  return file;
}
