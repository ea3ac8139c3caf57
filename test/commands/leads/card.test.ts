import { describe, expect, test } from 'vitest';
import { readQualityWeek } from '../../../src/leads/quality/week.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

interface Element {
  type: string;
  options?: { text: { text: string } }[];
}

/** Labels of the card's buttons, then of its menu. */
function offers(name: string): { buttons: string[]; menu: string[] } {
  const { blocks, buttons } = scene.card(name);
  const elements = blocks.flatMap((block) => (block.elements ?? []) as Element[]);
  const menu = elements.find(({ type }) => type === 'overflow')?.options ?? [];
  return { buttons, menu: menu.map((option) => option.text.text) };
}

const everyday = ['Reassign…', 'Snooze…', 'Nurture…', 'Add note…', 'History'];

test('a card is one message from first to last, with the buttons of each status', async () => {
  const name = await scene.newLead();
  const { ts } = scene.card(name);
  expect(offers(name)).toEqual({ buttons: ['Accept', 'Log contact', 'Decline'], menu: everyday });

  await scene.press('sam', name, 'Accept');
  expect(offers(name)).toEqual({ buttons: ['Log contact', 'Decline', 'Release'], menu: everyday });

  await scene.press('sam', name, 'Log contact');
  await scene.mustSubmit('sam', 'Log contact', { Outcome: 'No answer' });
  expect(scene.standing(name)).toMatch(/^:telephone_receiver: In progress {2}· {2}@sam {2}· {2}last contact: call, /);
  expect(offers(name)).toEqual({ buttons: ['Qualify', 'Log contact', 'Decline'], menu: everyday });

  await scene.press('sam', name, 'Qualify');
  const deal = { 'Deal value': '12000.5', 'Expected close date': '2027-01-31' };
  await scene.mustSubmit('sam', 'Qualify', deal);
  expect(scene.standing(name)).toBe(':dart: Qualified by @sam  ·  12,000.5 EUR  ·  closes 2027-01-31');
  expect(offers(name)).toEqual({
    buttons: ['Mark won', 'Mark lost', 'Log contact'],
    menu: ['Reassign…', 'Snooze…', 'Undo qualification', 'Add note…', 'History'],
  });

  await scene.win('sam', name, {});
  expect(scene.standing(name)).toBe(':trophy: Won by @sam  ·  12,000.5 EUR  ·  closes 2027-01-31');
  expect(offers(name)).toEqual({ buttons: ['Reopen'], menu: ['Deal value…', 'Add note…', 'History'] });

  await scene.press('sam', name, 'Reopen');
  await scene.press('sam', name, 'Decline');
  await scene.mustSubmit('sam', 'Decline', { Reason: 'Too early' });
  expect(scene.standing(name)).toContain('Returned to marketing by @sam: Too early  ·  with @mia  ·  due ');
  expect(offers(name)).toEqual({
    buttons: [],
    menu: ['Add note…', 'History'],
  });

  await scene.press('mia', name, 'Disqualify');
  await scene.mustSubmit('mia', 'Disqualify', { Reason: 'They closed' });
  expect(scene.standing(name)).toBe(':no_entry_sign: Disqualified');
  expect(offers(name)).toEqual({ buttons: [], menu: ['Add note…', 'History'] });

  expect(scene.card(name).ts).toBe(ts);
  expect(scene.story(name)).toEqual([
    ':white_check_mark: @sam accepted this lead',
    ':telephone_receiver: @sam logged a contact: Call, no answer',
    ':dart: @sam qualified this lead: 12,000.5 EUR, expected close 2027-01-31',
    ':trophy: @sam won this deal: 12,000.5 EUR',
    ':arrows_counterclockwise: @sam reopened this lead',
    ':x: @sam declined this lead: Too early',
    ':no_entry_sign: @mia disqualified this lead\nThey closed',
  ]);
  expect(scene.news('mia', name)).toEqual([
    expect.stringContaining(':white_check_mark: @sam accepted this lead'),
    expect.stringMatching(/^:arrows_counterclockwise: Lead 001 · Company 001 {2}· {2}Reopened by @sam/),
    expect.stringMatching(/^:no_entry_sign: Lead 001 · Company 001 {2}· {2}Disqualified by you {2}· {2}/),
  ]);
});

