/** A page of the rule, and records that are read in turn. */
import { describe, expect, test } from 'vitest';
import type { Crm, CrmChanges, CrmFound, CrmPlan } from '../../src/crm/crm.ts';
import { CrmError } from '../../src/crm/crm.ts';
import { keepRecord, keptRecords } from '../../src/crm/kept.ts';
import { linkOfLead } from '../../src/crm/links.ts';
import { noteFault, syncOf, updateSync } from '../../src/crm/progress.ts';
import { readInTurn, readPage } from '../../src/crm/read-changes.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { MONDAY_9, minutesAfter } from '../leads/world.ts';
import { recordOf, smallWorld } from './small-world.ts';

const person = (at: number, isMatch = true) =>
  recordOf({ id: `r${at}`, isMatch, contact: { name: `P ${at}`, email: `p${at}@c${at}.example`, phone: null } });
const several = (count: number) => Array.from({ length: count }, (_, at) => person(at));

async function setUp(plan?: Partial<CrmPlan>) {
  const world = await smallWorld(plan);
  const { db, write, context, connectionId } = world;
  const stop = new AbortController();
  let now = minutesAfter(MONDAY_9, 5);
  const asked: unknown[] = [];
  const read = new Map<string, CrmFound>();
  const page = (records: CrmChanges['records'], more: Partial<CrmChanges> = {}) => {
    const crm = {
      changes: async (_: CrmPlan, cursor: string | null) => {
        asked.push(cursor);
        return { records, cursor: 'next', isEnd: true, ...more };
      },
      read: async (_: CrmPlan, ids: string[]) => {
        asked.push(ids);
        return read;
      },
    } as unknown as Crm;
    return { db, write, now: () => now, context, crm, stop: stop.signal };
  };
  return {
    ...{ ...world, stop, asked, read },
    at: (minute: number) => {
      now = minutesAfter(MONDAY_9, minute);
    },
    readPage: (...given: Parameters<typeof page>) => readPage(page(...given)),
    readInTurn: () => readInTurn(page([])),
    sync: () => syncOf(db, connectionId),
    set: (values: Parameters<typeof updateSync>[2]) => write((tx) => updateSync(tx, connectionId, values)),
    areListed: () => world.leads().map(({ isUnhurried }) => isUnhurried),
    kept: () => keptRecords(db, connectionId, { limit: 10, offset: 0 }).total,
  };
}

describe('a page', () => {
  test('without a rule is not asked for, and nothing more is to be read', async () => {
    const { readPage, sync, asked } = await setUp({ rule: null });
    expect(await readPage(several(1))).toBe(true);
    expect(asked).toEqual([]);
    expect(sync()).toMatchObject({ readAt: minutesAfter(MONDAY_9, 5), firstDoneAt: minutesAfter(MONDAY_9, 5) });
  });

  test('is counted, and the next one is asked for where it ended', async () => {
    const { readPage, sync, asked, at } = await setUp();
    expect(await readPage([person(1), recordOf({ contact: { email: null, phone: null } })], { isEnd: false })).toBe(
      false,
    );
    expect(sync()).toMatchObject({ cursor: 'next', readAt: null, firstDoneAt: null });
    expect(sync()?.counts).toEqual({ read: 2, added: 1, known: 0, kept: 1 });
    expect(await readPage([])).toBe(true);
    expect(asked).toEqual([null, 'next']);
    expect(sync()).toMatchObject({ readAt: minutesAfter(MONDAY_9, 5), firstDoneAt: minutesAfter(MONDAY_9, 5) });
    at(9);
    await readPage([]);
    expect(sync()).toMatchObject({ readAt: minutesAfter(MONDAY_9, 9), firstDoneAt: minutesAfter(MONDAY_9, 5) });
  });

  test('that works ends a fault', async () => {
    const { readPage, sync, write, connectionId } = await setUp();
    await write((tx) => noteFault(tx, connectionId, new CrmError('away', 'No answer.'), MONDAY_9));
    await readPage([]);
    expect(sync()?.fault).toBeNull();
  });

  test('tells of records that were deleted', async () => {
    const { readPage, accepted, link, db, connectionId } = await setUp();
    const id = await accepted();
    await link(id);
    const gone = { found: { gone: true } } as const;
    await readPage([], {
      moved: [
        { id: '101', ...gone },
        { id: 'unknown', ...gone },
      ],
    });
    expect(linkOfLead(db, connectionId, id)).toBeUndefined();
  });

  test('ends between its slices after a stop, and comes again', async () => {
    const { readPage, sync, stop, leads } = await setUp();
    const page = several(21);
    stop.abort();
    expect(await readPage(page)).toBe(true);
    expect([leads().length, sync()?.cursor]).toEqual([0, null]);
  });

  test('of more than twenty records takes each once', async () => {
    const { readPage, leads, sync } = await setUp();
    await readPage(several(41));
    expect(new Set(leads().map(({ email }) => email)).size).toBe(41);
    expect(sync()).toMatchObject({ cursor: 'next', counts: { read: 41, added: 41 } });
  });
});

