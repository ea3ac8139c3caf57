import type { PersonDriver } from '@baton/sandbox';
import { expect, test } from 'vitest';
import { addItem, type NewItem } from '../../../src/library/add.ts';
import { itemById, listItems, textOf } from '../../../src/library/queries.ts';
import type { LibraryItem } from '../../../src/library/table.ts';
import { KEEP_ITEM, RETIRE_ITEM, REVIEW_ITEM, REVIEW_PAGE } from '../../../views/library/review.ts';
import { docx } from '../../platform/files/documents.ts';
import { redeliver } from '../../support/redeliver.ts';
import { createScene } from '../../support/scene.ts';

// A Thursday; the Monday after it, 9:00 in Berlin.
const scene = createScene({ mode: 'http', at: '2026-11-19T09:00:00Z' });
const MONDAY = '2026-11-23T08:00:30Z';
const { app, as, submit, mustSubmit, read, travel } = scene;

const db = () => app().baton.deps.db;
const id = (who: string) => app().slack.ids.people[who] ?? '';
const item = (itemId: number) => itemById(db(), itemId);

const stale = (title: string, owner: string, more: Partial<NewItem> = {}): Promise<LibraryItem> =>
  app().baton.deps.write((tx) => {
    const now = app().baton.deps.now();
    const usual = { kind: 'pricing', stage: null, tags: [], summary: null, link: `https://example.com/${title}` };
    const about = { title, ownerId: id(owner), by: id(owner), reviewAt: new Date(now.getTime() - 1000) };
    return addItem(tx, { ...usual, ...about, ...more } as NewItem, now);
  });

/** The weekly question as it is now; undefined when no item is left in it. */
const asked = (who: string) =>
  as(who)
    .dm()
    .findLast(({ text }) => /(?:item needs|items need) a review/.test(text));

const buttons = { Keep: KEEP_ITEM, 'Update…': REVIEW_ITEM, 'Retire…': RETIRE_ITEM };

/** Presses the button of an item in the list of its owner, or chooses from its menu. */
async function press(who: string, label: keyof typeof buttons, of: LibraryItem): Promise<void> {
  const value = `${of.id}:0:${of.ownerId}`;
  if (label === 'Keep') return pressIn(who, { actionId: KEEP_ITEM, value });
  const message = asked(who);
  if (message) await as(who).choose(message, { text: label, value: `${buttons[label]}:${value}` });
  await app().settled();
}

async function pressIn(who: string, button: Parameters<PersonDriver['press']>[1]): Promise<void> {
  const message = asked(who);
  if (!message) throw new Error(`${who} was not asked.`);
  await as(who).press(message, button);
  await app().settled();
}

test('marketing adds a document to the library, and it is found by its text', async () => {
  await as('mia').command('/content add', { in: '#marketing' });
  const form = { Title: 'Security overview', Kind: 'White paper', Summary: 'For IT', Owner: '@mia' };
  expect(await submit('mia', 'Add to the library', form)).toMatchObject({
    ok: false,
    errors: { Link: 'Add a link here or a file below.' },
  });
  await mustSubmit('mia', 'Add to the library', {
    Tags: ['Kangaroo farms'],
    File: [{ name: 'security.docx', content: docx('Data is encrypted twice') }],
  });
  const [added] = listItems(db(), {}, { limit: 1, offset: 0 }, app().baton.deps.now()).items;
  expect(added).toMatchObject({
    title: 'Security overview',
    kind: 'white_paper',
    tags: ['Kangaroo farms'],
    createdBy: id('mia'),
  });
  const itemId = added?.id ?? 0;
  // The form triggers the reading of the file, which may still run.
  await expect.poll(() => textOf(db(), itemId)).toMatchObject({ state: 'read', text: 'Data is encrypted twice' });
  expect(await app().baton.deps.files.has(item(itemId)?.file?.sha256 ?? '')).toBe(true);
});

