import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

/** A Thursday, 10:00 in Berlin: a lead that is not hot is due at 12:00. */
const scene = createScene();
const { as } = scene;
const ten = '2026-11-19T09:00:00Z';

/** Key of the person who is up first for a lead. */
const asked = (name: string): string => /@(\w+)/.exec(scene.standing(name))?.[1] ?? '';
const other = (who: string): string => (who === 'sam' ? 'sue' : 'sam');

describe('a lead that is not accepted', () => {
  test('reminds its person at a quarter of the time and the thread at three quarters, then moves on, and ends with the manager', async () => {
    await scene.travel(ten);
    const name = await scene.newLead();
    const first = asked(name);
    expect(['sam', 'sue']).toContain(first);
    expect(scene.news(first, name)).toEqual([]);

    await scene.travel('2026-11-19T09:31:00Z');
    expect(scene.news(first, name)).toHaveLength(1);
    expect(scene.news(first, name)[0]).toContain('1 lead needs you');
    expect(scene.story(name)).toEqual([]);

    await scene.travel('2026-11-19T10:31:00Z');
    expect(scene.story(name)).toHaveLength(1);
    expect(scene.story(name)[0]).toContain(`@${first}: due at`);

    await scene.travel('2026-11-19T11:01:00Z');
    expect(asked(name)).toBe(other(first));
    expect(scene.story(name).at(-1)).toContain(`Reassigned from @${first} to @${other(first)}: not accepted in time`);

    // No one else is left: the manager owns it now, without a deadline.
    await scene.travel('2026-11-19T13:05:00Z');
    expect(asked(name)).toBe('max');
    expect(scene.news('max', name)).toHaveLength(1);
    const steps = scene.story(name).length;
    await scene.travel('2026-11-19T15:50:00Z');
    expect(scene.story(name)).toHaveLength(steps);
    expect(scene.news('max', name)).toHaveLength(1);
  });

  test('sends no reminders outside working time', async () => {
    await scene.travel('2026-11-19T15:50:00Z');
    const name = await scene.newLead();
    const first = asked(name);
    await scene.travel('2026-11-19T22:00:00Z');
    expect(scene.news(first, name)).toEqual([]);
    expect(asked(name)).toBe(first);
    await scene.travel('2026-11-20T08:45:00Z');
    expect(scene.news(first, name)).toHaveLength(1);
  });

  test('after hours of downtime takes one step with all overdue messages', async () => {
    await scene.travel('2026-11-23T09:00:00Z');
    const name = await scene.newLead();
    const first = asked(name);
    await scene.travel('2026-11-23T11:30:00Z');
    await scene.app().restart();
    await scene.app().baton.runDue();
    await scene.app().settled();
    expect(scene.news(first, name)).toEqual([]);
    expect(scene.story(name)).toHaveLength(1);
    expect(asked(name)).toBe(other(first));
  });
});

test('a lead that is accepted in time stays with its owner', async () => {
  await scene.travel('2026-11-24T09:00:00Z');
  const name = await scene.newLead();
  const first = asked(name);
  await scene.press(first, name, 'Accept');
  await scene.travel('2026-11-24T11:30:00Z');
  expect(scene.standing(name)).toContain(`@${first} owns this`);
  expect(scene.story(name).join()).not.toContain('moves on');
});

test('an owner without a first contact is reminded once, and the missed deadline is in the history', async () => {
  await scene.travel('2026-11-25T08:30:00Z');
  const name = await scene.newLead();
  await scene.press('sam', name, 'Accept');
  await scene.travel('2026-11-25T11:40:00Z');
  expect(scene.news('sam', name).filter((text) => /leads? needs? you/.test(text))).toHaveLength(1);
  await scene.travel('2026-11-25T12:35:00Z');
  const history = await scene.open('sam', name, 'History', 'History');
  expect(scene.read(history.text())).toContain('Missed deadline: no first contact in time by @sam');
});

describe('a snooze', () => {
  test('pauses the deadline, and restarts it afterwards', async () => {
    await scene.travel('2026-11-26T09:00:00Z');
    const name = await scene.newLead();
    const first = asked(name);
    const modal = await scene.open(first, name, 'Snooze…', 'Snooze');
    await modal.fill({ 'Snooze for': '1 hour' });
    await modal.submit();
    await scene.travel('2026-11-26T10:05:00Z');
    expect(asked(name)).toBe(first);
    await scene.travel('2026-11-26T11:55:00Z');
    expect(asked(name)).toBe(first);
    await scene.travel('2026-11-26T12:10:00Z');
    expect(asked(name)).toBe(other(first));
  });
});

test('a deactivated seller’s leads return to the team', async () => {
  await scene.travel('2026-11-27T09:00:00Z');
  const accepted = await scene.bring(await scene.newLead(), 'accepted', 'sue');
  const working = await scene.bring(await scene.newLead(), 'working', 'sue');
  scene.app().slack.admin.deactivate('sue');
  await scene.app().settled();
  expect(asked(accepted)).toBe('sam');
  expect(scene.standing(working)).toContain('@sam');
  expect(scene.news('sam', accepted)).toHaveLength(1);
  expect(as('sam').dm().length).toBeGreaterThan(0);
});
