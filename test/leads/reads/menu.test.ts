/** Menus of leads, lists, and what a reader may do in them. */
import { expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { snoozeLead, wakeSnoozed } from '../../../src/leads/acts/snooze.ts';
import { touchLead } from '../../../src/leads/acts/touch.ts';
import { requireLead, updateLead } from '../../../src/leads/queries.ts';
import { isOwn, listLeads } from '../../../src/leads/reads/list.ts';
import { peopleWithLeads } from '../../../src/leads/reads/morning.ts';
import { actsOn, notesOn } from '../../../src/leads/reads/sight.ts';
import { leadsLike } from '../../../src/leads/reads/typeahead.ts';
import { leadsThatNeed } from '../../../src/leads/reads/visible.ts';
import type { Person } from '../../../src/platform/slack/directory.ts';
import { leadIn } from '../leads.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

const A = actor('A');

test('a menu of leads has what the typed text begins, else the own leads and then the newest', async () => {
  const world = await salesTeam();
  const north = await world.addTeam('North');
  const made: number[] = [];
  for (const name of ['Ana Abel', 'Ben Bell', 'Cleo Abel']) made.push((await world.handOff(MONDAY_9, { name })).id);
  const [ana = 0, ben = 0, cleo = 0] = made;
  await world.write((tx) => acceptLead(tx, { leadId: ana, seller: A, by: 'button' }, MONDAY_9));
  const like = (typed: string, teamIds: number[] | 'every', limit = 9) =>
    leadsLike(world.db, { typed, sight: { userId: 'A', teamIds }, limit }).map(({ id }) => id);
  expect(like(' ', 'every')).toEqual([ana, cleo, ben]);
  expect(like('', 'every', 2)).toEqual([ana, cleo]);
  expect(like('', [north])).toEqual([ana]);
  expect(like('abe', 'every')).toEqual([cleo, ana]);
  expect(like('abe', [north])).toEqual([ana]);
  expect(like('abe', [world.team.id], 1)).toEqual([cleo]);
  const { id: dan } = await world.handOff(MONDAY_9, { name: 'Dan Abel' });
  await world.write((tx) => updateLead(tx, requireLead(tx, cleo), { name: 'Cleo Cole' }, MONDAY_9));
  expect(like('abe', 'every')).toEqual([dan, ana]);
});

test.each([
  ['jane@acme.company', true],
  ['jane@acme.com', false],
  ['12345', true],
  ['1234', false],
  ['x 12345', false],
  ['Jane 12345', false],
])('%j finds Jane at acme.company with the number 12345…: %s', async (typed, isFound) => {
  const { db, handOff } = await salesTeam();
  await handOff(MONDAY_9, { email: 'jane@acme.company', phone: '+12345678901' });
  expect(leadsLike(db, { typed, sight: { userId: 'A', teamIds: 'every' }, limit: 9 })).toHaveLength(isFound ? 1 : 0);
});

test('a list can begin with the oldest, and leave out what sleeps', async () => {
  const { db, write, handOff, team } = await salesTeam();
  const made = [await handOff(MONDAY_9), await handOff(minutesAfter(MONDAY_9, 1))].map(({ id }) => id);
  const [first = 0, second = 0] = made;
  const ids = (filter: Parameters<typeof listLeads>[1], sorted?: 'oldest') =>
    listLeads(db, filter, { limit: 9, offset: 0 }, sorted).leads.map(({ id }) => id);
  const teamIds = [team.id];
  const all = { show: 'team' as const, teamIds };
  expect([ids(all), ids(all, 'oldest')]).toEqual([
    [second, first],
    [first, second],
  ]);
  await write((tx) => snoozeLead(tx, { leadId: first, actor: actor('BOSS'), span: 'short' }, MONDAY_9));
  const untouched = { show: 'untouched' as const, teamIds };
  expect([ids(untouched), ids({ ...untouched, awakeAt: MONDAY_9 })]).toEqual([[first, second], [second]]);
  expect(ids({ ...untouched, awakeAt: minutesAfter(MONDAY_9, 60) })).toEqual([first, second]);
});

test('only lists of the own leads are own', () => {
  const whose = { userId: 'A', at: MONDAY_9 };
  const lists = [
    isOwn({ show: 'mine', ...whose }),
    isOwn({ show: 'waiting', ...whose }),
    isOwn({ show: 'overdue', ...whose }),
    isOwn({ show: 'team', teamIds: [] }),
  ];
  expect(lists).toEqual([true, true, false, false]);
});

test('a person with a lead in progress that woke in the last month has something to do', async () => {
  const { db, write, handOff, team } = await salesTeam();
  const { id: leadId } = await handOff(MONDAY_9);
  const tuesday = new Date('2026-06-02T09:00Z');
  await write((tx) => {
    touchLead(tx, { leadId, actor: A, kind: null, outcome: null, words: null }, MONDAY_9);
    snoozeLead(tx, { leadId, actor: A, span: 'tomorrow' }, MONDAY_9);
  });
  const people = (now: Date) => write((tx) => peopleWithLeads(tx, team, now));
  expect(await people(tuesday)).toEqual([]);
  await write((tx) => wakeSnoozed(tx, tuesday));
  const days = (count: number) => minutesAfter(tuesday, count * 24 * 60);
  expect([await people(days(30)), await people(days(31))]).toEqual([['A'], []]);
  await write((tx) => updateLead(tx, requireLead(db, leadId), { ownerId: null }, tuesday));
  expect(await people(tuesday)).toEqual([]);
});

test.each([
  ['sales of the team', [1], false, { sales: true, marketing: false, note: true }],
  ['sales of another team', [2], false, { sales: false, marketing: false, note: false }],
  ['marketing', [], true, { sales: false, marketing: true, note: true }],
  ['an admin', 'every' as const, true, { sales: true, marketing: true, note: true }],
])('%s acts on the leads that they have', (_, salesTeams, inMarketing, { sales, marketing, note }) => {
  const reader = { salesTeams, inMarketing };
  const acts = [actsOn(reader, leadIn('working')), actsOn(reader, leadIn('returned')), notesOn(reader, leadIn('won'))];
  expect(acts).toEqual([sales, marketing, note]);
});

test('a person acts on all leads that need them', () => {
  expect(leadsThatNeed({ id: 'A' } as Person, MONDAY_9)).toEqual({
    ...{ name: 'waiting', filter: { show: 'waiting', userId: 'A', at: MONDAY_9 } },
    reader: { salesTeams: 'every', inMarketing: true },
  });
});
