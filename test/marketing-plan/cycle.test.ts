/** The plan as the week goes on: names of campaigns, homes, questions of entries that go, and its ritual. */
import { beforeEach, describe, expect, test } from 'vitest';
import { campaigns } from '../../src/leads/table.ts';
import { answererOf, answerPlanQuestion, askAboutEntry, followPlanQuestions } from '../../src/marketing-plan/ask.ts';
import { questionsOf, requireEntry } from '../../src/marketing-plan/queries.ts';
import { planRitual } from '../../src/marketing-plan/ritual.ts';
import { checkEntries, dateFault, type EntryForm, removeEntry, saveEntry } from '../../src/marketing-plan/save.ts';
import { weekOf } from '../../src/marketing-plan/week.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Write } from '../../src/platform/db/write.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { noteStandings } from '../../src/teams/standing.ts';
import { SALES } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';

// A Wednesday.
const NOW = new Date('2026-11-18T10:00:00Z');
let db: Db;
let write: Write;
const team = (kind: 'sales' | 'marketing', managerId: string, zone = 'UTC') =>
  write((tx) =>
    saveTeam(
      tx,
      { ...SALES, kind, name: kind, channelId: `C${managerId}`, managerId, zone },
      { id: null, by: 'x' },
      NOW,
    ),
  );
const save = (more: Partial<EntryForm> = {}, id: number | null = null, version: number | null = null) =>
  write((tx) => {
    const form = {
      ...{ title: 'Webinar', campaign: null, audience: 'CFOs', salesTask: null, itemIds: [], ownerId: 'MIA' },
      ...{ startsOn: '2026-11-16', endsOn: '2026-11-20' },
    };
    return saveEntry(tx, { id, version, by: 'MIA', form: { ...form, ...more } }, NOW);
  });
const leave = (id: string) =>
  write((tx) => noteStandings(tx, [{ id, standing: 'deactivated', isAdmin: false } as never]));
/** The waiting messages, which are settled then. */
const post = () => {
  const rows = db.select().from(outbox).all();
  db.delete(outbox).run();
  return rows.map(({ kind, orderingKey }) => `${kind} ${orderingKey}`).sort();
};
const homes = () => {
  const rows = db.select().from(homeChanges).all();
  db.delete(homeChanges).run();
  return rows.map(({ teamId }) => teamId);
};

beforeEach(() => {
  db = memoryDatabase();
  write = createWriter(db);
});

test('hand-offs offer the campaign of an entry, and the homes of sellers show the entry', async () => {
  const { id } = await team('sales', 'MAX');
  await team('marketing', 'MEG');
  homes();
  const entry = await save({ campaign: 'Fair' });
  const known = () =>
    db
      .select()
      .from(campaigns)
      .all()
      .map(({ name }) => name);
  expect([entry.campaign, known(), homes()]).toEqual(['Fair', ['Fair'], [id]]);
  // The entry itself keeps its spelling; another one gets the name that is known.
  db.delete(campaigns).run();
  expect((await save({ campaign: 'Fair' }, entry.id, 1)).campaign).toBe('Fair');
  expect(known()).toEqual([]);
  await save({ campaign: 'Fair' });
  expect((await save({ campaign: 'fair' })).campaign).toBe('Fair');
  expect((await save({ campaign: null }, entry.id, 2)).campaign).toBeNull();
  homes();
  await write((tx) => removeEntry(tx, { id: entry.id, by: 'MEG' }, NOW));
  expect(homes()).toEqual([id]);
  expect(() => requireEntry(db, entry.id)).toThrow('no longer in the plan');
});

test('an entry of one day may be planned, also for today', () => {
  expect(dateFault(db, { startsOn: '2026-11-18', endsOn: '2026-11-18' }, NOW)).toBeUndefined();
});

