/** A lead is shown below a message only where all readers may see it. */
import { expect, test } from 'vitest';
import { channelSees, personSees } from '../../../src/leads/links/where.ts';
import { otherTeamsLeads } from '../../../src/leads/settings.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import type { Directory } from '../../../src/platform/slack/directory.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { channelOutsiders, watchers } from '../../../src/teams/table.ts';
import { MONDAY_9, SALES, salesTeam } from '../world.ts';

/** Leads of sales; North, West and East are other sales teams: West has a user group, someone only watches East. */
async function channels() {
  const world = await salesTeam();
  const { write } = world;
  await world.addMarketing();
  await write((tx) => {
    const other = (name: string, userGroupId: string | null) =>
      saveTeam(tx, { ...SALES, name, channelId: `C${name}`, userGroupId }, { id: null, by: 'test' }, MONDAY_9);
    other('NORTH', null);
    other('WEST', 'SWEST');
    const east = other('EAST', null);
    tx.insert(watchers).values({ teamId: east.id, userId: 'W' }).run();
    for (const channelId of ['CSALES', 'CMARKETING', 'CNORTH', 'CWEST', 'CEAST'])
      tx.insert(channelOutsiders).values({ channelId, sharedWith: null, guests: 0, readAt: MONDAY_9 }).run();
  });
  return { ...world, lead: await world.handOff(MONDAY_9) };
}

const CHANNELS = ['CSALES', 'CMARKETING', 'CNORTH', 'CWEST', 'CEAST', 'COTHER'];

test('in the channel of its team, of marketing, and of other sales teams without other readers', async () => {
  const { db, write, lead } = await channels();
  const seeing = () => CHANNELS.filter((channelId) => channelSees(db, channelId, lead));
  expect(seeing()).toEqual(['CSALES', 'CMARKETING', 'CNORTH']);
  await write((tx) => changeSetting(tx, { setting: otherTeamsLeads, value: 'hidden' as const, by: 'ADMIN' }, MONDAY_9));
  expect(seeing()).toEqual(['CSALES', 'CMARKETING']);
  await write((tx) => tx.update(channelOutsiders).set({ guests: 1 }).run());
  expect(seeing()).toEqual([]);
  await write((tx) => tx.delete(channelOutsiders).run());
  expect(seeing()).toEqual([]);
});

test('for a colleague who may see it', async () => {
  const { db, write, lead } = await channels();
  const directory = {
    person: (id: string) => Promise.resolve({ id, isMember: id !== 'GUS', isAdmin: id === 'GUS' || id === 'ADA' }),
    members: ({ channelId }: { channelId: string }) => Promise.resolve(new Set(channelId === 'CNORTH' ? ['NED'] : [])),
  } as unknown as Directory;
  const sees = (id: string) => personSees({ db, directory }, id, lead);
  expect([await sees('ADA'), await sees('GUS'), await sees('NED'), await sees('X')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  await write((tx) => changeSetting(tx, { setting: otherTeamsLeads, value: 'hidden' as const, by: 'ADMIN' }, MONDAY_9));
  expect(await sees('NED')).toBe(false);
});
