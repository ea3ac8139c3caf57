import { describe, expect, test } from 'vitest';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { createScene, type Who } from '../../support/scene.ts';

const scene = createScene({ at: '2026-11-19T09:00:00Z' });
const { as } = scene;

async function open(who: string, channel = '#general') {
  await as(who).command('/baton definition', { in: channel });
  return as(who).modal('Lead definition');
}

/** Lines of the definition that begin with a number. */
const clausesIn = (modal: { text(): string }) =>
  modal
    .text()
    .split('\n')
    .filter((line) => /^\d+\. /.test(line));

async function clauses(who: Who = 'mia'): Promise<string[]> {
  const modal = await open(who);
  const found = clausesIn(modal);
  await modal.close();
  return found;
}

async function add(who: Who, ...texts: string[]) {
  const modal = await open(who);
  for (const text of texts) {
    await modal.press('Add clause');
    await scene.mustSubmit(who, 'New clause', { Clause: text });
  }
  await modal.close();
}

type Modal = Awaited<ReturnType<typeof open>>;

/** The menu at the clause with these words. */
function menuAt(modal: Modal, words: string) {
  const row = modal.blocks.find((block) => JSON.stringify(block.text ?? '').includes(words));
  if (!row?.accessory) throw new Error(`There is no menu at "${words}".`);
  const { action_id: actionId, options } = row.accessory as {
    action_id: string;
    options: { text: { text: string } }[];
  };
  return { actionId, choices: options.map(({ text }) => text.text) };
}

const choose = (modal: Modal, words: string, item: string): Promise<void> =>
  modal.choose({ text: item, actionId: menuAt(modal, words).actionId });

/** Waits until the definition has these clauses. */
const reads = (modal: Modal, ...expected: string[]) => expect.poll(() => clausesIn(modal)).toEqual(expected);

const choices = (modal: Modal, words: string): string[] => menuAt(modal, words).choices;

/** Messages about the definition in the team’s channel, oldest first. */
const heard = () =>
  as('max')
    .sees('#sales')
    .map(({ text }) => scene.read(text))
    .filter((text) => text.includes('changed the lead definition'));

test('no form asks for or shows a clause before the team has a definition', async () => {
  const modal = await open('sam');
  expect(scene.read(modal.text())).toBe(
    'Lead definition of Sales\nNo definition yet. Sales and marketing managers write it together.',
  );
  expect(modal.buttons).toEqual([]);
  const name = await scene.newLead();
  const form = await scene.open('sam', name, 'Decline', 'Decline');
  expect(form.labels()).toEqual(['Reason', 'How good is this lead?', 'Note for marketing']);
  await form.close();
  await as('mia').command('/handoff', { in: '#marketing' });
  expect((await as('mia').modal('Hand off a lead')).text()).not.toContain('Lead definition of');
});

test('the managers of sales and of marketing write it together, and everyone can read it', async () => {
  await add('max', 'Has at least five people', 'Decides within six months');
  await add('ada', 'Knows what it costs');
  const inOrder = ['1. Has at least five people', '2. Decides within six months', '3. Knows what it costs'];
  for (const who of ['max', 'ada', 'mia', 'sam'] as const) expect(await clauses(who)).toEqual(inOrder);
  const modal = await open('mia');
  expect(modal.buttons).toEqual([]);
  expect(JSON.stringify(modal.blocks)).not.toContain('overflow');
  expect(scene.read(modal.text())).toContain('Last changed by @ada 2026-11-19 09:0');
});

test('clauses are moved, edited and retired, with the choices that fit each position', async () => {
  const modal = await open('max');
  expect(choices(modal, 'five people')).toEqual(['Edit…', 'Move down', 'Retire']);
  expect(choices(modal, 'six months')).toEqual(['Edit…', 'Move up', 'Move down', 'Retire']);
  expect(choices(modal, 'it costs')).toEqual(['Edit…', 'Move up', 'Retire']);
  await choose(modal, 'it costs', 'Move up');
  await reads(modal, '1. Has at least five people', '2. Knows what it costs', '3. Decides within six months');
  await choose(modal, 'five people', 'Move down');
  await reads(modal, '1. Knows what it costs', '2. Has at least five people', '3. Decides within six months');
  await choose(modal, 'it costs', 'Retire');
  await reads(modal, '1. Has at least five people', '2. Decides within six months');
  await choose(modal, 'six months', 'Edit…');
  const form = await as('max').modal('Edit clause');
  expect(form.value('Clause')).toBe('Decides within six months');
  await scene.mustSubmit('max', 'Edit clause', { Clause: 'Decides within a quarter' });
  await reads(modal, '1. Has at least five people', '2. Decides within a quarter');
});

