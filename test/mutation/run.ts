/**
 * `npm run test:mutation -- [--sample 40] [--seed 7] [--scenes] [targets …]`: makes one small fault after another in the rules of
 * the domains, and counts those that a test notices. `--sample` takes so many, drawn with the seed; `--scenes` also asks the tests
 * through the app. It prints the score of each domain, and the faults that no test noticed.
 */
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BrokenCopy, withCopies } from '../support/broken-copy.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { relatedTests } from './related.ts';
import { NO_RULES, type Rules, rules } from './rules.ts';

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  options: { sample: text, seed: text, least: text, scenes: { type: 'boolean' } },
  allowPositionals: true,
});

interface Task {
  of: Rules;
  mutant: Mutant;
}

const wanted = rules.filter(({ name }) => positionals.length === 0 || positionals.some((one) => name.startsWith(one)));
const all: Task[] = wanted.flatMap((of) =>
  globSync(of.sources)
    .filter((file) => !NO_RULES.test(file))
    .flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')).map((mutant) => ({ of, mutant }))),
);

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

/** The nearest tests first, since most faults fail there. */
const isNoticed = async (copy: BrokenCopy, { of, mutant }: Task): Promise<boolean> => {
  const groups = [of.tests, ...(values.scenes ? [of.scenes] : [])].flatMap((one) => relatedTests(one, mutant.file));
  const change = (source: string) => source.slice(0, mutant.start) + mutant.with + source.slice(mutant.end);
  return copy.broken(mutant.file, change, async () => {
    for (const tests of groups) if (!(await copy.passes(['run', ...tests]))) return true;
    return false;
  });
};

const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const tasks = shuffled(all, seed).slice(0, Number(values.sample ?? all.length));
const score = new Map<string, { noticed: number; made: number }>();
const unnoticed: Mutant[] = [];
await withCopies(tasks, async (copy, task) => {
  const counts = score.get(task.of.name) ?? { noticed: 0, made: 0 };
  score.set(task.of.name, counts);
  counts.made += 1;
  if (await isNoticed(copy, task)) counts.noticed += 1;
  else unnoticed.push(task.mutant);
});
for (const { file, line, was, with: now } of unnoticed.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line))
  console.log(`${file}:${line}  ${short(was)}  →  ${short(now)}`);
const percent = (noticed: number, made: number) => Math.round((100 * noticed) / Math.max(1, made));
for (const [name, { noticed, made }] of [...score].sort())
  console.log(`${name}: ${noticed} of ${made} noticed, ${percent(noticed, made)} %`);
const noticed = tasks.length - unnoticed.length;
console.log(`${tasks.length} of ${all.length} faults made, ${percent(noticed, tasks.length)} % noticed, seed ${seed}`);
if (percent(noticed, tasks.length) < Number(values.least ?? 0)) {
  console.error(`At least ${values.least} % are to be noticed.`);
  process.exitCode = 1;
}

function short(code: string): string {
  const line = code.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
