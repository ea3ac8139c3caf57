import { describe, expect, test } from 'vitest';
import { leads } from '../../../src/leads/table.ts';
import { eq } from '../../../src/platform/db/drizzle.ts';
import { HAND_OVER } from '../../../views/leads/away.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

const asked = (name: string): string => /@(\w+)/.exec(scene.standing(name))?.[1] ?? '';

async function routing(fields: Record<string, string>) {
  await as('max').command('/baton teams', { in: '#sales' });
  const teams = await as('max').modal('Teams');
  await as('max').choose(teams, 'Routing & response times');
  return scene.submit('max', 'Routing & response times', fields);
}

async function routeTest(about = ''): Promise<string> {
  await as('max').command(`/baton route test ${about}`, { in: '#sales' });
  return scene.ephemeral('max');
}

describe('round robin', () => {
  test('distributes leads, and each card shows the reason', async () => {
    expect(await routing({ 'Assign leads to': 'Round robin' })).toEqual({ ok: true });
    const names = [await scene.newLead(), await scene.newLead(), await scene.newLead(), await scene.newLead()];
    const order = names.map(asked);
    expect(new Set(order.slice(0, 2))).toEqual(new Set(['sam', 'sue']));
    expect(order.slice(2)).toEqual(order.slice(0, 2));
    expect(scene.standing(String(names[0]))).toContain('Assigned to @');
    expect(scene.card(String(names[0])).text).toContain('next in rotation');
  });

  test('returns the turn of a seller who declined', async () => {
    const name = await scene.newLead();
    const who = asked(name);
    await scene.press(who, name, 'Decline');
    await scene.mustSubmit(who, 'Decline', { Reason: 'Not a fit' });
    expect(asked(await scene.newLead())).toBe(who);
  });

  test('a route test shows the assignee and the reason, and counts no turn', async () => {
    const first = await routeTest();
    expect(first).toMatch(/^Sales: @(sam|sue) \(next in rotation\)/);
    expect(first).toContain('@gus is a guest');
    expect(first).toContain('@eve is from another workspace');
    expect(await routeTest()).toBe(first);
    expect(first).toContain(`@${asked(await scene.newLead())}`);
  });
});

test('the owner of an earlier lead of the company comes first', async () => {
  const known = await scene.newLead({ Email: 'one@account.example' });
  await scene.press('sue', known, 'Accept');
  for (const email of ['two@account.example', 'three@account.example']) {
    const name = await scene.newLead({ Email: email });
    expect(asked(name)).toBe('sue');
    expect(scene.card(name).text).toContain('existing account contact');
  }
  expect(await routeTest('four@account.example')).toContain('@sue (existing account contact)');
});

describe('a seller who cannot take a lead is skipped', () => {
  test('with an away status', async () => {
    scene.app().slack.admin.setStatus('sam', { text: 'Vacationing', emoji: ':palm_tree:' });
    await scene.app().settled();
    expect(await routeTest()).toContain('@sam has an away status');
    expect(asked(await scene.newLead())).toBe('sue');
    expect(asked(await scene.newLead())).toBe('sue');
    scene.app().slack.admin.setStatus('sam', { text: '', emoji: '' });
    await scene.app().settled();
  });

  test('with do not disturb until after the lead is due', async () => {
    const now = scene.app().baton.deps.now().getTime();
    scene.app().slack.admin.setDnd('sam', Math.floor(now / 1000) + 8 * 3_600);
    await scene.app().settled();
    await scene.travel(new Date(now + 90_000));
    expect(await routeTest()).toContain('@sam does not want to be disturbed');
    expect(asked(await scene.newLead())).toBe('sue');
    scene.app().slack.admin.setDnd('sam');
  });

  test('out of office, without turns to make up on return', async () => {
    await as('sam').command('/leads away until Monday', { in: '#sales' });
    expect(await scene.ephemeral('sam')).toContain('You get no leads until');
    for (const name of [await scene.newLead(), await scene.newLead(), await scene.newLead()])
      expect(asked(name)).toBe('sue');
    await as('sam').command('/leads back', { in: '#sales' });
    expect(await scene.ephemeral('sam')).toContain('Welcome back');
    const order = [asked(await scene.newLead()), asked(await scene.newLead())];
    expect(new Set(order)).toEqual(new Set(['sam', 'sue']));
  });

  test('the leads of a seller who goes away stay theirs, and those that are due before they are back go on request', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted', 'sam');
    const { write, now } = scene.app().baton.deps;
    const later = await scene.bring(await scene.newLead(), 'accepted', 'sam');
    const dueAt = new Date(now().getTime() + 5 * 24 * 3_600_000);
    await write((tx) => tx.update(leads).set({ dueAt }).where(eq(leads.name, later)).run());
    await as('sam').command('/leads away for 2 days', { in: '#sales' });
    const told = await scene.nextEphemeral('sam');
    expect(told.text).toMatch(/\d leads? waits? for you, due before you are back:/);
    expect(told.text).toContain(name);
    expect(told.text).not.toContain(later);
    expect(scene.standing(name)).toContain('@sam owns this');

    await as('sam').press(told, { actionId: HAND_OVER, value: 'all' });
    await scene.app().settled();
    expect(asked(name)).toBe('sue');
    expect(scene.standing(later)).toContain('@sam owns this');
    await as('sam').command('/leads back', { in: '#sales' });
    await scene.nextEphemeral('sam');
  });

  test('words that cannot be parsed are answered with the format', async () => {
    await as('sam').command('/leads away until whenever', { in: '#sales' });
    expect(await scene.ephemeral('sam')).toContain('`/leads away until Monday`');
  });
});

