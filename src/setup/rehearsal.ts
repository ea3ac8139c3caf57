/**
 * The practice lead: a real card in the real channel, accepted and touched, then deleted with its thread. It is not a
 * lead: no one is asked, the rotation does not count it, and no SLA runs.
 */

import { noteChange } from '../platform/changes/changes.ts';
import { asc, eq, lte, ne } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import {
  dedupeKeyOf,
  forgetPosted,
  type PostedKey,
  type PostedPlace,
  placeOfPosted,
} from '../platform/outbox/posted-messages.ts';
import { unsettledPayloads } from '../platform/outbox/queries.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { requireSalesTeam } from '../teams/queries.ts';
import { REHEARSED, reach } from './milestones.ts';
import { type Rehearsal, rehearsals } from './table.ts';

/** An abandoned rehearsal ends after this time. */
const LONGEST_MS = 15 * MINUTE_MS;
/** How long the finished card stays visible. */
const APPLAUSE_MS = MINUTE_MS;

export const rehearsalById = (db: Db, id: number): Rehearsal | undefined =>
  db.select().from(rehearsals).where(eq(rehearsals.id, id)).get();

/** The rehearsal in progress. */
export const openRehearsal = (db: Db): Rehearsal | undefined =>
  db.select().from(rehearsals).orderBy(asc(rehearsals.id)).limit(1).get();

export const REHEARSAL_CARD = 'rehearsal_card';

export const rehearsalKey = (id: number): PostedKey => ({ kind: REHEARSAL_CARD, subjectId: id });

export const rehearsalCardOf = (db: Db, id: number): PostedPlace | undefined => placeOfPosted(db, rehearsalKey(id));

/** Cards that a person may still react to. */
export const openRehearsalCards = (db: Db): (PostedPlace & { subjectId: number })[] =>
  db
    .select({ id: rehearsals.id })
    .from(rehearsals)
    .where(ne(rehearsals.step, 'touched'))
    .all()
    .flatMap(({ id }) => {
      const place = rehearsalCardOf(db, id);
      return place ? [{ ...place, subjectId: id }] : [];
    });

/** Posts the card of a practice lead in the team's channel. A rehearsal in progress continues. */
export function startRehearsal(tx: Tx, { teamId, by }: { teamId: number; by: string }, now: Date): Rehearsal {
  const open = openRehearsal(tx);
  if (open) return open;
  const team = requireSalesTeam(tx, teamId);
  const rehearsal = tx
    .insert(rehearsals)
    .values({
      teamId: team.id,
      startedBy: by,
      startedAt: now,
      step: 'handed_off',
      endsAt: new Date(now.getTime() + LONGEST_MS),
    })
    .returning()
    .get();
  announce(tx, rehearsal, team.channelId, now);
  return rehearsal;
}

/** The first to accept owns it, as with a real lead. */
export function acceptRehearsal(tx: Tx, { id, by }: { id: number; by: string }, now: Date): void {
  const rehearsal = requireRehearsal(tx, id);
  if (rehearsal.step !== 'handed_off') return;
  change(tx, rehearsal, { step: 'accepted', ownerId: by, acceptedAt: now }, now);
}

/** Logs the practice touch, which ends the rehearsal. A touch before the acceptance also accepts. */
export function touchRehearsal(tx: Tx, { id, by }: { id: number; by: string }, now: Date): void {
  acceptRehearsal(tx, { id, by }, now);
  const rehearsal = requireRehearsal(tx, id);
  if (rehearsal.step !== 'accepted') return;
  const endsAt = new Date(now.getTime() + APPLAUSE_MS);
  change(tx, rehearsal, { step: 'touched', touchedAt: now, endsAt }, now);
  reach(tx, REHEARSED, by, now);
}

/** Ends a rehearsal and deletes its messages. */
export function endRehearsal(tx: Tx, id: number, now: Date): void {
  tx.update(rehearsals).set({ endsAt: now }).where(eq(rehearsals.id, id)).run();
}

/** @throws UserError if it has ended. */
export function requireRehearsal(db: Db, id: number): Rehearsal {
  const rehearsal = rehearsalById(db, id);
  if (!rehearsal) throw new UserError('This practice lead has ended. Run `/baton setup` to start another.');
  return rehearsal;
}

function change(tx: Tx, rehearsal: Rehearsal, to: Partial<Rehearsal>, now: Date): void {
  tx.update(rehearsals).set(to).where(eq(rehearsals.id, rehearsal.id)).run();
  noteChange(tx, { people: [rehearsal.startedBy] }, now);
  const orderingKey = rehearsalCardOf(tx, rehearsal.id)?.channel ?? requireSalesTeam(tx, rehearsal.teamId).channelId;
  announce(tx, rehearsal, orderingKey, now);
  const payload = { rehearsalId: rehearsal.id, step: to.step ?? rehearsal.step };
  enqueue(tx, 'rehearsal_story', payload, { orderingKey }, now);
}

function announce(tx: Tx, { id }: Rehearsal, orderingKey: string, now: Date): void {
  enqueue(tx, REHEARSAL_CARD, { rehearsalId: id }, { orderingKey, dedupeKey: dedupeKeyOf(rehearsalKey(id)) }, now);
}

/** Rehearsals past their end, whose messages are to be deleted. */
export const overdueRehearsals = (db: Db, now: Date): Rehearsal[] =>
  db.select().from(rehearsals).where(lte(rehearsals.endsAt, now)).all();

/** Whether a message of a rehearsal is still being posted, so that its place is unknown. */
export const isOnItsWay = (db: Db, id: number): boolean =>
  (['rehearsal_card', 'rehearsal_story'] as const).some((kind) =>
    unsettledPayloads(db, kind).some(({ rehearsalId }) => rehearsalId === id),
  );

/** Deletes the row of a rehearsal, after its card. */
export function forgetRehearsal(tx: Tx, id: number): void {
  forgetPosted(tx, rehearsalKey(id));
  tx.delete(rehearsals).where(eq(rehearsals.id, id)).run();
}
