/** The score of each folder: as a table, also in docs/testing.md. */
import { readFileSync, writeFileSync } from 'node:fs';

export interface Score {
  made: number;
  noticed: number;
  explained: number;
}

const DOC = 'docs/testing.md';
const BEGIN = '<!-- small faults: npm run test:mutation -- --write -->\n';
const END = '<!-- end of small faults -->';
const HEAD = '| folder | faults | noticed | explained | left | score |\n| --- | --- | --- | --- | --- | --- |\n';
const ALL = 'together';

/** Percent of those faults that a test can notice. */
export const percent = ({ made, noticed, explained }: Score): number =>
  Math.floor((100 * noticed) / Math.max(1, made - explained));

export const sum = (scores: Iterable<Score>): Score => {
  const total = { made: 0, noticed: 0, explained: 0 };
  for (const { made, noticed, explained } of scores) {
    total.made += made;
    total.noticed += noticed;
    total.explained += explained;
  }
  return total;
};

const row = (folder: string, score: Score): string => {
  const { made, noticed, explained } = score;
  return `| ${folder} | ${made} | ${noticed} | ${explained} | ${made - noticed - explained} | ${percent(score)} % |\n`;
};

export const table = (scores: ReadonlyMap<string, Score>): string =>
  HEAD +
  [...scores]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([folder, score]) => row(folder, score))
    .join('') +
  row(ALL, sum(scores.values()));

/** Other folders keep the rows of their last run. Folders that no longer exist lose theirs. */
export function writeDoc(scores: ReadonlyMap<string, Score>, folders: readonly string[]): void {
  const text = readFileSync(DOC, 'utf8');
  const [before = '', after = ''] = [text.split(BEGIN)[0], text.split(END)[1]];
  const kept = new Map<string, Score>();
  for (const [, folder = '', made, noticed, explained] of text.matchAll(
    /^\| `?(src\/[^ `]+)`? \| (\d+) \| (\d+) \| (\d+) \|/gm,
  ))
    if (folders.includes(folder))
      kept.set(folder, { made: Number(made), noticed: Number(noticed), explained: Number(explained) });
  for (const [folder, score] of scores) kept.set(folder, score);
  writeFileSync(DOC, `${before}${BEGIN}${table(kept)}${END}${after}`);
}
