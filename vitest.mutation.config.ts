import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import type { TestSpecification } from 'vitest/node';
import { readJob } from './test/mutation/job.ts';
import { mutantsOf, withSwitches } from './test/mutation/mutants.ts';

const { sources, tests } = readJob();
const inProject = (path: string): string => relative(import.meta.dirname, path);

/** Small faults in the rules: `npm run test:mutation` starts this once for each domain. */
export default defineConfig({
  plugins: [
    {
      name: 'small faults',
      enforce: 'pre',
      // In place of the text that Vite read: faults have their place in the file itself.
      transform(_, id) {
        const file = inProject(id);
        if (!sources.includes(file)) return;
        const text = readFileSync(id, 'utf8');
        return { code: withSwitches(text, mutantsOf(file, text)), map: null };
      },
    },
  ],
  test: {
    include: tests,
    exclude: [],
    runner: './test/mutation/runner.ts',
    // Its key does not know the faults.
    fsModuleCache: false,
    pool: 'forks',
    isolate: false,
    // One process, which knows what the tests before noticed.
    maxWorkers: 1,
    fileParallelism: false,
    sequence: {
      sequencer: class {
        shard = (files: TestSpecification[]) => files;
        sort = (files: TestSpecification[]) =>
          files.toSorted((a, b) => tests.indexOf(inProject(a.moduleId)) - tests.indexOf(inProject(b.moduleId)));
      },
    },
    // Short, since faults make tests wait for what never comes.
    testTimeout: 10_000,
    hookTimeout: 10_000,
    expect: { poll: { timeout: 3_000, interval: 20 } },
  },
});
