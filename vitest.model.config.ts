import { configDefaults, defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** Random stories against a model of the product: `npm run test:model`. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], exclude: [] } },
  defineConfig({
    test: { include: ['test/model/*.model.ts'], exclude: configDefaults.exclude, testTimeout: 24 * 3_600_000 },
  }),
);
