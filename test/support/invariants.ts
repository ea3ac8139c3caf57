/**
 * Checks that hold after every fault, seen from outside: in the database, in Slack, at the receiver of webhooks and in the log. Each
 * returns its faults as sentences; none means that it holds.
 */
import type { Sandbox } from '@baton/sandbox';
import { leadHistory, leads } from '../../src/leads/table.ts';
import type { LeadChange } from '../../src/leads/types.ts';
import { gte } from '../../src/platform/db/drizzle.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { inbox } from '../../src/platform/inbox/table.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { webhookDeliveries } from '../../src/platform/webhooks/table.ts';
import { teams } from '../../src/teams/table.ts';

/** Changes after which a lead may be accepted again. */
const ENDS_OWNERSHIP: readonly LeadChange[] = [
  'released',
  'declined',
  'nurtured',
  'woken',
  'handed_back',
  'reassigned',
  'transferred',
  'offered',
  'reopened',
];

/** The file is whole, and every reference in it leads somewhere. */
export function faultsOfDatabase({ $client }: Db): string[] {
  const integrity = $client.pragma('integrity_check', { simple: true });
  const broken = $client.pragma('foreign_key_check') as unknown[];
  return [
    ...(integrity === 'ok' ? [] : [`integrity_check says ${String(integrity)}`]),
    ...broken.map((row) => `a reference leads nowhere: ${JSON.stringify(row)}`),
  ];
}

/** A lead has at most one owner at any time, and one while sales works it. Only leads from this id on are looked at. */
export function faultsOfOwners(db: Db, since = 0): string[] {
  const history = db.select().from(leadHistory).where(gte(leadHistory.leadId, since)).orderBy(leadHistory.id).all();
  const changesOf = Map.groupBy(history, ({ leadId }) => leadId);
  return db
    .select()
    .from(leads)
    .where(gte(leads.id, since))
    .all()
    .flatMap((lead) => {
      const changes = changesOf.get(lead.id) ?? [];
      let owner: string | null = null;
      const faults: string[] = [];
      for (const { kind, actorId } of changes) {
        if (ENDS_OWNERSHIP.includes(kind)) owner = null;
        if (kind !== 'accepted') continue;
        if (owner !== null) faults.push(`lead ${lead.id} was accepted by ${actorId} while ${owner} owned it`);
        owner = actorId;
      }
      const isOwned = ['accepted', 'working', 'qualified', 'won'].includes(lead.status);
      if (isOwned && lead.ownerId === null) faults.push(`lead ${lead.id} is ${lead.status} without an owner`);
      if (lead.status === 'new' && lead.ownerId !== null) faults.push(`lead ${lead.id} is new and has an owner`);
      return faults;
    });
}

/** Nothing that is due waits: no message, no event of Slack, no webhook. */
export function faultsOfWaiting(db: Db, now: Date): string[] {
  const messages = db.select().from(outbox).all();
  const events = db.select().from(inbox).all();
  const deliveries = db.select().from(webhookDeliveries).all();
  return [
    ...messages
      .filter(({ state, notBefore }) => state === 'sending' || (state === 'waiting' && notBefore <= now))
      .map(({ kind, lastError }) => `a message waits: ${kind} ${lastError ?? ''}`),
    ...messages.filter(({ state }) => state === 'dropped').map(({ kind }) => `a message was given up: ${kind}`),
    ...events.filter(({ handledAt }) => handledAt === null).map(({ reason }) => `an event waits: ${reason ?? ''}`),
    ...deliveries.map(({ subject, reason }) => `a webhook waits: ${subject} ${reason ?? ''}`),
  ];
}

/** Each message of Baton is in Slack once, and each lead from this id on has one card at most. */
export function faultsOfMessages(db: Db, slack: Sandbox, since = 0): string[] {
  const posted = [...slack.store.messages.values()].flat().filter(({ user }) => user === slack.botUserId);
  const ids = posted.flatMap(({ metadata }) => metadata?.event_payload.idempotency_id ?? []);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  const channels = new Map(
    db
      .select()
      .from(teams)
      .all()
      .map(({ id, channelId }) => [id, channelId]),
  );
  const cards = db
    .select()
    .from(leads)
    .where(gte(leads.id, since))
    .all()
    .flatMap(({ name, teamId }) => {
      const own = posted.filter(
        ({ channel, threadTs, text }) =>
          channel === channels.get(teamId) && threadTs === undefined && text.startsWith(`${name} · `),
      );
      return own.length > 1 ? [`there are ${own.length} cards of one lead`] : [];
    });
  return [...twice.map((id) => `the message ${String(id)} was posted twice`), ...cards];
}

/** An event that came to a receiver more than once is the same one each time. */
export function faultsOfWebhooks(got: readonly { headers: Record<string, string>; body: string }[]): string[] {
  const bodies = new Map<string, string>();
  return got.flatMap(({ headers, body }) => {
    const id = headers['webhook-id'] ?? '';
    const first = bodies.get(id);
    bodies.set(id, body);
    if (id === '') return ['an event has no id'];
    return first !== undefined && first !== body ? [`the event ${id} came with two bodies`] : [];
  });
}

/** Nothing that people wrote, and no name of theirs, stands in the log. */
export function faultsOfLog(lines: readonly string[], words: readonly string[]): string[] {
  return words.filter((word) => lines.some((line) => line.includes(word))).map((word) => `the log has “${word}”`);
}
