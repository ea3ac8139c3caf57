import type { SeenMessage } from '@baton/sandbox';
import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';
import { handOffMany, numbered } from './many-leads.ts';

/** Also one in which nothing is left to do. */
const isList = ({ text }: SeenMessage) => /Good morning\.|Nothing left to do/.test(text);

describe('the daily summary', () => {
  // A Thursday, 8:00 in Berlin; the summary is due at 9:00.
  const scene = createScene({ at: '2026-11-19T07:00:00Z' });
  const { as } = scene;
  const lists = (who: string) => as(who).dm().filter(isList);
  const last = (who: string): SeenMessage => {
    const found = lists(who).at(-1);
    if (!found) throw new Error(`${who} got no list.`);
    return found;
  };
  const names = (message: SeenMessage) => [...message.text.matchAll(/^:\w+: (Lead \d+) · /gm)].map(([, name]) => name);
  const idOf = (name: string): string =>
    String(scene.app().baton.deps.db.$client.prepare('SELECT id FROM leads WHERE name = ?').pluck().get(name));
  const dayAt9 = (date: string) => scene.travel(`${date}T08:00:10Z`);

  test('is not sent when no lead waits', async () => {
    await dayAt9('2026-11-19');
    for (const who of ['sam', 'sue', 'max']) expect(lists(who)).toEqual([]);
  });

  test('shows each person their leads to accept and to contact, with due times', async () => {
    scene.app().setTime('2026-11-20T07:00:00Z');
    const toAccept = await scene.newLead({ 'Assign to': 'sam' });
    const toTouch = await scene.bring(await scene.newLead({ 'Assign to': 'sam' }), 'accepted');
    await scene.bring(await scene.newLead({ 'Assign to': 'sam' }), 'working');
    const ofSue = await scene.newLead({ 'Assign to': 'sue' });
    await scene.travel('2026-11-20T07:59:00Z');
    expect(lists('sam')).toEqual([]);
    await dayAt9('2026-11-20');
    expect(lists('sam')).toHaveLength(1);
    expect(last('sam').text).toContain('Good morning. 2 leads need you\n1 to accept  ·  1 awaiting first contact\n');
    expect(names(last('sam'))).toEqual([toAccept, toTouch]);
    expect(scene.read(last('sam').text)).toContain(
      `${toAccept} · Company 001\nDue 2026-11-20 10:00 UTC  ·  Unclaimed\n`,
    );
    expect(scene.read(last('sam').text)).toContain(
      `${toTouch} · Company 002\nDue 2026-11-20 12:00 UTC  ·  Accepted\n:email: lead@company002.example`,
    );
    expect(names(last('sue'))).toEqual([ofSue]);
    expect(lists('max')).toEqual([]);
  });

  test('replaces the reminders of that morning, and has buttons that work', async () => {
    await scene.travel('2026-11-20T08:45:00Z');
    expect(scene.news('sam', 'needs you')).toEqual([]);
    expect(scene.news('sue', 'needs you')).toHaveLength(1);
    await as('sam').press(last('sam'), { actionId: 'lead_accept', value: idOf('Lead 001') });
    await scene.app().settled();
    expect(last('sam').text).toMatch(/^:sunrise: Good morning\. 1 lead needs you\n/);
    expect(last('sam').text).toMatch(/\n:white_check_mark: Lead 001 · Company 001 {2}· {2}Accepted by you {2}· {2}/);
    await as('sam').press(last('sam'), { actionId: 'lead_touch', value: idOf('Lead 002') });
    await scene.mustSubmit('sam', 'Log contact');
    expect(last('sam').text).toMatch(
      /^:white_check_mark: Nothing left to do\n.*Lead 001.*\n.*Lead 002.*Contact logged by you/,
    );
    expect(last('sam').buttons).toEqual([]);
    await scene.press('sam', 'Lead 001', 'Log contact');
    await scene.mustSubmit('sam', 'Log contact');
    expect(last('sam').text).toMatch(/Lead 001 .*Contact logged by you/);
    await scene.bring('Lead 004', 'working', 'sue');
  });

  test('is not sent on weekends and holidays', async () => {
    await scene.bring(await scene.newLead(), 'accepted');
    setTeam('holidays', '["2026-11-23"]');
    for (const date of ['2026-11-21', '2026-11-22', '2026-11-23']) await dayAt9(date);
    expect(lists('sam')).toHaveLength(1);
    await dayAt9('2026-11-24');
    expect(lists('sam')).toHaveLength(2);
  });

  test('includes leads whose snooze ends with it, without a message of their own', async () => {
    const snoozed = 'Lead 003';
    await scene.press('sam', snoozed, 'Snooze…');
    await scene.mustSubmit('sam', 'Snooze', { 'Snooze for': 'Until next working morning' });
    await dayAt9('2026-11-25');
    expect(names(last('sam'))).toContain(snoozed);
    expect(last('sam').text).toContain('1 back from snooze');
    expect(scene.news('sam', 'Back from snooze')).toEqual([]);
  });

  test('shows overdue leads first, marked as overdue', async () => {
    const late = await scene.bring(await scene.newLead(), 'accepted');
    await scene.travel('2026-11-25T15:30:00Z');
    await dayAt9('2026-11-26');
    // Lead 005 was accepted, and is overdue since the day before.
    expect(names(last('sam'))).toEqual(['Lead 005', late, 'Lead 003']);
    expect(last('sam').text).toMatch(new RegExp(`${late} · Company \\d+\nOverdue  ·  Accepted`));
    expect(last('sam').text).toContain('  ·  2 overdue');
  });

  test('is not sent to people who are away, by command or by Slack status', async () => {
    // Woken leads stay with an owner who is away; leads that await first contact go to the team.
    const ofSue = await scene.bring(await scene.newLead({ 'Assign to': 'sue' }), 'working', 'sue');
    await scene.press('sue', ofSue, 'Snooze…');
    await scene.mustSubmit('sue', 'Snooze', { 'Snooze for': '1 hour' });
    await scene.travel('2026-11-26T12:00:00Z');
    expect(scene.news('sue', ofSue).at(-1)).toContain('Back from snooze');
    const before = { sam: lists('sam').length, sue: lists('sue').length };
    scene.app().slack.admin.setStatus('sam', { text: 'Holiday', emoji: ':palm_tree:' });
    await as('sue').command('/leads away until 2026-12-24', { in: '#sales' });
    await scene.app().settled();
    await dayAt9('2026-11-27');
    expect(lists('sam')).toHaveLength(before.sam);
    expect(lists('sue')).toHaveLength(before.sue);
    scene.app().slack.admin.setStatus('sam', { text: '', emoji: '' });
    await as('sue').command('/leads back', { in: '#sales' });
    await scene.app().settled();
    await dayAt9('2026-11-30');
    expect(lists('sam')).toHaveLength(before.sam + 1);
    expect(last('sue').text).toContain('1 back from snooze');
    expect(lists('sue')).toHaveLength(before.sue + 1);
  });

  test('is sent once, after a restart and after days of downtime, and not after working hours', async () => {
    const before = lists('sam').length;
    await scene.app().restart();
    await scene.travel('2026-11-30T08:01:00Z');
    expect(lists('sam')).toHaveLength(before);
    await scene.app().baton.stop();
    scene.app().setTime('2026-12-03T19:00:00Z');
    await scene.app().restart();
    await scene.travel('2026-12-03T19:01:00Z');
    expect(lists('sam')).toHaveLength(before);
    await scene.app().baton.stop();
    scene.app().setTime('2026-12-04T10:00:00Z');
    await scene.app().restart();
    await scene.travel('2026-12-04T10:01:00Z');
    expect(lists('sam')).toHaveLength(before + 1);
  });

  function setTeam(column: string, value: string): void {
    scene.app().baton.deps.db.$client.prepare(`UPDATE teams SET ${column} = ? WHERE name = 'Sales'`).run(value);
  }
});

