/** The table of doors in docs/security.md has each one of the code: paths, steps of workflows, the command line. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { permissions } from '../../commands/permissions.ts';
import { steps } from '../../commands/workflows/steps.ts';
import { routesOf } from '../../src/app/boot.ts';
import { describedPaths } from '../../src/http/door/openapi.ts';
import { SLACK_PATH } from '../../src/platform/slack/http-request.ts';
import { optionSteps } from '../../src/workflows/option-steps.ts';
import { ROOT, sources } from '../support/sources.ts';

const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const [, section = ''] = page.split('\n## Doors\n');
const rows =
  section
    .split('\n## ')[0]
    ?.split('\n')
    .filter((line) => /^\| (?!door|---)/.test(line)) ?? [];
const namesIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

test('each path and step stands in it', () => {
  const named = rows.flatMap((row) => namesIn(row.split(' | ')[0] ?? ''));
  const health = Object.keys(routesOf({} as never, undefined));
  const doors = [SLACK_PATH, '/v1/leads/…', '/lead/…', ...describedPaths, ...health];
  const ofWorkflows = [...Object.keys(steps), ...Object.keys(optionSteps)];
  expect(named.sort()).toEqual([...doors, ...ofWorkflows, 'npx baton'].sort());
});

test('a step acts by the rule that stands in it, or for no one', () => {
  for (const [name, { allow }] of Object.entries(steps)) {
    const row = rows.find((one) => namesIn(one.split(' | ')[0] ?? '').includes(name)) ?? '';
    expect(namesIn(row.split(' | ')[1] ?? ''), name).toEqual(allow === null ? [] : [allow]);
    if (allow !== null) expect(permissions).toHaveProperty([allow]);
  }
});

test('the tests that it names exist', () => {
  const tests = rows.flatMap((row) => namesIn(row.split(' | ').at(-1) ?? ''));
  expect(tests.length).toBeGreaterThan(8);
  expect(tests.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

// `baton doctor` tries for a moment whether a port is free.
test('no other file listens, so a new door is seen here', () => {
  const listening = sources('.ts').filter(
    ({ path, text }) => /^src\/(?!cli\/doctor)/.test(path) && /\bcreateServer\(/.test(text),
  );
  expect(listening.map(({ path }) => path).sort()).toEqual([
    'src/http/door/server.ts',
    'src/http/server.ts',
    'src/platform/slack/http-receiver.ts',
  ]);
});
