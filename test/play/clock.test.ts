import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const product = globSync('{src,commands,views}/**/*.ts', { cwd: ROOT });
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

test('with real tokens Baton uses the system’s clock, which cannot be moved', () => {
  const starts = product.filter((path) => path !== 'src/app/boot.ts' && read(path).includes('startBaton('));
  expect(starts).toEqual(['src/app/main.ts']);
  expect(read('src/app/main.ts')).toMatch(/^\s+now: systemClock,$/m);
  const made = product.filter((path) => /\bsystemClock\b.*=/.test(read(path)));
  expect(made).toEqual(['src/platform/time/clock.ts']);
  expect(read('src/platform/time/clock.ts')).toContain('export const systemClock: Now = () => new Date();');
  expect(product.filter((path) => /\btravel/i.test(read(path)))).toEqual([]);
});
