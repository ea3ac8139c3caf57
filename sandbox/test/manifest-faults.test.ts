import { expect, test, vi } from 'vitest';
import { startSandbox } from '../src/index.ts';
import { call } from './support/call.ts';
import { manifest, options } from './support/workspace.ts';

const events = (...names: string[]) => ({
  ...manifest,
  settings: { ...manifest.settings, event_subscriptions: { bot_events: names } },
});

test('events that never arrive, and features that do not exist here, are named at the start', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  const sandbox = await startSandbox({
    ...options,
    manifest: {
      ...events('message.im', 'pin_added', 'mesage.im', 'assistant_thread_started'),
      features: { ...manifest.features, assistant_view: {} },
    },
  });
  expect(sandbox.problems).toEqual([
    'the manifest subscribes to pin_added, which the sandbox never sends.',
    'the manifest subscribes to mesage.im, which is not an event of Slack.',
    'the manifest subscribes to assistant_thread_started, which the sandbox never sends.',
    'the manifest has assistant_view: the sandbox has no assistants.',
  ]);
  expect(printed).toHaveBeenCalledTimes(4);
  expect(await call(sandbox, 'assistant.threads.setStatus')).toMatchObject({ error: 'unknown_method' });
  expect(sandbox.problems.at(-1)).toContain('assistant.threads.setStatus, which is for assistants and agents');
  printed.mockRestore();
  await sandbox.close();
});

test('a manifest without faults starts without a word', async () => {
  const sandbox = await startSandbox({ ...options, manifest: events('message.im', 'link_shared') });
  expect(sandbox.problems).toEqual([]);
  await sandbox.close();
});
