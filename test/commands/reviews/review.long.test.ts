import type { SeenMessage } from '@baton/sandbox';
import { describe, expect, test, vi } from 'vitest';
import { addAgendaPoint } from '../../../src/agenda/points.ts';
import { countPoints } from '../../../src/agenda/queries.ts';
import { goAway } from '../../../src/leads/routing/away.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { sharedChannel } from '../../../src/teams/settings.ts';
import { createScene } from '../../support/scene.ts';

// A Thursday. Work begins at 9:00 in Berlin.
const scene = createScene({ at: '2026-11-19T09:00:00Z' });
const { as } = scene;
const deps = () => scene.app().baton.deps;

/** The report is drawn in a process of its own. */
const PATIENCE = { timeout: 20_000, interval: 50 };

const posts = (): SeenMessage[] =>
  as('max')
    .sees('#general')
    .filter(({ text, threadTs }) => text.startsWith('Monthly review') && threadTs === undefined);
const post = (): SeenMessage => {
  const found = posts().at(-1);
  if (!found) throw new Error('There is no review.');
  return found;
};
const reads = (): string[] => scene.read(post().text).split('\n');
const replies = (): SeenMessage[] => post().thread();
/** Without the report. */
const thread = (): string[] =>
  replies()
    .filter(({ files }) => files.length === 0)
    .map(({ text }) => scene.read(text));
/** Work begins, and messages of the morning come five minutes later. */
const morning = async (day: string, hour = '08') => {
  await scene.travel(`${day}T${hour}:00:30Z`);
  await scene.travel(`${day}T${hour}:06:00Z`);
};
const press = async (who: string, button: string) => {
  if (post().buttons.includes(button)) await as(who).press(post(), button);
  else await as(who).choose(post(), button);
  await scene.app().settled();
};
const line = (about: string): SeenMessage => {
  const found = post()
    .thread()
    .find(({ text }) => text.includes(about));
  if (!found) throw new Error(`There is no line about ${about}.`);
  return found;
};

describe('before a review', () => {
  test('managers see on their homes what is missing', async () => {
    await as('max').openHome();
    await scene.app().settled();
    expect(as('max').home()?.text()).toContain('choose the channel of both teams');
    await as('max').command('/baton review', { in: '#sales' });
    expect((await as('max').modal('Monthly review')).text()).toContain('No monthly review is planned');
    await morning('2026-12-07');
    expect(posts()).toEqual([]);
    scene.app().setTime('2026-11-19T09:00:00Z');
  });

  test('the next one shows its day and takes points, which a member adds and removes', async () => {
    const value = scene.app().slack.ids.channels.general ?? '';
    await deps().write((tx) => changeSetting(tx, { setting: sharedChannel, value, by: 'test' }, deps().now()));
    await scene.newLead({ Source: 'Webinar' });
    await as('sam').command('/baton review', { in: '#sales' });
    const page = await as('sam').modal('Monthly review');
    expect(page.text()).toContain('November 2026');
    expect(scene.read(page.text())).toContain('On 2026-12-07');
    expect(page.buttons).not.toContain('Skip…');
    await page.press('Add a point…');
    await scene.mustSubmit('sam', 'Add to the agenda', { Point: 'Do webinars still pay off?' });
    expect(page.text()).toContain('Do webinars still pay off?  ·  ');
    await page.press('Remove');
    await scene.app().settled();
    expect(countPoints(deps().db, null)).toBe(0);
  });

  test('a message of a channel becomes one point; people outside both teams are refused', async () => {
    const message = as('sue').say('#sales', 'The price list\nis from last year');
    await as('sam').shortcut('Add to the review', message);
    const form = await as('sam').modal('Add to the review');
    expect(form.text()).not.toContain('private conversation');
    expect((await form.submit()).ok).toBe(true);
    expect((await as('sam').modal('Done')).text()).toContain('on the agenda of the monthly review');
    await as('mia').shortcut('Add to the review', message);
    await (await as('mia').modal('Add to the review')).submit();
    expect((await as('mia').modal('Done')).text()).toContain('on the agenda already');
    expect(countPoints(deps().db, null)).toBe(1);
    await as('gus').shortcut('Add to the review', message);
    expect(await scene.ephemeral('gus')).toContain('Only full members');
  });

  test('a message of a private conversation warns before others read it', async () => {
    const message = as('mia').say('dm', 'Only for you');
    await as('mia').shortcut('Add to the review', message);
    const form = await as('mia').modal('Add to the review');
    expect(form.text()).toContain('This message is from a private conversation.');
    await form.close();
  });
});

