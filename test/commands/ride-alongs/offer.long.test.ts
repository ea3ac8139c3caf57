/** A meeting is offered, claimed, moved and called off, with the calendar files of everyone in it. */
import type { SeenMessage } from '@baton/sandbox';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import type { Person } from '../../../src/platform/slack/directory.ts';
import { sharedChannel } from '../../../src/teams/settings.ts';
import { noteStandings } from '../../../src/teams/standing.ts';
import { createScene } from '../../support/scene.ts';

// A Thursday, 10:00 in Berlin.
const scene = createScene({ at: '2026-11-19T09:00:00Z' });
const { as } = scene;
const deps = () => scene.app().baton.deps;

const offers = (place = '#general'): SeenMessage[] =>
  as('max')
    .sees(place)
    .filter(({ text, threadTs }) => text.includes('hosted by') && threadTs === undefined);
const offer = (place?: string): SeenMessage => {
  const found = offers(place).at(-1);
  if (!found) throw new Error('There is no offer.');
  return found;
};
const reads = (place?: string): string => scene.read(offer(place).text);

const at = (iso: string) => new Date(iso);
const fill = {
  'What is it about?': 'Clinics in Lisbon',
  'When?': at('2026-11-20T09:00:00Z'),
  Length: '45 min',
  Kind: 'Demo',
  Seats: '2 seats',
};
async function offers_(who: string, fields: Record<string, string | Date>) {
  await as(who).command('/baton ride-along', { in: '#sales' });
  await scene.mustSubmit(who, 'Offer a ride-along', fields);
}

/** The entries that a person got so far: their files, in the order of their messages. */
function entries(who: string): { method: string; sequence: number; start: string; summary: string; uid: string }[] {
  const { store } = scene.app().slack;
  const dm = as(who).dm()[0]?.channel ?? '';
  return (store.messages.get(dm) ?? []).flatMap(({ files = [] }) =>
    files.flatMap((id) => {
      const file = store.files.get(id);
      if (!file?.name.endsWith('.ics')) return [];
      const calendar = new ICAL.Component(ICAL.parse(Buffer.from(file.bytes).toString()));
      const [component] = calendar.getAllSubcomponents('vevent');
      if (!component) throw new Error('A file without an event.');
      const { sequence, startDate, summary, uid } = new ICAL.Event(component);
      const method = String(calendar.getFirstPropertyValue('method'));
      return [{ method, sequence, start: startDate.toJSDate().toISOString(), summary, uid }];
    }),
  );
}
const until = (who: string, count: number) => expect.poll(() => entries(who).length, { timeout: 5_000 }).toBe(count);
const last = (who: string) => scene.read(as(who).dm().at(-1)?.text ?? '');

test('without a channel of both teams, a seller’s offer goes to the channel of marketing', async () => {
  await offers_('sam', { ...fill, Seats: '1 seat' });
  expect(reads('#marketing').split('\n')).toEqual([
    'Clinics in Lisbon',
    'Demo  ·  2026-11-20 09:00 UTC  ·  45 min  ·  hosted by @sam',
    ':seat: 1 seat free  ·  No one from marketing rides along yet.',
    'Marketing: press the button or react with :raising_hand:. I send you a calendar file.',
    'Ride along',
  ]);
  await as('sam').choose(offer('#marketing'), 'Call off…');
  await scene.mustSubmit('sam', 'Call off ride-along', {});
  expect(reads('#marketing')).toContain('Called off by @sam');
  expect(offer('#marketing').buttons).toEqual([]);
});

test('with a channel of both teams it is offered there, and a time that is over is refused', async () => {
  const value = scene.app().slack.ids.channels.general ?? '';
  await deps().write((tx) => changeSetting(tx, { setting: sharedChannel, value, by: 'test' }, deps().now()));
  await as('sam').command('/baton ride-along', { in: '#sales' });
  const past = await scene.submit('sam', 'Offer a ride-along', { ...fill, 'When?': at('2026-11-19T08:59:00Z') });
  expect(past).toEqual({ ok: false, errors: { 'When?': 'This time is over. Choose a later one.' } });
  await scene.mustSubmit('sam', 'Offer a ride-along', { ...fill, 'Link or place': 'https://meet.example/a,b' });
  expect(reads()).toContain('2 seats free');
});

test('a press and a raised hand claim seats; each rider and the host get the entry, and the host hears once', async () => {
  await as('mia').press(offer(), 'Ride along');
  await until('mia', 1);
  await until('sam', 1);
  expect(last('mia')).toMatch(/^:raising_hand: You ride along\nClinics in Lisbon\nDemo {2}·/);
  expect(last('sam')).toContain('@mia rides along');
  as('ada').react(offer(), 'raising_hand');
  await until('ada', 1);
  await scene.app().settled();
  expect(reads()).toContain('Full  ·  @mia and @ada ride along.');
  expect(offer().buttons).toEqual([]);
  expect(last('sam')).toContain('@ada rides along');
  const [mine] = entries('mia');
  expect(mine).toEqual({ ...entries('ada')[0], uid: entries('sam')[0]?.uid });
  expect(mine).toMatchObject({
    method: 'PUBLISH',
    start: '2026-11-20T09:00:00.000Z',
    summary: 'Demo: Clinics in Lisbon',
  });
});

test('the home of each lists it, with a link to the offer', async () => {
  for (const who of ['sam', 'mia']) {
    await as(who).openHome();
    await scene.app().settled();
    expect(scene.read(as(who).home()?.text() ?? ''), who).toMatch(
      /Your next ride-along\n• {2}2026-11-20 09:00 UTC {2}· {2}Clinics in Lisbon {2}· {2}hosted by @sam {2}· {2}with @mia and @ada/,
    );
  }
});

