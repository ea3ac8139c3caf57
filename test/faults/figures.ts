/** Figures of all files of one run, printed at its end: each test notes its own, in whatever process it runs. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Figures {
  name: string;
  /** Faults that were tried. */
  tried: number;
  /** Faults after which everything held. */
  survived: number;
}

export function noteFigures(figures: Figures): void {
  const file = process.env.FAULT_FIGURES;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(figures)}\n`);
}

/** Vitest calls it before the first file, and what it returns after the last one. */
export default function collectFigures(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'baton-figures-'));
  const file = join(folder, 'figures');
  writeFileSync(file, '');
  process.env.FAULT_FIGURES = file;
  return () => {
    const all = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Figures => JSON.parse(line));
    rmSync(folder, { recursive: true, force: true });
    const sum = (what: 'tried' | 'survived') => all.reduce((total, figures) => total + figures[what], 0);
    for (const { name, tried, survived } of all) console.log(`${name}: ${tried} tried, ${survived} survived`);
    console.log(
      `All faults: ${sum('tried')} tried, ${sum('survived')} survived, lost: ${sum('tried') - sum('survived')}`,
    );
  };
}
