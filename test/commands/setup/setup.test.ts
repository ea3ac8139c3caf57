import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';
import { workspace } from '../../support/test-app.ts';

/** As after an install: nobody has made a team, and Baton is in no channel. */
const scene = createScene({ fresh: true, workspace: { ...workspace, botIn: [] } });
const { as } = scene;

const greeting = () => as('ada').waitForMessage('dm', 'I am Baton');
const list = async () => scene.read((await greeting()).text);

describe('a company sets Baton up from its first message', () => {
  test('the admin is greeted, once, with the teams that names suggest; nobody else hears anything', async () => {
    expect(await list()).toContain('Sales team: is it the group “All sellers” in #sales?');
    expect(await list()).toContain('Marketing team: is it #marketing?');
    await scene.app().restart();
    await scene.app().baton.runDue();
    await scene.app().settled();
    expect(as('ada').dm()).toHaveLength(1);
    expect(as('max').dm()).toEqual([]);
  });

  test('one press makes both teams, puts Baton into their channels, and the list ticks itself', async () => {
    await as('ada').press(await greeting(), 'Make these two teams');
    await as('ada').waitForMessage('dm', 'I am in all of them');
    const text = await list();
    expect(text).toContain('Sales team: #sales, managed by @ada');
    expect(text).toContain('Marketing team: #marketing, managed by @ada');
    expect(text).toContain('Working time: Mon–Fri 09:00–17:00, Europe/Berlin – is that right?');
    expect((await greeting()).buttons).toEqual([
      'These times are right',
      'Change them',
      'Hand off a lead',
      'Rehearse it first',
    ]);
  });

  test('a rehearsal passes a pretend lead on a real card, counts nowhere and takes itself away', async () => {
    await as('ada').press(await greeting(), 'Rehearse it first');
    const card = await as('sam').waitForMessage('#sales', 'This is a rehearsal');
    expect(card.text).toContain('Pat Example');
    as('sam').react(card, 'white_check_mark');
    await as('sam').waitForMessage('#sales', 'Now the seller calls');
    await as('ada').press(card, 'Log contact');
    await as('sam').waitForMessage('#sales', 'That is all there is to it');
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
        .filter(({ text }) => /rehearsal|Pat|logged/i.test(text)),
    ).toEqual([]);
    expect(await list()).toContain('First hand-off: it works');
  });

  test('with the last tick the list says so, and lets be', async () => {
    await as('ada').press(await greeting(), 'These times are right');
    const done = await as('ada').waitForMessage('dm', 'Baton is set up.');
    expect(as('ada').dm()).toHaveLength(1);
    await as('ada').press(done, 'Hand off a lead');
    await (await as('ada').modal('Hand off a lead')).close();
    await as('ada').press(done, 'Teams…');
    await (await as('ada').modal('Teams')).close();
  });
});

test('who is no manager sees no list', async () => {
  await as('sam').command('/baton setup', { in: '#sales' });
  expect(await scene.ephemeral('sam')).toContain('Only managers of a team and workspace admins');
});

test('a rehearsal that nobody plays on goes by itself, and so does one that a crash left', async () => {
  await as('ada').command('/baton setup', { in: '#general' });
  const { write, now, db } = scene.app().baton.deps;
  const { startRehearsal } = await import('../../../src/setup/rehearsal.ts');
  const { allTeams } = await import('../../../src/teams/queries.ts');
  const team = allTeams(db).find(({ kind }) => kind === 'sales');
  await write((tx) => startRehearsal(tx, { teamId: team?.id ?? 0, by: as('ada').id }, now()));
  await as('sam').waitForMessage('#sales', 'This is a rehearsal');
  await scene.app().restart();
  await scene.travel('2026-11-19T09:30:00Z');
  expect(
    as('sam')
      .sees('#sales')
      .filter(({ text }) => text.includes('rehearsal')),
  ).toEqual([]);
});

describe('whoever comes into a team’s channel', () => {
  test('is welcomed in private, once', async () => {
    scene.app().slack.admin.invite('marketing', 'max');
    const welcome = await as('max').waitForMessage('dm', 'Welcome to');
    expect(scene.read(welcome.text)).toContain('You hand leads to sales with `/handoff`');
    scene.app().slack.admin.kick('marketing', 'max');
    scene.app().slack.admin.invite('marketing', 'max');
    await scene.app().settled();
    expect(as('max').dm()).toHaveLength(1);
  });

  test('is not when they are a guest, when a user group is the team, or when it is no team’s channel', async () => {
    scene.app().slack.admin.invite('marketing', 'gus');
    scene.app().slack.admin.invite('sales', 'mia');
    as('sue').join('#general');
    await scene.app().settled();
    expect([...as('gus').dm(), ...as('mia').dm(), ...as('sue').dm()]).toEqual([]);
  });
});
