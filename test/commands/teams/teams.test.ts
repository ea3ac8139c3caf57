import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';
import { workspace } from '../../support/test-app.ts';

const scene = createScene({
  workspace: {
    ...workspace,
    channels: {
      ...workspace.channels,
      'sales-north': { members: ['sam', 'sue', 'mia'] },
      'sales-south': { members: ['sue'] },
      'sales-open': {},
      old: {},
      board: { kind: 'private', members: ['ada', 'max'] },
      war: { kind: 'private', members: ['ada', 'max'] },
    },
    userGroups: { ...workspace.userGroups, north: { name: 'North sellers', members: ['sam'] } },
    botIn: ['sales', 'marketing', 'war'],
  },
});
const { as } = scene;

async function teams(who: string) {
  await as(who).command('/baton teams', { in: '#general' });
  return as(who).modal('Teams');
}

async function newTeam(who = 'ada') {
  await (await teams(who)).press('New team');
  return as(who).modal('New team');
}

async function editTeam(name: string, who = 'ada') {
  const list = await teams(who);
  const lines = list.text().split('\n');
  const number = lines
    .filter((line) => /· {2}(sales|marketing)$/.test(line))
    .findIndex((line) => line.startsWith(`${name}  ·`));
  const edits = list.blocks.flatMap((block) =>
    String(block.block_id).startsWith('team:') ? [String(block.block_id).slice(5)] : [],
  );
  await list.press({ actionId: 'team_edit', value: edits[number] });
  return as(who).modal('Edit team');
}

const south = { Name: 'Sales South', Channel: 'sales-south', Manager: 'sue' };

test('the list shows each team with its channel', async () => {
  expect(scene.read((await teams('max')).text())).toBe(
    [
      'Marketing  ·  marketing',
      '#marketing  ·  managed by @ada  ·  09:00–17:00 Europe/Berlin',
      'Edit',
      'Sales  ·  sales',
      '#sales  ·  managed by @max  ·  09:00–17:00 Europe/Berlin  ·  digest working days at 9:00',
      'Edit',
      'New team',
    ].join('\n'),
  );
});

test('a new team is listed at once and gets leads, and Baton joins its public channel', async () => {
  const form = await newTeam();
  expect(form.labels()).toEqual([
    'Type',
    'Name',
    'Channel',
    'Manager',
    'Time zone',
    'Working days',
    'Work starts',
    'Work ends',
    'Holidays',
    'Digest of uncontacted leads',
    'User group',
    'Only watch',
  ]);
  await form.fill({
    ...south,
    'Time zone': 'Europe/Lisbon',
    'Working days': ['Monday', 'Tuesday'],
    Holidays: '2026-12-25, 2026-12-24\n2026-12-25',
    'Digest of uncontacted leads': 'Mon, Tue 8:30',
  });
  expect(await form.submit()).toEqual({ ok: true });
  const list = await as('ada').modal('Teams');
  await list.waitForText('Sales South');
  expect(scene.read(list.text())).toContain(
    'Sales South  ·  sales\n#sales-south  ·  managed by @sue  ·  09:00–17:00 Europe/Lisbon  ·  digest Mondays and Tuesdays at 8:30',
  );
  await list.close();
  const again = await editTeam('Sales South');
  expect(again.value('Holidays')).toBe('2026-12-24\n2026-12-25');
  expect(again.value('Digest of uncontacted leads')).toBe('Mondays and Tuesdays at 8:30');
  await again.close({ all: true });

  await as('mia').command('/handoff', { in: '#marketing' });
  await scene.mustSubmit('mia', 'Hand off a lead', {
    Name: 'Southern Sid',
    Company: 'Sidland',
    Email: 'sid@sid.example',
    'What do they need?': 'Sun',
    'Hand off to': 'Sales South',
  });
  const card = await as('sue').waitForMessage('#sales-south', 'Southern Sid');
  as('sue').react(card, 'white_check_mark');
  await scene.app().settled();
  expect(scene.read(card.fresh()?.text ?? '')).toContain('@sue owns this');
});

