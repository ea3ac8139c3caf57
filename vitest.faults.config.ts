import { configDefaults, defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** Faults at every point: `npm run test:faults`. `PROOF=short` tries a few points of each scenario, as CI does. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      include: ['test/faults/**/*.faults.test.ts'],
      exclude: configDefaults.exclude,
      globalSetup: ['test/faults/built.ts', 'test/faults/figures.ts'],
      maxWorkers: 2,
    },
  }),
);
