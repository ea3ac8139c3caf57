import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMet, type Row } from '../bench.ts';
import { chartOf } from './chart.ts';
import { figureOf, spreadOf, targetOf, verdictOf } from './terminal.ts';

export interface Report {
  at: string;
  machine: string;
  short: boolean;
  results: Record<string, Row[]>;
}

const DOCS = join(import.meta.dirname, '../../docs');
const PAGE = join(DOCS, 'performance.md');
const CHART = join(DOCS, 'performance.svg');
const BEGIN = '<!-- figures: npm run bench -- --write -->';
const END = '<!-- end of figures -->';

/**
 * Writes the figures into docs/performance.md, between its two comments, and the chart next to it. A target that is missed leads to the
 * section of the page with the name of its bench, which says why. Returns the path.
 */
export function writeReport(report: Report): string {
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${PAGE} has no comments that mark the place of the figures.`);
  writeFileSync(PAGE, `${before}${BEGIN}\n\n${figures(report)}\n\n${END}${after}`);
  const lines = Object.values(report.results).flatMap((rows) => rows.flatMap(({ line }) => line ?? []));
  if (lines.length > 0) writeFileSync(CHART, chartOf(lines));
  return PAGE;
}

function figures({ at, machine, results }: Report): string {
  const rows = Object.entries(results).flatMap(([name, of]) => of.map((row, index) => cells(name, row, index)));
  return [
    `Measured on ${at.slice(0, 10)}. ${machine}`,
    '',
    '| bench | measured | figure | quartiles | target | | absolute |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

const cells = (bench: string, row: Row, index: number): string[] => [
  index === 0 ? `\`${bench}\`` : '',
  row.what,
  `**${figureOf(row)}**`,
  spreadOf(row),
  targetOf(row),
  isMet(row) === false ? `missed, [why](#${bench})` : verdictOf(row),
  row.absolute,
];