describe('new leads are a list', () => {
  test('when the first page of the first run is not the last one', async () => {
    const { readPage, areListed, sync } = await setUp();
    await readPage([person(1)], { isEnd: false });
    expect(sync()?.isList).toBe(true);
    await readPage([person(2)]);
    expect(areListed()).toEqual([true, true]);
    await readPage([person(3)]);
    expect(areListed()).toEqual([true, true, false]);
  });

  test('but not when it brings nothing new, or is the last one', async () => {
    const { readPage, areListed, sync } = await setUp();
    await readPage([person(1, false)], { isEnd: false });
    expect(sync()?.isList).toBe(false);
    await readPage([person(2)], { isEnd: false });
    expect(areListed()).toEqual([false]);
    await readPage(several(21), { isEnd: false });
    expect(sync()?.isList).toBe(false);
    const other = await setUp();
    await other.readPage([person(1)]);
    expect([other.areListed(), other.sync()?.isList]).toEqual([[false], false]);
  });

  test('when more than twenty come at once later on, and their channel hears of it', async () => {
    const { readPage, areListed, set, db } = await setUp();
    await set({ firstDoneAt: MONDAY_9, readAt: MONDAY_9, isList: false });
    await readPage(several(20));
    expect(areListed().some(Boolean)).toBe(false);
    const more = await setUp();
    await more.set({ firstDoneAt: MONDAY_9, readAt: MONDAY_9, isList: false });
    await more.readPage(several(21));
    expect(more.areListed().every(Boolean)).toBe(true);
    expect(more.sync()?.isList).toBe(false);
    const lists = (of: typeof db) =>
      of
        .select()
        .from(outbox)
        .all()
        .flatMap(({ kind, payload }) => (kind === 'crm_list' ? [payload] : []));
    expect(lists(db)).toEqual([]);
    expect(lists(more.db)).toMatchObject([
      { after: MONDAY_9.getTime(), until: minutesAfter(MONDAY_9, 5).getTime(), teamId: more.team.id },
    ]);
  });
});

describe('in turn', () => {
  test('linked records are read after five minutes, those first that wait the longest', async () => {
    const { readInTurn, accepted, link, handOff, at, asked, db, connectionId } = await setUp();
    const [id, other] = [await accepted(), (await handOff(MONDAY_9)).id];
    await link(id);
    await link(other, { recordId: '102', seenAt: minutesAfter(MONDAY_9, -1) });
    await readInTurn();
    expect(asked).toEqual([['102']]);
    at(6);
    await readInTurn();
    expect(asked.at(-1)).toEqual(['101']);
    // The CRM said nothing of them.
    expect(linkOfLead(db, connectionId, id)?.seenAt).toEqual(minutesAfter(MONDAY_9, 6));
  });

  test('a change, a merger and a deletion of a linked record are taken', async () => {
    const { readInTurn, accepted, link, at, read, db, connectionId, lead } = await setUp();
    const id = await accepted();
    await link(id, { base: { role: ['', ''] } });
    read.set('101', { record: recordOf({ ownerId: 'o1', contact: { role: 'CEO' } }) });
    at(6);
    await readInTurn();
    expect(lead(id).role).toBe('CEO');
    read.set('101', { merged: '102' });
    at(12);
    await readInTurn();
    expect(linkOfLead(db, connectionId, id)?.recordId).toBe('102');
    read.set('102', { gone: true });
    at(18);
    await readInTurn();
    expect(linkOfLead(db, connectionId, id)).toBeUndefined();
  });

  test('records that were kept are read after an hour: they come in, or are gone', async () => {
    const { readInTurn, at, read, asked, kept, leads, write, context } = await setUp();
    await write((tx) => {
      for (const id of ['101', '102'])
        keepRecord(tx, context, id, { reason: 'no_contact', words: 'No address.' }, minutesAfter(MONDAY_9, 5));
    });
    at(65);
    await readInTurn();
    expect([asked, kept()]).toEqual([[], 2]);
    read.set('101', { record: recordOf() });
    read.set('102', { gone: true });
    at(66);
    await readInTurn();
    expect([kept(), leads().map(({ isUnhurried }) => isUnhurried)]).toEqual([0, [false]]);
  });

  test('a stop leaves them for the next time', async () => {
    const { readInTurn, at, read, stop, kept, write, context } = await setUp();
    await write((tx) => keepRecord(tx, context, '101', { reason: 'no_contact', words: 'x' }, MONDAY_9));
    read.set('101', { gone: true });
    at(99);
    stop.abort();
    await readInTurn();
    expect(kept()).toBe(1);
  });

  test('a reading that works ends a fault', async () => {
    const { readInTurn, at, read, write, context, sync, connectionId } = await setUp();
    await write((tx) => {
      keepRecord(tx, context, '101', { reason: 'no_contact', words: 'x' }, MONDAY_9);
      noteFault(tx, connectionId, new CrmError('away', 'No answer.'), MONDAY_9);
    });
    read.set('101', { gone: true });
    at(99);
    await readInTurn();
    expect(sync()?.fault).toBeNull();
  });
});
