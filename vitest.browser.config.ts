import { configDefaults, defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** Tests in a real browser: `npm run test:browser`. Without Chromium they are skipped, except in CI. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      include: ['test/**/*.browser.test.ts', 'sandbox/test/**/*.browser.test.ts'],
      exclude: configDefaults.exclude,
    },
  }),
);
