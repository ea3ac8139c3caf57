import { expect, test } from 'vitest';
import { introduceTeam } from '../../../src/setup/introduce.ts';
import { changesOfTeam } from '../../../src/teams/changes.ts';
import { teamsOfKind, watchersOf } from '../../../src/teams/queries.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

const salesTeam = () => {
  const [team] = teamsOfKind(scene.app().baton.deps.db, 'sales');
  if (!team) throw new Error('There is no sales team.');
  return team;
};
const watching = () => watchersOf(scene.app().baton.deps.db, salesTeam().id);
const idOf = (who: string) => scene.app().slack.ids.people[who] ?? '';

async function introduction() {
  const { write, now } = scene.app().baton.deps;
  await write((tx) => introduceTeam(tx, salesTeam(), now()));
  await scene.app().baton.runDue();
  return as('sue').waitForMessage('#sales', 'Leads from marketing appear here');
}

test('a person who only watches gets no leads, gives up untouched ones, and cannot accept', async () => {
  const untouched = await scene.newLead({ 'Assign to': 'sue' });
  const begun = await scene.bring(await scene.newLead({ 'Assign to': 'sue' }), 'working', 'sue');

  await as('sue').press(await introduction(), 'I only watch');
  expect(await scene.ephemeral('sue')).toContain('You only watch #sales.');
  // Reads the team, then passes its leads on.
  for (const _ of ['read', 'pass on']) {
    await scene.app().baton.runDue();
    await scene.app().settled();
  }
  expect(scene.standing(untouched)).not.toContain('@sue');
  expect(scene.standing(begun)).toContain('@sue');

  const next = [await scene.newLead(), await scene.newLead(), await scene.newLead()];
  expect(next.map((name) => scene.standing(name)).join()).not.toContain('@sue');
  const [first = ''] = next;
  await scene.press('sue', first, 'Accept');
  expect(await scene.ephemeral('sue')).toContain('Only the sales team');
  expect(scene.standing(first)).toContain('Unclaimed');
});

test('they take part again with one press, and the record has both', async () => {
  await as('sue').press(await as('sue').waitForMessage('#sales', 'Leads from marketing appear here'), 'I only watch');
  const done = await as('sue').modal('Done');
  await as('sue').press(done, 'Take part again');
  await done.waitForText('and leads can be assigned to you');
  expect(watching()).toEqual([]);
  const name = await scene.newLead();
  await scene.press('sue', name, 'Accept');
  expect(scene.standing(name)).toContain('@sue owns this');

  const record = changesOfTeam(scene.app().baton.deps.db, salesTeam().id, 2);
  expect(record.map(({ userId, by, after }) => ({ userId, by, after }))).toEqual([
    { userId: idOf('sue'), by: idOf('sue'), after: { onlyWatches: false } },
    { userId: idOf('sue'), by: idOf('sue'), after: { onlyWatches: true } },
  ]);
});

test('the manager belongs to the team', async () => {
  await as('max').press(await as('max').waitForMessage('#sales', 'Leads from marketing appear here'), 'I only watch');
  expect(await scene.ephemeral('max')).toContain('The manager of a team belongs to it.');
  expect(watching()).toEqual([]);
});

test('a manager chooses in the form of the team who only watches', async () => {
  const edit = async (fields: Record<string, string[]>) => {
    await as('max').command('/baton teams', { in: '#sales' });
    await as('max').press(await as('max').modal('Teams'), { actionId: 'team_edit', value: String(salesTeam().id) });
    return scene.submit('max', 'Edit team', fields);
  };
  expect(await edit({ 'Only watch': ['max'] })).toMatchObject({
    ok: false,
    errors: { 'Only watch': 'The manager of a team belongs to it.' },
  });
  for (const modal of as('max').modals().reverse()) await modal.close();
  expect(await edit({ 'Only watch': ['sue'] })).toMatchObject({ ok: true });
  await scene.app().settled();
  expect(watching()).toEqual([idOf('sue')]);
});