describe('on its day', () => {
  test('it is posted once, with its month, the agenda and the buttons', async () => {
    await morning('2026-12-04');
    expect(posts()).toEqual([]);
    await morning('2026-12-07');
    await scene.travel('2026-12-07T10:00:00Z');
    expect(posts()).toHaveLength(1);
    await vi.waitFor(() => expect(replies().map(({ files }) => files)).toEqual([['review-2026-11.pdf']]), PATIENCE);
    expect(replies()[0]?.text).toContain('Report of November 2026');
    expect(reads()).toEqual([
      'Monthly review: November 2026',
      '1 lead handed off, 0 accepted, 0 won.',
      'Agenda',
      '•  “The price list is from last year” message  ·  @sam',
      'Add decision…',
      'Add action…',
      'Open review',
    ]);
  });

  test('decisions and actions are lines of its thread, and the message counts them', async () => {
    await press('sam', 'Add decision…');
    await scene.mustSubmit('sam', 'Add decision', { Decision: 'One price list' });
    await press('max', 'Add action…');
    await scene.mustSubmit('max', 'Add action', { Action: 'Send the list', Owner: 'sam', Due: '2026-12-14' });
    await press('max', 'Add action…');
    await scene.mustSubmit('max', 'Add action', { Action: 'Count webinars', Owner: 'mia', Due: '2026-12-18' });
    expect(thread()).toEqual([
      expect.stringMatching(/Decided: One price list {2}· {2}@sam$/),
      expect.stringMatching(/Send the list {2}· {2}@sam {2}· {2}due 2026-12-14/),
      expect.stringMatching(/Count webinars {2}· {2}@mia/),
    ]);
    expect(reads()).toContain('Agreed: 1 decision and 2 actions');
  });

  test('an action needs an owner who is a member, and a day that is not over', async () => {
    await press('max', 'Add action…');
    const form = await as('max').modal('Add action');
    await form.fill({ Action: 'A', Owner: 'gus', Due: '2026-12-06' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: {
        Owner: 'gus cannot own an action: they are a guest.',
        Due: 'This day is over. Choose today or a later day.',
      },
    });
    await form.close();
  });
});

describe('the actions of a review', () => {
  test('the owner is reminded once, on the working day before, and settles it there', async () => {
    const reminders = () => scene.news('sam', 'Your action of the monthly review');
    await morning('2026-12-10');
    expect(reminders()).toEqual([]);
    await morning('2026-12-11');
    await scene.travel('2026-12-11T12:00:00Z');
    expect(reminders()).toEqual([expect.stringContaining('Send the list  ·  due 2026-12-14')]);
    await morning('2026-12-14');
    expect(reminders()).toHaveLength(1);
    await as('sam').openHome();
    await scene.app().settled();
    expect(as('sam').home()?.text()).toContain('Your open action\nSend the list  ·  due 2026-12-14');
    const message = as('sam')
      .dm()
      .findLast(({ text }) => text.includes('Send the list'));
    await as('sam').press(message as SeenMessage, 'Done');
    await scene.app().settled();
    expect(scene.read(message?.fresh()?.text ?? '')).toMatch(/Send the list {2}· {2}@sam {2}· {2}done$/);
    expect(thread().join()).toMatch(/Send the list {2}· {2}@sam {2}· {2}done/);
    expect(as('sam').home()?.text()).not.toContain('Your open action');
  });

  test('a press by mistake is undone; only the owner and managers settle it', async () => {
    await as('sue').press(line('Send the list'), 'Open again');
    expect(await scene.ephemeral('sue', '#general')).toContain('Only its owner and managers change this action');
    await as('sam').press(line('Send the list'), 'Open again');
    await scene.app().settled();
    expect(thread().join()).toMatch(/Send the list {2}· {2}@sam {2}· {2}due/);
    await as('max').choose(line('Send the list'), 'Drop…');
    await scene.mustSubmit('max', 'Drop action', { Reason: 'No one reads it' });
    expect(thread().join()).toMatch(/Send the list {2}· {2}@sam {2}· {2}dropped: No one reads it/);
  });

  test('the manager of an owner who is out of office hears instead, and chooses another one', async () => {
    const { people } = scene.app().slack.ids;
    await deps().write((tx) => goAway(tx, people.mia ?? '', { until: null }, deps().now()));
    await morning('2026-12-17');
    expect(scene.news('mia', 'Your action of the monthly review')).toEqual([]);
    expect(scene.news('ada', 'is out of office')).toEqual([
      expect.stringContaining('@mia is out of office and owned 1 action of the monthly review.'),
    ]);
    const message = as('ada')
      .dm()
      .findLast(({ text }) => text.includes('is out of office')) as SeenMessage;
    await as('ada').press(message, 'Change…');
    await scene.mustSubmit('ada', 'Change action', { Owner: 'sue', Due: '2027-01-29' });
    expect(thread().join()).toMatch(/Count webinars {2}· {2}@sue {2}· {2}due 2027-01-29/);
  });

  test('it closes by itself after a week, and its page stays readable', async () => {
    expect(reads()).toContain('Closed. New points are for the next one.');
    expect(replies().filter(({ files }) => files.length > 0)).toHaveLength(1);
    expect(post().buttons).toEqual(['Open review']);
    await press('sam', 'Open review');
    const page = await as('sam').modal('Monthly review');
    for (const words of ['The price list', 'One price list', 'No one reads it']) expect(page.text()).toContain(words);
    expect(page.buttons).not.toContain('Remove');
  });
});

