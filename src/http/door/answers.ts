/** The answers of the door, with the schemas that are published. */
import { z } from 'zod';
import type { Outcome } from '../../intake/receive.ts';

const lead = z.int().meta({ description: 'The number of the lead in Baton.' });

export const taken = z.object({
  status: z.enum(['created', 'added', 'repeated']).meta({
    description:
      'created: a new lead. added: the person was a lead already, and the lead got the new information. repeated: this request came before.',
  }),
  lead,
  seller: z.object({ id: z.string(), name: z.string().optional(), bookingLink: z.url().optional() }).optional().meta({
    description:
      'The person who is asked to accept it, or owns it: Slack id, name, and the page on which the lead can book a time with them.',
  }),
  link: z.url().optional().meta({ description: 'Its card in Slack, once it is posted.' }),
});

export const kept = z
  .object({ status: z.literal('kept'), reasons: z.array(z.string()) })
  .meta({ description: 'It could not be read as a lead, and is kept for an admin. Do not send it again.' });

export const ignored = z
  .object({ status: z.literal('ignored'), reason: z.string() })
  .meta({ description: 'It is about no lead, such as a cancelled meeting.' });

export const tried = z
  .object({
    status: z.literal('dry_run'),
    lead: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
    reasons: z.array(z.string()).optional(),
  })
  .meta({ description: 'The lead of this body, or why it has none. Nothing was stored.' });

export const problem = z
  .object({ status: z.int(), title: z.string(), detail: z.string() })
  .meta({ description: 'RFC 9457. `detail` says what to change.' });

export interface Answer {
  status: number;
  body: z.infer<typeof taken> | z.infer<typeof kept> | z.infer<typeof ignored> | z.infer<typeof tried>;
}

interface Shown {
  nameOf: (userId: string) => string | undefined;
  linkOf: (leadId: number) => string | undefined;
  /** The page on which the lead books a time with the seller. */
  bookingLinkOf: (userId: string) => string | undefined;
}

/** The answer to a request that was received. Conflicts are refusals. */
export function answerOf(
  outcome: Exclude<Outcome, { kind: 'conflict' | 'full' }>,
  { nameOf, linkOf, bookingLinkOf }: Shown,
): Answer {
  if (outcome.kind === 'kept') return { status: 202, body: { status: 'kept', reasons: outcome.reasons } };
  if (outcome.kind === 'ignored') return { status: 200, body: { status: 'ignored', reason: outcome.reason } };
  const { lead: known, how } = outcome;
  const id = known.ownerId ?? known.assigneeId;
  const [name, link] = [id === null ? undefined : nameOf(id), linkOf(known.id)];
  const bookingLink = id === null ? undefined : bookingLinkOf(id);
  return {
    status: how === 'created' ? 201 : 200,
    body: {
      status: how,
      lead: known.id,
      ...(id !== null && { seller: { id, ...(name !== undefined && { name }), ...(bookingLink && { bookingLink }) } }),
      ...(link !== undefined && { link }),
    },
  };
}
