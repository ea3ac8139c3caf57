/** Faults of Slack that outlast the retries of one call. */
import { expect, test } from 'vitest';
import { inboxBacklog, MAX_ATTEMPTS } from '../../src/platform/inbox/queries.ts';
import { createScene } from '../support/scene.ts';

const scene = createScene();
const { as } = scene;

const faults = () => scene.app().slack.faults;
const backlog = () => inboxBacklog(scene.app().baton.deps.db);
const calls = (method: string) => scene.app().slack.traffic.calls(method).length;
/** How often the events of this test were tried. */
const tries = () => scene.app().logLines.filter((line) => line.includes('An event failed and is tried again')).length;
/** Baton asks Slack again about each person. */
const forgetPeople = () => {
  for (const who of ['sam', 'sue']) scene.app().baton.deps.directory.forget(as(who).id);
};

test.each([
  ['answers 500', { kind: 'status', status: 500 } as const],
  ['limits the method', { kind: 'rate_limited', retryAfter: 1 } as const],
  ['resets connections', { kind: 'reset' } as const],
])('a check mark takes effect once Slack works again, after it %s', async (_, fault) => {
  const name = await scene.newLead();
  forgetPeople();
  const outage = faults().calls(fault, { method: 'users.info', times: 1e6 });
  as('sam').react(scene.card(name), 'white_check_mark');
  // More than the tries that an event has for a fault of Baton's.
  await expect.poll(tries).toBeGreaterThan(MAX_ATTEMPTS);
  expect(backlog()).toEqual({ waiting: 1, deadLettered: 0 });
  outage.lift();
  await scene.until(name, '@sam owns this');
  await expect.poll(backlog).toEqual({ waiting: 0, deadLettered: 0 });
  await scene.app().settled();
  expect(scene.story(name)).toHaveLength(1);
});

test('reactions on other messages ask Slack nothing, and are no fault of an outage', async () => {
  await scene.newLead();
  await scene.app().settled();
  forgetPeople();
  const heard = scene.app().slack.traffic.deliveries('reaction_added').length;
  const asked = scene.app().slack.traffic.calls().length;
  faults().calls({ kind: 'status', status: 500 }, { times: 1e6 });
  const message = as('sue').say('#sales', 'Lunch?');
  for (const emoji of ['white_check_mark', 'calling', 'tada']) as('sam').react(message, emoji);
  await expect.poll(() => scene.app().slack.traffic.deliveries('reaction_added').length - heard).toBe(3);
  await expect.poll(backlog).toEqual({ waiting: 0, deadLettered: 0 });
  expect(scene.app().slack.traffic.calls().slice(asked)).toEqual([]);
});

test('missed reactions are read once Slack answers, and a card that cannot be read holds up no other', async () => {
  const [first, second] = [await scene.newLead(), await scene.newLead()];
  await scene.app().baton.stop();
  faults().events({ reverseBatch: 1_000 });
  const cards = [scene.card(first), scene.card(second)];
  for (const card of cards) as('sam').react(card, 'white_check_mark');
  const asked = calls('reactions.get');
  const outage = faults().calls(
    { kind: 'status', status: 500 },
    { method: 'reactions.get', times: 1e6, when: ({ timestamp }) => timestamp === cards[0]?.ts },
  );
  await scene.app().restart();
  await scene.until(second, '@sam owns this');
  await expect.poll(() => calls('reactions.get') - asked).toBeGreaterThan(8);
  expect(scene.standing(first)).toContain('Unclaimed');
  outage.lift();
  await scene.until(first, '@sam owns this');
});

test('events that Slack drops because there are too many are read from the cards', async () => {
  const name = await scene.newLead();
  const held = faults().events({ reverseBatch: 1_000 });
  as('sam').react(scene.card(name), 'white_check_mark');
  faults().rateLimitEvents();
  await scene.until(name, '@sam owns this');
  held.lift();
});
