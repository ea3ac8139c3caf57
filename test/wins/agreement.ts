import fc from 'fast-check';
import { expect } from 'vitest';
import { requireLead } from '../../src/leads/queries.ts';
import { addItem } from '../../src/library/add.ts';
import { recordHelp, useWithLead } from '../../src/library/usage.ts';
import { asc } from '../../src/platform/db/drizzle.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { UserError } from '../../src/platform/errors.ts';
import { endRideAlongs } from '../../src/ride-alongs/clock.ts';
import { saveMissed } from '../../src/ride-alongs/debrief.ts';
import { rideAlongPeople, rideAlongs } from '../../src/ride-alongs/table.ts';
import { keepWins } from '../../src/wins/keep.ts';
import { assistedWins, recordOf } from '../../src/wins/record.ts';
import { type WinCredit, winCredits, winRecords, winRules, wins } from '../../src/wins/table.ts';
import { assistKinds } from '../../src/wins/types.ts';
import { createWorld, play, START, type Turn, turns, type World } from '../scoreboard/world.ts';
import { type NaivePart, naiveParts } from './naive.ts';

const PEOPLE = ['A', 'B', 'C', 'BOSS', 'MIA', 'MAX'];

/** Histories are played with content that helps later and rules that change; the kept parts agree with the raw rows. */
export async function creditAgrees({ runs, acts }: { runs: number; acts: number }): Promise<void> {
  await fc.assert(
    fc.asyncProperty(turns(acts), async (played) => {
      const world = await createWorld();
      const deps = { ...world, now: () => world.now };
      const content = { link: 'https://example.com/b', tags: [], summary: null, ownerId: 'MAX', reviewAt: null };
      const { id: itemId } = await world.write((tx) =>
        addItem(tx, { ...content, title: 'B', kind: 'deck', stage: null, by: 'MAX' }, START),
      );
      for (const [index, turn] of played.entries()) {
        await play(world, turn);
        await more(world, turn, itemId);
        if (index % 7 === 0) await keepWins(deps);
      }
      await keepWins(deps);
      expectAgreement(world, naiveParts(world.db));
    }),
    { numRuns: runs },
  );
}

async function more({ db, write, leadIds, now }: World, { n, lead, who }: Turn, itemId: number): Promise<void> {
  // Content helps with deals that are decided, or nearly.
  const late = leadIds.filter((id) => ['won', 'qualified'].includes(requireLead(db, id).status));
  const leadId = late[lead % Math.max(1, late.length)];
  if (leadId === undefined) return;
  const actor = { id: 'A', isSeller: true, isManager: false, isMarketer: false, teamChannelId: 'C' };
  await write((tx) => {
    if (n === 2) useWithLead(tx, { itemId, leadId, actor, words: null }, now);
    if (n === 3) recordHelp(tx, { itemId, userId: `S${who}`, helped: who % 3 > 0, words: null, leadId }, now);
    if (n === 4 || n === 5) ride(tx, { leadId, who, now });
    if (n > 8) {
      const rules = { handOff: 40 + who, content: 30 - who, contacts: 15, rideAlong: 5, close: 10 };
      const by = { proposedBy: 'BOSS', side: 'sales', proposedAt: now, state: 'agreed', decidedBy: 'MIA' } as const;
      tx.insert(winRules)
        .values({ ...rules, ...by, decidedAt: now })
        .run();
    }
  }).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
  });
}

