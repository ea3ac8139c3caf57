import { describe, expect, test } from 'vitest';
import { salesFigures } from '../../src/leads/reads/figures.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { handOffMany, numbered } from '../commands/leads/many-leads.ts';
import { createScene } from '../support/scene.ts';
import { homesOn } from './fixtures.ts';

const scene = createScene();
const { as, newLead, bring, mustSubmit, press: pressOnCard, app, travel } = scene;
const { open, text, press } = homesOn(scene);

test('a person who cannot use Baton sees the reason, and nothing of the teams', async () => {
  await newLead({ Name: 'Secret Sue' });
  for (const [who, standing] of [
    ['gus', 'a guest'],
    ['eve', 'from another workspace'],
  ] as const) {
    const home = await open(who);
    expect(home).toContain(`You are ${standing}.`);
    expect(home).not.toContain('Secret');
    expect(as(who).home()?.buttons).toEqual([]);
  }
});

test('a person in no team sees how to join one, and can hand off and ask', async () => {
  app().slack.admin.hire('new', { realName: 'Ned Newcomer' });
  const home = await open('new');
  expect(home).toContain('You are not in a sales or marketing team yet. Ask a manager to add you.');
  expect(as('new').home()?.buttons).toEqual(['Hand off a lead', 'Find content', 'Request content']);
  app().slack.admin.invite('sales', 'new');
  await app().settled();
  expect(text('new')).toContain('Available for leads.');
});

test('a guest who was a colleague a moment ago sees the guests’ home', async () => {
  app().slack.admin.hire('tom', { realName: 'Tom Temporary' });
  app().slack.admin.invite('sales', 'tom');
  await app().settled();
  expect(await open('tom')).toContain('Available for leads.');
  app().slack.admin.makeGuest('tom');
  await app().settled();
  expect(text('tom')).toContain('You are a guest.');
});

describe('a manager', () => {
  test('sees uncontacted leads by age, missed deadlines and absences, with buttons', async () => {
    await handOffMany(app(), ['Long Ago'], { seller: 'sue' });
    await open('max');
    expect(text('max')).toMatch(/2 leads awaiting first contact: 2 today/);
    expect(text('max')).toContain('No missed deadlines in the last 7 days.');
    app().slack.admin.setStatus('sue', { text: 'Ill', emoji: ':face_with_thermometer:' });
    await app().settled();
    await travel('2026-11-23T10:00:00Z');
    const home = await open('max');
    expect(home).toMatch(/2 leads awaiting first contact: 2 in 3–7 days/);
    expect(home).toMatch(/Missed deadlines in the last 7 days: \d to accept/);
    expect(home).toContain('Away: @sue (has an away status)');
    await press('max', 'Missed deadlines');
    await (await as('max').modal('Missed deadlines')).close();
    app().slack.admin.setStatus('sue', { text: '', emoji: '' });
  });

  test('of marketing sees returned leads of all marketers', async () => {
    const lead = await bring(await newLead(), 'accepted');
    await pressOnCard('sam', lead, 'Decline');
    await mustSubmit('sam', 'Decline', { Reason: 'No budget' });
    expect(await open('ada')).toMatch(
      new RegExp(`1 lead returned to marketing[\\s\\S]*${lead} · [\\s\\S]*handed off by @mia`),
    );
  });
});

test('an admin sees the checklist on top until all steps are done', async () => {
  expect(await open('ada')).toMatch(/^Hello, ada\nSet up Baton/);
  await press('ada', 'Confirm hours');
  await expect.poll(() => text('ada')).not.toContain('Set up Baton');
});

test('many leads have pages in place, all are reachable, and an empty page shows the last one', async () => {
  // A Sunday: on a working day these leads are overdue, and the escalation takes them from Sue during the test.
  await travel('2026-11-29T10:00:00Z');
  await handOffMany(app(), numbered(20, 'Many'), { seller: 'sue' });
  const total = Number(/(\d+) leads need you/.exec(await open('sue'))?.[1]);
  const found = new Set<string>();
  for (;;) {
    for (const [lead] of text('sue').matchAll(/Many \d+/g)) found.add(lead);
    if (!as('sue').home()?.buttons.includes('Next →')) break;
    await press('sue', 'Next →');
  }
  expect(found.size).toBe(20);
  expect(text('sue')).toMatch(new RegExp(`–${total} of ${total}`));
  // Another person’s act keeps the page; opening the home shows the first page.
  await pressOnCard('sam', 'Many 01', 'Accept');
  expect(text('sue')).toMatch(new RegExp(`of ${total - 1}`));
  expect(text('sue')).not.toContain('\n1–');
  expect(await open('sue')).toContain('1–5 of');
});

test('figures are in working time, for this month, with the team’s next to the person’s own', async () => {
  await travel('2026-12-01T09:00:00Z');
  const kept = await newLead({ 'Assign to': 'sam' });
  await travel('2026-12-01T10:00:00Z');
  await pressOnCard('sam', kept, 'Accept');
  // 17:00 in Berlin until 10:00 the next day is one working hour.
  await travel('2026-12-02T09:00:00Z');
  await pressOnCard('sam', kept, 'Log contact');
  await mustSubmit('sam', 'Log contact');
  const declined = await newLead({ 'Assign to': 'sue' });
  await pressOnCard('sue', declined, 'Decline');
  await mustSubmit('sue', 'Decline', { Reason: 'Duplicate' });
  const home = await open('sam');
  expect(home).toContain('*Leads accepted*\n1  ·  team: 1');
  expect(home).toContain('*Accept rate*\n100 %  ·  team: 50 %');
  expect(home).toContain('*Time to accept*\n1 h  ·  team: 1 h');
  // From 11:00 to 17:00, and from 9:00 to 10:00.
  expect(home).toContain('*Then to first contact*\n7 h  ·  team: 7 h');
  expect(await open('sue')).toContain('*Accept rate*\n0 %  ·  team: 50 %');
  expect(await open('mia')).toMatch(/\*Leads handed off\*\n\d+ {2}· {2}team: \d+/);
  const { db, now } = app().baton.deps;
  const [team] = teamsOfKind(db, 'sales');
  expect(team && salesFigures(db, team, null, new Date(now().getTime() + 31 * 24 * 3_600_000))).toEqual({
    count: 0,
    acceptRate: undefined,
    acceptMs: undefined,
    touchMs: undefined,
  });
});
