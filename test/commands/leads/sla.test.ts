import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

// A Thursday, 10:00 in Berlin.
const scene = createScene({ at: '2026-11-19T09:00:00Z' });
const { as } = scene;

const snooze = async (name: string, span: string, who = 'sam') => {
  await scene.press(who, name, 'Snooze…');
  await scene.mustSubmit(who, 'Snooze', { 'Snooze for': span });
};

describe('snoozing', () => {
  test.each([
    ['1 hour', '2026-11-19 10:'],
    ['Until next working morning', '2026-11-20 08:00'],
    ['Until Monday morning', '2026-11-23 08:00'],
  ])('%s', async (span, until) => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    await snooze(name, span);
    expect(scene.standing(name)).toContain(`:zzz: snoozed until ${until}`);
  });

  test('ends by itself, and only the owner is told', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    await snooze(name, '1 hour');
    await scene.travel('2026-11-19T09:59:00Z');
    expect(scene.standing(name)).toContain(':zzz:');
    await scene.travel('2026-11-19T10:30:00Z');
    expect(scene.standing(name)).not.toContain(':zzz:');
    // The lead of the first test has woken too, and one message has both.
    const [told, ...more] = scene.news('sam', name);
    expect(told).toMatch(/^:alarm_clock: 2 leads are back from snooze/);
    expect(told).toContain('Lead 001 · Company 001');
    expect(more).toEqual([]);
    expect(scene.story(name)).toHaveLength(1);
    await scene.travel('2026-11-19T10:31:00Z');
    expect(scene.news('sam', name)).toHaveLength(1);
  });

  test('of one lead sends its buttons, unless it was worked on meanwhile', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    const other = await scene.bring(await scene.newLead(), 'accepted');
    await snooze(name, '1 hour');
    await snooze(other, '1 hour');
    await scene.press('sam', other, 'Release');
    await scene.travel('2026-11-19T11:35:00Z');
    expect(scene.news('sam', name)).toEqual([
      `${name} · Company 005\n:alarm_clock: Back from snooze: this lead needs you\nA demo next week\nLog contact\nDecline\nRelease`,
    ]);
    expect(scene.news('sam', other)).toEqual([]);
    await scene.bring(other, 'accepted', 'sue');
  });

  test('of an unclaimed lead is told to the person who snoozed it', async () => {
    const name = await scene.newLead();
    await snooze(name, '1 hour', 'sue');
    await scene.travel('2026-11-19T12:40:00Z');
    expect(scene.news('sue', name)).toHaveLength(1);
  });

  test('for the third time informs the manager, with the reason', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    await snooze(name, '1 hour');
    await snooze(name, 'Until next working morning');
    expect(scene.news('max', name)).toEqual([]);
    await snooze(name, 'Until Monday morning');
    expect(scene.news('max', name)[0]).toMatch(
      /:zzz: @sam snoozed this lead until 2026-11-23 08:00 UTC\nSnoozed several times\. It may need a new owner\.$/,
    );
    await snooze(name, '1 hour');
    expect(scene.news('max', name)).toHaveLength(1);
  });
});

describe('nurturing', () => {
  test('ends by itself on the morning of its day, as a new lead for the team', async () => {
    const name = await scene.bring(await scene.newLead(), 'working');
    await scene.press('sam', name, 'Nurture…');
    await scene.mustSubmit('sam', 'Nurture', {
      'Nurture until': '2026-11-25',
      Notes: 'The case study',
    });
    expect(scene.standing(name)).toBe(':seedling: Nurturing until 2026-11-25 08:00 UTC');
    expect(scene.story(name).at(-1)).toContain(
      '@sam sent this lead to nurture until 2026-11-25 08:00 UTC\nThe case study',
    );
    await scene.press('sam', name, 'Add note…');
    await scene.mustSubmit('sam', 'Add note', { Note: 'Later!' });
    await scene.travel('2026-11-25T07:59:00Z');
    expect(scene.standing(name)).toContain('Nurturing');
    await scene.travel('2026-11-25T08:00:30Z');
    expect(scene.standing(name)).toContain('Unclaimed');
    expect(scene.story(name).at(-1)).toMatch(
      /^:sunrise: Lead \d+ · Company \d+ is back from nurture\. It is open again\.\n@sam owned it and sent it to nurture on 2026-11-19 .*:\nThe case study$/,
    );
    await as('sue').command(`/leads untouched`);
    expect((await as('sue').modal('Awaiting first contact')).text()).toContain(name);
    await scene.bring(name, 'accepted', 'sue');
    expect(scene.standing(name)).toMatch(/^:white_check_mark: @sue owns this {2}· {2}first contact due /);
  });

  test('shows the date of return when an act has to wait for it', async () => {
    const name = await scene.newLead({ 'Assign to': 'sue' });
    const message = await as('sue').waitForMessage('dm', name);
    scene.forgetMessages();
    await scene.press('sue', name, 'Nurture…');
    await scene.mustSubmit('sue', 'Nurture', { 'Nurture until': '2026-12-24' });
    await as('sue').press(message, 'Accept');
    expect(await scene.ephemeral('sue', 'dm')).toBe(
      'Marketing is nurturing this lead, and it comes back by itself on 2026-12-24 08:00 UTC, so you cannot accept it.',
    );
  });

  test('ends after downtime on its day', async () => {
    const name = await scene.newLead();
    await scene.press('sue', name, 'Nurture…');
    await scene.mustSubmit('sue', 'Nurture', { 'Nurture until': '2026-12-28' });
    await scene.app().baton.stop();
    scene.app().setTime('2026-12-30T12:00:00Z');
    await scene.app().restart();
    await scene.until(name, 'Unclaimed');
  });
});

test('more than five declined leads a day reach the manager, and the next day counts from zero', async () => {
  const giveBack = async () => {
    const name = await scene.newLead();
    await scene.press('sue', name, 'Decline');
    await scene.mustSubmit('sue', 'Decline', { Reason: 'Not a fit' });
    return name;
  };
  for (let times = 1; times <= 5; times += 1) expect(scene.news('max', await giveBack())).toEqual([]);
  expect(scene.news('max', await giveBack())[0]).toMatch(
    /:x: @sue declined this lead: Not a fit\nThey declined many leads within a day\.$/,
  );
  scene.app().setTime('2026-12-31T13:00:00Z');
  expect(scene.news('max', await giveBack())).toEqual([]);
});