test('its team gets one message about the changes, without those that were undone', async () => {
  expect(heard()).toEqual([]);
  await scene.travel('2026-11-19T09:30:00Z');
  expect(heard()).toEqual([
    ':scroll: @max and @ada changed the lead definition of Sales\nNew: “Has at least five people”\n' +
      'New: “Decides within a quarter”\nClauses were reordered.\nFull definition: `/baton definition`',
  ]);
  const modal = await open('max');
  await choose(modal, 'quarter', 'Edit…');
  await scene.mustSubmit('max', 'Edit clause', { Clause: 'Decides within a year' });
  await modal.press('Add clause');
  await scene.mustSubmit('max', 'New clause', { Clause: 'A passing thought' });
  await modal.waitForText('A passing thought');
  await choose(modal, 'passing', 'Retire');
  await reads(modal, '1. Has at least five people', '2. Decides within a year');
  await scene.travel('2026-11-19T10:00:00Z');
  expect(heard().slice(1)).toEqual([
    ':scroll: @max changed the lead definition of Sales\n“Decides within a quarter” is now “Decides within a year”\n' +
      'Full definition: `/baton definition`',
  ]);
});

describe('refused', () => {
  test('an empty clause or one that exists already, at the field', async () => {
    const modal = await open('ada');
    await modal.press('Add clause');
    const form = await as('ada').modal('New clause');
    for (const [typed, why] of [
      ['has at  least FIVE people', 'The definition says this already.'],
      [' \u200b ', 'Enter a clause.'],
    ] as const) {
      await form.fill({ Clause: typed });
      expect(await form.submit()).toEqual({ ok: false, errors: { Clause: why } });
    }
  });

  test('a clause that was edited meanwhile; the typed text stays', async () => {
    const [max, ada] = [await open('max'), await open('ada')];
    await choose(ada, 'five people', 'Edit…');
    const form = await as('ada').modal('Edit clause');
    await choose(max, 'five people', 'Edit…');
    await scene.mustSubmit('max', 'Edit clause', { Clause: 'Has at least six people' });
    await form.fill({ Clause: 'Has at least ten people' });
    await form.submit();
    const notice = await as('ada').modal('That did not work');
    expect(scene.read(notice.text())).toBe('@max changed this clause in the meantime. Please open it again.');
    await notice.close();
    expect(form.value('Clause')).toBe('Has at least ten people');
    expect((await clauses())[0]).toBe('1. Has at least six people');
  });

  test('a clause that was retired meanwhile', async () => {
    await add('max', 'For a moment');
    const [max, ada] = [await open('max'), await open('ada')];
    await choose(max, 'For a moment', 'Retire');
    await reads(max, '1. Has at least six people', '2. Decides within a year');
    await choose(ada, 'For a moment', 'Move up');
    const notice = await as('ada').modal('That did not work');
    expect(notice.text()).toBe('This clause is no longer in the definition.');
  });

  test('a person who manages neither team, also with a button from when they did', async () => {
    const { admin } = scene.app().slack;
    const { baton } = scene.app();
    const { id: tomId } = admin.hire('tom');
    admin.invite('general', 'tom');
    const [marketing] = teamsOfKind(baton.deps.db, 'marketing');
    if (!marketing) throw new Error('no marketing');
    const managedBy = (managerId: string) =>
      baton.deps.write((tx) => saveTeam(tx, { ...marketing, managerId }, { id: marketing.id, by: 'test' }, new Date()));
    await managedBy(tomId);
    const modal = await open('tom');
    await modal.press('Add clause');
    await managedBy(marketing.managerId);
    const form = await as('tom').modal('New clause');
    await form.fill({ Clause: 'Is rich' });
    await form.submit();
    const refusal = 'Only the managers of sales and marketing change this definition. Please ask one of them.';
    const notice = await as('tom').modal('That did not work');
    expect(notice.text()).toBe(refusal);
    await notice.close();
    await form.close();
    await choose(modal, 'six people', 'Retire');
    expect((await as('tom').modal('That did not work')).text()).toBe(refusal);
    expect((await clauses())[0]).toBe('1. Has at least six people');
    for (const left of as('tom').modals().reverse()) await left.close();
  });

  test('a guest', async () => {
    await as('gus').command('/baton definition', { in: '#sales' });
    expect(await scene.ephemeral('gus')).toContain('Only full members of this workspace');
    expect(as('gus').modals()).toEqual([]);
  });
});

