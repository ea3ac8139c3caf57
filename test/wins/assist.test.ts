/** The parts of people in a win, and the news of it that follows. */
import { describe, expect, test } from 'vitest';
import { recordPast } from '../../src/leads/history.ts';
import { requireLead, updateLead } from '../../src/leads/queries.ts';
import { leadHistory } from '../../src/leads/table.ts';
import { addItem } from '../../src/library/add.ts';
import { libraryUses } from '../../src/library/usage-table.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { askForContent } from '../../src/requests/acts/ask.ts';
import { contentRequests } from '../../src/requests/table.ts';
import { rideAlongPeople, rideAlongs } from '../../src/ride-alongs/table.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { assistOf } from '../../src/wins/assist.ts';
import { keepWins } from '../../src/wins/keep.ts';
import { recordOf } from '../../src/wins/record.ts';
import { winRecords, wins } from '../../src/wins/table.ts';
import { MONDAY_9, minutesAfter } from '../leads/world.ts';
import { requestIn } from '../requests/requests.ts';
import { winsWorld } from './world.ts';

async function won() {
  const world = await winsWorld();
  const leadId = await world.win(5);
  const { db, write } = world;
  return {
    ...{ ...world, leadId },
    parts: (kind?: string) =>
      assistOf(db, requireLead(db, leadId), MONDAY_9)
        .filter((part) => kind === undefined || part.kind === kind)
        .map((part) => [part.kind, part.userId, part.size]),
    /** An entry of the history, as if it was made at that time. */
    past: (kind: 'touched' | 'won', actorId: string | null, minute: number) =>
      write((tx) => {
        const details = kind === 'won' ? { amount: 5, currency: 'EUR' } : { kind: 'call', outcome: null, words: null };
        recordPast(tx, requireLead(tx, leadId), { kind, actorId, details } as never, minutesAfter(MONDAY_9, minute));
      }),
    use: (itemId: number, kind: 'used' | 'helped', minute: number) =>
      write((tx) =>
        tx
          .insert(libraryUses)
          .values({ itemId, kind, userId: 'A', leadId, at: minutesAfter(MONDAY_9, minute) })
          .run(),
      ),
    item: (by: string, requestId: number | null = null) =>
      write((tx) => {
        const more = { kind: 'deck', stage: null, tags: [], summary: null, reviewAt: null, link: 'https://x.example/' };
        return addItem(tx, { ...more, title: `By ${by}`, ownerId: by, by, requestId } as never, MONDAY_9).id;
      }),
  };
}

describe('the parts in a win', () => {
  test('are the hand-off and the close, if no one else had one', async () => {
    expect((await won()).parts()).toEqual([
      ['hand_off', 'MIA', 1],
      ['close', 'A', 1],
    ]);
  });

  test('of the hand-off are that of the first one, else of the person whom the lead names', async () => {
    const { db, write, leadId, parts } = await won();
    const details = { teamId: 1, assigneeId: null, earlierLeadId: null };
    await write((tx) => {
      recordPast(tx, requireLead(tx, leadId), { kind: 'handed_off', actorId: 'MAX', details }, MONDAY_9);
      recordPast(tx, requireLead(tx, leadId), { kind: 'won', actorId: 'A', details: {} as never }, MONDAY_9);
    });
    expect(parts('hand_off')).toEqual([['hand_off', 'MIA', 1]]);
    await write((tx) => {
      tx.delete(leadHistory).where(eq(leadHistory.kind, 'handed_off')).run();
      tx.$client.prepare("update leads set handed_off_by = 'SUE'").run();
    });
    const [part] = assistOf(db, requireLead(db, leadId), MONDAY_9);
    expect(part).toMatchObject({ kind: 'hand_off', userId: 'SUE', at: MONDAY_9 });
  });

  test('of contacts are those of others than the closer, up to the last win', async () => {
    const { past, parts, db, leadId } = await won();
    for (const [actor, minute] of [
      ['B', 1],
      ['C', 2],
      ['B', 3],
      ['A', 4],
      [null, 5],
    ] as const)
      await past('touched', actor, minute);
    expect(parts('contacts')).toEqual([]);
    await past('won', 'A', 6);
    await past('touched', 'B', 7);
    expect(parts('contacts')).toEqual([
      ['contacts', 'B', 2],
      ['contacts', 'C', 1],
    ]);
    const [first] = assistOf(db, requireLead(db, leadId), MONDAY_9).filter(({ kind }) => kind === 'contacts');
    expect(first).toMatchObject({ contacts: 2, at: minutesAfter(MONDAY_9, 3) });
  });

  test('have no close without an owner', async () => {
    const { write, leadId, parts } = await won();
    await write((tx) => updateLead(tx, requireLead(tx, leadId), { ownerId: null }, MONDAY_9));
    expect(parts('close')).toEqual([]);
  });

  test('of content are of its makers: what was used by then, or helped as they say later', async () => {
    const { item, use, parts, db, leadId } = await won();
    const [first, second, late, helped] = [await item('MAX'), await item('MAX'), await item('SUE'), await item('MIA')];
    await use(first, 'used', 0);
    await use(first, 'used', -5);
    await use(second, 'used', -1);
    await use(late, 'used', 1);
    await use(helped, 'helped', 9);
    expect(parts('content')).toEqual([
      ['content', 'MAX', 2],
      ['content', 'MIA', 1],
    ]);
    const [ofMax] = assistOf(db, requireLead(db, leadId), MONDAY_9).filter(({ kind }) => kind === 'content');
    expect(ofMax).toMatchObject({
      items: [
        { id: first, title: 'By MAX', at: minutesAfter(MONDAY_9, -5) },
        { id: second, at: minutesAfter(MONDAY_9, -1) },
      ],
    });
  });

  test('of content that answers a request are of the person who delivered it', async () => {
    const { item, use, parts, db, write } = await won();
    const { title, kind, stage, audience, customer, words, priority, hurry } = requestIn('new');
    const form = {
      title,
      kind,
      stage,
      audience,
      customer,
      words,
      priority,
      hurry,
      leadId: null,
      neededBy: '2026-06-05',
    };
    const teamId = teamsOfKind(db, 'marketing')[0]?.id ?? 0;
    const { id } = await write((tx) => askForContent(tx, { form, teamId, requesterId: 'A' }, MONDAY_9));
    await use(await item('MAX', id), 'used', -1);
    expect(parts('content')).toEqual([['content', 'MAX', 1]]);
    await write((tx) => tx.update(contentRequests).set({ ownerId: 'SUE' }).run());
    expect(parts('content')).toEqual([['content', 'SUE', 1]]);
  });

  test('of ride-alongs are of those who rode along before the win', async () => {
    const { write, leadId, team, parts } = await won();
    const words = {
      kind: 'call',
      title: 'Call',
      status: 'open',
      side: 'marketing',
      channelId: 'C',
      hostId: 'A',
    } as const;
    await write((tx) => {
      for (const [minute, userId] of [
        [-90, 'MIA'],
        [-60, 'MIA'],
        [30, 'SUE'],
      ] as const) {
        const at = minutesAfter(MONDAY_9, minute);
        const times = { startsAt: at, endsAt: minutesAfter(at, 30), createdAt: at, seats: 1, sequence: 0 };
        const { id: rideId } = tx
          .insert(rideAlongs)
          .values({ ...words, ...times, leadId, teamId: team.id })
          .returning()
          .get();
        tx.insert(rideAlongPeople).values({ rideId, userId, role: 'rider', since: at, hasFile: false }).run();
      }
    });
    expect(parts('ride_along')).toEqual([['ride_along', 'MIA', 2]]);
  });
});

