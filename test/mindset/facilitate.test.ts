/** A check by its rules: closing, grouping, publishing and agreeing, without Slack. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Asked } from '../../src/feedback/audience.ts';
import { openingFault, openRound } from '../../src/feedback/open.ts';
import { agreeOnThree, proposeThree, publishThree } from '../../src/mindset/agree.ts';
import { answerMindset } from '../../src/mindset/answer.ts';
import { askAgain } from '../../src/mindset/ask-again.ts';
import { mergeGroups, moveAnswers, openGroups, renameGroup } from '../../src/mindset/facilitate.ts';
import { agreementOf, answersOf, checkOf, countedOf, groupsOf, publishedThree } from '../../src/mindset/queries.ts';
import { tendGrouping } from '../../src/mindset/remind.ts';
import { mindsetRitual } from '../../src/mindset/ritual.ts';
import { mindsetFacilitator, mindsetSynonyms } from '../../src/mindset/settings.ts';
import { rememberSynonyms } from '../../src/mindset/synonyms.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import type { AnonymousTx } from '../../src/platform/db/write-anonymously.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { skipCycle, startNow } from '../../src/rituals/acts.ts';
import { lastCycle, participantsOf, plannedCycle, runningCycle } from '../../src/rituals/queries.ts';
import { minutesFor } from '../../src/rituals/ritual.ts';
import { publishCycle } from '../../src/rituals/steps.ts';
import { noteStandings } from '../../src/teams/standing.ts';
import { mindsetForm } from '../../views/mindset/answer.ts';
import { newWorld, type World } from '../rituals/world.ts';

const START = '2026-11-30T10:00:00Z';
const CLOSED = '2026-12-03T16:00:10Z';
let world: World;
let cycleId: number;

const act = <T>(change: (tx: Tx) => T): Promise<T> => world.write(change);
const say = (userId: string, ...words: string[]) =>
  act((tx) => answerMindset(tx as never as AnonymousTx, world.keys, { cycleId, userId, words }, world.now()));
const groups = () => openGroups(world.db, cycleId).map(({ name, size }) => `${name} ${size}`);
const group = (name: string) => openGroups(world.db, cycleId).find((one) => one.name === name)?.id ?? 0;
const outcome = () => checkOf(world.db, cycleId)?.outcome;
const publish = () => act((tx) => publishCycle(tx, mindsetRitual, { cycleId, keys: world.keys }, world.now()));

async function begin(sellers: number, marketers: number): Promise<void> {
  world = await newWorld(START, () => [mindsetRitual]);
  world.people.C1.push(...Array.from({ length: sellers }, (_, index) => `US${index}`));
  world.people.C2.push(...Array.from({ length: marketers }, (_, index) => `UM${index}`));
  await world.at(START);
  await act((tx) => startNow(tx, mindsetRitual, { by: 'UMAX' }, world.now()));
  await world.at('2026-11-30T10:00:10Z');
  cycleId = runningCycle(world.db, 'mindset')?.id ?? lastCycle(world.db, 'mindset')?.id ?? 0;
}

/** Five of each side; sales wants price, marketing design. */
async function answer(): Promise<void> {
  for (const index of [0, 1, 2, 3, 4]) {
    await say(`US${index}`, 'low prices', 'great support', index < 3 ? 'our speed' : 'the orange van');
    await say(`UM${index}`, 'design', 'customer service', index < 2 ? 'cheap' : 'van in orange');
  }
  await world.at(CLOSED);
}

