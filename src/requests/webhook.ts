/** Changes of content requests as events for webhooks. A type is never renamed. */
import { z } from 'zod';
import { stages } from '../leads/types.ts';
import type { Tx } from '../platform/db/write.ts';
import { emit } from '../platform/webhooks/emit.ts';
import { type EventType, instant, iso, isoDay, personId, rowId } from '../platform/webhooks/event-type.ts';
import { requireTeam } from '../teams/queries.ts';
import type { ContentRequest, HistoryEntry } from './table.ts';
import { type ChangeDetails, declineReasons, priorities, type RequestChange, requestStatuses } from './types.ts';

/** The subject of its events. */
export const requestSubject = (requestId: number): string => `request:${requestId}`;

/** The request after a change. */
export const requestShape = z.object({
  id: rowId,
  title: z.string(),
  kind: z.string(),
  stage: z.enum(stages).nullable(),
  audience: z.string().nullable(),
  lead_id: rowId.nullable(),
  customer: z.string().nullable(),
  words: z.string().nullable(),
  priority: z.enum(priorities),
  needed_by: isoDay,
  status: z.enum(requestStatuses),
  requested_by: personId,
  requested_at: instant,
  owner: personId.nullable(),
  claimed_at: instant.nullable(),
  closed_at: instant.nullable(),
  item_id: rowId.nullable(),
  votes: z.int(),
});

const requestData = (request: ContentRequest): z.infer<typeof requestShape> => ({
  id: request.id,
  title: request.title,
  kind: request.kind,
  stage: request.stage,
  audience: request.audience,
  lead_id: request.leadId,
  customer: request.customer,
  words: request.words,
  priority: request.priority,
  needed_by: request.neededBy,
  status: request.status,
  requested_by: request.requestedBy,
  requested_at: request.requestedAt.toISOString(),
  owner: request.ownerId,
  claimed_at: iso(request.claimedAt),
  closed_at: iso(request.closedAt),
  item_id: request.itemId,
  votes: request.votes,
});

interface RequestEvent<K extends RequestChange> extends EventType {
  type: `request.${string}`;
  of: (details: ChangeDetails[K]) => Record<string, unknown>;
}

const words = z.string().nullable();
const nothing = { details: z.object({}), of: () => ({}) };
const said = { details: z.object({ words }), of: (given: { words: string | null }) => ({ words: given.words }) };

/** Each kind of change as an event. */
export const requestEvents: { [K in RequestChange]: RequestEvent<K> } = {
  asked: { type: 'request.asked', title: 'Requested', ...nothing },
  claimed: { type: 'request.claimed', title: 'Claimed by a marketer', ...nothing },
  released: {
    type: 'request.released',
    title: 'Released by its owner',
    details: z.object({ left: personId.nullable().meta({ description: 'The owner, if they left the company' }) }),
    of: ({ left }) => ({ left: left ?? null }),
  },
  started: { type: 'request.started', title: 'In progress', ...nothing },
  asked_back: {
    type: 'request.question_asked',
    title: 'Question to the requester',
    details: z.object({ question: z.string() }),
    of: ({ question }) => ({ question }),
  },
  answered: {
    type: 'request.question_answered',
    title: 'Answer of the requester',
    details: z.object({ answer: z.string() }),
    of: ({ answer }) => ({ answer }),
  },
  handed_over: {
    type: 'request.handed_over',
    title: 'Handed over to another marketer',
    details: z.object({ from: personId.nullable(), to: personId }),
    of: ({ from, to }) => ({ from, to }),
  },
  delivered: {
    type: 'request.delivered',
    title: 'Delivered',
    details: z.object({ item_id: rowId, words }),
    of: ({ itemId, words: given }) => ({ item_id: itemId, words: given }),
  },
  declined: {
    type: 'request.declined',
    title: 'Declined',
    details: z.object({ reason: z.enum(keysOf(declineReasons)), words, item_id: rowId.nullable() }),
    of: ({ reason, words: given, itemId }) => ({ reason, words: given, item_id: itemId }),
  },
  cancelled: { type: 'request.cancelled', title: 'No longer needed', ...said },
  reopened: { type: 'request.reopened', title: 'Reopened', ...said },
  voted: {
    type: 'request.voted',
    title: 'Needed by one more person',
    details: z.object({ lead_id: rowId.nullable() }),
    of: ({ leadId }) => ({ lead_id: leadId }),
  },
  vote_withdrawn: { type: 'request.vote_withdrawn', title: 'Needed by one person less', ...nothing },
  helped: {
    type: 'request.helped',
    title: 'Whether the content helped',
    details: z.object({ helped: z.boolean(), words }),
    of: ({ helped, words: given }) => ({ helped, words: given }),
  },
};

function keysOf<K extends string>(labels: Record<K, string>): [K, ...K[]] {
  return Object.keys(labels) as [K, ...K[]];
}

type Entry = Pick<HistoryEntry, 'id' | 'kind' | 'actorId' | 'details'>;

/** `request` is the request after the change. */
export function emitRequest(tx: Tx, request: ContentRequest, { id, kind, actorId, details }: Entry, now: Date): void {
  const { type, of } = requestEvents[kind];
  const { teamId } = request;
  emit(
    tx,
    {
      type,
      teamId,
      subject: requestSubject(request.id),
      thin: { request: { id: request.id }, team: { id: teamId }, change: { id } },
      full: () => ({
        request: requestData(request),
        team: { id: teamId, name: requireTeam(tx, teamId).name },
        // Each kind of change comes with its own details: the type of `record`.
        change: { id, by: actorId, details: (of as (given: unknown) => object)(details) },
      }),
    },
    now,
  );
}