describe('settings', () => {
  test('one person gets all leads', async () => {
    expect(await routing({ 'Assign leads to': 'One person', Assignee: 'sue' })).toEqual({
      ok: true,
    });
    for (const name of [await scene.newLead(), await scene.newLead()]) expect(asked(name)).toBe('sue');
  });

  test('errors are shown at their fields', async () => {
    await as('max').command('/baton teams', { in: '#sales' });
    await as('max').choose(await as('max').modal('Teams'), 'Routing & response times');
    const result = await scene.submit('max', 'Routing & response times', { 'Fallback owner': 'gus' });
    expect(result).toMatchObject({ ok: false, errors: { 'Fallback owner': expect.stringContaining('a guest') } });
  });

  test('a seller with weight two gets twice as many leads', async () => {
    await routing({ 'Assign leads to': 'Round robin' });
    await as('max').command('/baton teams', { in: '#sales' });
    await as('max').choose(await as('max').modal('Teams'), 'Rotation weight');
    expect(await scene.submit('max', 'Rotation weight', { Seller: 'sue', 'Rotation weight': '2' })).toEqual({
      ok: true,
    });
    const order: string[] = [];
    // The first leads even out earlier turns.
    for (let lead = 0; lead < 24; lead += 1) order.push(asked(await scene.newLead()));
    expect(order.slice(-6).filter((who) => who === 'sue')).toHaveLength(4);
  });

  test('sellers cannot change them', async () => {
    await as('sam').command('/baton teams', { in: '#sales' });
    expect(await scene.ephemeral('sam')).toContain('Only managers');
  });
});

test('changes of routing and of a rotation weight are on record', async () => {
  expect(await routing({ 'Accept hot leads within (working minutes)': '7' })).toEqual({ ok: true });
  await as('max').command('/baton teams', { in: '#sales' });
  const list = await as('max').modal('Teams');
  await list.choose('Rotation weight');
  expect(await scene.submit('max', 'Rotation weight', { Seller: 'sue', 'Rotation weight': '3' })).toEqual({ ok: true });
  await list.choose('Rotation weight');
  const text = scene.read((await as('max').modal('Rotation weight')).text());
  expect(text).toContain('Accept hot leads within: 15 min → 7 min');
  expect(text).toContain('@sue Rotation weight: 2 → 3');
  expect(text).toContain('@max');
});

test('a manager says which leads doors bring to the team, and the route test shows it', async () => {
  await as('max').command('/baton teams', { in: '#sales' });
  await as('max').choose(await as('max').modal('Teams'), 'Leads by rule…');
  const refused = await scene.submit('max', 'Leads for this team', { Countries: 'Germany, Atlantis' });
  expect(refused).toMatchObject({ ok: false, errors: { Countries: '“Atlantis” is not the name of a country.' } });
  await scene.mustSubmit('max', 'Leads for this team', { Countries: 'Germany, Schweiz', 'Employees, at least': '50' });
  expect(await routeTest()).toContain('Leads of doors by rule: from Germany or Switzerland, 50 employees or more');
});

test('the booking link of the seller who has the lead stands on its card', async () => {
  const name = await scene.newLead();
  const who = asked(name) || 'sam';
  await as(who).command('/baton me');
  await scene.mustSubmit(who, 'Notifications', { 'Your booking link': 'https://cal.example/sam' });
  await scene.press(who, name, 'Accept');
  expect(scene.card(name).text).toContain('Book a time');
});