test('an owner is asked on Monday, keeps, updates and retires items, and is not asked again that week', async () => {
  const [kept, changed, gone] = [
    await stale('Keep me', 'mia'),
    await stale('Change me', 'mia'),
    await stale('Retire me', 'mia'),
  ];
  expect(asked('mia')).toBeUndefined();
  await travel(MONDAY);
  expect(read(asked('mia')?.text ?? '')).toContain('3 items need a review');

  await press('mia', 'Keep', kept);
  expect(item(kept.id)?.reviewAt.toISOString()).toMatch(/^2027-02-23T08:00:/);
  expect(item(kept.id)?.version).toBe(1);
  expect(read(asked('mia')?.text ?? '')).toContain('2 items need a review');

  await press('mia', 'Update…', changed);
  await mustSubmit('mia', 'Update item', { Title: 'Changed', Link: 'https://example.com/new' });
  expect(item(changed.id)).toMatchObject({
    title: 'Changed',
    link: 'https://example.com/new',
    version: 2,
    reviewAt: new Date('2027-02-23T00:00:00Z'),
  });
  expect(read(asked('mia')?.text ?? '')).toContain('1 item needs a review');

  await press('mia', 'Retire…', gone);
  await mustSubmit('mia', 'Retire this item?');
  expect(item(gone.id)?.retiredAt).not.toBeNull();
  expect(as('mia').dm().at(-1)?.text).toContain('All items are reviewed.');

  await stale('Late', 'mia');
  await travel('2026-11-25T09:00:00Z');
  expect(asked('mia')).toBeUndefined();
  await travel('2026-11-30T08:00:30Z');
  expect(read(asked('mia')?.text ?? '')).toContain('Late');
});

test('the manager of marketing is asked in place of an owner who left', async () => {
  for (let left = 12; left > 0; left -= 1) await stale(`Orphan ${left}`, 'sue');
  app().slack.admin.deactivate('sue');
  await app().settled();
  await travel('2026-12-07T08:00:30Z');
  const text = read(asked('ada')?.text ?? '');
  expect(text).toContain('12 items need a review');
  expect(text).toContain('@sue owned them and has left.');
  expect(text).toContain('1–8 of 12');
  await pressIn('ada', 'Next →');
  await expect.poll(() => read(asked('ada')?.text ?? '')).toContain('9–12 of 12');
});

test('only the owner and marketing change an item, with any button', async () => {
  const own = await stale('Mine', 'sam');
  await travel('2026-12-14T08:00:30Z');
  const others = await stale('Not mine', 'mia');
  await press('sam', 'Keep', own);
  expect(item(own.id)?.reviewAt.getTime()).toBeGreaterThan(app().baton.deps.now().getTime());
  const click = app().slack.traffic.deliveries('block_actions').at(-1)?.payload;
  for (const [action, value] of [
    [KEEP_ITEM, `${others.id}:0:${others.ownerId}`],
    [RETIRE_ITEM, `${others.id}:0:${others.ownerId}`],
    [REVIEW_ITEM, `${others.id}:0:${others.ownerId}`],
    [KEEP_ITEM, 'nonsense'],
  ] as const) {
    const forged = structuredClone(click) as { actions: { action_id: string; value: string }[] };
    Object.assign(forged.actions[0] ?? {}, { action_id: action, value });
    await redeliver(app(), forged);
    await app().settled();
  }
  expect(item(others.id)).toEqual(others);
});

test('only the list that a person got is redrawn by its buttons', async () => {
  const name = await scene.newLead();
  const own = await stale('Mine too', 'sam');
  await travel('2026-12-21T08:00:30Z');
  const forge = async (channel: string, ts: string, action: string, value: string) => {
    const forged = structuredClone(app().slack.traffic.deliveries('block_actions').at(-1)?.payload) as {
      user: { id: string };
      channel: { id: string };
      message: { ts: string };
      actions: { action_id: string; value: string }[];
    };
    Object.assign(forged, { user: { id: id('sam') }, channel: { id: channel } });
    Object.assign(forged.message, { ts });
    Object.assign(forged.actions[0] ?? {}, { action_id: action, value });
    await redeliver(app(), forged);
    await app().settled();
  };
  await press('sam', 'Update…', own);
  await (await as('sam').modal('Update item')).close();
  const others = asked('mia');
  for (const message of [scene.card(name), others]) {
    const before = message?.text;
    await forge(message?.channel ?? '', message?.ts ?? '', `${REVIEW_PAGE}:on`, `0:${id('sam')}`);
    await forge(message?.channel ?? '', message?.ts ?? '', KEEP_ITEM, `${own.id}:0:${id('sam')}`);
    expect(message?.fresh()?.text).toBe(before);
  }
  // The act itself is allowed, wherever its button was.
  expect(item(own.id)?.reviewAt.getTime()).toBeGreaterThan(app().baton.deps.now().getTime());
});

test('the list is up to date after a review in the home', async () => {
  const own = await stale('From the home', 'sam');
  await travel('2026-12-28T08:00:30Z');
  expect(asked('sam')?.text).toContain('From the home');
  const list = asked('sam');
  await as('sam').openHome();
  await app().settled();
  await as('sam')
    .home()
    ?.press({ actionId: KEEP_ITEM, value: `${own.id}:0:${own.ownerId}` });
  await app().settled();
  expect(list?.fresh()?.text).toBe(':white_check_mark: All items are reviewed. Thank you.');
});
