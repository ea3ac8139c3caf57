import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const versions = z.record(z.string(), z.string()).default({});
const packageSchema = z.object({ dependencies: versions, devDependencies: versions });
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean().default(false), dependencies: versions, optionalDependencies: versions }),
  ),
});

const packages = { root: 'package.json', sandbox: 'sandbox/package.json' };
const lock = lockSchema.parse(JSON.parse(read('package-lock.json')));

describe.each(Object.entries(packages))('%s', (_name, file) => {
  const { dependencies, devDependencies } = packageSchema.parse(JSON.parse(read(file)));
  const all = Object.entries({ ...dependencies, ...devDependencies });

  test('pins each dependency to one version', () => {
    for (const [name, version] of all) expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });

  test('has a reason for each dependency in the decisions', () => {
    const lines = read('docs/decisions/0001-dependencies.md')
      .split('\n')
      .filter((line) => line.startsWith('- '));
    const reasoned = lines.map((line) => line.split(':')[0] ?? '').join();
    expect(all.map(([name]) => name).filter((name) => !reasoned.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the lockfile', () => {
  test('has the packages of every platform, without which npm ci fails on all of them', () => {
    const paths = Object.keys(lock.packages);
    const missing = Object.values(lock.packages)
      .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies))
      .filter((name) => !paths.some((path) => path.endsWith(`node_modules/${name}`)));
    expect(missing).toEqual([]);
  });

  test('names no registry', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved": "http/);
  });

  test('keeps packages of the sandbox and the tests out of production', () => {
    for (const name of ['react', 'esbuild', 'hono', 'emojibase-data', 'vitest', 'node', 'typescript']) {
      expect(lock.packages[`node_modules/${name}`]?.dev, name).toBe(true);
    }
    expect(lock.packages['node_modules/@slack/bolt']?.dev).toBe(false);
  });
});
