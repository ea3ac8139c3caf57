import { beforeAll, describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';
import { handOffMany, numbered } from './many-leads.ts';

const scene = createScene();
const { as } = scene;

beforeAll(async () => {
  await handOffMany(scene.app(), numbered(35));
  await handOffMany(scene.app(), ['Zoë Çelik', "Sinéad O'Brien"], { company: 'Crème & Co' });
  await handOffMany(scene.app(), ['Percy Percent'], { company: '100% "Real" AND NOT(fake)' });
});

/** The list that a command opens, and its names. */
async function list(who: string, command: string, title: string) {
  await as(who).command(command);
  const modal = await as(who).modal(title);
  const names = () => [...modal.text().matchAll(/^:\w+: (.+?) · /gm)].map(([, name]) => name);
  return { modal, names };
}

describe('/leads untouched', () => {
  test('pages through any number of leads, oldest first', async () => {
    const { modal, names } = await list('sam', '/leads untouched', 'Awaiting first contact');
    const pages: (string | undefined)[][] = [names()];
    expect(modal.text()).toContain('1–10 of 38');
    expect(modal.buttons).not.toContain('← Back');
    for (const upTo of ['11–20', '21–30', '31–38']) {
      await modal.press('Next →');
      await modal.waitForText(`${upTo} of 38`);
      pages.push(names());
    }
    expect(modal.buttons).not.toContain('Next →');
    expect(pages.flat()).toEqual([...numbered(35), 'Zoë Çelik', "Sinéad O'Brien", 'Percy Percent']);
    await modal.press('← Back');
    await modal.waitForText('21–30 of 38');
    expect(names()).toEqual(numbered(30).slice(20));
  });

  test('shows the possible acts of each lead, and is redrawn after an act', async () => {
    const { modal, names } = await list('sam', '/leads Untouched', 'Awaiting first contact');
    expect(names()[0]).toBe('Lead 01');
    await modal.press({ actionId: 'lead_accept', value: idOf('Lead 01') });
    // The others are unclaimed, so they come first now.
    await modal.waitForText('Lead 11');
    expect(names()[0]).toBe('Lead 02');
    await scene.app().settled();
    expect(scene.standing('Lead 01')).toContain('@sam owns this');
  });

  test('a contact logged from the list removes the lead from it, and the card’s thread shows it', async () => {
    const { modal, names } = await list('sue', '/leads untouched', 'Awaiting first contact');
    await modal.choose({ text: 'Log contact…', value: `touch:${idOf('Lead 02')}` });
    await scene.mustSubmit('sue', 'Log contact', { Notes: 'Hello' });
    await modal.waitForText('of 37');
    expect(names()).not.toContain('Lead 02');
    expect(scene.story('Lead 02').at(-1)).toContain('Hello');
  });

  test('a refusal in a list leaves the list open', async () => {
    const { modal } = await list('sue', '/leads untouched', 'Awaiting first contact');
    // Sam was faster, and Sue’s list is not redrawn yet.
    await scene.bring('Lead 03', 'accepted', 'sam');
    await modal.press({ actionId: 'lead_accept', value: idOf('Lead 03') });
    const notice = await as('sue').modal('That did not work');
    expect(scene.read(notice.text())).toContain('@sam has had this lead since');
    await notice.close();
    expect(modal.isOpen).toBe(true);
  });

  test('marketers get notes and history, and more for a lead that was returned to them', async () => {
    const { modal } = await list('mia', '/leads untouched', 'Awaiting first contact');
    expect(new Set(modal.buttons)).toEqual(new Set(['History', 'Next →']));
    await modal.choose({ text: 'Add note…', value: `note:${idOf('Lead 04')}` });
    await scene.mustSubmit('mia', 'Add note', { Note: 'They asked again' });
    const back = await scene.newLead();
    await scene.press('sam', back, 'Decline');
    await scene.mustSubmit('sam', 'Decline', { Reason: 'Too early' });
    const { modal: found } = await list('mia', `/leads ${back}`, 'Search results');
    expect(found.buttons).toContain('Reply and resubmit');
    const { modal: sellers } = await list('sam', `/leads ${back}`, 'Search results');
    expect(sellers.buttons).not.toContain('Reply and resubmit');
  });

  test('an empty last page shows the page before it', async () => {
    await handOffMany(scene.app(), numbered(11, 'Last'));
    const { modal } = await list('sam', '/leads last', 'Search results');
    await modal.press('Next →');
    await modal.waitForText('11–11 of 11');
    // Another person removes it meanwhile: ten are left.
    scene
      .app()
      .baton.deps.db.$client.prepare("UPDATE leads SET name = 'Gone', company = '', email = '' WHERE name = 'Last 01'")
      .run();
    await modal.press({ actionId: 'lead_accept', value: idOf('Gone') });
    await modal.waitForText('Last 11');
    expect(modal.text()).not.toContain(' of ');
  });
});

describe('/leads', () => {
  test('shows the reader’s open leads, and those that they can accept', async () => {
    const mine = await scene.newLead();
    await scene.bring(mine, 'working', 'max');
    const waiting = await scene.newLead({ 'Assign to': 'max' });
    const done = await scene.bring(await scene.newLead(), 'qualified', 'max');
    await scene.win('max', done);
    const { names, modal } = await list('max', '/leads', 'My leads');
    expect(names()).toEqual([waiting, mine]);
    expect(modal.text()).toContain('Other lists:');
    await modal.close();
    // The most urgent one comes first.
    const late = await scene.bring(await scene.newLead(), 'accepted', 'max');
    scene.app().baton.deps.db.$client.prepare('UPDATE leads SET due_at = 1 WHERE name = ?').run(late);
    expect((await list('max', '/leads mine', 'My leads')).names()).toEqual([late, waiting, mine]);
  });

  test('suggests next steps when it is empty', async () => {
    scene.app().slack.admin.hire('liz');
    scene.app().slack.admin.invite('sales', 'liz');
    await scene.app().settled();
    const { modal } = await list('liz', '/leads', 'My leads');
    expect(modal.text()).toContain('You have no open leads. `/leads untouched` lists those awaiting first contact.');
  });

  test('shows marketers the open leads that they handed off', async () => {
    const { names, modal } = await list('ada', '/leads', 'Leads I handed off');
    expect(modal.text()).toContain('No open leads. Hand one off with `/handoff`.');
    expect(names()).toEqual([]);
    await modal.close();
    const mine = await scene.newLead();
    const theirs = await list('mia', '/leads', 'Leads I handed off');
    expect(theirs.names()).toContain(mine);
  });

  test('a person in no team is told how to join one', async () => {
    scene.app().slack.admin.hire('oli');
    scene.app().slack.admin.invite('general', 'oli');
    await as('oli').command('/leads team', { in: '#general' });
    expect(await scene.ephemeral('oli', '#general')).toBe(
      'You are in no sales or marketing team yet. Ask a manager to add you to its channel or user group.',
    );
  });

  test('a guest is refused', async () => {
    await as('gus').command('/leads', { in: '#sales' });
    expect(await scene.ephemeral('gus')).toBe('Only full members of this workspace can do this. You are a guest.');
  });
});

test('/leads team shows the team’s open leads, newest first; marketing sees those of all teams', async () => {
  const name = await scene.newLead();
  expect((await list('sue', '/leads team', 'Team leads')).names()[0]).toBe(name);
  expect((await list('mia', '/leads TEAM', 'Team leads')).names()[0]).toBe(name);
});

describe('/leads with other words searches', () => {
  test.each([
    ['celik', 'Zoë Çelik'],
    ['ZOE', 'Zoë Çelik'],
    ['zo cel', 'Zoë Çelik'],
    ['sinead o’brien'.replace('’', "'"), "Sinéad O'Brien"],
    ['100%', 'Percy Percent'],
    ['"Real"', 'Percy Percent'],
    ['real" OR "zoë', undefined],
    ['AND NOT percy', 'Percy Percent'],
    ['NOT(fake)', 'Percy Percent'],
    ['name:percy', undefined],
    ['percy*', 'Percy Percent'],
    ['percy -fake', 'Percy Percent'],
    ['0@Perc', 'Percy Percent'],
    ['"', undefined],
    ['*', undefined],
    ['untouched-of 1', undefined],
  ])('%s', async (words, found) => {
    const { modal, names } = await list('sam', `/leads ${words}`, 'Search results');
    expect(names()).toEqual(found ? [found] : []);
    if (!found) expect(modal.text()).toContain('No matches.');
  });

  test('finds a company with all its people', async () => {
    const { names } = await list('sam', '/leads creme', 'Search results');
    expect(names()).toEqual(["Sinéad O'Brien", 'Zoë Çelik']);
  });

  test('has pages too', async () => {
    const { modal } = await list('sam', '/leads lead ltd', 'Search results');
    expect(modal.text()).toContain('1–10 of 35');
    await modal.press('Next →');
    await modal.waitForText('11–20 of 35');
  });
});

const idOf = (name: string): string =>
  String(scene.app().baton.deps.db.$client.prepare('SELECT id FROM leads WHERE name = ?').pluck().get(name) ?? 'none');
