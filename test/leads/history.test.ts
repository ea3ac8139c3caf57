/** A change of a lead is on record and announced: on its card, in its thread, to people. */
import { describe, expect, test } from 'vitest';
import { cardKey } from '../../src/leads/card-place.ts';
import { madeIn, record, recordPast, tell, tellTogether } from '../../src/leads/history.ts';
import { unfurlLead } from '../../src/leads/links/unfurl.ts';
import { leadSubject } from '../../src/leads/live.ts';
import { requireLead, updateLead } from '../../src/leads/queries.ts';
import { leadSteps } from '../../src/leads/steps/table.ts';
import { endLeadStep, waitForAcceptance } from '../../src/leads/steps/wait.ts';
import type { LeadChange } from '../../src/leads/types.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import { liveMessages, liveSubjects } from '../../src/platform/outbox/live-table.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { savePreferences } from '../../src/preferences/save.ts';
import { MONDAY_9, minutesAfter, salesTeam } from './world.ts';

/** A lead with a card, a link below a message and a live message. `messages` are those since then. */
async function announced() {
  const world = await salesTeam();
  const { db, write } = world;
  const { id: leadId } = await world.handOff(MONDAY_9);
  await write((tx) => {
    savePosted(tx, cardKey(leadId), { channel: 'CSALES', ts: '1.1' });
    unfurlLead(tx, { channel: 'C1', ts: '2.2', url: 'https://baton.example/lead/1', leadId }, MONDAY_9);
    tx.insert(liveMessages).values({ outboxId: 99, payload: {}, channel: 'D1', ts: '3.3' }).run();
    tx.insert(liveSubjects)
      .values({ outboxId: 99, subject: leadSubject(leadId) })
      .run();
    tx.delete(outbox).run();
  });
  return {
    ...world,
    leadId,
    record: (kind: LeadChange, actorId: string | null = 'A') =>
      write((tx) => {
        const details = { reason: 'price', words: null } as never;
        return record(tx, requireLead(tx, leadId), { kind, actorId, details }, MONDAY_9);
      }),
    messages: () =>
      db
        .select()
        .from(outbox)
        .orderBy(outbox.id)
        .all()
        .map(({ kind, orderingKey }) => `${kind} ${orderingKey}`)
        .sort(),
  };
}

const CARD = 'lead_card lead_card:1';
const LINK = 'lead_unfurl unfurls';
const STORY = 'lead_story CSALES';
const LIVE = 'live_edit live_edits';
const NEWS = 'lead_news UMARKETER';

test.each<[LeadChange, string[]]>([
  ['accepted', [CARD, NEWS, STORY, LINK, LIVE]],
  ['declined', [CARD, NEWS, STORY, LINK, LIVE]],
  ['won', [CARD, NEWS, STORY, LINK, LIVE]],
  ['valued', [CARD, STORY, LINK, LIVE]],
  ['noted', [CARD, STORY, LINK]],
  ['snoozed', [CARD, LINK, LIVE]],
  ['unsnoozed', [CARD, LINK]],
  ['rated', []],
])('%s is announced: %j', async (kind, messages) => {
  const world = await announced();
  await world.record(kind);
  expect(world.messages()).toEqual(messages.toSorted());
});

test('a marketer hears nothing of what they did themselves', async () => {
  const world = await announced();
  await world.record('declined', 'UMARKETER');
  expect(world.messages()).not.toContain(NEWS);
});

test('a marketer can hear of accepted leads each morning, in one message', async () => {
  const world = await announced();
  const { db, write } = world;
  await write((tx) => savePreferences(tx, 'UMARKETER', { accepted: 'daily' }, MONDAY_9));
  await world.record('accepted');
  await world.record('accepted');
  await world.record('won');
  const news = db
    .select()
    .from(outbox)
    .all()
    .filter(({ kind }) => kind === 'lead_news');
  expect(news.map(({ notBefore }) => notBefore)).toEqual([new Date('2026-06-02T09:05Z'), MONDAY_9]);
  expect(world.told()).toEqual(['UMARKETER accepted accepted', 'UMARKETER won']);
});

test('a change of the past is on record, and tells no one', async () => {
  const world = await announced();
  const { write, leadId } = world;
  const change = { kind: 'noted', actorId: 'A', details: { words: 'x' } } as const;
  const id = await write((tx) => recordPast(tx, requireLead(tx, leadId), change, MONDAY_9));
  expect(world.entries(leadId)[0]).toMatchObject({ ...change, id });
  expect(world.messages()).toEqual([]);
});

