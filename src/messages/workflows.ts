import { stepFailure } from '../../views/workflows/words.ts';
import { cardOf } from '../leads/card-place.ts';
import type { leadStepPayloads } from '../leads/messages.ts';
import { lastEntry, leadById } from '../leads/queries.ts';
import { type ChangeDetails, reasonLabel } from '../leads/types.ts';
import type { Db } from '../platform/db/open.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { MessageTable, StepEnd } from '../platform/outbox/message.ts';
import type { PostedPlace } from '../platform/outbox/posted-messages.ts';
import { messageLink } from '../platform/slack/mrkdwn.ts';
import { cardOf as requestCardOf } from '../requests/card-place.ts';
import type { requestStepPayloads } from '../requests/messages.ts';

type Payloads = PayloadsOf<typeof leadStepPayloads & typeof requestStepPayloads>;

/** Ends of steps of workflows, by the state at that moment. */
export function workflowMessages({ workspaceUrl }: { workspaceUrl: string }): MessageTable<Payloads> {
  const linkTo = (card: PostedPlace | undefined) => (card ? { link: messageLink(workspaceUrl, card) } : {});

  function endOf(db: Db, { leadId, outcome }: Payloads['lead_step']): StepEnd {
    const error = stepFailure(outcome, { leadId, why: reasonOf(db, leadId) });
    if (error !== undefined) return { error };
    const lead = leadById(db, leadId);
    return {
      outputs: {
        lead_id: leadId,
        ...(lead?.assigneeId && { assigned_to: lead.assigneeId }),
        ...(lead?.ownerId && { owner: lead.ownerId }),
        ...(lead?.acceptedAt && { accepted_at: Math.floor(lead.acceptedAt.getTime() / 1000) }),
        ...linkTo(cardOf(db, leadId)),
      },
    };
  }

  return {
    lead_step: {
      deliver: (db, payload) => ({ act: 'end_step', executionId: payload.executionId, end: endOf(db, payload) }),
    },
    request_step: {
      deliver: (db, { executionId, requestId }) => ({
        act: 'end_step',
        executionId,
        end: { outputs: { request_id: requestId, ...linkTo(requestCardOf(db, requestId)) } },
      }),
    },
  };
}

/** The label alone: words that a person wrote stay in Baton. */
function reasonOf(db: Db, leadId: number): string | undefined {
  const declined = lastEntry(db, leadId, 'declined');
  return declined && reasonLabel(declined.details as ChangeDetails['declined']);
}
