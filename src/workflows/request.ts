import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { askForContent, type RequestForm } from '../requests/acts/ask.ts';
import { channelOf } from '../requests/history.ts';

interface RequestStep {
  executionId: string;
  form: RequestForm;
  teamId: number;
  requesterId: string;
}

/** Asks for content. The step ends after the card of the request, whose link is one of its outputs. */
export function askByStep(tx: Tx, { executionId, ...asking }: RequestStep, now: Date): void {
  const request = askForContent(tx, asking, now);
  enqueue(tx, 'request_step', { executionId, requestId: request.id }, { orderingKey: channelOf(tx, request) }, now);
}
