import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Running, socketApp } from './support/bolt.ts';
import { call } from './support/call.ts';
import { manifest } from './support/workspace.ts';

const stepped = {
  ...manifest,
  functions: {
    greet: {
      title: 'Greet a person',
      input_parameters: { name: { type: 'string', title: 'Name', is_required: true } },
      output_parameters: { words: { type: 'string', title: 'Words', is_required: true } },
    },
  },
  settings: { ...manifest.settings, event_subscriptions: { bot_events: ['function_executed'] } },
};

let running: Running;
beforeAll(async () => {
  running = await socketApp(
    (app) =>
      app.function('greet', async ({ inputs, complete, fail }) => {
        if (inputs.name === 'nobody') await fail({ error: 'There is no such person.' });
        else await complete({ outputs: { words: `Hello ${inputs.name}` } });
      }),
    { manifest: stepped },
  );
});
afterAll(() => running.stop());

test('an app completes a step of a workflow, or fails it', async () => {
  const { admin } = running.sandbox;
  const [greeted, failed] = [
    admin.runFunction('greet', { name: 'Mia' }),
    admin.runFunction('greet', { name: 'nobody' }),
  ];
  await vi.waitFor(() => expect(greeted.state).toBe('completed'));
  expect(greeted.outputs).toEqual({ words: 'Hello Mia' });
  await vi.waitFor(() => expect(failed.state).toBe('failed'));
  expect(failed.error).toBe('There is no such person.');
});

test('a step is completed once, with the outputs of the manifest', async () => {
  const { sandbox } = running;
  const complete = (id: string, outputs: unknown) =>
    call(sandbox, 'functions.completeSuccess', { function_execution_id: id, outputs });
  const run = sandbox.admin.runFunction('greet', { name: 'Sam' });
  expect(await complete('Fx0', {})).toMatchObject({ error: 'function_execution_not_found' });
  expect(await complete(run.id, {})).toMatchObject({ error: 'parameter_validation_failed' });
  expect(await complete(run.id, { words: 'x', more: 'y' })).toMatchObject({ error: 'parameter_validation_failed' });
  await vi.waitFor(() => expect(run.state).toBe('completed'));
  expect(await complete(run.id, { words: 'twice' })).toMatchObject({ ok: false });
  expect(run.outputs).toEqual({ words: 'Hello Sam' });
});

test('a step without its input, or that the manifest does not have, cannot start', () => {
  expect(() => running.sandbox.admin.runFunction('greet')).toThrow('needs the input "name"');
  expect(() => running.sandbox.admin.runFunction('other')).toThrow('no function "other"');
});