describe('a check that closes', () => {
  beforeEach(() => begin(5, 5));

  test('has shuffled answers in groups, and nothing that leads to a person', async () => {
    await answer();
    expect(outcome()).toBe('grouping');
    expect(groups()).toEqual(expect.arrayContaining(['design 5', 'low prices 7']));
    expect(openGroups(world.db, cycleId).reduce((sum, { size }) => sum + size, 0)).toBe(30);
    const stored = JSON.stringify([answersOf(world.db, cycleId), groupsOf(world.db, cycleId)]);
    for (const { userId } of participantsOf(world.db, cycleId)) expect(stored).not.toContain(`"${userId}"`);
    const order = answersOf(world.db, cycleId).map(({ words }) => words);
    expect(order.slice(0, 3)).not.toEqual(['low prices', 'great support', 'our speed']);
  });

  test('with too few answers deletes them unread, and says so', async () => {
    for (const index of [0, 1, 2]) await say(`US${index}`, 'price');
    for (const index of [0, 1]) await say(`UM${index}`, 'price');
    await world.at(CLOSED);
    expect(outcome()).toBe('too_few');
    expect(checkOf(world.db, cycleId)?.answered).toBeNull();
    expect([answersOf(world.db, cycleId), groupsOf(world.db, cycleId)]).toEqual([[], []]);
    expect(lastCycle(world.db, 'mindset')).toMatchObject({ id: cycleId, status: 'published' });
  });

  test('tells no teams apart where one of them has too few answers', async () => {
    for (const index of [0, 1, 2, 3, 4]) await say(`US${index}`, 'price');
    for (const index of [0, 1, 2, 3]) await say(`UM${index}`, 'design');
    await world.at(CLOSED);
    expect(answersOf(world.db, cycleId).map(({ side }) => side)).toEqual(Array(9).fill(null));
    await publish();
    expect(countedOf(world.db, cycleId)).toEqual([
      { name: expect.any(String), all: expect.any(Number), sales: null, marketing: null },
      { name: expect.any(String), all: expect.any(Number), sales: null, marketing: null },
    ]);
  });

  test('counts the first answer of a person, and takes none of others', async () => {
    await say('US0', 'price');
    await say('US0', 'design');
    await expect(say('UNOT', 'price')).rejects.toThrow('You were not asked');
    await answer();
    expect(openGroups(world.db, cycleId).reduce((sum, { size }) => sum + size, 0)).toBe(28);
  });

  test('is dropped with its answers when a manager skips it, also while it is grouped', async () => {
    await answer();
    const skip = { cycleId, by: 'UMAX', reason: null, keys: world.keys };
    await act((tx) => skipCycle(tx, mindsetRitual, skip, world.now()));
    expect(outcome()).toBe('dropped');
    expect([answersOf(world.db, cycleId), groupsOf(world.db, cycleId)]).toEqual([[], []]);
    await expect(act((tx) => renameGroup(tx, 1, 'x'))).rejects.toThrow('merged');
  });
});

describe('results that could be compared', () => {
  beforeEach(() => begin(5, 5));
  const all = () => participantsOf(world.db, cycleId);
  const survey = (asked: Asked[]) => {
    const opening = { askerId: 'UBOSS', about: 'Advantages', subject: null, isAnonymous: true, file: null, asked };
    const questions = [{ kind: 'text' as const, text: 'Which three?', choices: [] }];
    const closesAt = new Date(world.now().getTime() + 3 * DAY_MS);
    return openingFault(
      world.db,
      { ...opening, questions, placeId: null, closesAt, teamId: null, zone: 'UTC' },
      world.now(),
    );
  };

  test('keep a survey from asking nearly the same people until two weeks after the result', async () => {
    expect(survey(all().slice(1))?.message).toContain('Nearly the same people');
    expect(survey(all())).toBeUndefined();
    await answer();
    await world.at('2026-12-30T10:00:00Z');
    expect(survey(all().slice(1))?.message).toContain('Nearly the same people');
    await publish();
    await world.at('2027-01-13T09:00:00Z');
    expect(survey(all().slice(1))?.message).toContain('Nearly the same people');
    await world.at('2027-01-13T10:00:01Z');
    expect(survey(all().slice(1))).toBeUndefined();
  });

  test('do not exist with too few answers, or when a manager skipped it', async () => {
    await world.at(CLOSED);
    expect(survey(all().slice(1))).toBeUndefined();
    await begin(5, 5);
    await act((tx) =>
      skipCycle(tx, mindsetRitual, { cycleId, by: 'UMAX', reason: null, keys: world.keys }, world.now()),
    );
    expect(survey(all().slice(1))).toBeUndefined();
  });

  test('put off a check that asks again at once', async () => {
    await answer();
    await publish();
    await act((tx) => startNow(tx, mindsetRitual, { by: 'UMAX' }, world.now()));
    await world.at('2026-12-04T10:00:00Z');
    expect(runningCycle(world.db, 'mindset')).toBeUndefined();
    expect(plannedCycle(world.db, 'mindset')).toMatchObject({ dueAt: new Date('2026-12-17T16:00:10Z') });
  });

  test('put off a check that asks nearly the people of a survey', async () => {
    world = await newWorld(START, () => [mindsetRitual]);
    world.people.C1.push('US0', 'US1', 'US2', 'US3', 'US4');
    await world.at(START);
    const asked: Asked[] = ['US0', 'US1', 'US2', 'US3', 'US4', 'USAM', 'USUE', 'UMAX', 'UMEG', 'UMIA', 'UMORE'].map(
      (userId) => ({
        ...{ userId, side: userId.startsWith('UM') && userId !== 'UMAX' ? 'marketing' : 'sales' },
      }),
    );
    const closesAt = new Date('2026-12-01T10:00:00Z');
    const opening = {
      askerId: 'UBOSS',
      about: 'Advantages',
      subject: null,
      isAnonymous: true,
      file: null,
      asked,
      closesAt,
    };
    const questions = [{ kind: 'text' as const, text: 'Which three?', choices: [] }];
    await act((tx) =>
      openRound(tx, world.keys, { ...opening, questions, placeId: null, teamId: null, zone: 'UTC' }, world.now()),
    );
    await act((tx) => startNow(tx, mindsetRitual, { by: 'UMAX' }, world.now()));
    await world.at('2026-11-30T10:00:10Z');
    expect(plannedCycle(world.db, 'mindset')).toMatchObject({
      reason: expect.stringContaining('Nearly the same people'),
    });
  });
});

