/** Reminders of actions, and owners who left or are out of office. */
import { beforeEach, describe, expect, test } from 'vitest';
import { goAway } from '../../src/leads/routing/away.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { savePreferences } from '../../src/preferences/save.ts';
import { agreeAction, settleAction } from '../../src/reviews/actions.ts';
import { actionById } from '../../src/reviews/queries.ts';
import { coverActionsOfLeavers, remindOfReviewActions } from '../../src/reviews/remind.ts';
import { saveMembers } from '../../src/teams/members.ts';
import { allTeams } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { standings } from '../../src/teams/table.ts';
import { newWorld, type World } from './world.ts';

/** A Monday; the action is due on Friday, so its reminder is at work on Thursday. */
const NOW = new Date('2026-12-07T10:00:00Z');
const THURSDAY = new Date('2026-12-10T08:00:00Z');
/** The end of work on the due date. */
const DUE = new Date('2026-12-11T16:00:00Z');

let world: World;
beforeEach(async () => {
  world = await newWorld(NOW);
});

const agree = (ownerId = 'USAM', by = 'UBEA') =>
  world.write((tx) => agreeAction(tx, { what: 'Call', ownerId, dueOn: '2026-12-11', by }, NOW));
const remind = (at = THURSDAY) => world.write((tx) => remindOfReviewActions(tx, at));
const cover = () => world.write((tx) => coverActionsOfLeavers(tx, THURSDAY));
const leave = (...people: string[]) =>
  world.write((tx) => {
    for (const userId of people) tx.insert(standings).values({ userId, standing: 'deactivated', isAdmin: false }).run();
  });
const messages = () =>
  world.db
    .select()
    .from(outbox)
    .all()
    .filter(({ kind }) => kind.startsWith('review'))
    .map(({ kind, orderingKey, payload }) => [kind, orderingKey, payload]);
const team = (kind: 'sales' | 'marketing') => {
  const found = allTeams(world.db).find((one) => one.kind === kind);
  if (!found) throw new Error('There is no such team.');
  return found;
};
const setManager = (kind: 'sales' | 'marketing', managerId: string) =>
  world.write((tx) => saveTeam(tx, { ...team(kind), managerId }, { id: team(kind).id, by: 'test' }, NOW));

describe('a reminder', () => {
  test('comes once, when it is due', async () => {
    await agree();
    await remind(new Date(THURSDAY.getTime() - 1));
    expect(messages()).toEqual([]);
    await remind();
    await remind();
    expect(messages()).toEqual([['review_reminder', 'USAM', { actionId: 1, ownerId: 'USAM', dueOn: '2026-12-11' }]]);
    expect(actionById(world.db, 1)?.remindAt).toBeNull();
  });

  test('is not for owners who left or do not want reminders', async () => {
    await agree('UGONE');
    await agree('UQUIET');
    await leave('UGONE');
    await world.write((tx) => savePreferences(tx, 'UQUIET', { reminders: 'off' }, NOW));
    await remind();
    expect(messages()).toEqual([]);
  });

  test.each<[string, Date | null, string]>([
    ['without an end', null, 'review_owner_gone'],
    ['until the due date is over', DUE, 'review_owner_gone'],
    ['until shortly before', new Date(DUE.getTime() - 1), 'review_reminder'],
    ['that is over', new Date(THURSDAY.getTime() - 1), 'review_reminder'],
  ])('of an owner who is away %s', async (_, until, kind) => {
    await agree();
    await world.write((tx) => goAway(tx, 'USAM', { until }, NOW));
    await remind();
    expect(messages().map(([of]) => of)).toEqual([kind]);
  });
});

test('without a sales team, owners who are away are reminded as others', async () => {
  await agree();
  await world.write((tx) => goAway(tx, 'USAM', { until: DUE }, NOW));
  await world.write((tx) => retireTeam(tx, team('sales'), 'UMAX', NOW));
  await remind();
  expect(messages().map(([kind]) => kind)).toEqual(['review_reminder']);
});

describe('actions of a person who left', () => {
  const told = () => messages().map(([, to, payload]) => [to, (payload as { actionIds: number[] }).actionIds]);

  test('are told to a manager once', async () => {
    await agree();
    await agree();
    await agree('USUE');
    await world.write((tx) => settleAction(tx, { actionId: 2, by: 'USAM', as: 'done' }, NOW));
    await leave('USAM');
    await cover();
    await cover();
    expect(messages()).toEqual([['review_owner_gone', 'UMAX', { userId: 'UMAX', ownerId: 'USAM', actionIds: [1] }]]);
    await agree();
    await cover();
    // Waiting messages about the same person are one.
    expect(told()).toEqual([['UMAX', [1, 4]]]);
    expect([1, 4, 3].map((id) => actionById(world.db, id)?.toldOf)).toEqual(['USAM', 'USAM', null]);
  });

  test('are told to the manager of their own team first', async () => {
    await setManager('marketing', 'UMEG');
    await world.write((tx) => saveMembers(tx, team('marketing'), { userIds: new Set(['USAM']), error: null }, NOW));
    await agree();
    await leave('USAM');
    await cover();
    expect(told()).toEqual([['UMEG', [1]]]);
  });

  test.each<[string, string[], string | undefined]>([
    ['a manager who is here', ['UMAX'], 'UMEG'],
    ['the author, if no manager is here', ['UMAX', 'UMEG'], 'UBEA'],
    ['no one, if no one is here', ['UMAX', 'UMEG', 'UBEA'], undefined],
  ])('are told to %s', async (_, gone, to) => {
    await setManager('marketing', 'UMEG');
    await agree();
    await leave('USAM', ...gone);
    await cover();
    expect(messages().map(([, orderingKey]) => orderingKey)).toEqual(to === undefined ? [] : [to]);
  });

  test('are told to another manager, if they managed the team', async () => {
    await setManager('marketing', 'UMEG');
    await agree('UMAX');
    await world.write((tx) => goAway(tx, 'UMAX', { until: null }, NOW));
    await remind();
    expect(told()).toEqual([['UMEG', [1]]]);
  });
});