describe('errors are shown at their fields, and the typed text is kept', () => {
  test.each([
    [{ Name: 'sales' }, { Name: 'Another team has this name.' }],
    [{ Channel: 'marketing' }, { Channel: 'Marketing already uses this channel.' }],
    [{ Channel: 'board' }, { Channel: 'I cannot see this channel. Invite me first: type /invite @Baton there.' }],
    [{ Channel: 'old' }, { Channel: 'This channel is archived. Choose another.' }],
    [{ Manager: 'gus' }, { Manager: 'gus cannot manage a team: they are a guest.' }],
    [{ Manager: 'eve' }, { Manager: 'eve cannot manage a team: they are from another workspace.' }],
    [
      { 'Work starts': '17:00' },
      { 'Work ends': 'Work must start and end at different times. For all day, use 00:00 to 24:00.' },
    ],
    [
      { Holidays: '2026-12-25\n2026-02-30', 'Digest of uncontacted leads': 'whenever' },
      {
        Holidays: '“2026-02-30” is not a date. Write dates as 2026-12-25, one per line.',
        'Digest of uncontacted leads': 'Write “working days at 9:00”, “Mon, Thu at 14:30”, or a cron expression.',
      },
    ],
    [
      { Name: '  ', Holidays: 'Christmas' },
      {
        Name: 'Enter a name.',
        Holidays: '“Christmas” is not a date. Write dates as 2026-12-25, one per line.',
      },
    ],
    [
      { 'Digest of uncontacted leads': '* * * * *' },
      {
        'Digest of uncontacted leads':
          'This would run more than once an hour. Choose one minute, such as 0 for the full hour.',
      },
    ],
    [
      { Name: 'SALES', Channel: 'board', Manager: 'gus', 'Work ends': '09:00' },
      {
        Name: 'Another team has this name.',
        Channel: 'I cannot see this channel. Invite me first: type /invite @Baton there.',
        Manager: 'gus cannot manage a team: they are a guest.',
        'Work ends': 'Work must start and end at different times. For all day, use 00:00 to 24:00.',
      },
    ],
  ])('%j', async (fields, errors) => {
    scene.app().slack.admin.archive('old');
    const form = await newTeam();
    const values = { Name: 'Sales North', Channel: 'sales-north', Manager: 'max', ...fields };
    await form.fill(values);
    expect(await form.submit()).toEqual({ ok: false, errors });
    expect(form.value('Name')).toBe(values.Name);
    scene.app().slack.admin.unarchive('old');
    await form.close();
    expect((await as('ada').modal('Teams')).text()).not.toContain('North');
    expect(
      scene
        .app()
        .slack.traffic.calls('conversations.join')
        .filter(({ args }) => args.channel === scene.app().slack.ids.channels['sales-north']),
    ).toEqual([]);
  });

  test('names that differ only in case are the same name, in every alphabet', async () => {
    const form = await newTeam();
    await form.fill({ Name: 'Vertrieb Österreich', Channel: 'sales-open', Manager: 'max' });
    expect(await form.submit()).toEqual({ ok: true });
    for (const name of ['Vertrieb Österreich', 'vertrieb ÖSTERREICH']) {
      const next = await newTeam();
      await next.fill({ Name: name, Channel: 'old', Manager: 'max' });
      expect(await next.submit()).toEqual({ ok: false, errors: { Name: 'Another team has this name.' } });
      await next.close({ all: true });
    }
  });

  test('a private channel that Baton was invited to is accepted', async () => {
    const form = await newTeam();
    await form.fill({ Name: 'War room', Channel: 'war', Manager: 'max', 'Digest of uncontacted leads': '' });
    expect(await form.submit()).toEqual({ ok: true });
    const list = await as('ada').modal('Teams');
    await list.waitForText('War room');
    expect(list.text()).toContain('no digest');
  });
});

test('time zones are found by city, by region and without accents', async () => {
  const form = await newTeam();
  expect((await form.suggest('Time zone', 'berl'))[0]).toBe('Europe/Berlin');
  expect(await form.suggest('Time zone', 'new york')).toContain('America/New_York');
  expect((await form.suggest('Time zone', 'são paulo'))[0]).toBe('America/Sao_Paulo');
  expect(await form.suggest('Time zone', 'atlantis')).toEqual([]);
  expect((await form.suggest('Time zone', 'a')).length).toBeLessThanOrEqual(100);
});

