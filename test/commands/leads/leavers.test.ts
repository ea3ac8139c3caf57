import { expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

const scene = createScene();

/** Slack tells no event of this change, as while Baton is down. */
async function unheard(change: () => void) {
  const { app } = scene;
  await app().baton.stop();
  change();
  await app().slack.settled();
  await app().restart();
  await app().settled();
}

test('an owner who left while Baton was down loses their leads to the team', async () => {
  const accepted = await scene.bring(await scene.newLead(), 'accepted', 'sue');
  const working = await scene.bring(await scene.newLead(), 'working', 'sue');
  await scene.app().baton.runDue();
  await unheard(() => scene.app().slack.admin.deactivate('sue'));
  for (const minute of [20, 21]) await scene.travel(`2026-11-19T09:${minute}:00Z`);
  expect(scene.standing(accepted)).toContain('@sam');
  expect(scene.standing(working)).toContain('@sam');
  expect(scene.news('sam', working)).toHaveLength(1);
});

test('a seller who leaves the team keeps the leads that they work on, and the others go to the team', async () => {
  await scene.travel('2026-11-20T09:00:00Z');
  scene.app().slack.admin.reactivate('sue');
  await scene.app().settled();
  const working = await scene.bring(await scene.newLead(), 'working', 'sue');
  const accepted = await scene.bring(await scene.newLead(), 'accepted', 'sue');
  scene.as('sue').leave('#sales');
  await scene.app().settled();
  for (const minute of [1, 2]) await scene.travel(`2026-11-20T09:0${minute}:00Z`);
  expect(scene.standing(working)).toContain('@sue');
  expect(scene.standing(accepted)).toContain('@sam');
});

test('a lead that is reopened after its owner left goes to a colleague', async () => {
  await scene.travel('2026-11-23T09:00:00Z');
  scene.as('sue').join('#sales');
  await scene.app().settled();
  const name = await scene.bring(await scene.newLead(), 'qualified', 'sue');
  await scene.react('sue', name, 'trophy');
  expect(scene.standing(name)).toContain('Won');
  scene.app().slack.admin.deactivate('sue');
  await scene.app().settled();
  await scene.press('max', name, 'Reopen');
  expect(scene.standing(name)).toContain('@sam');
  expect(scene.news('sam', name)).toHaveLength(1);
});

test('a fallback owner from another team is given a lead, and accepts it', async () => {
  await scene.travel('2026-11-24T09:00:00Z');
  await scene.as('max').command('/baton teams', { in: '#sales' });
  await scene.as('max').choose(await scene.as('max').modal('Teams'), 'Routing & response times');
  await scene.mustSubmit('max', 'Routing & response times', { 'Fallback owner': '@mia' });
  for (const who of ['sam', 'max']) {
    scene.app().slack.admin.setStatus(who, { text: 'Holidays', emoji: ':palm_tree:' });
  }
  await scene.app().settled();
  const name = await scene.newLead();
  expect(scene.standing(name)).toContain('@mia');
  await scene.travel('2026-11-24T09:10:00Z');
  expect(scene.standing(name)).toContain('@mia');
  await scene.as('mia').command('/leads');
  const list = await scene.as('mia').modal('My leads');
  await scene.as('mia').press(list, 'Accept');
  await scene.app().settled();
  expect(scene.standing(name)).toContain('@mia owns this');
});

test('leads of a person who is away for long are offered to the team: the manager hears, and a colleague takes over', async () => {
  await scene.travel('2026-11-25T09:00:00Z');
  for (const who of ['sam', 'max']) scene.app().slack.admin.setStatus(who, { text: '', emoji: '' });
  scene.app().slack.admin.reactivate('sue');
  await scene.app().settled();
  const [short, long] = [await scene.newLead(), await scene.newLead()];
  for (const name of [short, long]) await scene.bring(name, 'working', name === short ? 'sue' : 'sam');
  await scene.as('sue').command('/leads away for 2 days', { in: '#sales' });
  await scene.as('sam').command('/leads away until 2026-12-24', { in: '#sales' });
  await scene.travel('2026-11-25T09:05:00Z');
  expect(scene.news('max', short)).toEqual([]);
  expect(scene.news('max', long).at(-1)).toMatch(/@sam is out of office with \d leads that the team can take over/);
  expect(scene.story(long).at(-1)).toContain('. Anyone on the team can take over with Reassign…');
  expect(scene.standing(long)).toContain('@sam');

  await scene.press('sue', long, 'Reassign…');
  await scene.mustSubmit('sue', 'Reassign', { 'Assign to': 'sue', 'If they are away': ['Assign anyway'] });
  expect(scene.standing(long)).toContain('@sue');
  await scene.travel('2026-11-26T09:05:00Z');
  expect(scene.news('max', long)).toHaveLength(1);
});
