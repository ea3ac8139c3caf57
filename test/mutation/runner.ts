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
const MOST_SWITCHES = 3;
const LEAST_SWITCHES = 100_000;
const LEAST_TIMEOUT_MS = 4_000;
/** Processor time of the tests of a fault: those that would take more are left out, the longest first. */
const MOST_MS = 1_500;
const QUICK_MS = 50;

let active = '';
let switches = 0;
let most = Number.POSITIVE_INFINITY;
/** Where the faults are noted that the code reaches now. */
let reached = new Set<string>();
const whileLoading = new Set<string>();

Object.assign(globalThis, {
  isOn(id: string): boolean {
    if (active === '') reached.add(id);
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
  /** Milliseconds by the clock, and of the processor. */
  lasted: Map<string, { ms: number; cpuMs: number }>;
  switches: number;
}

/** A test that reaches a fault. */
interface Probe {
  file: Seen;
  test: string;
  cpuMs: number;
  isLoading: boolean;
}

const seen: Seen[] = [];
let begun = process.cpuUsage();

const cpuMsSince = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

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
    begun = process.cpuUsage();
    reached = new Set();
    this.now.reached.set(test.id, reached);
  }

  override onAfterRunTask(test: RunnerTestCase): void {
    super.onAfterRunTask(test);
    this.now.lasted.set(test.id, { ms: test.result?.duration ?? 0, cpuMs: cpuMsSince(begun) });
    reached = this.now.inHooks;
  }

  override async onAfterRunFiles(files: RunnerTestFile[]): Promise<void> {
    super.onAfterRunFiles(files);
    this.now.switches = switches;
    note(job, { ran: this.now.name });
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
      note(job, { ran: one.name });
      if (because === undefined) fit.push(one);
      else note(job, { unfit: one.name, because });
    }
    for (const id of job.mutants) {
      note(job, { tried: id });
      for (const probes of affordable(fit.flatMap((one) => probesOf(one, id)))) {
        const { file } = probes[0] as Probe;
        const isLoading = probes.some((one) => one.isLoading);
        if (isLoading) vi.resetModules();
        const tests = probes.map(({ test }) => test);
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
    const longest = Math.max(...testIds.map((id) => lasted.get(id)?.ms ?? 0));
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

function probesOf(file: Seen, id: string): Probe[] {
  const isAlways = file.inHooks.has(id);
  const isLoading = !isAlways && whileLoading.has(id) && reaches(file.name, fileOf(id));
  return [...file.reached]
    .filter(([, ids]) => isLoading || isAlways || ids.has(id))
    .map(([test]) => ({ file, test, cpuMs: file.lasted.get(test)?.cpuMs ?? 0, isLoading }));
}

/** The quickest probes, each file's together: those of a file run at once. */
function affordable(probes: Probe[]): Probe[][] {
  let total = 0;
  const quickest = probes
    .sort((one, other) => one.cpuMs - other.cpuMs)
    .filter(({ cpuMs }) => {
      total += cpuMs;
      return total <= MOST_MS || total === cpuMs;
    });
  const [quick, slow] = [quickest.filter(isQuick), quickest.filter((one) => !isQuick(one))];
  return [quick, slow].flatMap((some) => [...Map.groupBy(some, ({ file }) => file).values()]);
}

const isQuick = ({ cpuMs }: Probe): boolean => cpuMs < QUICK_MS;
