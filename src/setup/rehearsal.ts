/**
 * The first hand-off, played with a pretend lead: a real card in the real channel, which is taken and touched, and then
 * goes with its thread. It is no lead: nobody is asked, no turn is counted, no clock runs.
 */

import { noteChange } from '../platform/changes/changes.ts';
import { asc, eq, lte, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { outbox } from '../platform/outbox/table.ts';
import { requireSalesTeam } from '../teams/queries.ts';
import { mark, REHEARSED } from './marks.ts';
import { type Rehearsal, rehearsals } from './table.ts';

const MINUTE_MS = 60_000;
/** A rehearsal that nobody goes on with is over after this. */
const LONGEST_MS = 15 * MINUTE_MS;
/** How long the card is to be looked at when all is done. */
const APPLAUSE_MS = MINUTE_MS;

export const rehearsalById = (db: Db, id: number): Rehearsal | undefined =>
  db.select().from(rehearsals).where(eq(rehearsals.id, id)).get();

/** The rehearsal that is under way. */
export const openRehearsal = (db: Db): Rehearsal | undefined =>
  db.select().from(rehearsals).orderBy(asc(rehearsals.id)).limit(1).get();

// Asked at every reaction in the workspace.
const everyRehearsal = prepared((db) => db.select().from(rehearsals).prepare());

export const rehearsalOfCard = (db: Db, { channel, ts }: { channel: string; ts: string }): Rehearsal | undefined =>
  everyRehearsal(db)
    .all()
    .find((one) => one.cardChannel === channel && one.cardTs === ts);

/** Puts the card of a pretend lead into the team's channel. One that is under way goes on. */
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

/** Whoever accepts first has it, as with a real lead. */
export function acceptRehearsal(tx: Tx, { id, by }: { id: number; by: string }, now: Date): void {
  const rehearsal = requireRehearsal(tx, id);
  if (rehearsal.step !== 'handed_off') return;
  change(tx, rehearsal, { step: 'accepted', ownerId: by, acceptedAt: now }, now);
}

/** Logs the pretend touch, which ends the rehearsal. Touching it before accepting it accepts it, too. */
export function touchRehearsal(tx: Tx, { id, by }: { id: number; by: string }, now: Date): void {
  acceptRehearsal(tx, { id, by }, now);
  const rehearsal = requireRehearsal(tx, id);
  if (rehearsal.step !== 'accepted') return;
  const endsAt = new Date(now.getTime() + APPLAUSE_MS);
  change(tx, rehearsal, { step: 'touched', touchedAt: now, endsAt }, now);
  mark(tx, REHEARSED, by, now);
}

/** Takes everything away now. */
export function endRehearsal(tx: Tx, id: number, now: Date): void {
  tx.update(rehearsals).set({ endsAt: now }).where(eq(rehearsals.id, id)).run();
}

/** @throws UserError when it is over. */
export function requireRehearsal(db: Db, id: number): Rehearsal {
  const rehearsal = rehearsalById(db, id);
  if (!rehearsal) throw new UserError('This rehearsal is over. `/baton setup` begins another.');
  return rehearsal;
}

function change(tx: Tx, rehearsal: Rehearsal, to: Partial<Rehearsal>, now: Date): void {
  tx.update(rehearsals).set(to).where(eq(rehearsals.id, rehearsal.id)).run();
  noteChange(tx, { people: [rehearsal.startedBy] }, now);
  const lane = rehearsal.cardChannel ?? requireSalesTeam(tx, rehearsal.teamId).channelId;
  announce(tx, rehearsal, lane, now);
  const facts = { rehearsalId: rehearsal.id, step: to.step ?? rehearsal.step };
  enqueue(tx, { kind: 'rehearsal_story', facts, lane }, now);
}

function announce(tx: Tx, { id }: Rehearsal, lane: string, now: Date): void {
  enqueue(tx, { kind: 'rehearsal_card', facts: { rehearsalId: id }, lane, mergeKey: `rehearsal_card:${id}` }, now);
}

/** Rehearsals whose time is up: what of them stands in Slack is to go. */
export const overdueRehearsals = (db: Db, now: Date): Rehearsal[] =>
  db.select().from(rehearsals).where(lte(rehearsals.endsAt, now)).all();

/** Whether a message of a rehearsal is on its way, so that what there is to take away is not known yet. */
export const isOnItsWay = (db: Db, id: number): boolean =>
  db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      sql`state in ('waiting', 'sending') and ${outbox.kind} in ('rehearsal_card', 'rehearsal_story') and json_extract(${outbox.facts}, '$.rehearsalId') = ${id}`,
    )
    .limit(1)
    .get() !== undefined;

/** Notes where the card stands. */
export function placeRehearsal(tx: Tx, id: number, { channel, ts }: { channel: string; ts: string }): void {
  tx.update(rehearsals).set({ cardChannel: channel, cardTs: ts }).where(eq(rehearsals.id, id)).run();
}

/** Its card is gone: so is everything else. */
export function forgetRehearsal(tx: Tx, id: number): void {
  tx.delete(rehearsals).where(eq(rehearsals.id, id)).run();
}
