import { withSavepoint } from '../../platform/db/savepoint.ts';
import type { Tx } from '../../platform/db/write.ts';
import { UserError } from '../../platform/errors.ts';
import type { Actor } from '../actor.ts';
import { tellTogether } from '../history.ts';
import { requireLead } from '../queries.ts';
import type { Lead } from '../table.ts';
import type { SnoozeSpan } from '../types.ts';
import { acceptLead } from './accept.ts';
import { nurtureLead } from './nurture.ts';
import { reassignLead } from './reassign.ts';
import { snoozeLead } from './snooze.ts';

export type ActOnSeveral =
  | { kind: 'accept' }
  | { kind: 'reassign'; to: string }
  | { kind: 'snooze'; span: SnoozeSpan }
  | { kind: 'nurture'; until: string; words: string | null };

/** A lead with the person's relation to it; `refusal` is an obstacle that only Slack knows, found beforehand. */
export interface Chosen {
  leadId: number;
  actor: Actor;
  refusal: string | null;
}

export interface Outcome {
  /** The lead after the act, or unchanged if it was refused. */
  lead: Lead;
  refusal: string | null;
}

/**
 * Does one act on several leads, by the rules of each. One refusal does not affect the other leads. Each person gets
 * one direct message about all of them.
 */
export function actOnSeveral(tx: Tx, chosen: Chosen[], act: ActOnSeveral, now: Date): Outcome[] {
  return tellTogether(tx, () => chosen.map((one) => outcomeOf(tx, one, act, now)));
}

function outcomeOf(tx: Tx, one: Chosen, act: ActOnSeveral, now: Date): Outcome {
  const result = withSavepoint(tx, () => {
    if (one.refusal !== null) throw new UserError(one.refusal);
    return actOn(tx, one, act, now);
  });
  return result.ok
    ? { lead: result.value, refusal: null }
    : { lead: requireLead(tx, one.leadId), refusal: result.refusal.message };
}

function actOn(tx: Tx, { leadId, actor }: Chosen, act: ActOnSeveral, now: Date): Lead {
  switch (act.kind) {
    case 'accept':
      return acceptLead(tx, { leadId, seller: actor, by: 'list' }, now);
    case 'reassign':
      return reassignLead(tx, { leadId, actor, to: act.to }, now);
    case 'snooze':
      return snoozeLead(tx, { leadId, actor, span: act.span }, now);
    case 'nurture':
      return nurtureLead(tx, { leadId, actor, until: act.until, words: act.words }, now);
  }
}
