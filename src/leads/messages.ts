import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { stepOutcomes } from './steps/types.ts';

const leadId = z.number();
const entryId = z.number();
const userId = z.string();
const teamId = z.number();
/** Milliseconds. */
const at = z.number();

/** In the payload of a live message: since when it shows its leads. */
const shown = z.object({ since: entryId, at }).optional();

/** About one lead, or for a team. */
export const leadPayloads = {
  lead_card: z.object({ leadId }),
  /** An earlier card, which says where the card is now. */
  lead_card_moved: z.object({ leadId, channel: z.string(), ts: z.string() }),
  /** A line in the thread of the card. */
  lead_story: z.object({ leadId, entryId }),
  /** One change, or several in one message: history entries. */
  lead_news: z.object({ userId, entryIds: z.array(entryId), shown }),
  lead_nudge: z.object({ leadId }),
  /** To the person who reacted to a card, below the card. */
  ephemeral: z.object({
    channel: z.string(),
    userId,
    sentence: z.string(),
    /** The lead for a button that declines it. */
    declineLeadId: leadId.nullable(),
    /** The won lead for a button that asks for its value. */
    valueLeadId: leadId.optional(),
  }),
  /** `slotAt`: its planned time. */
  digest: z.object({ teamId, slotAt: at }),
  nurture_list: z.object({ teamId, slotAt: at }),
  definition: z.object({ teamId, changeId: z.number() }),
  reopen_handoff: z.object({ userId, draftId: z.string() }),
};

/** A lead below a message of a person with a link to it. */
export const leadLinkPayloads = {
  lead_unfurl: z.object({ channel: z.string(), ts: z.string(), url: z.string(), leadId }),
};

/** No message: the end of a workflow’s step. */
export const leadStepPayloads = {
  lead_step: z.object({ executionId: z.string(), leadId, outcome: z.enum(stepOutcomes) }),
};

/** In the payload of a live list: the leads that it showed, and how many there were. */
const list = z.object({ leadIds: z.array(leadId), total: z.number(), since: entryId, at }).optional();

/** `leadIds`: leads whose reminders are due. */
const aboutLeads = z.object({ userId, leadIds: z.array(leadId).optional(), list });

/** About several leads, for one person. */
export const leadDigestPayloads = {
  reminder: aboutLeads,
  overdue: aboutLeads,
  /** `weeks`: the ends of the weeks to report to a manager. `parts`: what a live message shows besides leads. */
  morning_list: z.object({
    userId,
    weeks: z.array(at).default([]),
    list,
    parts: z
      .object({
        teamIds: z.array(teamId),
        until: at,
        questions: z.boolean(),
        reviews: z.boolean(),
        targets: z.boolean().default(false),
        wins: z.boolean().default(false),
        roles: z.boolean().default(false),
      })
      .optional(),
  }),
};

export const leadQualityPayloads = {
  ask_quality: z.object({ leadId, userId }),
  quality_week: z.object({ userId, until: at }),
};

type Payloads = PayloadsOf<
  typeof leadPayloads &
    typeof leadLinkPayloads &
    typeof leadStepPayloads &
    typeof leadDigestPayloads &
    typeof leadQualityPayloads
>;

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends Payloads {}
}