test('the marketer hears of a lost deal, with the reason and the notes', async () => {
  const name = await scene.bring(await scene.newLead(), 'qualified');
  await scene.press('sam', name, 'Mark lost');
  await scene.mustSubmit('sam', 'Mark as lost', { Reason: 'Price', Notes: 'Show the small plan first' });
  expect(scene.standing(name)).toBe(':broken_heart: Lost by @sam: Price');
  expect(scene.news('mia', name).at(-1)).toContain(
    ':broken_heart: @sam lost this deal: Price\nShow the small plan first',
  );
});

test('the marketer can nurture or disqualify from the message about the decline', async () => {
  const name = await scene.newLead();
  await scene.press('sue', name, 'Decline');
  await scene.mustSubmit('sue', 'Decline', { Reason: 'No budget' });
  const message = await as('mia').waitForMessage('dm', name);
  expect(message.buttons).toEqual(['Reply and resubmit', 'Nurture', 'Disqualify']);
  scene.forgetMessages();
  await as('mia').press(message, 'Disqualify');
  await scene.mustSubmit('mia', 'Disqualify');
  expect(scene.standing(name)).toBe(':no_entry_sign: Disqualified');
  await as('mia').press(message, 'Nurture');
  expect(await scene.ephemeral('mia', 'dm')).toBe(
    'This lead was disqualified for good, so you cannot send it to nurture.',
  );
});

test('a marketer who sells the lead alone gets no messages about their own acts', async () => {
  const name = await scene.newLead();
  scene.app().slack.admin.invite('sales', 'mia');
  await scene.app().settled();
  await scene.press('mia', name, 'Accept');
  expect(scene.standing(name)).toContain('@mia owns this');
  expect(scene.news('mia', name)).toEqual([]);
  scene.app().slack.admin.kick('sales', 'mia');
  await scene.app().settled();
});

describe('a deleted card', () => {
  const cardsOf = (name: string) =>
    as('sam')
      .sees('#sales')
      .filter((message) => message.text.startsWith(`${name} · `));

  function remove(name: string): void {
    const { slack } = scene.app();
    const { channel, ts } = scene.card(name);
    const messages = slack.store.messages.get(channel) ?? [];
    messages.splice(
      messages.findIndex((each) => each.ts === ts),
      1,
    );
  }

  test('is reposted once, with the current status; a second deletion is final', async () => {
    const name = await scene.newLead();
    remove(name);
    await acceptFromList(name);
    expect(cardsOf(name)).toHaveLength(1);
    expect(scene.standing(name)).toContain('@sam owns this');
    await scene.press('sam', name, 'Log contact');
    await scene.mustSubmit('sam', 'Log contact');
    expect(scene.standing(name)).toContain('In progress  ·  @sam');
    remove(name);
    await as('sam').command(`/leads ${name}`);
    await (await as('sam').modal('Search results')).choose('Qualify…');
    await scene.mustSubmit('sam', 'Qualify');
    expect(cardsOf(name)).toHaveLength(0);
    await (await as('sam').modal('Search results')).press('Mark won');
    await scene.mustSubmit('sam', 'Mark as won', { 'Deal value': '100' });
    expect(cardsOf(name)).toHaveLength(0);
    expect(scene.news('mia', name).at(-1)).toContain(':trophy: Won: ');
    await as('sam').command(`/leads ${name}`);
    expect((await as('sam').modal('Search results')).text()).toContain('Won');
  });

  async function acceptFromList(name: string): Promise<void> {
    await as('sam').command(`/leads ${name}`);
    const list = await as('sam').modal('Search results');
    await list.press('Accept');
    await scene.app().settled();
    await list.close();
  }
});

test('a decline with another reason shows the seller’s own words on the card and in the weekly report', async () => {
  const name = await scene.newLead();
  await scene.press('sam', name, 'Decline');
  await scene.mustSubmit('sam', 'Decline', { Reason: 'Something else', 'Note for marketing': 'They moved to Lisbon' });
  expect(scene.standing(name)).toContain('Returned to marketing by @sam: They moved to Lisbon');
  const { db, now } = scene.app().baton.deps;
  const week = readQualityWeek(db, as('mia').id, new Date(now().getTime() + 1000));
  expect(week?.verdicts[0]).toMatchObject({ reason: 'Something else', said: 'They moved to Lisbon', words: null });
});
