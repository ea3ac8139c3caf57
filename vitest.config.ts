import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'sandbox/test/**/*.test.ts'],
    // Those have scripts of their own: test:long and test:browser.
    exclude: ['**/*.long.test.ts', '**/*.browser.test.ts', '**/node_modules/**'],
    // Real sockets and real files: two workers on two cores, and no shared state between files.
    pool: 'forks',
    maxWorkers: 2,
    // Bolt and SQLite are loaded once a worker instead of once a file, a third of the whole time. Nothing here is a
    // global, and each test brings its own world.
    isolate: false,
    testTimeout: 20_000,
    // Generous, since a busy machine is no fault of the code; what holds is seen at once.
    expect: { poll: { timeout: 10_000, interval: 20 } },
  },
});