test('user groups are suggested, and their members are the team', async () => {
  const made = await newTeam();
  expect(await made.suggest('User group', 'NORTH')).toEqual(['North sellers']);
  expect(await made.suggest('User group', '')).toEqual(['All sellers', 'North sellers']);
  await made.fill({ Name: 'Sales North', Channel: 'sales-north', Manager: 'max', 'User group': 'North sellers' });
  expect(await made.submit()).toEqual({ ok: true });
  await (await as('ada').modal('Teams')).close();
  const form = await editTeam('Sales North');
  expect(form.value('User group')).toBe('North sellers');
  await form.close({ all: true });

  await as('mia').command('/handoff', { in: '#marketing' });
  await scene.mustSubmit('mia', 'Hand off a lead', {
    Name: 'Nora North',
    Company: 'Northern',
    Email: 'nora@north.example',
    'What do they need?': 'Snow',
    'Hand off to': 'Sales North',
  });
  const card = await as('sue').waitForMessage('#sales-north', 'Nora North');
  as('sue').react(card, 'white_check_mark');
  await scene.app().settled();
  expect(await scene.ephemeral('sue', '#sales-north')).toContain('Only the sales team of #sales-north can do this.');
  scene.app().slack.admin.setGroup('north', ['sam', 'sue']);
  await scene.app().settled();
  as('sue').unreact(card, 'white_check_mark');
  as('sue').react(card, 'white_check_mark');
  await scene.app().settled();
  expect(scene.read(card.fresh()?.text ?? '')).toContain('@sue owns this');
});

describe('changing a team', () => {
  test('keeps the other values, and takes effect at once', async () => {
    const form = await editTeam('Sales', 'max');
    expect(
      ['Name', 'Time zone', 'Digest of uncontacted leads', 'Working days'].map((label) => form.value(label)),
    ).toEqual(['Sales', 'Europe/Berlin', 'working days at 9:00', 'Monday, Tuesday, Wednesday, Thursday, Friday']);
    await form.fill({ 'Digest of uncontacted leads': '10:30' });
    expect(await form.submit()).toEqual({ ok: true });
    await (await as('max').modal('Teams')).waitForText('digest working days at 10:30');
    const name = await scene.newLead();
    await scene.travel('2026-11-19T09:31:00Z');
    expect((await as('max').waitForMessage('#sales', 'first contact')).text).toContain(name);
  });

  test('grants a new manager the permissions, and revokes those of the old one', async () => {
    const refusal = 'Only managers of a team and workspace admins can do this. Please ask one of them.';
    await as('sam').command('/baton teams', { in: '#general' });
    expect(await scene.ephemeral('sam', '#general')).toBe(refusal);
    const form = await editTeam('Marketing');
    await form.fill({ Manager: 'mia' });
    expect(await form.submit()).toEqual({ ok: true });
    expect((await teams('mia')).text()).toContain('Marketing');
  });

  test('is refused at submission for a person who is no longer a manager', async () => {
    const form = await editTeam('Marketing', 'mia');
    const other = await editTeam('Marketing', 'ada');
    await other.fill({ Manager: 'ada' });
    expect(await other.submit()).toEqual({ ok: true });
    await form.fill({ Name: 'Mine' });
    await form.submit();
    const notice = await as('mia').modal('That did not work');
    expect(notice.text()).toContain('Only managers of a team and workspace admins can do this.');
    await notice.close();
    expect(form.value('Name')).toBe('Mine');
  });
});

test('a new manager is on record, and the earlier one, the new one and the admins hear of it', async () => {
  const heard = (who: string) =>
    as(who)
      .dm()
      .filter(({ text }) => text.includes('has a new manager'))
      .map(({ text }) => scene.read(text));
  const edit = await editTeam('Marketing', 'max');
  await edit.fill({ Manager: 'max', 'Work ends': '16:00' });
  expect(await edit.submit()).toEqual({ ok: true });
  await scene.app().settled();
  expect(heard('ada')).toEqual([
    'Marketing has a new manager\n@max manages #marketing in place of @ada.\nChanged by @max. Managers and admins can change it in /baton teams.',
  ]);
  expect(heard('max')).toEqual([]);
  await (await as('max').modal('Teams')).close();

  const again = await editTeam('Marketing', 'ada');
  expect(scene.read(again.text())).toContain('Manager: @ada → @max\nWork ends: 17:00 → 16:00');
  await again.fill({ Manager: 'ada' });
  expect(await again.submit()).toEqual({ ok: true });
  await scene.app().settled();
  expect(heard('max')).toHaveLength(1);
  expect(heard('ada')).toHaveLength(1);
});

test('a sales team with open leads does not become a marketing team, whose leads are in no list', async () => {
  const form = await editTeam('Sales');
  await form.fill({ Type: 'Marketing: hands leads off' });
  const result = await form.submit();
  expect(result).toMatchObject({
    ok: false,
    errors: { Type: expect.stringMatching(/^Sales has \d+ open leads?\. Create another team for marketing\.$/) },
  });
});
