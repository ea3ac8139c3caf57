/**
 * `npm run test:mutation -- [domain …]`: makes one small fault after another in the rules of the domains, and counts those that
 * a test notices. docs/testing.md#small-faults explains the options.
 */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { isExplained, outdated } from './explained.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { domains, rulesOf, testsOf } from './rules.ts';
import { percent, type Score, sum, table, writeDoc } from './score.ts';
import { tryFaults } from './try-faults.ts';

/** The largest folders first. More than two cores could do, since tests through the app wait most of the time. */
const PROCESSES = 4;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const { values, positionals } = parseArgs({
  options: { sample: text, seed: text, least: text, direct: flag, write: flag },
  allowPositionals: true,
});

const isWanted = (file: string): boolean =>
  positionals.length === 0 || positionals.some((one) => file.startsWith(`src/${one}`));
const all = domains()
  .flatMap(rulesOf)
  .filter(isWanted)
  .flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')));

/** Repeatable order (mulberry32). */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const keyed = list.map((item) => ({ item, key: random() }));
  return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item);
}

const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const tasks = values.sample === undefined ? all : shuffled(all, seed).slice(0, Number(values.sample));
const byFolder = Map.groupBy(tasks, ({ file }) => dirname(file));
const scores = new Map<string, Score>();
const unnoticed: Mutant[] = [];
const complaints: string[] = [];

async function tryFolder(folder: string): Promise<void> {
  const mutants = byFolder.get(folder) ?? [];
  const files = [...new Set(mutants.map(({ file }) => file))];
  const tests = testsOf(files, values.direct ?? false);
  const { noticed, unfit } = await tryFaults(
    files,
    tests,
    mutants.map(({ id }) => id),
  );
  const left = mutants.filter(({ id }) => !noticed.has(id));
  scores.set(folder, { made: mutants.length, noticed: noticed.size, explained: left.filter(isExplained).length });
  unnoticed.push(...left);
  for (const one of unfit) complaints.push(`It fails without a fault: ${one}`);
  if (values.sample !== undefined) return;
  for (const { file, line, why } of outdated(files, left)) complaints.push(`Outdated: ${file}, ${line}: ${why}`);
}

const queue = [...byFolder.keys()].sort((a, b) => (byFolder.get(b)?.length ?? 0) - (byFolder.get(a)?.length ?? 0));
const work = async () => {
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) await tryFolder(folder);
};
await Promise.all(Array.from({ length: PROCESSES }, work));

const short = (code: string): string => {
  const line = code.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
};
const open = unnoticed.filter((one) => !isExplained(one));
for (const { file, line, was, now } of open.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line))
  console.log(`${file}:${line}  ${short(was)}  →  ${short(now)}`);
console.log(table(scores));
const total = sum(scores.values());
console.log(`${tasks.length} of ${all.length} faults made, ${percent(total)} % noticed, seed ${seed}`);
if (values.write && values.sample === undefined)
  writeDoc(scores, [
    ...new Set(
      domains()
        .flatMap(rulesOf)
        .map((file) => dirname(file)),
    ),
  ]);
if (percent(total) < Number(values.least ?? 0)) complaints.push(`At least ${values.least} % are to be noticed.`);
for (const one of complaints) console.error(one);
process.exitCode = complaints.length === 0 ? 0 : 1;
