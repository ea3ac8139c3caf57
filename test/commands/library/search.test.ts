import { beforeAll, describe, expect, test } from 'vitest';
import { retireItem } from '../../../src/library/review.ts';
import type { LibraryItem } from '../../../src/library/table.ts';
import { useCountsOf } from '../../../src/library/usage.ts';
import type { Who } from '../../support/scene.ts';
import { createRequestScene } from '../requests/fixtures.ts';

const scene = createRequestScene();
const { as } = scene;
const WHERE = 'What are you looking for?';
const items: Record<'clinics' | 'logistics' | 'prices' | 'deck', LibraryItem> = {} as never;

beforeAll(async () => {
  items.clinics = await scene.stock('Clinics onboard in nine days', {
    stage: 'decision',
    tags: ['healthcare', 'COO'],
    summary: 'The savings of fourteen clinics, and the problems of week two.',
    link: 'https://library.example/clinics',
  });
  items.logistics = await scene.stock('Dispatchers on one page', { stage: 'consideration', tags: ['logistics'] });
  items.prices = await scene.stock('Prices by seats', {
    kind: 'pricing',
    stage: 'decision',
    reviewAt: new Date('2026-11-01T00:00:00Z'),
  });
  const { deps } = scene.app().baton;
  const { sha256, bytes } = await deps.files.keep([new TextEncoder().encode('twelve slides')], 1000);
  const file = { sha256, name: 'first-meeting.pptx', mimetype: 'application/vnd.ms-powerpoint', bytes };
  items.deck = await scene.stock('Slides for a first meeting', {
    kind: 'deck',
    link: undefined,
    file,
    stage: 'awareness',
  });
});

async function find(who: Who, words: string, channel = '#sales') {
  await as(who).command(`/content ${words}`, { in: channel });
  return as(who).modal('Find content');
}

const inSales = () =>
  as('max')
    .sees('#sales')
    .filter(({ threadTs }) => threadTs === undefined);
const counts = (item: LibraryItem) => useCountsOf(scene.app().baton.deps.db, item.id);

describe('search', () => {
  test('shows each item with its kind, audience, owner and age', async () => {
    const found = await find('sam', 'clinic onboarding');
    expect(scene.read(found.text())).toContain(
      'Clinics onboard in nine days\nCase study  ·  Decision  ·  healthcare, COO  ·  @mia\n' +
        'The savings of fourteen clinics, and the problems of week two.',
    );
    expect(found.text()).not.toContain('Review overdue');
    await found.fill({ [WHERE]: 'prices' });
    await found.submit();
    await found.waitForText('Prices by seats');
    expect(scene.read(found.text())).toContain('Review overdue since 2026-11-01 00:00 UTC: check with @mia');
    expect(found.text()).not.toContain('Clinics');
  });

  test('is narrowed by menus, keeps its words, and has pages', async () => {
    for (let at = 1; at <= 6; at += 1)
      await scene.stock(`Warehouse story ${at}`, { stage: 'awareness', tags: ['COO'] });
    const found = await find('sam', 'story');
    await found.fill({ content_stage: 'Awareness' });
    await found.waitForText('1–5 of 6');
    await found.press('Next →');
    await found.waitForText('6–6 of 6');
    expect(await found.suggest('content_tag', 'HEAL')).toEqual(['All tags', 'healthcare']);
    await found.fill({ content_tag: 'healthcare' });
    await found.waitForText('No exact match.');
    await found.fill({ content_stage: 'All stages', [WHERE]: null });
    await found.submit();
    await found.waitForText('Clinics onboard in nine days');
    await found.fill({ content_kind: 'Video' });
    await found.waitForText('No items here yet.');
  });

  test('accepts any text, and shows it literally', async () => {
    const hostile = '"<!channel>" OR * NEAR(`a` <https://evil.example|b>) \u202e ☃';
    const found = await find('sam', hostile);
    expect(found.value(WHERE)).toBe(hostile);
    expect(found.text()).toContain('Nothing similar in the library yet.');
  });

  test('works from the shortcut, without a channel to share in', async () => {
    await as('sam').shortcut('Find content');
    const found = await as('sam').modal('Find content');
    expect(found.buttons).not.toContain('Share here');
    expect(found.buttons).toContain('Open');
  });

  test('is not for guests', async () => {
    await as('gus').command('/content clinics', { in: '#sales' });
    expect(await scene.ephemeral('gus')).toContain('Only full members of this workspace');
  });
});

