import { configDefaults, defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** A year of a company: `npm run test:soak`. `PROOF=short` plays three weeks, as CI does. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], exclude: [] } },
  defineConfig({ test: { include: ['test/soak/**/*.soak.test.ts'], exclude: configDefaults.exclude } }),
);
