/** Members of a team while Slack cannot tell them, and people who only watch. */
import { expect, test } from 'vitest';
import { homeChanges } from '../../src/platform/changes/table.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { PlaceGone } from '../../src/platform/slack/place-gone.ts';
import { changesOfTeam } from '../../src/teams/changes.ts';
import { isFresh, membershipOf, membersOf, noteUnread, saveMembers } from '../../src/teams/members.ts';
import { watchersOf } from '../../src/teams/queries.ts';
import { saveWatchers, takePart, watch } from '../../src/teams/watchers.ts';
import { MONDAY_9, minutesAfter, salesTeam } from '../leads/world.ts';

const gone = new PlaceGone('no_such_subteam');

/** Slack with these people in the channel, and without the user group. */
const slackWith = (inChannel: string[]) =>
  ({
    members: async ({ userGroupId }: { userGroupId: string | null }) => {
      if (userGroupId !== null) throw gone;
      return new Set(inChannel);
    },
  }) as unknown as Directory;

test('a team whose user group is gone keeps its known members, and is that of its channel before any are known', async () => {
  const { db, write, team, addTeam } = await salesTeam();
  const ofGroup = { ...team, userGroupId: 'SGONE' };
  await write((tx) => saveMembers(tx, ofGroup, { userIds: new Set(['A', 'B']), error: null }, MONDAY_9));
  const known = await membersOf({ db, directory: slackWith(['Z']) }, ofGroup);
  expect([[...known.userIds], known.error]).toEqual([['A', 'B'], 'no_such_subteam']);
  const fresh = { ...ofGroup, id: await addTeam('New'), channelId: 'CNew' };
  const read = await membersOf({ db, directory: slackWith(['Z']) }, fresh);
  expect([[...read.userIds], read.error]).toEqual([['Z'], 'no_such_subteam']);
});

test('a team whose channel is gone cannot be read, and other faults of Slack are not hidden', async () => {
  const { db, addTeam, team } = await salesTeam();
  const fails = (error: Error) => ({ members: () => Promise.reject(error) }) as unknown as Directory;
  const fresh = { ...team, id: await addTeam('New'), channelId: 'CNew' };
  await expect(membersOf({ db, directory: fails(gone) }, fresh)).rejects.toBe(gone);
  const slow = new Error('slow');
  await expect(membersOf({ db, directory: fails(slow) }, team)).rejects.toBe(slow);
});

test('a team that cannot be read has the fault since its first moment, until it is read', async () => {
  const { db, write, team } = await salesTeam();
  const state = () => {
    const { userIds, error, failingSince } = membershipOf(db, team) ?? {};
    return [userIds, error, failingSince?.getTime()];
  };
  const later = minutesAfter(MONDAY_9, 5);
  await write((tx) => noteUnread(tx, team, gone, MONDAY_9));
  expect(state()).toEqual([['A', 'B', 'C'], 'no_such_subteam', MONDAY_9.getTime()]);
  await write((tx) => noteUnread(tx, team, new Error('slow'), later));
  expect(state()).toEqual([['A', 'B', 'C'], 'no_answer', MONDAY_9.getTime()]);
  await write((tx) => saveMembers(tx, team, { userIds: new Set(['A']), error: gone.code }, later));
  expect(state()).toEqual([['A'], 'no_such_subteam', MONDAY_9.getTime()]);
  await write((tx) => saveMembers(tx, team, { userIds: new Set(['A']), error: null }, later));
  expect(state()).toEqual([['A'], null, undefined]);
  expect(isFresh(db, team, 60_000, later)).toBe(true);
});

test('a team that moved to a channel that cannot be read has no members any more', async () => {
  const { db, write, team } = await salesTeam();
  await write((tx) => noteUnread(tx, { ...team, channelId: 'CNEW' }, gone, MONDAY_9));
  expect(membershipOf(db, { ...team, channelId: 'CNEW' })).toMatchObject({ userIds: [], error: 'no_such_subteam' });
  expect(membershipOf(db, team)).toBeUndefined();
});

test('a fault keeps the code of Slack', async () => {
  const { db, write, team } = await salesTeam();
  const cause = { code: 'slack_webapi_platform_error', data: { error: 'internal_error' } };
  await write((tx) => noteUnread(tx, team, new Error('slow', { cause }), MONDAY_9));
  expect(membershipOf(db, team)?.error).toBe('internal_error');
});

test('a new team that was never read has no members and a fault', async () => {
  const { db, write, team, addTeam } = await salesTeam();
  const fresh = { ...team, id: await addTeam('New'), channelId: 'CNew' };
  await write((tx) => noteUnread(tx, fresh, gone, MONDAY_9));
  expect(membershipOf(db, fresh)).toMatchObject({ userIds: [], readAt: null, isCurrent: false });
  expect(isFresh(db, fresh, 60_000, MONDAY_9)).toBe(false);
});

test('people who only watch are on record, and the team is read again without them', async () => {
  const { db, write, team } = await salesTeam({ fallbackId: 'C', oneSellerId: 'B' });
  const all = { members: async () => new Set(['A', 'B', 'C']) } as unknown as Directory;
  const present = async () => [...(await membersOf({ db, directory: all }, team)).userIds];
  for (const [userId, words] of [
    ['BOSS', 'The manager of a team'],
    ['C', 'the fallback owner'],
    ['B', 'All leads of this team'],
  ] as const)
    await expect(write((tx) => watch(tx, { team, userId }, MONDAY_9))).rejects.toThrow(words);
  await write((tx) => watch(tx, { team, userId: 'A' }, MONDAY_9));
  expect([watchersOf(db, team.id), await present()]).toEqual([['A'], ['B', 'C']]);
  expect(isFresh(db, team, 60_000, MONDAY_9)).toBe(false);
  const [change] = changesOfTeam(db, team.id, 1);
  expect(change).toMatchObject({ before: { onlyWatches: false }, after: { onlyWatches: true }, by: 'A' });
  const changes = () => [changesOfTeam(db, team.id, 100).length, db.select().from(homeChanges).all().length];
  const before = changes();
  await write((tx) => saveWatchers(tx, team.id, ['A'], 'BOSS', MONDAY_9));
  expect(changes()).toEqual(before);
  db.delete(homeChanges).run();
  await write((tx) => saveWatchers(tx, team.id, ['Z'], 'BOSS', MONDAY_9));
  expect(watchersOf(db, team.id)).toEqual(['Z']);
  expect(db.select().from(homeChanges).all()).toMatchObject([{ people: 'A Z', teamId: team.id }]);
  await write((tx) => saveWatchers(tx, team.id, ['A'], 'BOSS', MONDAY_9));
  await write((tx) => takePart(tx, { team, userId: 'A' }, MONDAY_9));
  expect([watchersOf(db, team.id), await present()]).toEqual([[], ['A', 'B', 'C']]);
});
