import type { WebClient } from '@slack/web-api';
import { type Failure, outcomeOf } from '../slack/api-errors.ts';
import type { Delivery } from './message.ts';

/** Ended before, by an earlier try or with its workflow: there is nothing left to do. */
const ENDED = new Set(['execution_not_in_running_state', 'function_execution_not_found']);

/** Tells Slack the end of a step. A second call changes nothing. */
export async function endStep(
  web: WebClient,
  { executionId, end }: Pick<Extract<Delivery, { act: 'end_step' }>, 'executionId' | 'end'>,
): Promise<Failure | { kind: 'sent'; channel: string; ts: string }> {
  try {
    await ('error' in end
      ? web.functions.completeError({ function_execution_id: executionId, error: end.error })
      : web.functions.completeSuccess({ function_execution_id: executionId, outputs: end.outputs }));
  } catch (error) {
    const outcome = outcomeOf(error);
    if (!ENDED.has(outcome.error)) return outcome;
  }
  return { kind: 'sent', channel: '', ts: '' };
}
