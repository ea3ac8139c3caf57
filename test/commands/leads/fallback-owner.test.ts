import { expect, test } from 'vitest';
import { saveRouting } from '../../../src/leads/routing/settings.ts';
import { allTeams } from '../../../src/teams/queries.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

/** Everyone in the team is away, so that the fallback owner gets new leads. */
async function everybodyAway() {
  for (const who of ['sam', 'sue', 'max'])
    scene.app().slack.admin.setStatus(who, { text: 'Holidays', emoji: ':palm_tree:' });
  await scene.app().settled();
}

test('a deactivated fallback owner is skipped for the manager, and a deactivated manager for an admin', async () => {
  const { slack, baton } = scene.app();
  const { write, db, now } = baton.deps;
  const team = allTeams(db).find(({ kind }) => kind === 'sales');
  if (!team) throw new Error('There is a sales team.');
  await write((tx) =>
    saveRouting(tx, { teamId: team.id, by: 'test', settings: { ...team, fallbackId: as('sue').id } }, now()),
  );
  await everybodyAway();
  const waitsFor = async () => scene.standing(await scene.newLead());
  expect(await waitsFor()).toContain('@sue is up first');

  slack.admin.deactivate('sue');
  await scene.app().settled();
  expect(scene.standing('Lead 001')).toContain('@max is up first');
  expect(await waitsFor()).toContain('@max is up first');

  slack.admin.makeGuest('max');
  await scene.app().settled();
  expect(scene.standing('Lead 001')).toContain('@ada is up first');
  expect(await waitsFor()).toContain('@ada is up first');

  slack.admin.reactivate('sue');
  await scene.app().settled();
  expect(await waitsFor()).toContain('@sue is up first');
});
