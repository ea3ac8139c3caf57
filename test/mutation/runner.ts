/**
 * Runs each test file once as it is, and notes which tests reach which faults. Then it switches the faults on, one after
 * another, and runs only those tests again, in the same process: no module is loaded twice, except for faults that are
 * reached while a module loads.
 */
import { relative } from 'node:path';
import { type RunnerTestCase, type RunnerTestFile, TestRunner, type TestTryOptions, vi } from 'vitest';
import { startTests } from 'vitest/internal/browser';
import { note, readJob } from './job.ts';
import { reaches } from './related.ts';

const job = readJob();
/** A loop that a fault made endless passes switches in each round. It stops at so many times the switches of its tests. */
const MOST_SWITCHES = 20;
const LEAST_SWITCHES = 100_000;
const LEAST_TIMEOUT_MS = 4_000;
/** The tests of a fault together: those that last longer are left out. */
const LONGEST_MS = 3_000;

let active = '';
let switches = 0;
let most = Number.POSITIVE_INFINITY;
/** Where the faults are noted that the code reaches now. */
let reached = new Set<string>();
const whileLoading = new Set<string>();

Object.assign(globalThis, {
  isOn(id: string): boolean {
    reached.add(id);
    switches += 1;
    if (switches > most) throw new Error('A loop does not end.');
    return id === active;
  },
});

/** A test file, and the faults that its tests reach. */
interface Seen {
  filepath: string;
  /** The path in the project. */
  name: string;
  /** By the id of each test. */
  reached: Map<string, Set<string>>;
  /** The faults that hooks reach, and the file itself outside of its tests: they are part of every test. */
  inHooks: Set<string>;
  lasted: Map<string, number>;
  switches: number;
}

/** Tests of one file that reach a fault. */
interface Probe {
  seen: Seen;
  tests: string[];
  lasts: number;
  isLoading: boolean;
}

const seen: Seen[] = [];

export default class SmallFaults extends TestRunner {
  override onCollectStart(file: RunnerTestFile): void {
    super.onCollectStart(file);
    reached = whileLoading;
  }

  onCollected([file]: RunnerTestFile[]): void {
    if (file === undefined) return;
    const { filepath } = file;
    const name = relative(process.cwd(), filepath);
    seen.unshift({ filepath, name, reached: new Map(), inHooks: new Set(), lasted: new Map(), switches: 0 });
    reached = this.now.inHooks;
  }

  override onBeforeTryTask(test: RunnerTestCase, options: TestTryOptions): void {
    super.onBeforeTryTask(test, options);
    reached = new Set();
    this.now.reached.set(test.id, reached);
  }

  override onAfterRunTask(test: RunnerTestCase): void {
    super.onAfterRunTask(test);
    this.now.lasted.set(test.id, test.result?.duration ?? 0);
    reached = this.now.inHooks;
  }

  override async onAfterRunFiles(files: RunnerTestFile[]): Promise<void> {
    super.onAfterRunFiles(files);
    this.now.switches = switches;
    switches = 0;
    if (seen.length === job.tests.length) await this.tryFaults();
  }

  private get now(): Seen {
    return seen[0] as Seen;
  }

  private async tryFaults(): Promise<void> {
    const fit: Seen[] = [];
    for (const one of seen.filter(isOfUse)) {
      // Without a fault. Modules are loaded, so this reaches what the file itself does when it is read.
      reached = one.inHooks;
      const because = await this.failure(one, [...one.reached.keys()], '');
      if (because === undefined) fit.push(one);
      else note(job, { unfit: one.name, because });
    }
    for (const id of job.mutants) {
      const probes = fit.flatMap((one) => probe(one, id)).sort((a, b) => a.lasts - b.lasts);
      note(job, { tried: id });
      let asked = 0;
      reached = new Set();
      for (const { seen: file, tests, lasts, isLoading } of probes) {
        asked += lasts;
        if (asked > LONGEST_MS) break;
        if (isLoading) vi.resetModules();
        const by = await this.failure(file, tests, id);
        if (isLoading) vi.resetModules();
        if (by !== undefined) note(job, { noticed: id, by: `${file.name}: ${by}` });
        if (by !== undefined) break;
      }
    }
  }

  /** Runs tests of a file again, until one fails. The name of that test. A test may last five times as long as it did. */
  private async failure(
    { filepath, lasted, ...file }: Seen,
    testIds: string[],
    mutant: string,
  ): Promise<string | undefined> {
    let failed: string | undefined;
    const longest = Math.max(...testIds.map((id) => lasted.get(id) ?? 0));
    const again: TestRunner = Object.assign(Object.create(this), {
      config: { ...this.config, testTimeout: 5 * longest + LEAST_TIMEOUT_MS },
      ...{ onTaskUpdate: undefined, onCollectStart: undefined, onCollected: undefined, onAfterRunFiles: undefined },
      onBeforeTryTask: (test: RunnerTestCase, options: TestTryOptions) => super.onBeforeTryTask(test, options),
      onBeforeRunTask: async (test: RunnerTestCase) => {
        if (failed !== undefined) test.mode = 'skip';
        await super.onBeforeRunTask(test);
      },
      onAfterRunTask: (test: RunnerTestCase) => {
        super.onAfterRunTask(test);
        if (test.result?.state === 'fail') failed ??= test.name;
      },
    });
    active = mutant;
    switches = 0;
    most = MOST_SWITCHES * file.switches + LEAST_SWITCHES;
    const [result] = await startTests([{ filepath, testIds }], again);
    active = '';
    vi.useRealTimers();
    vi.restoreAllMocks();
    return failed ?? (result?.result?.state === 'fail' ? 'while it loads, or in a hook' : undefined);
  }
}

const isOfUse = ({ name, reached, inHooks }: Seen): boolean => {
  const all = new Set([inHooks, ...reached.values()].flatMap((ids) => [...ids]));
  return job.mutants.some((id) => all.has(id) || (whileLoading.has(id) && reaches(name, fileOf(id))));
};

const fileOf = (id: string): string => id.replace(/#.*/, '');

/** No probe when nothing in the test file reaches the fault. */
function probe(one: Seen, id: string): Probe[] {
  const isAlways = one.inHooks.has(id);
  const isLoading = !isAlways && whileLoading.has(id) && reaches(one.name, fileOf(id));
  const all = [...one.reached.keys()];
  const tests = isLoading || isAlways ? all : all.filter((test) => one.reached.get(test)?.has(id));
  const lasts = tests.reduce((sum, test) => sum + (one.lasted.get(test) ?? 0), 0);
  return tests.length === 0 ? [] : [{ seen: one, tests, lasts, isLoading }];
}