describe('browsing', () => {
  test('shows the items of each kind at each stage, and the gaps', async () => {
    await as('sam').command('/content', { in: '#sales' });
    const shelves = await as('sam').modal('Library');
    expect(shelves.buttons).toEqual(expect.arrayContaining(['Case study · 1', 'Pricing · 1', 'Deck · 1']));
    expect(shelves.text()).toMatch(/Consideration {2}· {2}1 item\n.*\nNothing yet: Data sheet, White paper/);
    expect(shelves.text()).not.toContain(', Other');
    expect(shelves.buttons).not.toContain('Add an item…');
    await shelves.press({ actionId: 'content_shelf:decision:pricing' });
    const found = await as('sam').modal('Find content');
    expect(found.text()).toContain('Prices by seats');
    expect(found.text()).not.toContain('Clinics');
    expect(found.text()).toContain('“Share here” posts in');
  });

  test('lets marketing add items, there and by command', async () => {
    await as('mia').command('/content', { in: '#marketing' });
    await (await as('mia').modal('Library')).press('Add an item…');
    await (await as('mia').modal('Add to the library')).close({ all: true });
    await as('mia').command('/content add', { in: '#marketing' });
    await as('mia').modal('Add to the library');
    await as('sam').command('/content add', { in: '#sales' });
    expect(await scene.ephemeral('sam')).toBe('Only marketing puts things into the library. Please ask them.');
  });
});