describe('the daily summary', () => {
  const scene = createScene({ at: '2026-11-19T07:00:00Z' });
  const { as } = scene;
  const lists = (who: string) => as(who).dm().filter(isList);

  test('with many leads shows the ten most urgent with their buttons, and all behind one button', async () => {
    await handOffMany(scene.app(), numbered(13), { seller: 'max' });
    await scene.travel('2026-11-19T08:00:10Z');
    const [list] = lists('max');
    if (!list) throw new Error('Max got no list.');
    expect(list.text).toContain('Good morning. 13 leads need you');
    expect(list.text).toContain('And 3 more.');
    expect(list.buttons.filter((label) => label === 'Accept')).toHaveLength(10);
    expect(list.buttons.slice(-3)).toEqual(['Bulk actions…', 'Show all', 'Notification settings']);
    await as('max').press(list, 'Show all');
    const modal = await as('max').modal('Needs me');
    expect(modal.text()).toContain('1–10 of 13');
    await modal.press('Next →');
    await modal.waitForText('11–13 of 13');
  });
});

describe('the daily summary', () => {
  const scene = createScene({ at: '2026-11-19T07:00:00Z' });
  const { as } = scene;
  const lists = (who: string) =>
    as(who)
      .dm()
      .filter(({ text }) => text.includes('Good morning.'));

  // Nothing is overdue: an escalation in the same minute would move leads while the summary is written.
  test('is sent once to a person in two teams, also in different time zones', async () => {
    await handOffMany(scene.app(), numbered(13), { seller: 'max' });
    const { baton } = scene.app();
    const { people, channels } = scene.app().slack.ids;
    const copy = baton.deps.db.$client.prepare(
      `INSERT INTO teams (kind, name, channel_id, manager_id, zone, work_days, works_from, works_until, holidays, updated_at, updated_by)
       SELECT kind, ?, ?, ?, ?, work_days, works_from, works_until, holidays, updated_at, updated_by FROM teams WHERE name = 'Sales'`,
    );
    copy.run('Boston', channels.general, people.max, 'America/New_York');
    baton.deps.db.$client
      .prepare("UPDATE teams SET routing = 'one', one_seller_id = ? WHERE name = 'Boston'")
      .run(people.max);
    await baton.runDue();
    await handOffMany(scene.app(), numbered(2, 'Boston'), { team: 'Boston' });
    // The next manager is in that team only.
    baton.deps.db.$client.prepare("UPDATE teams SET manager_id = ? WHERE name = 'Boston'").run(people.ada);
    await handOffMany(scene.app(), ['Boston 03'], { team: 'Boston' });
    await as('ada').press(await as('ada').waitForMessage('#general', 'Boston 03'), 'Accept');
    await scene.travel('2026-11-19T08:00:10Z');
    expect(lists('max').map(({ text }) => text)).toEqual([expect.stringContaining('And 5 more.')]);
    expect(lists('ada')).toEqual([]);
    await scene.travel('2026-11-19T14:00:10Z');
    expect(lists('max')).toHaveLength(1);
    expect(lists('ada')).toHaveLength(1);
  });
});
