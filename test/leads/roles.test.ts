/** The people around a lead: who acts on it, who answers for it, who gets its messages. */
import { describe, expect, test } from 'vitest';
import { actorOn } from '../../src/leads/actor.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { offerOfLongAbsences } from '../../src/leads/acts/long-absence.ts';
import { marketerOf, marketingTeamOf } from '../../src/leads/marketer.ts';
import { requireLead, updateLead } from '../../src/leads/queries.ts';
import { receiverOf, substituteOf } from '../../src/leads/receiver.ts';
import { goAway } from '../../src/leads/routing/away.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { noteStandings } from '../../src/teams/standing.ts';
import { actor, MONDAY_9, minutesAfter, SALES, salesTeam } from './world.ts';

const members: Record<string, string[]> = { CSALES: ['A', 'B'], CMARKETING: ['MIA', 'MARIA'] };
const GUESTS = ['GUS'];
const directory = {
  members: ({ channelId }: { channelId: string }) => Promise.resolve(new Set(members[channelId] ?? [])),
  person: (id: string) =>
    Promise.resolve({ id, isMember: !GUESTS.includes(id), isAdmin: id === 'ADA', standing: 'a guest' }),
} as unknown as Directory;

/** Two marketing teams; UMARKETER of the second handed the lead off. */
async function known() {
  const world = await salesTeam();
  const { write } = world;
  const first = await write((tx) => {
    const form = { ...SALES, kind: 'marketing' as const, name: 'Brand', channelId: 'CBRAND', managerId: 'BRIT' };
    return saveTeam(tx, form, { id: null, by: 'test' }, MONDAY_9);
  });
  const second = await world.addMarketing();
  const lead = await world.handOff(MONDAY_9);
  return {
    ...{ ...world, lead, first, second },
    leave: (...ids: string[]) =>
      write((tx) => {
        const gone = { isAdmin: false, isMember: false, standing: 'deactivated' as const };
        noteStandings(
          tx,
          ids.map((id) => ({ ...gone, id, name: id, zone: null, statusEmoji: null })),
        );
      }),
  };
}

describe('a person who acts on a lead', () => {
  test.each([
    ['A', { isSeller: true, isManager: false, isMarketer: false }],
    ['BOSS', { isSeller: true, isManager: true, isMarketer: false }],
    ['ADA', { isSeller: false, isManager: true, isMarketer: false }],
    ['MIA', { isSeller: false, isManager: false, isMarketer: true }],
    ['UMARKETER', { isSeller: false, isManager: false, isMarketer: true }],
    ['X', { isSeller: false, isManager: false, isMarketer: false }],
  ])('%s is %j', async (id, relations) => {
    const { db, lead } = await known();
    const deps = { db, directory, now: () => MONDAY_9 };
    expect(await actorOn(deps, lead.id, id)).toEqual({ id, ...relations, isOwnerAway: false, teamChannelId: 'CSALES' });
  });

  test('is a colleague, and the lead exists', async () => {
    const { db, lead } = await known();
    const deps = { db, directory, now: () => MONDAY_9 };
    await expect(actorOn(deps, lead.id, 'GUS')).rejects.toThrow('Only full members');
    await expect(actorOn(deps, 99, 'A')).rejects.toThrow('no longer exists');
  });

  test('may take over from an owner who is away for long', async () => {
    const { db, write, lead } = await known();
    const isOwnerAway = async (now: Date) =>
      (await actorOn({ db, directory, now: () => now }, lead.id, 'B')).isOwnerAway;
    const until = minutesAfter(MONDAY_9, 10 * 24 * 60);
    await write((tx) => goAway(tx, 'A', { until }, MONDAY_9));
    await write((tx) => offerOfLongAbsences(tx, MONDAY_9));
    expect(await isOwnerAway(MONDAY_9)).toBe(false);
    await write((tx) => acceptLead(tx, { leadId: lead.id, seller: actor('A'), by: 'button' }, MONDAY_9));
    expect([await isOwnerAway(MONDAY_9), await isOwnerAway(until)]).toEqual([true, false]);
  });
});

describe('in marketing', () => {
  test('the team of the person who handed the lead off answers for it', async () => {
    const { db, write, lead, first, second } = await known();
    const ids = (handedOffBy: string) => marketingTeamOf(db, { ...lead, handedOffBy }).id;
    expect(['UMARKETER', 'CHIEF', 'BRIT', 'X'].map(ids)).toEqual([second.id, second.id, first.id, first.id]);
    const alone = await salesTeam();
    expect(marketingTeamOf(alone.db, { ...lead, teamId: alone.team.id }).id).toBe(alone.team.id);
    expect(await write((tx) => marketerOf(tx, lead))).toBe('UMARKETER');
  });

  test('the manager answers for a person who left', async () => {
    const { db, lead, leave } = await known();
    expect(marketerOf(db, { ...lead, marketerId: 'MARIA' })).toBe('MARIA');
    await leave('UMARKETER', 'MARIA');
    expect([marketerOf(db, lead), marketerOf(db, { ...lead, marketerId: 'MARIA' })]).toEqual(['CHIEF', 'CHIEF']);
  });
});

describe('a message about a lead', () => {
  test('goes to the person it is meant for, else to the one who has their role now', async () => {
    const { db, write, lead, leave } = await known();
    const to = (userId: string) => receiverOf(db, requireLead(db, lead.id), userId);
    const act = { leadId: lead.id, actor: actor('A'), reason: 'no_budget', words: null };
    await write((tx) => declineLead(tx, act, MONDAY_9));
    expect(['A', 'UMARKETER'].map(to)).toEqual(['A', 'UMARKETER']);
    await leave('A', 'UMARKETER');
    expect(['A', 'UMARKETER'].map(to)).toEqual(['BOSS', 'CHIEF']);
    await write((tx) => updateLead(tx, requireLead(tx, lead.id), { marketerId: 'MARIA' }, MONDAY_9));
    expect(to('UMARKETER')).toBe('MARIA');
  });

  test('goes to who manages a person of whom Slack says only now that they left', async () => {
    const { db, lead } = await known();
    const returned = { ...lead, marketerId: 'MARIA' };
    expect(['A', 'UMARKETER', 'MARIA'].map((userId) => substituteOf(db, returned, userId))).toEqual([
      ...['BOSS', 'CHIEF', 'CHIEF'],
    ]);
  });
});