describe('a question about an entry', () => {
  const ask = async (entryId: number, words: string) => {
    await write((tx) => askAboutEntry(tx, { entryId, words, askerId: 'SAM' }, NOW));
    return questionsOf(db, entryId).at(-1)?.id ?? 0;
  };
  const answer = (questionId: number, by: string, words = 'We do.') =>
    write((tx) => answerPlanQuestion(tx, { questionId, answer: words, by }, NOW));

  test('is answered on its messages, and the asker hears of it unless they did it', async () => {
    const { id } = await save();
    const questionId = await ask(id, 'Who?');
    post();
    await answer(questionId, 'MIA');
    expect(post()).toEqual(['plan_answer SAM', 'plan_question MIA']);
    await answer(questionId, 'MIA');
    expect(post()).toEqual([]);
    await answer(questionId, 'SAM', 'I found it.');
    expect(post()).toEqual(['plan_question MIA']);
  });

  test('loses its button with the entry, and goes to no one else then', async () => {
    await team('marketing', 'MEG');
    const { id } = await save();
    const [open, done] = [await ask(id, 'Who?'), await ask(id, 'When?')];
    await answer(done, 'MIA');
    post();
    await write((tx) => removeEntry(tx, { id, by: 'MEG' }, NOW));
    expect(db.select().from(outbox).all()).toMatchObject([{ payload: { questionId: open, userId: 'MIA' } }]);
    post();
    await leave('MIA');
    await write((tx) => followPlanQuestions(tx, NOW));
    expect([post(), questionsOf(db, id).find((one) => one.id === open)?.told]).toEqual([[], ['MIA']]);
  });

  test('stays with an owner who left while marketing has no team', async () => {
    await leave('MIA');
    expect(answererOf(db, { ownerId: 'MIA' })).toBe('MIA');
    await team('marketing', 'MEG');
    expect([answererOf(db, { ownerId: 'MIA' }), answererOf(db, { ownerId: 'UNOA' })]).toEqual(['MEG', 'UNOA']);
  });

  test('goes to a new owner with its message', async () => {
    const { id } = await save();
    await ask(id, 'Who?');
    post();
    await save({ title: 'Another' }, id, 1);
    expect(post()).toEqual([]);
    await save({ ownerId: 'UNOA' }, id, 2);
    expect(post()).toEqual(['plan_question MIA', 'plan_question UNOA']);
  });
});

test('weeks are those of the oldest sales team, else of marketing', async () => {
  const sunday = new Date('2026-11-22T11:30:00Z');
  const from = () => weekOf(db, sunday).from;
  expect(from()).toBe('2026-11-16');
  await team('marketing', 'MEG', 'Pacific/Auckland');
  expect(from()).toBe('2026-11-23');
  await team('sales', 'MAX');
  expect(from()).toBe('2026-11-16');
});

describe('the ritual', () => {
  const occasion = (now = NOW) => ({ now }) as never;
  const cycle = { dueAt: new Date('2026-11-19T09:00:00Z'), openedAt: null };
  const { asks } = planRitual;
  const isChecked = (openedAt: Date | null = null) =>
    asks?.hasAnswered({ db } as never, { ...cycle, openedAt } as never, 'MIA');
  const check = (at: Date) => write((tx) => checkEntries(tx, { ids: [1, 2], ownerId: 'MIA' }, at));

  test('asks the owners who are here, if anything is planned since last week', async () => {
    const people = () => planRitual.people?.({ db } as never);
    const begin = (now?: Date) => write((tx) => planRitual.begin?.(tx, occasion(now)));
    expect([await people(), await begin()]).toEqual([[], { skip: 'Nothing is planned.' }]);
    await save();
    await save();
    await save({ ownerId: 'UNOA' });
    await leave('UNOA');
    expect([await people(), await begin()]).toEqual([[{ userId: 'MIA', side: 'marketing' }], undefined]);
    expect(await begin(new Date('2026-11-29T12:00:00Z'))).toBeUndefined();
    expect(await begin(new Date('2026-11-30T12:00:00Z'))).toEqual({ skip: 'Nothing is planned.' });
  });

  test('is answered by a check of all entries after it began', async () => {
    await save();
    await save();
    await save({ ownerId: 'UNOA' });
    expect(isChecked()).toBe(false);
    await check(new Date('2026-11-19T08:59:59Z'));
    expect(isChecked()).toBe(false);
    await check(cycle.dueAt);
    expect([isChecked(), isChecked(new Date('2026-11-19T09:00:01Z'))]).toEqual([true, false]);
    expect(asks?.isAnonymous).toBe(false);
  });

  test('shows managers the next week before it, and posts the week to sales', async () => {
    await team('sales', 'MAX');
    const lines = () => planRitual.preview(db, [{ userId: 'MIA', side: 'marketing' }], NOW);
    await save();
    expect(lines()).toEqual([
      'Owners who are asked: 1.',
      'Nothing is planned for next week, so nothing would be posted.',
    ]);
    await save({ title: 'Fair', startsOn: '2026-11-24', endsOn: '2026-11-25' });
    expect(lines()).toEqual(['Owners who are asked: 1.', 'Fair: 2026-11-24 to 2026-11-25']);
    post();
    await write((tx) => planRitual.publish(tx, occasion()));
    expect(post()).toEqual(['plan_week CMAX']);
  });
});