test('marketers see it in the hand-off form, with a button to all of it', async () => {
  await as('mia').command('/handoff', { in: '#marketing' });
  const form = await as('mia').modal('Hand off a lead');
  expect(form.text()).toContain('Lead definition of Sales: Has at least six people · Decides within a year');
  await form.fill({ Name: 'Half typed' });
  await form.press('View all');
  const modal = await as('mia').modal('Lead definition');
  expect(clausesIn(modal)).toEqual(['1. Has at least six people', '2. Decides within a year']);
  await modal.close();
  expect(form.value('Name')).toBe('Half typed');
});

test('a decline can cite a clause, with its words of that day', async () => {
  const name = await scene.newLead();
  await scene.press('sam', name, 'Decline');
  await scene.mustSubmit('sam', 'Decline', {
    Reason: 'Not a fit',
    'Unmet clause of the lead definition': '1. Has at least six people',
    'Note for marketing': 'They are two',
  });
  const said = 'Not a fit  ·  does not meet “Has at least six people”';
  expect(scene.standing(name)).toContain(`:leftwards_arrow_with_hook: Returned to marketing by @sam: ${said}  ·  with`);
  expect(scene.story(name)).toEqual([`:x: @sam declined this lead: ${said}\nThey are two`]);
  expect(scene.news('mia', name)[0]).toContain(`:x: @sam declined this lead: ${said}\nThey are two`);
  const modal = await open('max');
  await choose(modal, 'six people', 'Retire');
  await reads(modal, '1. Decides within a year');
  await modal.close();
  await scene.press('mia', name, 'History');
  expect(scene.read((await as('mia').modal('History')).text())).toContain(said);
});

test('a clause that is retired while the form is open can still be cited', async () => {
  const name = await scene.newLead();
  const form = await scene.open('sue', name, 'Decline', 'Decline');
  await form.fill({ Reason: 'Too early', 'Unmet clause of the lead definition': '1. Decides within a year' });
  const modal = await open('max');
  await choose(modal, 'within a year', 'Retire');
  await reads(modal);
  expect(await form.submit()).toEqual({ ok: true });
  await scene.app().settled();
  expect(scene.standing(name)).toContain('does not meet “Decides within a year”');
});

test('long clauses are cut in the choice, and a team has at most twenty', async () => {
  const long = (place: number) => `${place} ${'and so on '.repeat(20)}`.slice(0, 150).trim();
  await add('max', ...Array.from({ length: 20 }, (_, index) => long(index + 1)));
  const modal = await open('max');
  expect(modal.buttons).toEqual([]);
  expect(modal.text()).toContain('Limit of 20 clauses reached. Retire one to add another.');
  expect(clausesIn(modal)[19]).toBe(`20. ${long(20)}`);
  const name = await scene.newLead();
  const form = await scene.open('sam', name, 'Decline', 'Decline');
  expect(form.text()).toContain('Full text: /baton definition');
  await form.fill({ Reason: 'Not a fit', 'Unmet clause of the lead definition': `20. ${long(20).slice(0, 70)}…` });
  await form.submit();
  await scene.app().settled();
  expect(scene.standing(name)).toContain(`does not meet “${long(20)}”`);
  await as('mia').command('/handoff');
  expect((await as('mia').modal('Hand off a lead')).text()).toMatch(/Lead definition of Sales: 1 and so on .*…/);
});

test('each sales team has its own: the channel’s team first, the others by choice', async () => {
  const { baton, slack } = scene.app();
  const [sales] = teamsOfKind(baton.deps.db, 'sales');
  if (!sales) throw new Error('no sales');
  const north = { ...sales, id: undefined, name: 'North', channelId: slack.ids.channels.general ?? '' };
  await baton.deps.write((tx) => saveTeam(tx, north, { id: null, by: 'test' }, new Date()));
  const modal = await open('max', '#general');
  expect(scene.read(modal.text())).toContain('Lead definition of North');
  expect(clausesIn(modal)).toEqual([]);
  await modal.choose('Sales');
  await modal.waitForText('Lead definition of Sales');
  expect(clausesIn(modal)).toHaveLength(20);
});
