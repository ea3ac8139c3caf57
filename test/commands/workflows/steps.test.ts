/** Steps of workflows, through Slack's events, the inbox and the outbox. */
import { expect, test, vi } from 'vitest';
import { forgetContact, leadsOfContact } from '../../../src/privacy/contact.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const admin = () => scene.app().slack.admin;
const idOf = (who: string) => scene.app().slack.ids.people[who] ?? '';

let number = 0;
const lead = (more: Record<string, unknown> = {}) => {
  number += 1;
  const email = `flow${number}@acme${number}.example`;
  return {
    team: '1',
    marketer: idOf('mia'),
    name: `Flo ${number}`,
    company: `Acme ${number}`,
    email,
    need: 'A demo',
    ...more,
  };
};

async function run(name: string, inputs: Record<string, unknown>) {
  const started = admin().runFunction(name, inputs);
  await scene.app().settled();
  return started;
}

const ended = (started: { state: string }) => vi.waitFor(() => expect(started.state).not.toBe('running'));

test('a step hands a lead off, and ends with the link of its card', async () => {
  const step = await run('hand_off_lead', lead({ score: 81, temperature: 'Hot' }));
  expect(step.state).toBe('completed');
  expect(step.outputs).toEqual({
    lead_id: 1,
    assigned_to: expect.stringMatching(/^U/),
    link: expect.stringMatching(/^https:.*\/archives\/C\w+\/p\d+$/),
  });
  expect(scene.card('Flo 1').text).toContain('Flo 1 · Acme 1');
  expect(scene.read(scene.card('Flo 1').text)).toContain('@mia');
});

test('a step can wait for sales, through a restart, and then tells the owner', async () => {
  const step = await run('hand_off_lead', lead({ wait_for_acceptance: true }));
  expect(step.state).toBe('running');
  await scene.app().restart();
  await scene.press('sam', 'Flo 2', 'Accept');
  await ended(step);
  expect(step.outputs).toMatchObject({
    lead_id: 2,
    owner: idOf('sam'),
    accepted_at: expect.any(Number),
    link: expect.stringContaining('/archives/'),
  });
  // Someone who is a lead with an owner already: nothing is left to wait for.
  const again = await run('hand_off_lead', {
    ...lead(),
    name: 'Flo 2',
    email: 'flow2@acme2.example',
    wait_for_acceptance: true,
  });
  expect(again).toMatchObject({ state: 'completed', outputs: { lead_id: 2, owner: idOf('sam') } });
});

test('a step that waits fails with a sentence when sales declines, or the person is erased', async () => {
  const declined = await run('hand_off_lead', lead({ wait_for_acceptance: 'true' }));
  const name = `Flo ${number}`;
  await scene.press('sam', name, 'Decline');
  await scene.mustSubmit('sam', 'Decline', { Reason: 'Too early' });
  await ended(declined);
  expect(declined).toMatchObject({
    state: 'failed',
    error: expect.stringMatching(/^Sales declined lead \d+: Too early\./),
  });

  const erased = await run('hand_off_lead', lead({ wait_for_acceptance: true }));
  const { db, write, erasureLog, now } = scene.app().baton.deps;
  const found = leadsOfContact(db, { email: `flow${number}@acme${number}.example` });
  await write((tx) => forgetContact(tx, erasureLog, found, idOf('ada'), now()));
  await ended(erased);
  expect(erased.error).toMatch(/^(?:The person of lead \d+ was erased|Lead \d+ was disqualified)\.$/);
});

test('a step without a way to reach the person, with a wrong team, or by someone who may not, fails with the reason', async () => {
  const cases: [Record<string, unknown>, RegExp][] = [
    [{ email: '' }, /no email address and no phone number/],
    [{ email: 'nobody' }, /email address is not valid/],
    [{ team: '2' }, /Choose a sales team/],
    [{ team: 'x' }, /Choose a sales team/],
    [{ marketer: 'mia' }, /person in marketing/],
    [{ marketer: idOf('gus') }, /./],
  ];
  for (const [more, reason] of cases) {
    const step = await run('hand_off_lead', lead(more));
    expect(step, JSON.stringify(more)).toMatchObject({ state: 'failed', error: expect.stringMatching(reason) });
  }
});

test('an event that Slack sends again hands off once, and a step whose end fails is done once', async () => {
  const { db } = scene.app().baton.deps;
  const { faults } = scene.app().slack;
  const leads = () => Number(db.$client.prepare('select count(*) from leads').pluck().get());
  const before = leads();
  faults.events({ copies: 3 });
  await run('hand_off_lead', lead());
  expect(leads()).toBe(before + 1);
  const digests = () =>
    scene
      .as('sam')
      .sees('#sales')
      .filter(({ text }) => /awaiting first contact/.test(text)).length;
  faults.clear();
  faults.calls({ kind: 'error', error: 'fatal_error' }, { method: 'functions.completeSuccess' });
  const step = await run('post_digest', { team: '1' });
  await ended(step);
  expect([step.state, digests()]).toEqual(['completed', 1]);
});

test('content is requested', async () => {
  const asked = {
    team: '2',
    requester: idOf('sam'),
    kind: 'case_study',
    title: 'A story of a hospital',
    words: 'Short',
  };
  const step = await run('request_content', asked);
  expect(step).toMatchObject({
    state: 'completed',
    outputs: { request_id: 1, link: expect.stringContaining('/archives/') },
  });
  expect(
    scene
      .as('mia')
      .sees('#marketing')
      .some(({ text }) => text.includes('A story of a hospital')),
  ).toBe(true);
  expect(await run('request_content', { ...asked, kind: 'nothing' })).toMatchObject({ state: 'failed' });
  const nothing = await run('post_digest', { team: '7' });
  expect(nothing.error).toContain('Choose a team');
});

test('drop-downs have the teams and kinds of content', async () => {
  const option = (value: string, text: string) => ({ value, text: { type: 'plain_text', text } });
  const optionsOf = async (name: string) => (await run(name, {})).outputs?.options;
  expect(await optionsOf('sales_teams')).toEqual([option('1', 'Sales')]);
  expect(await optionsOf('marketing_teams')).toEqual([option('2', 'Marketing')]);
  expect(await optionsOf('teams')).toEqual([option('2', 'Marketing'), option('1', 'Sales')]);
  expect(await optionsOf('content_kinds')).toEqual(expect.arrayContaining([option('case_study', 'Case study')]));
});
