/** The people whom a survey asks, as Slack has them. */
import { expect, test } from 'vitest';
import { audienceOf } from '../../src/feedback/audience.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { PlaceGone } from '../../src/platform/slack/place-gone.ts';
import { salesTeam } from '../leads/world.ts';

const channels: Record<string, string[]> = { CSALES: ['A', 'B', 'BOT'], CALL: ['MIA', 'A', 'M', 'GUEST'], CNONE: [] };
const directory = {
  members: async ({ channelId }: { channelId: string }) => {
    if (channelId === 'CSLOW') throw new Error('slow');
    const found = channels[channelId];
    if (!found) throw new PlaceGone('channel_not_found');
    return new Set(found);
  },
  people: async (ids: Iterable<string>) =>
    [...ids].map((id) => ({ id, name: id, isMember: !['BOT', 'GUEST'].includes(id), standing: 'a guest' })),
} as unknown as Directory;

async function world() {
  const { db, team } = await salesTeam();
  const asked = async (given: Partial<Parameters<typeof audienceOf>[1]>) => {
    const wanted = { askerId: 'MIA', people: [], teamId: null, channelId: null, isAnonymous: false, ...given };
    const found = await audienceOf({ db, directory }, wanted);
    return 'message' in found
      ? `${found.field}: ${found.message}`
      : [found.asked.map(({ userId, side }) => `${userId} ${side}`).join(', '), found.placeId];
  };
  return { team, asked };
}

test('people, a team with its manager, and a channel are asked together, each once and with their side', async () => {
  const { team, asked } = await world();
  expect(await asked({ people: ['M'] })).toEqual(['M null', null]);
  expect(await asked({ teamId: team.id })).toEqual(['A sales, B sales, BOSS sales', 'CSALES']);
  expect(await asked({ channelId: 'CALL' })).toEqual(['A sales, M null', 'CALL']);
  expect(await asked({ people: ['X', 'A'], teamId: team.id, channelId: 'CALL' })).toEqual([
    'X null, A sales, B sales, BOSS sales, M null',
    'CALL',
  ]);
});

test('askers are asked only if they choose themselves, and never without names', async () => {
  const { asked } = await world();
  expect(await asked({ people: ['MIA', 'A'] })).toEqual(['MIA null, A sales', null]);
  expect(await asked({ people: ['MIA', 'A'], isAnonymous: true })).toEqual(['A sales', null]);
  expect(await asked({ channelId: 'CALL', isAnonymous: true })).toEqual(['A sales, M null', 'CALL']);
});

test('no one, people who are no members, and channels that the asker does not see are refused at their field', async () => {
  const { team, asked } = await world();
  expect(await asked({})).toBe('people: Choose people, a team or a channel.');
  expect(await asked({ people: ['A', 'GUEST'] })).toBe('people: GUEST cannot be asked: they are a guest.');
  for (const channelId of ['CGONE', 'CNONE'])
    expect(await asked({ channelId })).toBe(
      'channel: I can’t see who is in this channel. Please /invite @Baton there first.',
    );
  expect(await asked({ people: ['M'], channelId: 'CSALES' })).toBe('channel: You are not in this channel.');
  // Its team may be asked by everyone.
  expect(await asked({ teamId: team.id, channelId: 'CALL' })).toEqual(['A sales, B sales, BOSS sales, M null', 'CALL']);
  await expect(asked({ channelId: 'CSLOW' })).rejects.toThrow('slow');
});
