import type { Sandbox } from '../../src/index.ts';

type State = Record<string, Record<string, unknown>>;

/** The input state of the newest submission, by block id and action id. */
export function lastSubmission(sandbox: Sandbox): State {
  const view = sandbox.traffic.deliveries('view_submission').at(-1)?.payload.view as { state: { values: State } };
  return view.state.values;
}
