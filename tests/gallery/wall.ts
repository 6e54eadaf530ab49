// Where the pictures hang: a page to look at, and a small print of each to compare with.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { Page } from "@playwright/test";

/** A picture as squares of one colour each, with its size in CSS pixels. */
export interface Print {
  width: number;
  height: number;
  /** Red, green and blue of each square, one of 32 shades and one letter each, row by row. */
  squares: string;
}

/** So many pixels is a square wide and high: 96 columns where the page is 1,280 wide. */
const SQUARE = 40 / 3;
const folder = resolve(import.meta.dirname, "../../target/gallery");
/** Compressed together, for the states share most of what they look like. */
const kept = resolve(import.meta.dirname, "../snapshots/gallery.json.br");

/** Colours may differ by so much of 255 on the whole and in one square, and the height by so many pixels. */
const TOLERANCE = { whole: 1.5, square: 34, height: 2 };

export function hang(name: string, picture: Buffer): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, `${name}.png`), picture);
}

/** Sums the squares up in the browser, which can read pictures; by hand, so that every browser does it alike. */
export function print(page: Page, picture: Buffer): Promise<Print> {
  return page.evaluate(async ({ data, square }) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const { width, height } = bitmap, pen = new OffscreenCanvas(width, height).getContext("2d")!;
    pen.drawImage(bitmap, 0, 0);
    const { data: pixels } = pen.getImageData(0, 0, width, height);
    let squares = "";
    const edge = (place: number, end: number) => Math.min(end, Math.round(place * square));
    const [rows, columns] = [height, width].map((size) => Math.ceil(size / square)) as [number, number];
    for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) {
      const sums = [0, 0, 0];
      let count = 0;
      for (let y = edge(row, height); y < edge(row + 1, height); y++) for (let x = edge(column, width); x < edge(column + 1, width); x++) {
        for (let colour = 0; colour < 3; colour++) sums[colour]! += pixels[4 * (y * width + x) + colour]!;
        count++;
      }
      for (const sum of sums) squares += Math.round(count ? (sum / count / 255) * 31 : 0).toString(32);
    }
    return { width, height, squares };
  }, { data: picture.toString("base64"), square: SQUARE });
}

/** What a print is other than another; nothing where they pass as the same. */
export function difference(seen: Print, before: Print | undefined): string | undefined {
  if (!before) return "there is no such picture yet";
  if (seen.width !== before.width) return `${seen.width} px wide, not ${before.width}`;
  if (Math.abs(seen.height - before.height) > TOLERANCE.height) return `${seen.height} px high, not ${before.height}`;
  const columns = 3 * Math.ceil(seen.width / SQUARE), count = Math.min(seen.squares.length, before.squares.length);
  let sum = 0, worst = 0, at = 0;
  for (let place = 0; place < count; place++) {
    if (seen.squares[place] === before.squares[place]) continue;
    const apart = (Math.abs(parseInt(seen.squares[place]!, 32) - parseInt(before.squares[place]!, 32)) / 31) * 255;
    sum += apart;
    if (apart > worst) [worst, at] = [apart, place];
  }
  const where = `${Math.round(((at % columns) / 3) * SQUARE)}, ${Math.round(Math.floor(at / columns) * SQUARE)}`;
  if (worst > TOLERANCE.square) return `a colour is ${worst.toFixed()} apart at ${where}`;
  return sum / count > TOLERANCE.whole ? `colours are ${(sum / count).toFixed(1)} apart` : undefined;
}

let read: Record<string, Print> | undefined;
/** The prints that are kept, by name. */
export function prints(): Record<string, Print> {
  try {
    return (read ??= JSON.parse(brotliDecompressSync(readFileSync(kept)).toString()));
  } catch {
    return {};
  }
}

/** Keeps these, beside those of other workers. */
export function keep(seen: Record<string, Print>): void {
  read = undefined;
  const text = Buffer.from(JSON.stringify(Object.fromEntries(Object.entries({ ...prints(), ...seen }).sort())));
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  writeFileSync(kept, brotliCompressSync(text, { params }));
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
