import { expect, test } from 'vitest';
import { startRehearsal } from '../../src/setup/rehearsal.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { createScene } from '../support/scene.ts';

const scene = createScene({ mode: 'http' });
const { as } = scene;

/** Acts of people while Baton is down. Slack’s events about them come later or never: the card’s reactions decide. */
async function whileDown(act: () => void): Promise<void> {
  const { slack } = scene.app();
  await scene.app().baton.stop();
  slack.faults.events({ reverseBatch: 1_000 });
  act();
  await scene.app().restart();
}

test('reactions made while Baton was down count after the start', async () => {
  const [taken, touched, snoozed, won] = [
    await scene.newLead(),
    await scene.newLead(),
    await scene.bring(await scene.newLead(), 'accepted'),
    await scene.bring(await scene.newLead(), 'qualified'),
  ];
  await whileDown(() => {
    as('sam').react(scene.card(taken), 'white_check_mark');
    as('sue').react(scene.card(touched), 'calling');
    as('sam').react(scene.card(snoozed), 'zzz');
    as('sam').react(scene.card(won), 'trophy');
  });
  await scene.until(taken, '@sam owns this');
  await scene.until(touched, 'In progress  ·  @sue');
  await scene.until(snoozed, ':zzz: snoozed until');
  await scene.until(won, 'Won by @sam');
});

test('a check mark that was removed, seen by Baton, and added again while Baton was down counts', async () => {
  const name = await scene.newLead();
  await scene.react('sam', name, 'white_check_mark');
  await scene.react('sam', name, 'white_check_mark', false);
  await whileDown(() => as('sam').react(scene.card(name), 'white_check_mark'));
  await scene.until(name, '@sam owns this');
});

test('a refusal of a missed reaction reaches its person', async () => {
  const name = await scene.newLead();
  await whileDown(() => as('gus').react(scene.card(name), 'white_check_mark'));
  expect(await scene.ephemeral('gus')).toContain('You are a guest');
});

test('a check mark that was removed meanwhile releases the lead', async () => {
  const name = await scene.newLead();
  await scene.react('sam', name, 'white_check_mark');
  await whileDown(() => as('sam').unreact(scene.card(name), 'white_check_mark'));
  await scene.until(name, 'Unclaimed');
});

test('a reaction that was already seen has no second effect, over two starts', async () => {
  const name = await scene.newLead();
  await scene.react('sam', name, 'phone');
  const other = await scene.newLead();
  await whileDown(() => as('sue').react(scene.card(other), 'white_check_mark'));
  await scene.until(other, '@sue owns this');
  await whileDown(() => {});
  scene.app().slack.faults.clear();
  const third = await scene.newLead();
  await scene.react('sam', third, 'white_check_mark');
  expect(scene.story(name)).toHaveLength(2);
  expect(scene.story(other)).toHaveLength(1);
});

test('an event that arrives after its reaction was read from the card has no second effect', async () => {
  const name = await scene.newLead();
  await whileDown(() => as('sam').react(scene.card(name), 'calling'));
  await scene.until(name, 'In progress  ·  @sam');
  scene.app().slack.faults.clear();
  // Another event triggers the delivery of the held ones.
  await scene.react('sue', name, 'eyes');
  const late = scene.app().slack.traffic.deliveries('reaction_added').slice(-2);
  expect(late.map(({ payload }) => (payload.event as { reaction: string }).reaction)).toContain('calling');
  expect(scene.story(name)).toHaveLength(2);
});

test('acts right after the start count too', async () => {
  const name = await scene.newLead();
  await whileDown(() => as('sam').react(scene.card(name), 'white_check_mark'));
  await scene.until(name, '@sam owns this');
  scene.app().slack.faults.clear();
  await scene.react('sam', name, 'white_check_mark', false);
  await scene.until(name, 'Unclaimed');
});

test('a reaction to a practice lead while Baton was down counts once, over two starts', async () => {
  const { db, write, now } = scene.app().baton.deps;
  const teamId = teamsOfKind(db, 'sales')[0]?.id ?? 0;
  await write((tx) => startRehearsal(tx, { teamId, by: as('ada').id }, now()));
  const card = await as('sam').waitForMessage('#sales', 'Practice lead.');
  await whileDown(() => as('sam').react(card, 'white_check_mark'));
  await as('sam').waitForMessage('#sales', 'The seller calls and logs it');
  await scene.app().restart();
  await scene.app().settled();
  expect(card.thread().map(({ text }) => scene.read(text))).toEqual([':white_check_mark: @sam accepted this lead']);
});
