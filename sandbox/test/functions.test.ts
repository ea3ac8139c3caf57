import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { manifestSchema } from '../src/state/manifest.ts';
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
    /** The app leaves it running. */
    wait: { title: 'Wait', output_parameters: { words: { type: 'string', title: 'Words', is_required: true } } },
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
  const run = sandbox.admin.runFunction('wait');
  expect(await complete('Fx0', {})).toMatchObject({ error: 'function_execution_not_found' });
  for (const outputs of [{}, { words: 'x', more: 'y' }, { words: 7 }]) {
    expect(await complete(run.id, outputs)).toMatchObject({ error: 'parameter_validation_failed' });
  }
  expect(await complete(run.id, { words: 'once' })).toMatchObject({ ok: true });
  expect(await complete(run.id, { words: 'twice' })).toMatchObject({ error: 'execution_not_in_running_state' });
  expect(run.outputs).toEqual({ words: 'once' });
});

test('the second version of the manifest names the required parameters in a list, and drop-downs name their step', () => {
  const options = { type: 'slack#/types/options_select', title: 'Options' };
  const parse = (of: Record<string, unknown>) => manifestSchema.safeParse({ ...manifest, functions: of });
  const chooser = { title: 'Teams', output_parameters: { properties: { options }, required: ['options'] } };
  const input = { type: 'string', dynamic_options: { function: '#/functions/teams', inputs: {} } };
  const asking = { title: 'Ask', input_parameters: { properties: { team: input }, required: ['team'] } };
  const parsed = parse({ teams: chooser, ask: asking });
  expect(parsed.data?.functions.ask?.input_parameters.team).toMatchObject({ type: 'string', is_required: true });
  expect(parse({ ask: asking }).success).toBe(false);
  expect(parse({ ask: { ...asking, input_parameters: { properties: {}, required: ['team'] } } }).success).toBe(false);
});

test('a step without its input, or that the manifest does not have, cannot start', () => {
  expect(() => running.sandbox.admin.runFunction('greet')).toThrow('needs the input "name"');
  expect(() => running.sandbox.admin.runFunction('other')).toThrow('no function "other"');
});
