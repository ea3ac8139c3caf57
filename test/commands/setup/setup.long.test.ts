import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';
import { workspace } from '../../support/test-app.ts';

/** As after an install: no team exists, and Baton is in no channel. */
const scene = createScene({ fresh: true, workspace: { ...workspace, botIn: [] } });
const { as } = scene;

const greeting = () => as('ada').waitForMessage('dm', 'I’m Baton');
const list = async () => scene.read((await greeting()).text);

describe('a company sets up Baton from its first message', () => {
  test('the admin is greeted once, with teams suggested by channel names; no one else gets a message', async () => {
    expect(await list()).toContain('Sales team: suggested the group “All sellers” in #sales');
    expect(await list()).toContain('Marketing team: suggested #marketing');
    await scene.app().restart();
    await scene.app().baton.runDue();
    await scene.app().settled();
    expect(as('ada').dm()).toHaveLength(1);
    expect(as('max').dm()).toEqual([]);
  });

  test('one press creates both teams and adds Baton to their channels, and the list checks itself off', async () => {
    await as('ada').press(await greeting(), 'Create both teams');
    await as('ada').waitForMessage('dm', 'I’m in all of them');
    const text = await list();
    expect(text).toContain('Sales team: #sales, managed by @ada');
    expect(text).toContain('Marketing team: #marketing, managed by @ada');
    expect(text).toContain('Working hours: Mon–Fri 09:00–17:00, Europe/Berlin (please confirm)');
    expect((await greeting()).buttons).toEqual([
      'Confirm hours',
      'Change hours',
      'Hand off a lead',
      'Try a practice lead',
    ]);
  });

  test('a practice lead has a real card, is not counted, and removes itself', async () => {
    await as('ada').press(await greeting(), 'Try a practice lead');
    const card = await as('sam').waitForMessage('#sales', 'Practice lead.');
    expect(card.text).toContain('Pat Example');
    expect(scene.read(card.text)).toContain('Unclaimed  ·  @ada is up first');
    as('sam').react(card, 'white_check_mark');
    await as('sam').waitForMessage('#sales', 'The seller calls');
    await as('ada').press(card, 'Log contact');
    await as('sam').waitForMessage('#sales', 'All done. Hand off');
    await scene.app().settled();
    expect(card.thread().map(({ text }) => scene.read(text))).toEqual([
      ':white_check_mark: @sam accepted this lead',
      ':telephone_receiver: @sam logged a contact: Call, reached them',
    ]);
    await as('sam').command('/leads team', { in: '#sales' });
    expect((await as('sam').modal()).text()).not.toContain('Pat Example');
    await scene.travel('2026-11-19T09:05:00Z');
    expect(
      as('sam')
        .sees('#sales')
        .filter(({ text }) => /practice lead\.|Pat|logged/i.test(text)),
    ).toEqual([]);
    expect(await list()).toContain('First hand-off: done');
  });

  test('the list says so when all steps are done, and is not sent again', async () => {
    await as('ada').press(await greeting(), 'Confirm hours');
    const done = await as('ada').waitForMessage('dm', 'Baton is set up.');
    expect(as('ada').dm()).toHaveLength(1);
    await as('ada').press(done, 'Hand off a lead');
    await (await as('ada').modal('Hand off a lead')).close();
    await as('ada').press(done, 'Teams…');
    await (await as('ada').modal('Teams')).close();
  });
});

test('a person who is not a manager sees no list', async () => {
  await as('sam').command('/baton setup', { in: '#sales' });
  expect(await scene.ephemeral('sam')).toContain('Only managers of a team and workspace admins');
});

test('an abandoned practice lead is removed, also after a crash', async () => {
  await as('ada').command('/baton setup', { in: '#general' });
  const { write, now, db } = scene.app().baton.deps;
  const { startRehearsal } = await import('../../../src/setup/rehearsal.ts');
  const { allTeams } = await import('../../../src/teams/queries.ts');
  const team = allTeams(db).find(({ kind }) => kind === 'sales');
  await write((tx) => startRehearsal(tx, { teamId: team?.id ?? 0, by: as('ada').id }, now()));
  await as('sam').waitForMessage('#sales', 'Practice lead.');
  await scene.app().restart();
  await scene.travel('2026-11-19T09:30:00Z');
  expect(
    as('sam')
      .sees('#sales')
      .filter(({ text }) => text.includes('Practice lead')),
  ).toEqual([]);
});

describe('a person who joins a team’s channel', () => {
  test('is welcomed privately, once', async () => {
    scene.app().slack.admin.invite('marketing', 'max');
    const welcome = await as('max').waitForMessage('dm', 'Welcome to');
    expect(scene.read(welcome.text)).toContain('Hand off leads to sales with `/handoff`');
    scene.app().slack.admin.kick('marketing', 'max');
    scene.app().slack.admin.invite('marketing', 'max');
    await scene.app().settled();
    expect(as('max').dm()).toHaveLength(1);
  });

  test('is not welcomed as a guest, if a user group defines the team, or in a channel of no team', async () => {
    const before = [as('mia').dm(), as('sue').dm()].flat().length;
    scene.app().slack.admin.invite('marketing', 'gus');
    scene.app().slack.admin.invite('sales', 'mia');
    as('sue').join('#general');
    await scene.app().settled();
    expect(as('gus').dm()).toEqual([]);
    expect([as('mia').dm(), as('sue').dm()].flat()).toHaveLength(before);
  });
});
