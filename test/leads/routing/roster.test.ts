import { expect, test } from 'vitest';
import { sellersOf } from '../../../src/leads/routing/queries.ts';
import { readRoster, refreshRoster, saveRoster } from '../../../src/leads/routing/roster.ts';
import type { Directory } from '../../../src/platform/slack/directory.ts';
import { PlaceGone } from '../../../src/platform/slack/place-gone.ts';
import { membershipOf } from '../../../src/teams/members.ts';
import { MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

/** Slack, which answers when the test says so: then B is in the team alone. */
function slowSlack() {
  const answer = Promise.withResolvers<ReadonlySet<string>>();
  let asked = 0;
  const people = async (ids: Iterable<string>) =>
    [...ids].map((id) => ({ id, name: id, standing: 'member', isMember: true, statusEmoji: null }));
  const directory = {
    people,
    members: () => {
      asked += 1;
      return answer.promise;
    },
    undisturbed: async () => new Map(),
  } as unknown as Directory;
  return { directory, answer: () => answer.resolve(new Set(['B'])), asked: () => asked };
}

test('a hand-off does not wait for a roster that was read a few minutes ago, and later ones know the new one', async () => {
  const { db, write, team } = await salesTeam();
  const slack = slowSlack();
  const deps = { db, write, directory: slack.directory };
  const present = () => sellersOf(db, team.id).flatMap(({ userId, isPresent }) => (isPresent ? userId : []));
  await refreshRoster(deps, team, minutesAfter(MONDAY_9, 0.5));
  expect(slack.asked()).toBe(0);
  await Promise.all([1, 2].map(() => refreshRoster(deps, team, minutesAfter(MONDAY_9, 3))));
  expect([slack.asked(), present()]).toEqual([1, ['A', 'B', 'C']]);
  slack.answer();
  await expect.poll(present).toEqual(['B']);
});

test('it waits for one that was read long ago', async () => {
  const { db, write, team } = await salesTeam();
  const slack = slowSlack();
  const read = refreshRoster({ db, write, directory: slack.directory }, team, minutesAfter(MONDAY_9, 30));
  slack.answer();
  await read;
  expect(sellersOf(db, team.id).filter(({ isPresent }) => isPresent)).toHaveLength(1);
});

test('a seller who comes back to the team makes up for no turns', async () => {
  const { write, team, handOff } = await salesTeam();
  const there = (userIds: string[], now: Date) =>
    write((tx) =>
      saveRoster(
        tx,
        team.id,
        userIds.map((userId) => ({ userId, absence: null, undisturbedUntil: null })),
        now,
      ),
    );
  const ask = async (leads: number) => {
    const asked: (string | null)[] = [];
    for (let lead = 0; lead < leads; lead += 1) asked.push((await handOff(MONDAY_9)).assigneeId);
    return asked.join('');
  };
  await there(['A', 'B'], MONDAY_9);
  expect(await ask(6)).toBe('ABABAB');
  await there(['A', 'B', 'C'], MONDAY_9);
  expect(await ask(6)).toBe('ABCABC');
});

test('a roster that Slack does not tell is a fault of the team, which keeps its sellers', async () => {
  const { db, write, team } = await salesTeam();
  const directory = { members: () => Promise.reject(new PlaceGone('channel_not_found')) } as unknown as Directory;
  const ofNew = { ...team, channelId: 'CNEW' };
  await readRoster({ db, write, directory }, ofNew, MONDAY_9);
  expect(membershipOf(db, ofNew)).toMatchObject({ error: 'channel_not_found', readAt: null });
  expect(sellersOf(db, team.id).filter(({ isPresent }) => isPresent)).toHaveLength(3);
});
