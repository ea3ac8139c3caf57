import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');

/** The files and folders that the Dockerfile copies from the checkout. */
const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(?:--\S+ )*(.+) \S+$/gm)].flatMap(([, sources = '']) =>
  sources.split(' '),
);

test('everything that the image copies exists, and reaches the build', () => {
  const allowed = read('.dockerignore')
    .split('\n')
    .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
  expect(copied).toContain('manifest.yml');
  expect(copied.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
  expect(copied.filter((name) => !allowed.includes(name))).toEqual([]);
});

test('the image runs as another user than root, checks its health, and keeps data in a volume', () => {
  const last =
    read('Dockerfile')
      .split(/^FROM /m)
      .at(-1) ?? '';
  expect(last).toMatch(/^USER node$/m);
  expect(last).toMatch(/^HEALTHCHECK /m);
  expect(last).toMatch(/^VOLUME \/data$/m);
  expect(read('compose.yaml')).toMatch(/^ {4}read_only: true$/m);
});
