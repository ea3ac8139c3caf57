/** The facilitator of a check: who it is, and the groups as they become. */
import { beforeEach, describe, expect, test } from 'vitest';
import { groupingSubject } from '../../src/mindset/announce.ts';
import { mergeGroups, moveAnswers, openGroups, renameGroup } from '../../src/mindset/facilitate.ts';
import { facilitatorOf, sidesManagedBy } from '../../src/mindset/facilitator.ts';
import { answersOf, groupsOf } from '../../src/mindset/queries.ts';
import { tendGrouping } from '../../src/mindset/remind.ts';
import { mindsetFacilitator, mindsetSynonyms } from '../../src/mindset/settings.ts';
import { rememberSynonyms } from '../../src/mindset/synonyms.ts';
import { mindsetChecks, mindsetGroups } from '../../src/mindset/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import { plannedCycle } from '../../src/rituals/queries.ts';
import { ritualCycles } from '../../src/rituals/table.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { deputies } from '../../src/teams/settings.ts';

import {
  act,
  begin,
  CLOSED,
  check,
  close,
  cycleId,
  EDIT,
  leave,
  MARKETERS,
  post,
  SELLERS,
  say,
  sized,
  watch,
  world,
} from './world.ts';

beforeEach(begin);

describe('the facilitator', () => {
  test('is the chosen one while they may be asked, else a manager of marketing, then of sales', async () => {
    const choose = (...value: string[]) =>
      act((tx) => changeSetting(tx, { setting: mindsetFacilitator, value, by: 'ADA' }, world.now()));
    const next = (not?: string) => facilitatorOf(world.db, not);
    expect([next(), next('UMEG')]).toEqual(['UMEG', 'UMAX']);
    await choose('USAM');
    expect(next()).toBe('UMEG');
    await act((tx) => changeSetting(tx, { setting: deputies, value: ['USAM'], by: 'ADA' }, world.now()));
    expect([next(), next('USAM')]).toEqual(['USAM', 'UMEG']);
    await leave('USAM');
    expect(next()).toBe('UMEG');
    await leave('UMEG');
    expect([next(), next('UMAX')]).toEqual(['UMAX', 'UMAX']);
    await leave('UMAX');
    expect(next()).toBeUndefined();
    expect(['UMAX', 'UMIA'].map((id) => sidesManagedBy(world.db, id))).toEqual([['sales'], []]);
  });

  test('is replaced at once after they left, with the messages, and left alone while they are here', async () => {
    await close();
    post();
    await watch(groupingSubject(cycleId));
    const tend = (at = world.now()) => act((tx) => tendGrouping(tx, at));
    await tend();
    expect([check()?.facilitatorId, post()]).toEqual(['UMEG', []]);
    await leave('UMEG');
    await tend();
    expect([check()?.facilitatorId, post()]).toEqual(['UMAX', ['grouping UMAX', EDIT]]);
    // After two working days, and another three.
    const [reminded, passed] = [new Date('2026-12-07T08:00:00Z'), new Date('2026-12-10T08:00:00Z')];
    await tend(new Date(reminded.getTime() - 1));
    expect(post()).toEqual([]);
    await tend(reminded);
    expect([check(), post()]).toMatchObject([{ reminders: 1, remindAt: passed }, ['grouping UMAX']]);
    await tend(passed);
    expect([check(), post()]).toMatchObject([{ facilitatorId: 'UMAX', remindAt: null }, []]);
  });

  test('is not looked for without a sales team, whose calendar counts', async () => {
    await close();
    await act((tx) => retireTeam(tx, requireTeam(tx, 1), 'ADA', world.now()));
    await act((tx) => tendGrouping(tx, new Date('2027-01-01T00:00:00Z')));
    expect(check()?.reminders).toBe(0);
  });

  test('sees words of a group in order, and groups by their size as they become', async () => {
    const all = ['f', 'e', 'd', 'c', 'b', 'a'].map((letter) => `${letter}quux`);
    for (const [place, word] of all.entries()) {
      await say(SELLERS[place] ?? '', 'delivery', word);
      await say(MARKETERS[place] ?? '', 'delivery', 'design');
    }
    await world.at(CLOSED);
    const [delivery, design, ...others] = openGroups(world.db, cycleId).map(({ id }) => id) as [
      number,
      number,
      ...number[],
    ];
    await act((tx) => mergeGroups(tx, { cycleId, groupIds: [design, ...others], name: null }));
    const merged = openGroups(world.db, cycleId).find(({ id }) => id === design);
    expect(merged?.answers.map(({ words }) => words)).toEqual(['design', ...all.toSorted()]);
    const some = answersOf(world.db, cycleId).filter(({ groupId }) => groupId === design);
    const ids = some.filter(({ words }) => words === 'design').map(({ id }) => id);
    await act((tx) =>
      moveAnswers(tx, {
        groupId: delivery,
        answerIds: answersOf(world.db, cycleId)
          .filter(({ groupId }) => groupId === delivery)
          .slice(0, 9)
          .map(({ id }) => id),
        to: { name: 'Nine' },
      }),
    );
    await act((tx) => moveAnswers(tx, { groupId: design, answerIds: ids.slice(0, 3), to: { name: 'Three' } }));
    expect(sized()).toEqual([`${merged?.name} 9`, 'Nine 9', 'delivery 3', 'Three 3']);
    const other = await act((tx) => {
      const other = tx
        .insert(ritualCycles)
        .values({ ritual: 'other', status: 'closed', dueAt: world.now() })
        .returning()
        .get();
      tx.insert(mindsetChecks).values({ cycleId: other.id, minimum: 5, outcome: 'grouping' }).run();
      return tx.insert(mindsetGroups).values({ cycleId: other.id, name: 'Elsewhere' }).returning().get();
    });
    const move = act((tx) => moveAnswers(tx, { groupId: delivery, answerIds: ['x'], to: { groupId: other.id } }));
    await expect(move).rejects.toThrow('This group belongs to another mindset check.');
  });

  test('sees the largest group first, and in it the most frequent words', async () => {
    await say('USAM', 'zebra', 'delivery', 'Zebra');
    await say('USUE', 'zebras', 'delivery', 'xylophone');
    await say('UMIA', 'ZEBRA', 'design', 'tapir');
    for (const id of ['US0', 'US1', 'UM1']) await say(id, 'delivery');
    await world.at(CLOSED);
    const [first, ...others] = openGroups(world.db, cycleId);
    expect(first).toMatchObject({ name: 'delivery', size: 5, answers: [{ words: 'delivery' }] });
    expect(others[0]?.answers.map(({ ids }) => ids.length)).toEqual([3, 1]);
    expect(others[0]?.answers[1]?.words).toBe('zebras');
    const single = others.slice(1).map(({ id }) => id);
    expect(single).toEqual(single.toSorted((a, b) => a - b));
    const words = [...openGroups(world.db, cycleId)].flatMap(({ answers }) =>
      answers.filter(({ ids }) => ids.length === 1),
    );
    expect(words.length).toBeGreaterThan(2);
  });

  test('merges into the largest, names, and moves answers; an empty group goes', async () => {
    await close();
    expect(sized().slice(0, 1)).toEqual(['delivery 12']);
    const [delivery, one, other] = openGroups(world.db, cycleId).map(({ id }) => id) as [number, number, number];
    await act((tx) => mergeGroups(tx, { cycleId, groupIds: [one, delivery], name: null }));
    expect(sized()).toEqual(['delivery 18', expect.stringMatching(/ 6$/)]);
    const idsOf = (groupId: number) =>
      answersOf(world.db, cycleId)
        .filter((answer) => answer.groupId === groupId)
        .map(({ id }) => id);
    const move = (groupId: number, answerIds: string[], to: { groupId: number } | { name: string }) =>
      act((tx) => moveAnswers(tx, { groupId, answerIds, to }));
    await move(delivery, [], { name: 'Nothing' });
    expect(groupsOf(world.db, cycleId)).toHaveLength(2);
    // Answers of another group are not moved.
    await move(delivery, idsOf(other), { name: 'New' });
    expect(sized()).toContain('delivery 18');
    const [some = ''] = idsOf(other);
    await move(other, [some], { groupId: delivery });
    expect(sized()[0]).toBe('delivery 19');
    await act((tx) => renameGroup(tx, other, 'Others'));
    expect(sized()).toContain('Others 5');
    await move(other, idsOf(other), { groupId: delivery });
    expect(groupsOf(world.db, cycleId).map(({ id }) => id)).not.toContain(other);
    await act((tx) =>
      tx
        .insert(mindsetChecks)
        .values({ cycleId: plannedCycle(tx, 'mindset')?.id ?? 0, minimum: 5, outcome: 'grouping' })
        .run(),
    );
    await expect(act((tx) => mergeGroups(tx, { cycleId: 99, groupIds: [1, 2], name: null }))).rejects.toThrow(
      'no longer available',
    );
  });

  test('teaches words that belong together, as long as there is room', async () => {
    const teach = (...words: string[]) => act((tx) => rememberSynonyms(tx, { words, by: 'UMEG' }, world.now()));
    const lines = () => settingOf(world.db, mindsetSynonyms);
    await teach('alone');
    expect(lines()).toEqual([]);
    await teach('zebra', 'horse');
    await teach('price', 'cost');
    await teach('horse', 'pony', ' ');
    expect(lines()).toEqual([
      ['zebra', 'horse'],
      ['price', 'cost'],
    ]);
    await teach('horse', 'pony, small');
    expect(lines()).toEqual([
      ['price', 'cost'],
      ['zebra', 'horse', 'pony  small'],
    ]);
    await teach('zebra', ...Array.from({ length: 30 }, (_, index) => `word ${index}`));
    expect(lines()[1]).toHaveLength(20);
  });
});