test('the form has the fields from which people are told how long it takes', () => {
  const inputs = mindsetForm({ cycleId: 1, minimum: 5 }).blocks.filter(({ type }) => type === 'input');
  const texts = inputs.filter((block) => 'element' in block && block.element?.type === 'plain_text_input').length;
  expect({ choices: inputs.length - texts, texts }).toEqual(mindsetRitual.asks?.fields);
  expect(minutesFor({ choices: inputs.length - texts, texts })).toBeLessThan(3);
});

test('a company that is too small is not asked', async () => {
  await begin(0, 0);
  expect(lastCycle(world.db, 'mindset')).toMatchObject({
    status: 'skipped',
    reason: expect.stringContaining('more than 5'),
  });
  expect(checkOf(world.db, cycleId)).toBeUndefined();
});

describe('a facilitator', () => {
  beforeEach(async () => {
    await begin(5, 5);
    await answer();
  });

  test('merges, names and splits groups, and the counts follow', async () => {
    const vans = openGroups(world.db, cycleId).filter(({ answers }) => answers.some(({ words }) => /van/.test(words)));
    if (vans.length > 1)
      await act((tx) => mergeGroups(tx, { cycleId, groupIds: vans.map(({ id }) => id), name: null }));
    await act((tx) => renameGroup(tx, vans[0]?.id ?? 0, 'Orange vans'));
    expect(groups()).toContain('Orange vans 5');
    await act((tx) => mergeGroups(tx, { cycleId, groupIds: [group('Orange vans'), group('design')], name: 'Looks' }));
    expect(groups()).toContain('Looks 10');
    const out = openGroups(world.db, cycleId)
      .find(({ name }) => name === 'Looks')
      ?.answers.find(({ words }) => words === 'design');
    expect(out?.ids).toHaveLength(5);
    const groupId = group('Looks');
    await act((tx) => moveAnswers(tx, { groupId, answerIds: out?.ids ?? [], to: { name: 'Design' } }));
    expect(groups()).toEqual(expect.arrayContaining(['Looks 5', 'Design 5']));
    await act((tx) => moveAnswers(tx, { groupId: group('Design'), answerIds: out?.ids ?? [], to: { groupId } }));
    expect(groups()).toContain('Looks 10');
    expect(group('Design')).toBe(0);
    await publish();
    expect(countedOf(world.db, cycleId)).toContainEqual({ name: 'Looks', all: 10, sales: 2, marketing: 8 });
    expect(answersOf(world.db, cycleId)).toEqual([]);
    await expect(act((tx) => renameGroup(tx, groupId, 'Late'))).rejects.toThrow('published already');
  });

  test('cannot merge one group, or move into one that is gone', async () => {
    const groupId = group('design');
    await expect(act((tx) => mergeGroups(tx, { cycleId, groupIds: [groupId], name: null }))).rejects.toThrow(
      'at least two',
    );
    const move = { groupId, answerIds: ['x'], to: { groupId: 999 } };
    await expect(act((tx) => moveAnswers(tx, move))).rejects.toThrow('merged');
  });

  test('teaches synonyms, which the next check knows', async () => {
    await act((tx) => rememberSynonyms(tx, { words: ['orange van', 'design'], by: 'UMEG' }, world.now()));
    await act((tx) => rememberSynonyms(tx, { words: ['design', 'looks, all'], by: 'UMEG' }, world.now()));
    expect(settingOf(world.db, mindsetSynonyms)).toEqual([['orange van', 'design', 'looks  all']]);
  });

  test('is a manager of marketing, unless another one is chosen; who left is replaced at once', async () => {
    const facilitator = () => checkOf(world.db, cycleId)?.facilitatorId;
    expect(facilitator()).toBe('UMEG');
    await act((tx) => noteStandings(tx, [{ id: 'UMEG', standing: 'deactivated', isAdmin: false } as never]));
    await act((tx) => tendGrouping(tx, world.now()));
    expect(facilitator()).toBe('UMAX');
    await begin(5, 5);
    await act((tx) => changeSetting(tx, { setting: mindsetFacilitator, value: ['UMAX'], by: 'UMAX' }, world.now()));
    await answer();
    expect(facilitator()).toBe('UMAX');
  });

  test('is reminded once, then another manager is asked', async () => {
    const seen: unknown[] = [];
    for (const day of ['07', '08', '09', '10', '11', '14']) {
      await world.at(`2026-12-${day}T08:00:10Z`);
      await act((tx) => tendGrouping(tx, world.now()));
      const { facilitatorId, reminders } = checkOf(world.db, cycleId) ?? {};
      seen.push(`${day} ${facilitatorId} ${reminders}`);
    }
    expect(seen).toEqual(['07 UMEG 1', '08 UMEG 1', '09 UMEG 1', '10 UMAX 1', '11 UMAX 1', '14 UMAX 1']);
  });
});

