import { configDefaults, defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** The slow tests: `npm run test:long`. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      include: ['test/**/*.long.test.ts', 'sandbox/test/**/*.long.test.ts'],
      exclude: configDefaults.exclude,
    },
  }),
);