test('in the CRM a change has no person, but for the seller who accepts', async () => {
  const world = await announced();
  const { write, leadId } = world;
  const note = { kind: 'noted', actorId: 'A', details: { words: 'x' } } as const;
  const accept = { kind: 'accepted', actorId: 'A', details: { by: 'crm' } } as const;
  await write((tx) => {
    madeIn(tx, 'HubSpot', () => {
      record(tx, requireLead(tx, leadId), note, MONDAY_9);
      record(tx, requireLead(tx, leadId), accept, MONDAY_9);
    });
    expect(() =>
      madeIn(tx, 'HubSpot', () => {
        throw new Error('broken');
      }),
    ).toThrow('broken');
    record(tx, requireLead(tx, leadId), note, MONDAY_9);
  });
  expect(world.entries(leadId).map(({ actorId, details }) => [actorId, (details as { in?: string }).in])).toEqual([
    ['A', undefined],
    ['A', 'HubSpot'],
    [null, 'HubSpot'],
    ['UMARKETER', undefined],
  ]);
});

test('news that are told together are one message per person, until the end or a failure', async () => {
  const world = await announced();
  const { write, leadId } = world;
  await world.record('noted');
  const [noted = 0, handedOff = 0] = world.entries(leadId).map(({ id }) => id);
  await write((tx) => {
    tellTogether(tx, () => {
      for (const userId of ['A', 'B']) tell(tx, userId, handedOff, MONDAY_9);
      tell(tx, 'A', noted, MONDAY_9);
    });
    expect(() =>
      tellTogether(tx, () => {
        throw new Error('broken');
      }),
    ).toThrow('broken');
    for (const id of [handedOff, noted]) tell(tx, 'A', id, MONDAY_9);
  });
  expect(world.told()).toEqual(['A handed_off noted', 'B handed_off', 'A handed_off', 'A noted']);
});

describe('a step of a workflow', () => {
  const waiting = async () => {
    const world = await announced();
    const step = { executionId: 'Fx1', leadId: world.leadId };
    await world.write((tx) => {
      waitForAcceptance(tx, step, MONDAY_9);
      waitForAcceptance(tx, step, MONDAY_9);
    });
    return { ...world, step, ends: () => world.messages().filter((one) => one.startsWith('lead_step')) };
  };

  test.each<[LeadChange, boolean]>([
    ['accepted', true],
    ['nurtured', true],
    ['noted', false],
    ['snoozed', false],
  ])('that waits for its lead ends once it is %s: %s', async (kind, isOver) => {
    const { db, record, ends } = await waiting();
    await record(kind);
    await record(kind);
    expect(ends()).toEqual(isOver ? ['lead_step CSALES'] : []);
    expect(db.select().from(leadSteps).all()).toHaveLength(isOver ? 0 : 1);
  });

  test('can end at once', async () => {
    const { write, step, ends } = await waiting();
    const end = { ...step, outcome: 'handed_off', orderingKey: 'C1' } as const;
    await write((tx) => endLeadStep(tx, end, MONDAY_9));
    expect(ends()).toEqual(['lead_step C1']);
  });
});

describe('the homes of people', () => {
  const noted = async (change: (world: Awaited<ReturnType<typeof announced>>) => Promise<unknown>) => {
    const world = await announced();
    await world.write((tx) => tx.delete(homeChanges).run());
    await change(world);
    const rows = world.db.select().from(homeChanges).all();
    return rows.map(({ people, teamId }) => [people.split(' ').filter(Boolean).sort(), teamId]);
  };

  test('are drawn again after a change of a lead: of all who have to do with it, and of its team', async () => {
    expect(await noted(({ record }) => record('noted', 'X'))).toEqual([[['A', 'UMARKETER', 'X'], 1]]);
  });

  test('of those who get or lose it, too', async () => {
    const change = { assigneeId: 'B', ownerId: null, need: 'More' };
    expect(
      await noted(({ write, leadId }) =>
        write((tx) => updateLead(tx, requireLead(tx, leadId), change, minutesAfter(MONDAY_9, 1))),
      ),
    ).toEqual([[['A', 'B'], null]]);
    expect(
      await noted(({ write, leadId }) =>
        write((tx) => updateLead(tx, requireLead(tx, leadId), { need: 'More', assigneeId: 'A' }, MONDAY_9)),
      ),
    ).toEqual([]);
  });
});