test('people of the same side, and those without a team, are refused with a sentence', async () => {
  as('sue').react(offer(), 'raising_hand');
  await scene.app().settled();
  expect(await scene.ephemeral('sue', '#general')).toBe('These seats are for marketing. @sam offers them.');
  as('max').react(offer(), 'hand::skin-tone-2');
  await scene.app().settled();
  expect(await scene.ephemeral('max', '#general')).toContain('These seats are for marketing');
});

test('a hand that is taken back gives the seat back, with a cancellation, and a new claim comes after it', async () => {
  as('ada').unreact(offer(), 'raising_hand');
  await until('ada', 2);
  expect(last('ada')).toContain('You gave your seat back.');
  expect(last('ada')).toContain('Google Calendar keeps the entry');
  await scene.app().settled();
  expect(last('sam')).toContain('@ada can’t come');
  expect(reads()).toContain('1 seat free  ·  @mia rides along.');
  as('ada').react(offer(), 'raising_hand');
  await until('ada', 3);
  expect(entries('ada').map(({ method, sequence }) => `${method} ${sequence}`)).toEqual([
    'PUBLISH 0',
    'CANCEL 1',
    'PUBLISH 2',
  ]);
});

test('fewer seats than riders are refused; a new time reaches everyone once, with a higher sequence', async () => {
  await as('sam').choose(offer(), 'Change…');
  const few = await scene.submit('sam', 'Change ride-along', { Seats: '1 seat' });
  expect(few).toEqual({ ok: false, errors: { Seats: '2 people ride along already.' } });
  const before = entries('mia').at(-1)?.sequence ?? Number.NaN;
  await scene.mustSubmit('sam', 'Change ride-along', { Seats: '3 seats', 'When?': at('2026-11-20T13:00:00Z') });
  for (const [who, count] of [
    ['mia', 2],
    ['ada', 4],
    ['sam', 2],
  ] as const)
    await until(who, count);
  expect(entries('mia').at(-1)).toMatchObject({ method: 'PUBLISH', start: '2026-11-20T13:00:00.000Z' });
  expect(entries('mia').at(-1)?.sequence).toBeGreaterThan(before);
  expect(last('mia')).toContain(':calendar: Changed');
  expect(reads()).toContain('1 seat free');
});

test('more seats alone are no news for calendars', async () => {
  await as('sam').choose(offer(), 'Change…');
  await scene.mustSubmit('sam', 'Change ride-along', { Seats: '4 seats' });
  expect(reads()).toContain('2 seats free');
  expect(entries('mia')).toHaveLength(2);
});

test('only the host and managers change it', async () => {
  await as('mia').choose(offer(), 'Call off…');
  expect(await scene.ephemeral('mia')).toBe('Only the host and managers change this meeting. Please ask one of them.');
  await as('max').choose(offer(), 'Change…');
  await (await as('max').modal('Change ride-along')).close();
});

test('in the morning of the day, each is reminded once', async () => {
  await scene.travel('2026-11-20T08:00:30Z');
  await scene.travel('2026-11-20T08:06:00Z');
  await scene.travel('2026-11-20T09:00:00Z');
  for (const who of ['sam', 'mia', 'ada']) {
    const reminders = as(who)
      .dm()
      .filter(({ text }) => text.startsWith(':alarm_clock:'));
    expect(reminders, who).toHaveLength(1);
  }
});

test('a meeting that is called off reaches everyone with its reason, and takes no claim any more', async () => {
  await as('max').choose(offer(), 'Call off…');
  expect((await as('max').modal('Call off ride-along')).text()).toContain('2 riders will be told');
  const card = offer();
  await scene.mustSubmit('max', 'Call off ride-along', { Reason: 'The buyer is ill' });
  for (const [who, count] of [
    ['mia', 3],
    ['ada', 5],
    ['sam', 3],
  ] as const)
    await until(who, count);
  for (const who of ['mia', 'ada', 'sam']) {
    expect(entries(who).at(-1)?.method, who).toBe('CANCEL');
    expect(last(who)).toContain('Called off by @max: The buyer is ill');
  }
  as('mia').unreact(card, 'raising_hand');
  as('mia').react(card, 'hand');
  await scene.app().settled();
  expect(await scene.ephemeral('mia', '#general')).toContain('This was called off by @max.');
});

test('marketing offers a campaign meeting to sales', async () => {
  await as('mia').command('/baton ride-along', { in: '#marketing' });
  const form = await as('mia').modal('Offer a ride-along');
  expect(form.text()).not.toContain('Lead');
  await scene.mustSubmit('mia', 'Offer a ride-along', {
    'What is it about?': 'Spring campaign',
    'When?': at('2026-11-24T09:00:00Z'),
  });
  expect(reads()).toContain('Campaign meeting');
  await as('sue').press(offer(), 'Ride along');
  await until('sue', 1);
  expect(reads()).toContain('Full  ·  @sue rides along.');
});

test('a host who leaves calls their meetings off', async () => {
  const left = { id: scene.app().slack.ids.people.mia, standing: 'deactivated', isAdmin: false } as unknown as Person;
  await deps().write((tx) => noteStandings(tx, [left]));
  await scene.app().baton.runDue();
  await until('sue', 2);
  expect(reads()).toContain('Called off');
  expect(entries('sue').at(-1)?.method).toBe('CANCEL');
});
