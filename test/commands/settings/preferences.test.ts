import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

// A Thursday, 8:00 in Berlin.
const scene = createScene({ at: '2026-11-19T07:00:00Z' });
const { as } = scene;
const TITLE = 'Notifications';
const MORNING = 'Daily summary';
const BOOKING = 'Your booking link';
const REMINDERS = 'Lead reminders';
const RIDES = 'Proposed ride-alongs';
const WINS = 'Posts about wins name you';
const INTRODUCTIONS = 'Introductions to the other team';

const chooses = async (who: string, wishes: Record<string, string>) => {
  await as(who).command('/baton me', { in: '#general' });
  await scene.mustSubmit(who, TITLE, wishes);
};
const lists = (who: string) => scene.news(who, 'Good morning.');
const reminders = (who: string) => scene.news(who, ':alarm_clock:').filter((text) => /needs? you/.test(text));

describe('/baton me', () => {
  test('starts with the defaults, and keeps the choices', async () => {
    await as('sam').command('/baton me', { in: '#sales' });
    const form = await as('sam').modal(TITLE);
    expect(form.value(MORNING)).toBe('In a direct message');
    expect(form.value(REMINDERS)).toBe('Before a lead is due');
    await form.fill({ [MORNING]: 'Only in Baton’s home', [REMINDERS]: 'Off' });
    await form.submit();
    await as('sam').command('/baton  ME', { in: '#general' });
    const again = await as('sam').modal(TITLE);
    expect(again.value(MORNING)).toBe('Only in Baton’s home');
    expect(again.value(REMINDERS)).toBe('Off');
    await again.close();
    await as('sue').command('/baton me', { in: '#sales' });
    expect((await as('sue').modal(TITLE)).value(MORNING)).toBe('In a direct message');
  });

  test('is not for guests', async () => {
    await as('gus').command('/baton me', { in: '#sales' });
    expect(await scene.ephemeral('gus')).toContain('You are a guest');
  });
});

describe('the daily summary', () => {
  test('comes to people who want it, and has a button to change that', async () => {
    await scene.bring(await scene.newLead(), 'accepted');
    await scene.bring(await scene.newLead(), 'accepted', 'sue');
    await scene.travel('2026-11-19T08:00:10Z');
    expect(lists('sam')).toEqual([]);
    expect(lists('sue')).toHaveLength(1);
    await as('sue').press(await as('sue').waitForMessage('dm', 'Good morning.'), 'Notification settings');
    await scene.mustSubmit('sue', TITLE, { [MORNING]: 'Off' });
    await chooses('sam', { [MORNING]: 'In a direct message' });
    await scene.travel('2026-11-20T08:00:10Z');
    expect(lists('sam')).toHaveLength(1);
    expect(lists('sue')).toHaveLength(1);
  });
});