/** A meeting of the lead that has just ended; its rider may say that it did not take place. */
function ride(tx: Tx, { leadId, who, now }: { leadId: number; who: number; now: Date }): void {
  const { teamId } = requireLead(tx, leadId);
  const startsAt = new Date(now.getTime() - 3_600_000);
  const words = {
    kind: 'call',
    title: 'Call',
    status: 'open',
    side: 'marketing',
    channelId: 'C',
    hostId: 'A',
  } as const;
  const values = { ...words, leadId, teamId, startsAt, endsAt: now, seats: 1, sequence: 0, createdAt: startsAt };
  const { id: rideId } = tx.insert(rideAlongs).values(values).returning().get();
  const rider = {
    rideId,
    userId: who % 2 === 0 ? 'MIA' : 'MAX',
    role: 'rider',
    since: startsAt,
    hasFile: false,
  } as const;
  tx.insert(rideAlongPeople)
    .values({ ...rider, leftAt: who % 5 === 4 ? startsAt : null })
    .run();
  endRideAlongs(tx, now);
  if (who % 3 === 0 && who % 5 !== 4) saveMissed(tx, { rideId, userId: rider.userId, isMissed: true }, now);
}

const keyOf = ({ leadId, kind, userId }: Pick<NaivePart, 'leadId' | 'kind' | 'userId'>) =>
  `${leadId} ${kind} ${userId}`;

function expectAgreement({ db }: World, naive: NaivePart[]): void {
  const kept = db.select().from(winCredits).orderBy(asc(winCredits.leadId)).all();
  expect(kept.map(keyOf).sort()).toEqual(naive.map(keyOf).sort());
  for (const [leadId, credits] of Map.groupBy(kept, (credit) => credit.leadId)) {
    const ofLead = naive.filter((part) => part.leadId === leadId);
    expect(credits.reduce((sum, { share }) => sum + share, 0)).toBe(10_000);
    const cents = ofLead[0]?.cents ?? null;
    if (cents !== null) expect(credits.reduce((sum, one) => sum + (one.cents ?? 0), 0)).toBe(cents);
    for (const credit of credits) expectPart(credit, ofLead);
  }
  expect(db.select().from(wins).all()).toHaveLength(new Set(naive.map(({ leadId }) => leadId)).size);
  for (const userId of PEOPLE) expectRecord(db, userId, kept, naive);
}

function expectPart(credit: WinCredit, ofLead: NaivePart[]): void {
  const part = ofLead.find((one) => keyOf(one) === keyOf(credit));
  expect(assistKinds).toContain(credit.kind);
  expect(Math.abs(credit.share - (part?.share ?? Number.NaN) * 10_000)).toBeLessThan(1.0001);
  expect(credit.currency).toBe(part?.currency);
  if (credit.cents === null) expect(part?.cents).toBeNull();
  else expect(Math.abs(credit.cents - (part?.share ?? Number.NaN) * (part?.cents ?? 0))).toBeLessThan(1.0001);
}

function expectRecord(db: World['db'], userId: string, kept: WinCredit[], naive: NaivePart[]): void {
  const theirs = naive.filter((part) => part.userId === userId);
  const assists = theirs.filter(({ kind }) => kind !== 'close');
  const leadsOf = (parts: NaivePart[]) => new Set(parts.map(({ leadId }) => leadId));
  const record = recordOf(db, userId);
  expect(record.assisted).toBe(leadsOf(assists).size);
  expect(record.withContent).toBe(leadsOf(theirs.filter(({ kind }) => kind === 'content')).size);
  expect(
    assistedWins(db, userId, { limit: 1_000, offset: 0 })
      .map(({ lead }) => lead.id)
      .sort(),
  ).toEqual([...leadsOf(assists)].sort());
  const rows = db
    .select()
    .from(winRecords)
    .all()
    .filter((row) => row.userId === userId);
  for (const { currency, cents, shareCents, closed } of rows) {
    const inCurrency = (part: NaivePart) => (part.currency ?? '') === currency;
    const values = new Map(assists.filter(inCurrency).map((part) => [part.leadId, part.cents ?? 0]));
    expect(cents).toBe([...values.values()].reduce((sum, value) => sum + value, 0));
    expect(closed).toBe(leadsOf(theirs.filter((part) => part.kind === 'close' && inCurrency(part))).size);
    const own = kept.filter(
      (one) => one.userId === userId && one.kind !== 'close' && (one.currency ?? '') === currency,
    );
    expect(shareCents).toBe(own.reduce((sum, one) => sum + (one.cents ?? 0), 0));
  }
}
