import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Node keeps the compiled code of packages and stripped types here, for the workers and for the processes that tests start.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/node');

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'sandbox/test/**/*.test.ts'],
    // These have their own scripts: test:long, test:browser, test:faults, test:soak and test:load.
    exclude: [
      '**/*.long.test.ts',
      '**/*.browser.test.ts',
      '**/*.faults.test.ts',
      '**/*.soak.test.ts',
      '**/*.load.test.ts',
      '**/node_modules/**',
    ],
    // Real sockets and real files, for which tests wait: three workers keep two cores busy. No shared state between files.
    pool: 'forks',
    maxWorkers: 3,
    // Each worker loads Bolt and SQLite once, not once per file: a third of the whole time. No module keeps state of a test.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Long, for a busy machine. A poll ends as soon as its condition holds.
    expect: { poll: { timeout: 30_000, interval: 20 } },
  },
});
