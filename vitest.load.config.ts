import { configDefaults, defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** A Monday morning with a flood of events: `npm run test:load`. `PROOF=short` is a smaller company, as CI has it. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      include: ['test/load/**/*.load.test.ts'],
      exclude: configDefaults.exclude,
      // One process of Baton at a time is measured.
      maxWorkers: 1,
    },
  }),
);