describe('the record of a person', () => {
  test('counts a win once, however many parts they had, with the currency of each', async () => {
    const world = await winsWorld();
    await world.win(5, { by: 'MIA', seller: 'A' });
    await world.win(7, { by: 'MIA', seller: 'MIA' });
    await world.win(9, { by: 'MIA', currency: 'USD' });
    await world.win(null, { by: 'MIA' });
    await world.keep();
    const rows = () =>
      world.db
        .select()
        .from(winRecords)
        .all()
        .filter(({ userId }) => userId === 'MIA')
        .map(({ currency, assisted, withContent, closed, cents, shareCents }) => [
          currency,
          assisted,
          withContent,
          closed,
          cents,
          shareCents,
        ]);
    expect(rows().toSorted()).toEqual([
      ['', 1, 0, 0, 0, 0],
      ['EUR', 2, 0, 1, 1_200, 1_200],
      ['USD', 1, 0, 0, 900, 900],
    ]);
    expect(recordOf(world.db, 'MIA')).toMatchObject({ assisted: 4, withContent: 0 });
    expect(recordOf(world.db, 'MIA').sums.map(({ currency }) => currency)).toEqual(['EUR', 'USD', '']);
  });
});

describe('the task that reads wins', () => {
  test('reads all that are marked, in several transactions, and none after a stop', async () => {
    const world = await winsWorld();
    for (let at = 0; at < 21; at += 1) await world.win(1);
    const stop = new AbortController();
    stop.abort();
    await keepWins({ db: world.db, write: world.write, now: world.now }, stop.signal);
    expect(world.db.select().from(wins).all()).toEqual([]);
    await world.keep();
    expect(world.db.select().from(wins).all()).toHaveLength(21);
  });

  test('redraws the homes of everyone in a win, before and after a change', async () => {
    const world = await winsWorld();
    await world.win(5);
    const homes = async () => {
      await world.write((tx) => tx.delete(homeChanges).run());
      await world.keep();
      return world.db
        .select()
        .from(homeChanges)
        .all()
        .flatMap(({ people }) => people.split(' '))
        .filter(Boolean)
        .toSorted();
    };
    expect(await homes()).toEqual(['A', 'MIA']);
    expect(await homes()).toEqual([]);
  });

  test('posts no win of before that came with an import', async () => {
    const world = await winsWorld();
    const leadId = await world.win(5);
    await world.sent();
    await world.write((tx) =>
      tx.$client
        .prepare("update lead_history set details = json_set(details, '$.wasBefore', json('true')) where kind = 'won'")
        .run(),
    );
    await world.keep();
    expect(world.row(leadId)?.posting).toBe('none');
    expect(world.told('lead_win')).toEqual([]);
  });
});
