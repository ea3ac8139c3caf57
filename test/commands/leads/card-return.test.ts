import { expect, test } from 'vitest';
import { allTeams } from '../../../src/teams/queries.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

async function handOff(name: string) {
  await as('mia').command('/handoff', { in: '#marketing' });
  const fields = { Name: name, Company: 'Acme', Email: `${name.toLowerCase()}@acme.example` };
  await scene.mustSubmit('mia', 'Hand off a lead', { ...fields, 'What do they need?': 'Help' });
  for (const modal of as('mia').modals()) await modal.close();
}

/** Messages with a lead in a channel or a direct message, as people read them, except for the news of a win. */
const cards = (who: string, place: string, name: string) =>
  (place === 'dm' ? as(who).dm() : as(who).sees(place))
    .filter(({ text, threadTs }) => text.includes(name) && threadTs === undefined)
    .map(({ text }) => scene.read(text))
    .filter((text) => !text.startsWith(':trophy: Won'));

test('a card returns to its channel once that takes messages again, and the copy says where it is', async () => {
  await scene.travel('2026-11-19T09:01:00Z');
  scene.app().slack.admin.archive('sales');
  await handOff('Anna');
  await scene.travel('2026-11-19T09:02:00Z');
  expect(cards('max', 'dm', 'Anna')[0]).toContain('Unclaimed');
  // A change while the channel is archived shows where the card is.
  await as('max').react(
    as('max')
      .dm()
      .find(({ text }) => text.includes('Anna')) as never,
    'white_check_mark',
  );
  await scene.app().settled();
  expect(cards('max', 'dm', 'Anna')[0]).toContain('@max owns this');

  scene.app().slack.admin.unarchive('sales');
  for (const minute of [15, 26, 27]) await scene.travel(`2026-11-19T09:${minute}:00Z`);
  expect(cards('sam', '#sales', 'Anna')).toEqual([expect.stringContaining('@max owns this')]);
  expect(cards('max', 'dm', 'Anna')[0]).toBe(':arrow_right: Anna · Acme  ·  in #sales now');
  await scene.press('max', 'Anna', 'Log contact');
  await scene.mustSubmit('max', 'Log contact');
  expect(scene.standing('Anna')).toContain('In progress');
});

test('when a team gets another channel, the cards of its open leads move there, and those of ended ones stay', async () => {
  const [open, ended] = [await scene.newLead(), await scene.bring(await scene.newLead(), 'qualified')];
  await scene.react('sam', ended, 'trophy');
  const { write, db, now } = scene.app().baton.deps;
  const team = allTeams(db).find(({ kind }) => kind === 'sales');
  if (!team) throw new Error('There is a sales team.');
  const general = scene.app().slack.ids.channels.general ?? '';
  await write((tx) => saveTeam(tx, { ...team, channelId: general }, { id: team.id, by: 'test' }, now()));
  for (const minute of [40, 41]) await scene.travel(`2026-11-19T09:${minute}:00Z`);
  expect(cards('sam', '#general', open)).toEqual([expect.stringContaining('Unclaimed')]);
  expect(cards('sam', '#sales', open)).toEqual([expect.stringContaining('in #general now')]);
  expect(cards('sam', '#general', ended)).toEqual([]);
  await scene.travel('2026-11-19T09:43:00Z');
  expect(cards('sam', '#general', open)).toHaveLength(1);
});
