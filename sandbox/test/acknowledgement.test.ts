import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Running } from './support/bolt.ts';
import { socketApp } from './support/bolt.ts';
import { notesApp } from './support/notes-app.ts';

let running: Running;
beforeAll(async () => {
  running = await socketApp(notesApp, { timings: { ackMs: 150 } });
});
afterAll(() => running.stop());

test('a command that is not acknowledged in time fails with Slack’s error', async () => {
  const mia = running.sandbox.as('mia');
  await mia.command('/slow');
  expect(mia.notices.at(-1)).toBe('/slow failed with the error "operation_timeout"');
});

test('a command fails with Slack’s error when no app is connected', async () => {
  const { startSandbox } = await import('../src/index.ts');
  const { options } = await import('./support/workspace.ts');
  const sandbox = await startSandbox(options);
  await sandbox.as('mia').command('/note x');
  expect(sandbox.as('mia').notices).toEqual(['/note failed with the error "dispatch_failed"']);
  await sandbox.close();
});