describe('reminders of a lead', () => {
  test('come to people who want them, and the thread asks in any case', async () => {
    const names = [await scene.newLead(), await scene.newLead()];
    const askedFirst = (who: string) => names.find((name) => scene.standing(name).includes(`@${who}`)) ?? '';
    const [off, usual] = [askedFirst('sam'), askedFirst('sue')];
    await scene.travel('2026-11-20T08:45:00Z');
    expect(reminders('sam')).toEqual([]);
    expect(reminders('sue')).toHaveLength(1);
    await scene.travel('2026-11-20T09:40:00Z');
    expect(scene.story(off).at(-1)).toContain('@sam: due at');
    await scene.travel('2026-11-20T10:05:00Z');
    expect(scene.standing(off)).toContain('@sue is up first');
    for (const name of [off, usual]) await scene.bring(name, 'working');
  });

  test('only when a lead is overdue: one message then, and none before', async () => {
    await chooses('max', { [REMINDERS]: 'Only when a lead is overdue' });
    await scene.travel('2026-11-23T08:00:10Z');
    const first = await scene.bring(await scene.newLead(), 'accepted', 'max');
    const second = await scene.bring(await scene.newLead(), 'accepted', 'max');
    await scene.travel('2026-11-23T11:30:00Z');
    expect(reminders('max')).toEqual([]);
    await scene.travel('2026-11-23T12:05:00Z');
    const [told, ...more] = scene.news('max', 'overdue');
    expect(told).toContain(':hourglass: 2 overdue leads');
    expect(told).toContain(first);
    expect(told).toContain(second);
    expect(more).toEqual([]);
    expect(reminders('max')).toEqual([]);
  });

  test('all: one message for every lead due within the hour', async () => {
    const names: string[] = [];
    for (const minute of ['08', '09', '10']) {
      scene.app().setTime(`2026-11-24T08:${minute}:00Z`);
      names.push(await scene.bring(await scene.newLead(), 'accepted', 'sue'));
    }
    for (const minute of ['09', '10', '11', '30', '50']) await scene.travel(`2026-11-24T11:${minute}:00Z`);
    const told = reminders('sue').filter((text) => names.some((name) => text.includes(name)));
    expect(told).toHaveLength(1);
    for (const name of names) expect(told[0]).toContain(name);
  });
});

describe('the choices', () => {
  const labels = async (who: string) => {
    await as(who).command('/baton me', { in: '#general' });
    const form = await as(who).modal(TITLE);
    const shown = form.labels();
    await form.close();
    return shown;
  };

  test('are those of the person’s roles', async () => {
    expect(await labels('sam')).toEqual([MORNING, REMINDERS, BOOKING, RIDES, WINS, INTRODUCTIONS]);
    expect(await labels('mia')).toEqual(['Accepted leads', 'Weekly ratings of your leads', RIDES, WINS, INTRODUCTIONS]);
    expect(await labels('max')).toEqual([MORNING, REMINDERS, BOOKING, 'Your teams', RIDES, WINS, INTRODUCTIONS]);
  });

  test('that a form does not show stay as they were', async () => {
    await chooses('mia', { 'Accepted leads': 'Only won, lost and returned' });
    await chooses('mia', { 'Weekly ratings of your leads': 'Off' });
    await as('mia').command('/baton me', { in: '#general' });
    const form = await as('mia').modal(TITLE);
    expect(form.value('Accepted leads')).toBe('Only won, lost and returned');
    await form.close();
  });
});

describe('accepted leads', () => {
  const accepted = (name: string) => scene.news('mia', name).filter((text) => text.includes('accepted'));

  test('are no news to a marketer who wants the outcomes only', async () => {
    await scene.travel('2026-11-25T09:00:00Z');
    await chooses('mia', { 'Accepted leads': 'Only won, lost and returned' });
    const name = await scene.bring(await scene.newLead(), 'qualified');
    expect(scene.news('mia', name)).toEqual([]);
    await scene.press('sam', name, 'Mark won');
    const lost = await scene.newLead();
    await scene.press('sam', lost, 'Decline');
    await scene.mustSubmit('sam', 'Decline', { Reason: 'Too early' });
    expect(scene.news('mia', lost).at(-1)).toContain('declined');
  });

  test('are one message in the morning, or one each', async () => {
    const summaries = () => scene.news('mia', 'of your leads were accepted');
    const before = summaries().length;
    await chooses('mia', { 'Accepted leads': 'A daily summary' });
    const names = [
      await scene.bring(await scene.newLead(), 'accepted'),
      await scene.bring(await scene.newLead(), 'accepted', 'sue'),
    ];
    for (const name of names) expect(accepted(name)).toEqual([]);
    await scene.travel('2026-11-26T08:05:10Z');
    for (const name of names) expect(summaries().at(-1)).toContain(name);
    expect(summaries()).toHaveLength(before + 1);
    await chooses('mia', { 'Accepted leads': 'Each one' });
    expect(accepted(await scene.bring(await scene.newLead(), 'accepted'))).toHaveLength(1);
  });
});