describe('the next ones', () => {
  test('a manager skips one with a reason that everyone reads; what waits, waits on', async () => {
    await scene.travel('2026-12-28T09:00:00Z');
    await as('max').command('/baton review', { in: '#sales' });
    const page = await as('max').modal('Monthly review');
    expect(scene.read(page.text())).toContain('December 2026\nOn 2027-01-04');
    await page.press('Add a point…');
    await scene.mustSubmit('max', 'Add to the agenda', { Point: 'Forecast' });
    await page.choose('Skip…');
    await scene.mustSubmit('max', 'Skip review', { Reason: 'Trade fair' });
    expect(reads().slice(0, 3)).toEqual([
      'Monthly review: December 2026',
      'Skipped by @max: Trade fair',
      'Its agenda and open actions wait for the next one.',
    ]);
    await morning('2027-01-04');
    expect(posts()).toHaveLength(2);
  });

  test('open actions come back until they are settled', async () => {
    await morning('2027-02-01');
    expect(reads()[0]).toBe('Monthly review: January 2027');
    const text = reads().join('\n');
    expect(text).toContain('•  Forecast  ·  @max');
    expect(text).toMatch(
      /Earlier actions\n.*Send the list.*dropped: No one reads it\n.*Count webinars {2}· {2}@sue {2}· {2}overdue/,
    );
  });

  test('one that is postponed says so, and its new day is told in the channel', async () => {
    await press('max', 'Postpone…');
    const form = await as('max').modal('Postpone review');
    await form.fill({ 'New day': '2027-02-06' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: { 'New day': expect.stringContaining('does not work on this day') },
    });
    await form.fill({ 'New day': '2027-02-10' });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(reads()[1]).toBe('On 2027-02-10 08:00 UTC, postponed by @max');
    await morning('2027-02-10');
    await scene.travel('2027-02-10T12:00:00Z');
    expect(thread().filter((text) => text.includes('Today: monthly review of January 2027'))).toHaveLength(1);
  });

  test('a point that comes later is on it, and the message comes back once if a person deletes it', async () => {
    await deps().write((tx) =>
      addAgendaPoint(tx, { about: { kind: 'typed', words: 'Budget' }, by: null }, deps().now()),
    );
    await scene.app().settled();
    expect(reads().join()).toContain('•  Budget');
    const first = post();
    as('ada').delete(first);
    await deps().write((tx) => addAgendaPoint(tx, { about: { kind: 'typed', words: 'Fair' }, by: 'U1' }, deps().now()));
    await scene.app().settled();
    expect(post().ts).not.toBe(first.ts);
    expect(reads().join()).toContain('•  Fair');
  });

  test('a manager closes one, and the past ones are listed', async () => {
    await as('max').command('/baton review', { in: '#sales' });
    const page = await as('max').modal('Monthly review');
    await page.press('Close review');
    await scene.app().settled();
    expect(reads()).toContain('Closed. New points are for the next one.');
    await page.press('Past reviews');
    const past = await as('max').modal('Past reviews');
    expect(scene.read(past.text())).toMatch(/January 2027.*\n.*December 2026 {2}· {2}skipped\n.*November 2026/s);
  });

  test('nothing is posted for a month without events, points and actions', async () => {
    const before = posts().length;
    deps().db.$client.exec("update review_actions set status = 'done', settled_at = 1");
    await morning('2027-03-01');
    expect(posts()).toHaveLength(before);
  });
});
