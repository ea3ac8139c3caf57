import { describe, expect, test } from 'vitest';
import { salesFigures } from '../../src/leads/reads/figures.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { handOffMany, numbered } from '../commands/leads/many-leads.ts';
import { onStage } from '../support/test-app.ts';
import { homesOn } from './fixtures.ts';

const scene = onStage();
const { as, newLead, bring, mustSubmit, press: pressOnCard, stage, travel } = scene;
const { open, text, press } = homesOn(scene);

test('who cannot work with Baton reads why, and nothing of the teams', async () => {
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

test('who is in no team reads how to get into one, and may hand off and ask', async () => {
  stage().slack.admin.hire('new', { realName: 'Ned Newcomer' });
  const home = await open('new');
  expect(home).toContain('You are in no sales or marketing team yet. A manager adds you');
  expect(as('new').home()?.buttons).toEqual([
    'Hand off a lead',
    'Request content',
    'Find content',
    'Ask for feedback',
    'What you hear…',
  ]);
  stage().slack.admin.invite('sales', 'new');
  await stage().settled();
  expect(text('new')).toContain('Waiting for you');
});

test('a guest who was a colleague a moment ago reads the guests’ home', async () => {
  stage().slack.admin.hire('tom', { realName: 'Tom Temporary' });
  stage().slack.admin.invite('sales', 'tom');
  await stage().settled();
  expect(await open('tom')).toContain('Waiting for you');
  stage().slack.admin.makeGuest('tom');
  await stage().settled();
  expect(text('tom')).toContain('You are a guest.');
});

describe('a manager', () => {
  test('sees what nobody has touched, by age, which clocks ran out, and who is away, with the ways there', async () => {
    await handOffMany(stage(), ['Long Ago'], { seller: 'sue' });
    await open('max');
    expect(text('max')).toMatch(/2 leads are untouched: 2 from the last day/);
    expect(text('max')).toContain('No clock ran out in the last seven days.');
    stage().slack.admin.setStatus('sue', { text: 'Ill', emoji: ':face_with_thermometer:' });
    await stage().settled();
    await travel('2026-11-23T10:00:00Z');
    const home = await open('max');
    expect(home).toMatch(/2 leads are untouched: 2 from the last week/);
    expect(home).toMatch(/Clocks that ran out in the last seven days: \d to accept/);
    expect(home).toContain('Away: @sue (has an away status)');
    await press('max', 'Clocks that ran out');
    await (await as('max').modal('Clocks that ran out')).close();
    stage().slack.admin.setStatus('sue', { text: '', emoji: '' });
  });

  test('of marketing sees what came back, whoever it is of', async () => {
    const lead = await bring(await newLead(), 'accepted');
    await pressOnCard('sam', lead, 'Not for us');
    await mustSubmit('sam', 'Not for us', { 'Why?': 'No budget' });
    expect(await open('ada')).toMatch(new RegExp(`One lead came back from sales[\\s\\S]*${lead} · [\\s\\S]*of @mia`));
  });
});

test('an admin has the check-list on top until everything is done', async () => {
  expect(await open('ada')).toMatch(/^Hello, ada\nSet Baton up/);
  await press('ada', 'These times are right');
  await expect.poll(() => text('ada')).not.toContain('Set Baton up');
});

test('many leads are paged in place, none is left out, and a page that empties gives way to the last', async () => {
  await handOffMany(stage(), numbered(20, 'Many'), { seller: 'sue' });
  const total = Number(/(\d+) leads wait for you/.exec(await open('sue'))?.[1]);
  const found = new Set<string>();
  for (;;) {
    for (const [lead] of text('sue').matchAll(/Many \d+/g)) found.add(lead);
    if (!as('sue').home()?.buttons.includes('Next →')) break;
    await press('sue', 'Next →');
  }
  expect(found.size).toBe(20);
  expect(text('sue')).toMatch(new RegExp(`–${total} of ${total}`));
  // Somebody else's act leaves the page where it is; the first page is for whoever opens it anew.
  await pressOnCard('sam', 'Many 01', 'Accept');
  expect(text('sue')).toMatch(new RegExp(`of ${total - 1}`));
  expect(text('sue')).not.toContain('\n1–');
  expect(await open('sue')).toContain('1–5 of');
});

test('figures are working time, of this month, and everybody’s beside one’s own', async () => {
  await travel('2026-12-01T09:00:00Z');
  const kept = await newLead({ 'One seller': 'sam' });
  await travel('2026-12-01T10:00:00Z');
  await pressOnCard('sam', kept, 'Accept');
  // 17:00 in Berlin until 10:00 the next day is one working hour.
  await travel('2026-12-02T09:00:00Z');
  await pressOnCard('sam', kept, 'Log touch');
  await mustSubmit('sam', 'Log touch');
  const declined = await newLead({ 'One seller': 'sue' });
  await pressOnCard('sue', declined, 'Not for us');
  await mustSubmit('sue', 'Not for us', { 'Why?': 'Duplicate' });
  const home = await open('sam');
  expect(home).toContain('*Leads accepted*\n1  ·  all: 1');
  expect(home).toContain('*Accept rate*\n100 %  ·  all: 50 %');
  expect(home).toContain('*Time to accept*\n1 h  ·  all: 1 h');
  // From 11:00 to 17:00, and from 9:00 to 10:00.
  expect(home).toContain('*Then to first touch*\n7 h  ·  all: 7 h');
  expect(await open('sue')).toContain('*Accept rate*\n0 %  ·  all: 50 %');
  expect(await open('mia')).toMatch(/\*Leads handed off\*\n\d+ {2}· {2}all: \d+/);
  const { db, now } = stage().baton.deps;
  const [team] = teamsOfKind(db, 'sales');
  expect(team && salesFigures(db, team, null, new Date(now().getTime() + 31 * 24 * 3_600_000))).toEqual({
    count: 0,
    acceptRate: undefined,
    acceptMs: undefined,
    touchMs: undefined,
  });
});
