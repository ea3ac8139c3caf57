import { freshId } from './ids.ts';
import type { Store } from './store.ts';

/** A custom step of a workflow that the app was asked to run. */
export interface FunctionRun {
  id: string;
  callbackId: string;
  inputs: Record<string, unknown>;
  state: 'running' | 'completed' | 'failed';
  outputs?: Record<string, unknown>;
  error?: string;
}

/** Starts a function of the manifest, as a workflow does. Throws when the manifest has none with this callback id. */
export function startFunction(store: Store, callbackId: string, inputs: Record<string, unknown>): FunctionRun {
  const declared = store.manifest.functions[callbackId];
  if (!declared) throw new Error(`The manifest has no function "${callbackId}".`);
  const missing = Object.entries(declared.input_parameters).find(
    ([name, parameter]) => parameter.is_required && inputs[name] === undefined,
  );
  if (missing) throw new Error(`The function "${callbackId}" needs the input "${missing[0]}".`);
  const run: FunctionRun = { id: freshId('Fx'), callbackId, inputs, state: 'running' };
  store.functionRuns.set(run.id, run);
  store.changes.emit({ type: 'function_started', run });
  return run;
}
