import { beforeEach, describe, expect, test } from 'vitest';
import { answererOf, answerPlanQuestion, askAboutEntry, followPlanQuestions } from '../../src/marketing-plan/ask.ts';
import { entriesOf, openQuestions, questionsOf, requireEntry } from '../../src/marketing-plan/queries.ts';
import { entriesToCheck, publishWeek } from '../../src/marketing-plan/ritual.ts';
import { checkEntries, dateFault, type EntryForm, removeEntry, saveEntry } from '../../src/marketing-plan/save.ts';
import { MOST_ENTRIES } from '../../src/marketing-plan/types.ts';
import { tomorrow, weekOf } from '../../src/marketing-plan/week.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Tx, type Write } from '../../src/platform/db/write.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { noteStandings } from '../../src/teams/standing.ts';
import { memoryDatabase } from '../support/temp-database.ts';

// A Wednesday.
const NOW = new Date('2026-11-18T10:00:00Z');
let db: Db;
let write: Write;
const run = <T>(act: (tx: Tx) => T) => write(act);
const form = (more: Partial<EntryForm> = {}): EntryForm => ({
  ...{ title: 'Webinar', campaign: null, audience: 'CFOs', salesTask: null, itemIds: [], ownerId: 'UMIA' },
  ...{ startsOn: '2026-11-16', endsOn: '2026-11-20' },
  ...more,
});
const add = (more: Partial<EntryForm> = {}) =>
  run((tx) => saveEntry(tx, { id: null, version: null, by: 'UMIA', form: form(more) }, NOW));
const sent = (kind: string) =>
  db
    .select()
    .from(outbox)
    .all()
    .filter((one) => one.kind === kind)
    .map(({ orderingKey }) => orderingKey);

