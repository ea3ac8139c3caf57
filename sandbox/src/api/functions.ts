import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import type { FunctionRun } from '../state/functions.ts';
import type { World } from '../world.ts';
import { nested, requireText } from './arguments.ts';
import type { Family } from './method.ts';
import { SlackError } from './slack-error.ts';

/** The step that is still running. Source of the errors: docs.slack.dev/reference/methods/functions.completeSuccess. */
function runningStep(world: World, args: Json): FunctionRun {
  const run = world.store.functionRuns.get(requireText(args, 'function_execution_id'));
  if (run?.state !== 'running')
    throw new SlackError(run ? 'execution_not_in_running_state' : 'function_execution_not_found');
  return run;
}

function requireOutputs(world: World, run: FunctionRun, args: Json): Json {
  const outputs = nested(args, 'outputs');
  if (!isObject(outputs)) throw new SlackError('invalid_arguments');
  const declared = world.store.manifest.functions[run.callbackId]?.output_parameters ?? {};
  const unknown = Object.keys(outputs).some((name) => !Object.hasOwn(declared, name));
  const missing = Object.entries(declared).some(([name, each]) => each.is_required && outputs[name] === undefined);
  const spoilt = Object.entries(declared).some(([name, { type }]) => !isOfType(type, outputs[name]));
  if (unknown || missing || spoilt) throw new SlackError('parameter_validation_failed');
  return outputs;
}

/** Source: docs.slack.dev/reference/types. Types of other apps are not known here. */
function isOfType(type: string, value: unknown): boolean {
  if (value === undefined) return true;
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
    case 'slack#/types/timestamp':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'slack#/types/user_id':
      return typeof value === 'string' && /^[UW][A-Z0-9]+$/.test(value);
    case 'slack#/types/options_select':
      return Array.isArray(value) && value.every(isOption);
    default:
      return true;
  }
}

const isOption = (option: unknown): boolean =>
  isObject(option) &&
  typeof option.value === 'string' &&
  isObject(option.text) &&
  option.text.type === 'plain_text' &&
  typeof option.text.text === 'string' &&
  option.text.text !== '';

export const functionsFamily: Family = {
  'functions.completeSuccess': {
    token: 'bot',
    rate: 50,
    handle: (world, args) => {
      const run = runningStep(world, args);
      run.outputs = requireOutputs(world, run, args);
      run.state = 'completed';
      return {};
    },
  },
  'functions.completeError': {
    token: 'bot',
    rate: 50,
    handle: (world, args) => {
      const run = runningStep(world, args);
      run.error = requireText(args, 'error');
      run.state = 'failed';
      return {};
    },
  },
};
