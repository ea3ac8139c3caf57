/** `npm run bench`: see docs/performance.md. */
import { constants, copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../build/build.ts';
import { benches } from './all.ts';
import { type Bench, type BenchContext, isFarOff, type Row } from './bench.ts';
import { toDisk } from './measure/disk.ts';
import { pinLoad } from './measure/pin.ts';
import { machine } from './report/machine.ts';
import { line } from './report/terminal.ts';
import { writeReport } from './report/write.ts';
import { COMPANY, seed } from './seed/leads.ts';

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});

const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark called ${unknown.join(', ')}. The benchmarks are: ${benches.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const chosen = benches.filter(({ name, isLong }) =>
  names.length > 0 ? names.includes(name) : !(options.short && isLong),
);

pinLoad();
const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
let copies = 0;
let building: Promise<string> | undefined;
const beganAt = performance.now();
const seconds = () => `${Math.round((performance.now() - beganAt) / 1000)} s`.padStart(6);
const { short, long } = options;
const setting: BenchContext = { short, long, folder, tell: progress, seeded, built };

try {
  const about = machine(folder);
  console.log(`${about}\n`);
  const results: Record<string, Row[]> = {};
  for (const bench of chosen) results[bench.name] = await measure(bench);
  const report = { at: new Date().toISOString(), machine: about, short: options.short, results };
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (options.write) console.log(`Written: ${writeReport(report)}`);
  console.log(`${seconds()} in all.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(bench: Bench): Promise<Row[]> {
  console.log(`${bench.name}: ${bench.what}`);
  let rows = await bench.run(setting);
  if (options.short && rows.some(isFarOff)) {
    progress('far off; running it again');
    rows = await bench.run(setting);
  }
  for (const row of rows) console.log(line(row));
  if (!options.short) return rows;
  for (const { what } of rows.filter(isFarOff)) {
    console.error(`  Off by more than a factor of two, twice: ${what}.`);
    process.exitCode = 1;
  }
  return rows;
}

function progress(text: string): void {
  console.log(`${seconds()}  ${text} …`);
}

function built(): Promise<string> {
  building ??= (async () => {
    progress('npm run build');
    const dist = join(folder, 'dist');
    await build(dist, ['bench/servers/baton.child.ts']);
    return dist;
  })();
  return building;
}

async function seeded(leads: number, untouched = COMPANY.untouched, apart = false): Promise<string> {
  const original = join(folder, `${leads}-leads-${untouched}-untouched${apart ? '-apart' : ''}.db`);
  if (!existsSync(original)) {
    progress(`writing a database with ${leads.toLocaleString('en')} leads`);
    await seed(original, { leads, teams: COMPANY.teams, untouched, apart });
  }
  copies += 1;
  const copy = join(folder, `copy-${copies}.db`);
  copyFileSync(original, copy, constants.COPYFILE_FICLONE);
  toDisk(copy);
  return copy;
}