beforeEach(async () => {
  db = memoryDatabase();
  write = createWriter(db);
  const hours = { zone: 'Europe/Berlin', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00' };
  const team = { ...hours, holidays: [], digestCron: null, routing: 'pool' as const };
  await run((tx) => {
    saveTeam(tx, { ...team, kind: 'sales', name: 'S', channelId: 'C1', managerId: 'UMAX' }, { id: null, by: 'x' }, NOW);
    saveTeam(tx, { ...team, kind: 'sales', name: 'N', channelId: 'C3', managerId: 'UMAX' }, { id: null, by: 'x' }, NOW);
    saveTeam(
      tx,
      { ...team, kind: 'marketing', name: 'M', channelId: 'C2', managerId: 'UMEG' },
      { id: null, by: 'x' },
      NOW,
    );
  });
});

describe('an entry', () => {
  test('is in each week that it touches', async () => {
    await add({ startsOn: '2026-11-22', endsOn: '2026-11-23' });
    await add({ title: 'Fair', startsOn: '2026-11-01', endsOn: '2026-12-31' });
    const titles = (later: number) => entriesOf(db, weekOf(db, NOW, later)).map(({ title }) => title);
    expect([titles(-1), titles(0), titles(1), titles(2)]).toEqual([
      ['Fair'],
      ['Fair', 'Webinar'],
      ['Fair', 'Webinar'],
      ['Fair'],
    ]);
    // Sunday evening in Berlin is still this week, and Monday comes at midnight there.
    expect(weekOf(db, new Date('2026-11-22T22:59:00Z'))).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(weekOf(db, new Date('2026-11-22T23:00:00Z')).from).toBe('2026-11-23');
    expect(tomorrow(db, NOW)).toEqual(new Date('2026-11-18T23:00:00Z'));
  });

  test('is not overwritten by an editor who saw an earlier one, and ends after it began', async () => {
    const { id } = await add();
    const edit = (version: number, title: string) =>
      run((tx) => saveEntry(tx, { id, version, by: 'UMEG', form: form({ title }) }, NOW));
    await edit(1, 'Second');
    await expect(edit(1, 'Third')).rejects.toThrow('<@UMEG> changed this entry in the meantime');
    await run((tx) => removeEntry(tx, { id, by: 'UMEG' }, NOW));
    await expect(edit(2, 'Fourth')).rejects.toThrow('no longer in the plan');
    expect(dateFault(db, { startsOn: '2026-11-20', endsOn: '2026-11-19' }, NOW)).toHaveProperty('endsOn');
    expect(dateFault(db, { startsOn: '2026-11-10', endsOn: '2026-11-17' }, NOW)).toEqual({
      endsOn: 'This day is over.',
    });
    expect(dateFault(db, { startsOn: '2026-11-10', endsOn: '2026-11-18' }, NOW)).toBeUndefined();
  });

  test('is one of at most sixty', async () => {
    for (let number = 0; number < MOST_ENTRIES; number += 1) await add();
    await expect(add()).rejects.toThrow('60 entries');
  });

  test('is checked by its owner alone', async () => {
    const { id } = await add();
    const later = new Date('2026-11-19T10:00:00Z');
    await run((tx) => checkEntries(tx, { ids: [id], ownerId: 'UMEG' }, later));
    expect(requireEntry(db, id).checkedAt).toEqual(NOW);
    await run((tx) => checkEntries(tx, { ids: [id], ownerId: 'UMIA' }, later));
    expect(requireEntry(db, id).checkedAt).toEqual(later);
    const [week, month] = [7, 30].map((days) => new Date(NOW.getTime() + days * 86_400_000));
    expect([week, month].map((at) => entriesToCheck(db, 'UMIA', at as Date).length)).toEqual([1, 0]);
  });
});

describe('a question about an entry', () => {
  const ask = (entryId: number) => run((tx) => askAboutEntry(tx, { entryId, words: 'Who?', askerId: 'USAM' }, NOW));

  test('goes to the owner, to the next owner, and to a manager for an owner who left', async () => {
    const { id } = await add();
    await ask(id);
    expect(sent('plan_question')).toEqual(['UMIA']);
    await run((tx) => saveEntry(tx, { id, version: 1, by: 'UMEG', form: form({ ownerId: 'UNOA' }) }, NOW));
    expect(openQuestions(db)[0]?.told).toEqual(['UMIA', 'UNOA']);
    await run((tx) => noteStandings(tx, [{ id: 'UNOA', standing: 'deactivated', isAdmin: false } as Person]));
    await run((tx) => followPlanQuestions(tx, NOW));
    await run((tx) => followPlanQuestions(tx, NOW));
    expect(openQuestions(db)[0]?.told).toEqual(['UMIA', 'UNOA', 'UMEG']);
    expect(answererOf(db, requireEntry(db, id))).toBe('UMEG');
  });

  test('is answered for both teams, and the asker hears of each answer', async () => {
    const { id } = await add();
    await ask(id);
    const questionId = questionsOf(db, id)[0]?.id ?? 0;
    const answer = (words: string) =>
      run((tx) => answerPlanQuestion(tx, { questionId, answer: words, by: 'UMIA' }, NOW));
    await answer('We do.');
    await answer('We do.');
    expect(questionsOf(db, id)).toMatchObject([{ answer: 'We do.', answeredBy: 'UMIA' }]);
    expect(sent('plan_answer')).toEqual(['USAM']);
    expect(openQuestions(db)).toEqual([]);
  });

  test('is one of at most ten without an answer', async () => {
    const { id } = await add();
    for (let number = 0; number < 10; number += 1) await ask(id);
    await expect(ask(id)).rejects.toThrow('Talk to <@UMIA> directly');
  });
});

test('a week without an entry is not posted, and one with entries goes to each sales team', async () => {
  await run((tx) => publishWeek(tx, NOW));
  expect(sent('plan_week')).toEqual([]);
  await add();
  await run((tx) => publishWeek(tx, NOW));
  expect(sent('plan_week').toSorted()).toEqual(['C1', 'C3']);
});
