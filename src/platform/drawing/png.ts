import { readFile } from 'node:fs/promises';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Drawing } from './drawing.ts';
import { PIXELS } from './files.ts';
import { packageFile } from './package-file.ts';
import { sheetOf } from './pages.ts';
import { svgOf } from './svg.ts';

/** Pixels for each point: sharp on dense screens, and below the size that Slack shows. */
const SCALE = 2;

export async function pngOf(drawing: Drawing): Promise<Uint8Array> {
  await initWasm(await readFile(packageFile(PIXELS)));
  const svg = new Resvg(svgOf(sheetOf(drawing)), {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { loadSystemFonts: false },
  });
  return svg.render().asPng();
}
