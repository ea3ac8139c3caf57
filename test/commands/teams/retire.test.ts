import { expect, test } from 'vitest';
import { allTeams } from '../../../src/teams/queries.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;
const teamNamed = (name: string) => {
  const team = allTeams(scene.app().baton.deps.db).find((one) => one.name === name);
  if (!team) throw new Error(`There is no team ${name}.`);
  return team;
};

async function retire(name: string, fields = {}) {
  await as('ada').command('/baton teams', { in: '#general' });
  const teams = await as('ada').modal('Teams');
  await as('ada').choose(teams, { text: 'Retire…', value: `team_retire:${teamNamed(name).id}` });
  const form = await as('ada').modal('Retire team');
  await form.fill(fields);
  return form;
}

test('a team is not retired before another one takes its open leads', async () => {
  await scene.newLead();
  const form = await retire('Sales');
  expect(form.text()).toContain('This team has 1 open lead. Create the team that takes them first.');
  await form.close({ all: true });
});

test('the open leads of a retired team go to the named team, with their cards, and its channel is free', async () => {
  const untouched = 'Lead 001';
  const working = await scene.bring(await scene.newLead(), 'working', 'sue');
  const { write, now } = scene.app().baton.deps;
  const sales = teamNamed('Sales');
  const channelId = scene.app().slack.ids.channels.general ?? '';
  const south = { ...sales, id: undefined, name: 'Sales South', channelId, managerId: as('mia').id };
  await write((tx) => saveTeam(tx, south, { id: null, by: 'test' }, now()));
  await scene.travel('2026-11-19T09:05:00Z');

  const form = await retire('Sales', { '2 open leads go to': 'Sales South' });
  expect(await form.submit()).toEqual({ ok: true });
  await scene.app().settled();
  await scene.travel('2026-11-19T09:06:00Z');
  expect(allTeams(scene.app().baton.deps.db).map(({ name }) => name)).toEqual(['Marketing', 'Sales South']);
  const inSouth = (name: string) =>
    as('max')
      .sees('#general')
      .filter(({ text, threadTs }) => text.includes(name) && threadTs === undefined)
      .map(({ text }) => scene.read(text));
  expect(inSouth(untouched)[0]).toContain('Unclaimed');
  expect(inSouth(working)[0]).toContain('@sue');
  const copy = as('sam')
    .sees('#sales')
    .find(({ text }) => text.includes(untouched));
  expect(scene.read(copy?.text ?? '')).toContain('in #general now');

  const again = { ...sales, id: undefined, name: 'Sales' };
  await write((tx) => saveTeam(tx, again, { id: null, by: 'test' }, now()));
  expect(teamNamed('Sales').channelId).toBe(sales.channelId);
});
