import { expect, test } from 'vitest';
import { seesLead } from '../../../src/leads/reads/sight.ts';
import { leadsOfTeams, leadsThatNeed, sightOf, untouchedOfTeam } from '../../../src/leads/reads/visible.ts';
import { otherTeamsLeads } from '../../../src/leads/settings.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import type { Directory, Person } from '../../../src/platform/slack/directory.ts';
import { saveTeam, type TeamForm } from '../../../src/teams/save.ts';
import { memoryDatabase } from '../../support/temp-database.ts';

const NOW = new Date('2026-06-01T09:00Z');
const members: Record<string, string[]> = { CNORTH: ['SAM'], CSOUTH: ['SUE'], CMARKETING: ['MIA', 'SUE'] };
const directory = {
  members: async ({ channelId }: { channelId: string }) => new Set(members[channelId]),
} as unknown as Directory;

const person = (id: string, more: Partial<Person> = {}) => ({ id, isAdmin: false, ...more }) as Person;

async function threeTeams() {
  const db = memoryDatabase();
  const form = (kind: 'sales' | 'marketing', channelId: string): TeamForm => ({
    kind,
    name: channelId,
    channelId,
    managerId: `BOSS_${channelId}`,
    zone: 'UTC',
    workDays: [1],
    worksFrom: '09:00',
    worksUntil: '17:00',
    holidays: [],
    digestCron: null,
  });
  const [north, south] = await createWriter(db)((tx) =>
    [form('sales', 'CNORTH'), form('sales', 'CSOUTH'), form('marketing', 'CMARKETING')].map((one) =>
      saveTeam(tx, one, { id: null, by: 'test' }, NOW),
    ),
  );
  if (!north || !south) throw new Error('No team was saved.');
  return { deps: { db, directory }, north, south };
}

test('a seller sees the leads of their own team, marketing those of every sales team', async () => {
  const { deps, north, south } = await threeTeams();
  const list = (name: string, id: string) => leadsOfTeams(deps, { name, words: '' }, person(id), NOW);
  expect(await list('team', 'SAM')).toEqual({
    name: 'team',
    filter: { show: 'team', teamIds: [north.id] },
    reader: { salesTeams: [north.id], inMarketing: false },
  });
  expect(await list('untouched', 'MIA')).toEqual({
    name: 'untouched',
    filter: { show: 'untouched', teamIds: [north.id, south.id] },
    reader: { salesTeams: [], inMarketing: true },
  });
  expect((await list('team', 'SUE')).reader).toEqual({ salesTeams: [south.id], inMarketing: true });
  expect((await list('team', 'BOSS_CSOUTH')).filter).toEqual({ show: 'team', teamIds: [south.id] });
});

test('a seller’s own list has the leads that they own, a marketer’s those that they handed off', async () => {
  const { deps } = await threeTeams();
  const show = async (id: string) => (await leadsOfTeams(deps, { name: 'mine', words: '' }, person(id), NOW)).filter;
  expect(await show('SAM')).toEqual({ show: 'mine', userId: 'SAM', at: NOW });
  expect(await show('MIA')).toEqual({ show: 'handed_off', userId: 'MIA' });
  expect(await show('SUE')).toEqual({ show: 'mine', userId: 'SUE', at: NOW });
});

test('a search keeps its words, and an admin may act on every result', async () => {
  const { deps } = await threeTeams();
  expect(await leadsOfTeams(deps, { name: 'search', words: 'porto' }, person('ADA', { isAdmin: true }), NOW)).toEqual({
    name: 'search',
    filter: { show: 'search', words: 'porto', sight: { userId: 'ADA', teamIds: 'every' } },
    reader: { salesTeams: 'every', inMarketing: true },
  });
});

test('the leads of a digest have buttons only for its team and manager', async () => {
  const { deps, north } = await threeTeams();
  const acts = async (id: string) => (await untouchedOfTeam(deps, north, person(id), NOW)).reader.salesTeams;
  expect(await Promise.all(['SAM', 'BOSS_CNORTH', 'SUE', 'MIA'].map(acts))).toEqual([[north.id], [north.id], [], []]);
  expect((await untouchedOfTeam(deps, north, person('MIA'), NOW)).filter).toEqual({
    show: 'untouched',
    teamIds: [north.id],
    awakeAt: NOW,
  });
});

test.each([
  ['read', { SAM: 'every', SUE: 'every', MIA: 'every', BOSS_CNORTH: 'every', ADA: 'every', COL: [] }],
  ['hidden', { SAM: ['north'], SUE: 'every', MIA: 'every', BOSS_CNORTH: ['north'], ADA: 'every', COL: [] }],
] as const)('with leads of other sales teams set to %s, each person finds theirs', async (value, expected) => {
  const { deps, north, south } = await threeTeams();
  await createWriter(deps.db)((tx) => changeSetting(tx, { setting: otherTeamsLeads, value, by: 'ADA' }, NOW));
  const lead = (teamId: number, more = {}) => ({ teamId, ownerId: null, handedOffBy: 'MIA', ...more });
  for (const [id, teams] of Object.entries(expected)) {
    const sight = await sightOf(deps, person(id, { isAdmin: id === 'ADA' }));
    expect([id, sight.teamIds]).toEqual([id, teams === 'every' ? teams : teams.map(() => north.id)]);
    expect([id, seesLead(sight, lead(south.id))]).toEqual([id, teams === 'every']);
    expect([id, seesLead(sight, lead(north.id))]).toEqual([id, teams === 'every' || teams.length > 0]);
    expect(seesLead(sight, lead(south.id, { ownerId: id }))).toBe(true);
    expect(seesLead(sight, lead(south.id, { handedOffBy: id }))).toBe(true);
  }
});

test('leads that need a person include those of all their teams', () => {
  expect(leadsThatNeed(person('SAM'), NOW).filter).toEqual({ show: 'waiting', userId: 'SAM', at: NOW });
});
