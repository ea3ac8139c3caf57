import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';
import { handOffMany, numbered } from './many-leads.ts';

describe('the manager’s list of missed deadlines', () => {
  // A Monday, 10:00 in Berlin.
  const scene = createScene({ at: '2026-11-16T09:00:00Z' });
  const { as } = scene;
  const lists = () => scene.news('max', 'in the last 7 days');

  test('is not sent in a week without a missed deadline', async () => {
    await scene.bring(await scene.newLead(), 'working');
    await scene.travel('2026-11-23T08:00:10Z');
    expect(lists()).toEqual([]);
  });

  test('is sent on Mondays: the number per deadline, by person, and the current owners', async () => {
    scene.app().setTime('2026-11-24T09:00:00Z');
    const moved = await scene.newLead({ 'Assign to': 'sue' });
    await scene.travel('2026-11-24T11:01:00Z');
    await scene.bring(moved, 'accepted');
    const late = await scene.bring(await scene.newLead(), 'accepted', 'sue');
    await scene.travel('2026-11-25T09:00:00Z');
    await scene.travel('2026-11-25T13:00:00Z');
    await scene.travel('2026-11-29T08:00:10Z');
    expect(lists()).toEqual([]);
    await scene.travel('2026-11-30T07:59:00Z');
    expect(lists()).toEqual([]);
    await scene.travel('2026-11-30T08:00:10Z');
    const [list] = lists();
    expect(list?.split('\n')).toEqual([
      ':sunrise: Good morning. 3 missed deadlines',
      ':hourglass: Sales: 3 missed deadlines in the last 7 days',
      'Not accepted in time: 1  ·  no first contact in time: 2',
      '@sam 1  ·  @sue 2',
      'Show leads',
      'Notification settings',
    ]);
    await as('max').press(await as('max').waitForMessage('dm', 'in the last 7 days'), 'Show leads');
    const all = await as('max').modal('Missed deadlines');
    expect(scene.read(all.text())).toContain(
      [
        `${late} · Company 003`,
        'first contact missed  ·  accepted  ·  now with @sue',
        `${moved} · Company 002`,
        'acceptance missed, first contact missed  ·  accepted  ·  now with @sam',
      ].join('\n'),
    );
    const { channel, ts } = scene.card(late);
    expect(JSON.stringify(all.blocks)).toContain(
      `https://northwind.slack.com/archives/${channel}/p${ts.replace('.', '')}`,
    );
    await all.close();
    expect(scene.news('sam', 'missed deadline')).toEqual([]);
  });

  test('is sent once per week, on the next working day if Monday is a holiday', async () => {
    await scene.travel('2026-11-30T08:01:00Z');
    expect(lists()).toHaveLength(1);
    await scene.bring(await scene.newLead(), 'accepted', 'sue');
    await scene.travel('2026-12-01T15:00:00Z');
    scene
      .app()
      .baton.deps.db.$client.prepare(`UPDATE teams SET holidays = '["2026-12-07"]' WHERE name = 'Sales'`)
      .run();
    await scene.travel('2026-12-07T08:00:10Z');
    expect(lists()).toHaveLength(1);
    await scene.travel('2026-12-08T08:05:10Z');
    expect(lists()).toHaveLength(2);
    expect(lists()[1]).toContain(`1 missed deadline in the last 7 days`);
    expect(lists()[1]).toContain('@sue 1');
  });
});

describe('a long list of missed deadlines', () => {
  const scene = createScene({ at: '2026-11-19T07:00:00Z' });
  const { as } = scene;
  const list = () => as('max').waitForMessage('dm', 'in the last 7 days');

  test('has all of its leads behind a button', async () => {
    const { baton, slack } = scene.app();
    baton.deps.db.$client
      .prepare(
        `INSERT INTO teams (kind, name, channel_id, manager_id, zone, work_days, works_from, works_until, holidays, updated_at, updated_by)
         SELECT kind, 'Support', ?, ?, zone, work_days, works_from, works_until, holidays, updated_at, updated_by FROM teams WHERE name = 'Sales'`,
      )
      .run(slack.ids.channels.general, slack.ids.people.ada);
    await baton.runDue();
    await handOffMany(scene.app(), numbered(23), { seller: 'sam' });
    await handOffMany(scene.app(), ['Other 01'], { team: 'Support' });
    await scene.travel('2026-11-19T10:00:00Z');
    await scene.travel('2026-11-23T08:00:10Z');
    expect(scene.news('ada', 'missed deadline')[0]).toContain('Support: 1 missed deadline in the last 7 days');
    const message = await list();
    expect(message.text).toContain('Not accepted in time: 23');
    await as('max').press(message, 'Show leads');
    const modal = await as('max').modal('Missed deadlines');
    const names = () => [...modal.text().matchAll(/^(Lead \d\d) · /gm)].map(([, name]) => name);
    const seen = names();
    for (const upTo of ['11–20', '21–23']) {
      await modal.press('Next →');
      await modal.waitForText(`${upTo} of 23`);
      seen.push(...names());
    }
    expect(seen.sort()).toEqual(numbered(23));
    expect(scene.read(modal.text())).toContain('@sam 23');
  });

  test('is only for the manager and workspace admins', async () => {
    const message = await list();
    const buttons = message.blocks.find(({ block_id }) => String(block_id).startsWith('breaches:'));
    const carry = (buttons as unknown as { elements: { value: string }[] }).elements[0]?.value ?? '';
    scene.app().baton.deps.db.$client.prepare("UPDATE teams SET manager_id = 'U0SOMEBODY' WHERE name = 'Sales'").run();
    await as('max').press(message, { actionId: 'breaches_all', value: carry });
    expect(await scene.ephemeral('max', 'dm')).toBe('Only the manager of this team can see its missed deadlines.');
  });
});
