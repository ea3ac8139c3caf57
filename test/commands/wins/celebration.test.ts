/** The celebration of a quarter: moments are kept, a manager edits and posts the draft, and the post follows its wins. */
import { expect, test } from 'vitest';
import { moments } from '../../../src/wins/celebration/table.ts';
import { createScene } from '../../support/scene.ts';
import { workspace } from '../../support/test-app.ts';

const scene = createScene({
  workspace: {
    ...workspace,
    channels: { ...workspace.channels, secret: { kind: 'private', members: ['sue', 'sam'] } },
  },
});
const { as } = scene;
const tick = async () => {
  await scene.app().baton.runDue();
  await scene.app().settled();
};
const fail = (): never => {
  throw new Error('It is not there.');
};
const celebrate = async (who: string, channel: string, text: string) => {
  const message =
    as(who)
      .sees(channel)
      .findLast((one) => one.text.includes(text)) ?? fail();
  await as(who).shortcut('Celebrate this', message);
  return as(who).modal('Celebrate this');
};
const posts = (channel: string) =>
  as('max')
    .sees(channel)
    .filter(({ text, threadTs }) => threadTs === undefined && text.includes('together'));
const draft = async (who: string) => {
  await as(who).command('/baton wins', { in: '#general' });
  await (await as(who).modal('Wins')).press('Celebration');
  return as(who).modal('Celebration');
};

test('a message becomes a moment once, and its keeper takes it back', async () => {
  as('sue').say('#general', 'The demo in Porto went so well that they clapped.');
  const form = await celebrate('mia', '#general', 'Porto');
  expect(form.text()).not.toContain('not in a public channel');
  await form.fill({ 'Why is it worth celebrating?': 'Both teams were in the room.' });
  expect(await form.submit()).toMatchObject({ ok: true });
  await as('mia').modals()[0]?.close({ all: true });
  const again = await celebrate('sam', '#general', 'Porto');
  expect(scene.read(again.text())).toContain('@mia keeps this message for the next celebration:');
  await again.close({ all: true });
});

test('a message of a private channel is quoted only on purpose, and its keeper can remove it', async () => {
  as('sue').say('#secret', 'Between us: they signed.');
  const form = await celebrate('sue', '#secret', 'Between us');
  expect(form.text()).toContain('This message is not in a public channel.');
  await form.fill({ 'Why is it worth celebrating?': 'A long way.' });
  expect(await form.submit()).toMatchObject({ ok: true });
  expect(
    scene
      .app()
      .baton.deps.db.select()
      .from(moments)
      .all()
      .map(({ quote }) => quote),
  ).toEqual(['The demo in Porto went so well that they clapped.', null]);
  await as('sue').modals()[0]?.close({ all: true });
  await (await celebrate('sue', '#secret', 'Between us')).press('Remove it');
  await scene.app().settled();
  expect(scene.app().baton.deps.db.select().from(moments).all()).toHaveLength(1);
});

test('a guest keeps no moment', async () => {
  as('sue').say('#sales', 'A round for everyone!');
  const message =
    as('gus')
      .sees('#sales')
      .findLast((one) => one.text.includes('A round')) ?? fail();
  await as('gus').shortcut('Celebrate this', message);
  await scene.app().settled();
  expect(await scene.ephemeral('gus')).toContain('Only full members of this workspace can do this.');
  expect(scene.app().baton.deps.db.select().from(moments).all()).toHaveLength(1);
});

test('a quarter is drafted for managers of both sides, who edit and post it; nothing is posted by itself', async () => {
  const names = [];
  for (const value of ['9000', '700']) {
    const name = await scene.bring(await scene.newLead(), 'qualified');
    await scene.win('sam', name, { 'Deal value': value });
    names.push(name);
  }
  const lost = await scene.bring(await scene.newLead(), 'qualified');
  await scene.press('sam', lost, 'Mark lost');
  await scene.mustSubmit('sam', 'Mark as lost', { Reason: 'Price' });
  await tick();
  await scene.travel('2027-01-04T08:10:00Z');
  expect(scene.news('ada', 'celebration of Q4 2026').at(-1)).toContain('Nothing is posted until a manager does it.');
  expect(scene.news('max', 'celebration of Q4 2026')).toHaveLength(1);
  expect([...posts('#sales'), ...posts('#marketing')]).toEqual([]);

  const shown = scene.read((await draft('ada')).text());
  expect(shown).toContain('It goes to #sales and #marketing.');
  expect(shown).toContain(`•  ${names[0]} · Company 001  ·  9,000 EUR: @sam closed it, with @mia`);
  expect(shown).toContain('•  @mia and @sam: 2 wins together');
  expect(shown).toContain('Both teams were in the room. (@mia, the message)');
  expect(shown).toContain('1 deal lost: Price.');

  await (await draft('max')).press('Edit…');
  await (await as('ada').modal('Celebration')).press('Edit…');
  await scene.mustSubmit('ada', 'Edit the celebration', {
    Opening: 'A strong quarter.',
    'Failures, and what was learned': 'Price: ask earlier.',
  });
  expect(await scene.submit('max', 'Edit the celebration', { Opening: 'Another one.' })).toEqual({
    ok: false,
    errors: { Opening: 'Another manager changed this draft in the meantime. Please open it again.' },
  });
  for (const modal of as('max').modals().reverse()) await modal.close({ all: true });
  await (await draft('max')).press('Post');
  await scene.app().settled();
  for (const channel of ['#sales', '#marketing']) {
    const [post = fail(), ...more] = posts(channel);
    expect(more).toEqual([]);
    expect(scene.read(post.text)).toContain('A strong quarter.');
    expect(scene.read(post.text)).toContain('Price: ask earlier.');
  }

  await scene.press('sam', names[0] ?? '', 'Reopen');
  await tick();
  expect(scene.read(posts('#sales')[0]?.text ?? '')).not.toContain('9,000 EUR');
  await as('ada').command('/baton wins', { in: '#general' });
  expect((await as('ada').modal('Wins')).buttons).not.toContain('Celebration');
});

test('a quarter without a win says so kindly, and may be skipped', async () => {
  await scene.travel('2027-04-02T08:10:00Z');
  const modal = await draft('ada');
  expect(modal.text()).toContain('No deal was won this quarter.');
  await modal.press('Skip this quarter');
  await expect.poll(async () => (await as('ada').modal('Celebration')).text()).toContain('Q1 2027 is skipped.');
  expect(posts('#sales')).toHaveLength(1);
});
