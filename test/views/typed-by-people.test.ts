/** Text that people type in Slack, and the text that others see. */
import type { SeenMessage, SeenView } from '@baton/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { hostile, unshowable } from './hostile.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
afterEach(async () => {
  const { slack } = app;
  for (const person of ['mia', 'sam', 'ada']) for (const modal of slack.as(person).modals()) await modal.close();
});

const withoutMarks = (text: string) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
const asKept = (typed: string) => withoutMarks(typed.trim().normalize('NFC'));

/** Expects the typed text in it, character by character. */
function expectSays(seen: SeenMessage | SeenView, typed: string): void {
  const text = typeof seen.text === 'function' ? seen.text() : seen.text;
  expect(withoutMarks(text)).toContain(asKept(typed));
}

/** Slack accepted everything, and no text notifies anyone or links elsewhere. */
function expectNothingOdd(): void {
  expect(app.slack.problems).toEqual([]);
  for (const { method, answer, args } of app.slack.traffic.calls()) {
    expect(answer, method).toMatchObject({ ok: true });
    if (method.startsWith('chat.')) expect(String(args.text)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  }
}

async function submitted(modal: Awaited<ReturnType<ReturnType<TestApp['slack']['as']>['modal']>>) {
  expect(await modal.submit()).toEqual({ ok: true });
}

describe.each(Object.entries(hostile))('%s', (title, typed) => {
  const email = `${title.replace(/\W/g, '.')}@acme.example`;

  test('is shown unchanged: on the card, in its thread, its history, lists and direct messages', async () => {
    const { slack } = app;
    const [mia, sam] = [slack.as('mia'), slack.as('sam')];
    slack.traffic.clear();
    await mia.command('/handoff', { in: '#marketing' });
    const form = await mia.modal('Hand off a lead');
    const name = `${typed}`.slice(0, 80).toWellFormed();
    const company = typed.slice(0, 60).toWellFormed();
    const source = withoutMarks(typed).slice(0, 60).toWellFormed().trim().normalize('NFC');
    await form.fill({ Name: name, Company: company, Email: email, 'What do they need?': typed, Role: typed });
    await form.fill({ Source: source });
    await submitted(form);
    const card = await sam.waitForMessage('#sales', (message) => message.text.includes(email));
    for (const each of [name, company, typed, source]) expectSays(card, each);

    await sam.press(card, 'Accept');
    await sam.press(card, 'Log contact');
    const touch = await sam.modal('Log contact');
    expectSays(touch, name);
    await touch.fill({ Notes: `${typed} by phone` });
    await submitted(touch);
    await app.settled();
    await sam.choose(card, 'Add note…');
    const note = await sam.modal('Add note');
    await note.fill({ Note: `${typed} noted` });
    await submitted(note);
    await app.settled();
    await sam.press(card, 'Decline');
    const decline = await sam.modal('Decline');
    await decline.fill({ Reason: 'No budget', 'Note for marketing': `${typed} declined` });
    await submitted(decline);
    await app.settled();

    const words = ['by phone', 'noted', 'declined'].map((ending) => `${typed} ${ending}`);
    const story = card.thread();
    for (const each of words) {
      const line = story.find(({ text }) => withoutMarks(text).includes(asKept(each)));
      expect(line, each).toBeDefined();
    }
    const news = mia.dm().at(-1);
    if (!news) throw new Error('no news');
    expectSays(news, `${typed} declined`);
    expectSays(news, name);

    await sam.choose(card, 'History');
    const history = await sam.modal('History');
    for (const each of [...words, name, company, typed]) expectSays(history, each);
    await history.close({ all: true });
    await sam.command(`/leads ${typed}`);
    await (await sam.modal('Search results')).close({ all: true });
    expectNothingOdd();
  });

  test('fills the form of a hand-off after the command, and from a message', async () => {
    const { slack } = app;
    const mia = slack.as('mia');
    slack.traffic.clear();
    await mia.command(`/handoff ${typed}`, { in: '#marketing' });
    const form = await mia.modal('Hand off a lead');
    // Commas and line breaks separate the fields; every letter is in one of them.
    const letters = (text: string) => text.match(/[\p{L}\p{N}\p{M}\p{Extended_Pictographic}]/gu)?.join('');
    const filled = ['Name', 'Company', 'What do they need?'].map((label) => form.value(label)).join(' ');
    const decoded = typed.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    expect(letters(filled)).toBe(letters(decoded));
    await form.close({ all: true });

    const message = mia.say('#marketing', `From the fair: ${typed}`);
    await mia.shortcut('Hand off as lead', message);
    const fromMessage = await mia.modal('Hand off a lead');
    expect(fromMessage.value('What do they need?')).toBe(`From the fair: ${typed}`.trim());
    await fromMessage.close({ all: true });
    expectNothingOdd();
  });

  test('can be the name of a team', async () => {
    const { slack } = app;
    const ada = slack.as('ada');
    slack.traffic.clear();
    await ada.command('/baton teams');
    await ada.press(await ada.modal('Teams'), { actionId: 'team_edit', value: '1' });
    const form = await ada.modal('Edit team');
    await form.fill({ Name: typed });
    await submitted(form);
    await app.settled();
    await expect.poll(async () => withoutMarks((await ada.modal('Teams')).text())).toContain(asKept(typed));
    await (await ada.modal('Teams')).close({ all: true });
    await ada.command('/handoff');
    const handoff = await ada.modal('Hand off a lead');
    expect(withoutMarks(handoff.value('Hand off to'))).toBe(asKept(typed));
    await handoff.close({ all: true });
    await ada.command(`/baton ${typed}`, { in: '#marketing' });
    await app.settled();
    expectNothingOdd();
  });
});

test.each(Object.entries(unshowable))('%s is refused at its field, and the typed text is kept', async (_, typed) => {
  const mia = app.slack.as('mia');
  await mia.command('/handoff', { in: '#marketing' });
  const form = await mia.modal('Hand off a lead');
  await form.fill({ Name: typed, Company: 'Acme', Email: 'x@acme.example', 'What do they need?': `${typed} demo` });
  expect(await form.submit()).toMatchObject({
    ok: false,
    errors: { Name: expect.stringContaining('control character'), 'What do they need?': expect.any(String) },
  });
  expect(form.value('Company')).toBe('Acme');
  await form.close();
  await mia.command(`/leads ${typed}`);
  await (await mia.modal('Search results')).close({ all: true });
});