describe('after a result', () => {
  beforeEach(async () => {
    await begin(5, 5);
    await answer();
    await publish();
  });
  const three = () => agreementOf(world.db, cycleId);

  test('managers of both sides agree, and what they agreed on is published', async () => {
    expect(three()?.advantages[0]).toMatch(/support|service/);
    await expect(act((tx) => publishThree(tx, { cycleId, by: 'UMAX' }, world.now()))).rejects.toThrow(
      'both sides agree',
    );
    await expect(act((tx) => agreeOnThree(tx, { cycleId, version: 1, by: 'US0' }, world.now()))).rejects.toThrow(
      'managers',
    );
    await act((tx) => agreeOnThree(tx, { cycleId, version: 1, by: 'UMAX' }, world.now()));
    expect(three()).toMatchObject({ salesBy: 'UMAX', marketingBy: null, agreedAt: null });
    const words = ['Price', 'Support', 'Design'];
    await act((tx) => proposeThree(tx, { cycleId, advantages: words, by: 'UMEG' }, world.now()));
    expect(three()).toMatchObject({ salesBy: null, marketingBy: 'UMEG', version: 2 });
    await expect(act((tx) => agreeOnThree(tx, { cycleId, version: 1, by: 'UMAX' }, world.now()))).rejects.toThrow(
      'changed',
    );
    await act((tx) => agreeOnThree(tx, { cycleId, version: 2, by: 'UMAX' }, world.now()));
    expect(publishedThree(world.db)).toBeUndefined();
    await act((tx) => publishThree(tx, { cycleId, by: 'UMAX' }, world.now()));
    expect(publishedThree(world.db)?.advantages).toEqual(words);
    await expect(
      act((tx) => proposeThree(tx, { cycleId, advantages: ['X'], by: 'UMAX' }, world.now())),
    ).rejects.toThrow('published');
  });

  test('the next check begins in eight weeks, on a working day', async () => {
    await act((tx) => askAgain(tx, { cycleId, by: 'UMAX' }, world.now()));
    await act((tx) => askAgain(tx, { cycleId, by: 'UMEG' }, world.now()));
    expect(plannedCycle(world.db, 'mindset')).toMatchObject({
      dueAt: new Date('2027-01-28T08:00:00Z'),
      movedBy: 'UMAX',
    });
  });
});
