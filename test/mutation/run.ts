/**
 * `npm run test:mutation -- [domain …]`: makes one small fault after another in the rules of the domains, and counts those that
 * a test notices. docs/testing.md#small-faults explains the options.
 */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { isExplained, outdated } from './explained.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { domainOf, domains, rulesOf, testsOf } from './rules.ts';
import { percent, type Score, sum, table, writeDoc } from './score.ts';
import { tryFaults } from './try-faults.ts';

/** The largest domains first. More than two cores could do, since tests through the app wait most of the time. */
const PROCESSES = 4;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const { values, positionals } = parseArgs({
  options: { sample: text, seed: text, least: text, direct: flag, write: flag },
  allowPositionals: true,
});

const isWanted = ({ file }: Mutant): boolean =>
  positionals.length === 0 || positionals.some((one) => file.startsWith(`src/${one}`));
const everything = domains()
  .flatMap(rulesOf)
  .flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')));
const all = everything.filter(isWanted);

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
const byDomain = Map.groupBy(tasks, ({ file }) => domainOf(file));
const scores = new Map<string, Score>();
const unnoticed: Mutant[] = [];
const complaints: string[] = [];

async function tryDomain(domain: string): Promise<void> {
  const mutants = byDomain.get(domain) ?? [];
  const files = [...new Set(mutants.map(({ file }) => file))];
  const tests = testsOf(domain, files, values.direct ?? false);
  const ids = mutants.map(({ id }) => id);
  const { noticed, unfit } = await tryFaults(files, tests, ids);
  const left = mutants.filter(({ id }) => !noticed.has(id));
  for (const [folder, all] of Map.groupBy(mutants, ({ file }) => dirname(file))) {
    const open = all.filter((one) => left.includes(one));
    const explained = open.filter(isExplained).length;
    scores.set(folder, { made: all.length, noticed: all.length - open.length, explained });
  }
  unnoticed.push(...left);
  for (const one of unfit) complaints.push(`It fails without a fault: ${one}`);
  if (values.sample !== undefined) return;
  for (const { file, line, why } of outdated(files, left)) complaints.push(`Outdated: ${file}, ${line}: ${why}`);
}

const queue = [...byDomain.keys()].sort((a, b) => (byDomain.get(b)?.length ?? 0) - (byDomain.get(a)?.length ?? 0));
const work = async () => {
  for (let domain = queue.shift(); domain !== undefined; domain = queue.shift()) await tryDomain(domain);
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
if (values.write) {
  const sizes = Map.groupBy(everything, ({ file }) => dirname(file));
  const whole = [...scores].filter(([folder, { made }]) => made === sizes.get(folder)?.length);
  writeDoc(new Map(whole), [...sizes.keys()]);
}
if (percent(total) < Number(values.least ?? 0)) complaints.push(`At least ${values.least} % are to be noticed.`);
for (const one of complaints) console.error(one);
process.exitCode = complaints.length === 0 ? 0 : 1;