describe('sharing', () => {
  test('posts in the channel of the search, once, with the name of the person', async () => {
    const found = await find('sam', 'clinics');
    await found.press('Share here');
    await found.waitForText('Shared');
    await found.press('✓ Shared');
    await scene.app().settled();
    const shared = inSales().filter(({ text }) => text.includes('Clinics onboard'));
    expect(shared.map(({ text }) => scene.read(text))).toEqual([
      ':books: @sam shared this:\nClinics onboard in nine days\nCase study  ·  Decision  ·  healthcare, COO\n' +
        'The savings of fourteen clinics, and the problems of week two.\nOpen\nUsed with a lead…',
    ]);
    expect(counts(items.clinics)).toMatchObject({ shared: 1 });
    const [call] = scene.app().slack.traffic.calls('chat.postMessage').slice(-1);
    expect(call?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  });

  test('includes the file', async () => {
    const found = await find('sue', 'first meeting');
    await found.press('Share here');
    await found.waitForText('Shared');
    await scene.app().settled();
    const [shared] = inSales().slice(-1);
    expect(shared?.text).toContain('first-meeting.pptx');
    expect(scene.read(shared?.text ?? '')).toContain('@sue shared this:\nSlides for a first meeting');
  });

  test('warns that an item is past its review date', async () => {
    const found = await find('sam', 'prices');
    await found.press('Share here');
    await found.waitForText('Shared');
    await scene.app().settled();
    expect(scene.read(inSales().at(-1)?.text ?? '')).toContain('Review overdue');
  });

  test('is refused for a retired item, and where the person may not post', async () => {
    const gone = await scene.stock('Soon gone');
    const found = await find('sam', 'soon gone');
    const { deps } = scene.app().baton;
    await deps.write((tx) => retireItem(tx, { itemId: gone.id, by: 'U1' }, deps.now()));
    await found.press('Share here');
    expect((await as('sam').modal('That did not work')).text()).toContain('This item was retired');
    await as('sam')
      .modal('That did not work')
      .then((modal) => modal.close({ all: true }));

    const { admin } = scene.app().slack;
    admin.createChannel('secret', ['sam', 'max'], 'private');
    await as('sam').command('/content clinics', { in: '#secret' });
    await (await as('sam').modal('Find content')).press('Share here');
    expect((await as('sam').modal('That did not work')).text()).toContain('I am not in this channel.');
    expect(as('max').sees('#secret')).toEqual([]);
  });
});

describe('sending', () => {
  test('reaches a colleague from Baton, with the sender’s name and literal text', async () => {
    const found = await find('sam', 'clinics');
    await found.choose('Send…');
    await scene.mustSubmit('sam', 'Send content', {
      'Send to': 'sue',
      Message: 'For *now*, <https://x.example|not> `a`',
    });
    const [message] = as('sue').dm().slice(-1);
    expect(scene.read(message?.text ?? '')).toContain(
      ':books: @sam sent you this:\n“For *now*, <https://x.example|not> `a`”\nClinics onboard in nine days',
    );
    expect(found.isOpen).toBe(true);
  });

  test('is refused to guests at the field', async () => {
    await (await find('sam', 'clinics')).choose('Send…');
    const result = await scene.submit('sam', 'Send content', { 'Send to': 'gus' });
    expect(result).toEqual({ ok: false, errors: { 'Send to': 'gus cannot get it: they are a guest.' } });
  });

  test('to their own messages is how a person gets a file', async () => {
    await (await find('sam', 'first meeting')).choose('Get the file');
    expect((await as('sam').modal('On its way')).text()).toContain('in a direct message');
    await scene.app().settled();
    expect(as('sam').dm().at(-1)).toMatchObject({ files: ['first-meeting.pptx'] });
  });

  test('says that a file is still being uploaded, with a button to get it later', async () => {
    const upload = { sha256: null, slackId: 'F0123456789', name: 'slow.pdf', mimetype: 'application/pdf', bytes: 9 };
    await scene.stock('Uploaded just now', { link: undefined, file: upload });
    await (await find('sam', 'uploaded just now')).choose('Get the file');
    await (await as('sam').modal('On its way')).close({ all: true });
    await scene.app().settled();
    const told = as('sam').dm().at(-1);
    expect(told).toMatchObject({ files: [], buttons: ['Get the file'] });
    expect(told?.text).toContain('I don’t have the file yet.');
  });
});

describe('using an item with a lead', () => {
  test('is posted in the thread of the lead’s card, and counted at its stage', async () => {
    const lead = await scene.newLead({ 'Buyer’s stage': 'Consideration' });
    await (await find('sam', 'clinics')).choose({
      text: 'Used with a lead…',
      value: `content_use:${items.clinics.id}`,
    });
    await scene.mustSubmit('sam', 'Used with a lead', { Lead: lead, 'How did it go?': 'They *liked* it' });
    const line = ':books: @sam used Clinics onboard in nine days with this lead\nThey *liked* it';
    const told = scene.read(
      as('max')
        .sees('#sales')
        .findLast(({ threadTs }) => threadTs !== undefined)?.text ?? '',
    );
    expect(told).toBe(line);
    expect(counts(items.clinics)).toMatchObject({ used: 1 });
    const { db } = scene.app().baton.deps;
    expect(db.$client.prepare("select stage, lead_id from library_uses where kind = 'used'").all()).toEqual([
      { stage: 'consideration', lead_id: expect.any(Number) },
    ]);
  });

  test('also starts from the shared message, and is only for people who work with leads', async () => {
    const [shared] = inSales().filter(({ text }) => text.includes('Clinics onboard'));
    if (!shared) throw new Error('not shared');
    await as('sue').press(shared, 'Used with a lead…');
    const form = await as('sue').modal('Used with a lead');
    expect(await form.suggest('Lead', 'Lead 0')).toHaveLength(1);
    const { admin } = scene.app().slack;
    admin.hire('oli');
    admin.invite('general', 'oli');
    await as('oli').command('/content clinics', { in: '#general' });
    await (await as('oli').modal('Find content')).choose({
      text: 'Used with a lead…',
      value: `content_use:${items.clinics.id}`,
    });
    expect(await (await as('oli').modal('Used with a lead')).suggest('Lead', 'Lead 0')).toEqual([]);
    for (const who of ['gus', 'eve'] as const) {
      await as(who).press(shared, 'Used with a lead…');
      expect(await scene.ephemeral(who)).toContain('Only full members');
    }
  });
});

describe('details', () => {
  test('show the whole summary, the figures and the history', async () => {
    await as('mia').command('/content clinics', { in: '#marketing' });
    const found = await as('mia').modal('Find content');
    await found.choose('Edit…');
    const edit = await as('mia').modal('Update item');
    await edit.fill({ Title: 'Clinics onboard in eight days' });
    expect(await edit.submit()).toEqual({ ok: true });
    await found.choose('Details and versions');
    const details = scene.read((await as('mia').modal('Details')).text());
    expect(details).toContain('shared twice');
    expect(details).toContain('used with a lead once');
    expect(details).toMatch(/Version 2 {2}· {2}@mia updated it: title {2}· .*\nBefore: Clinics onboard in nine days/);
    expect(details).toMatch(/Version 1 {2}· {2}@mia added it/);
  });

  test('retiring asks for confirmation and hides the item; sellers cannot retire', async () => {
    await (await find('sam', 'dispatchers')).choose('Details and versions');
    expect((await as('sam').modal('Details')).buttons).not.toContain('Retire…');
    await as('mia').command('/content dispatchers', { in: '#marketing' });
    await (await as('mia').modal('Find content')).choose('Details and versions');
    await (await as('mia').modal('Details')).press('Retire…');
    await scene.mustSubmit('mia', 'Retire this item?');
    expect((await as('mia').modal('Retired')).text()).toContain('is retired.');
    expect((await find('sue', 'dispatchers')).text()).not.toContain('on one page');
    await as('mia').press(await as('mia').modal('Retired'), 'Restore');
    expect((await as('mia').modal('Restored')).text()).toContain('is back in the library.');
    expect((await find('max', 'dispatchers')).text()).toContain('on one page');
  });
});
