import { describe, expect, test } from 'vitest';
import { goAway } from '../../../src/leads/routing/away.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { sharedChannel } from '../../../src/teams/settings.ts';
import { createScene } from '../../support/scene.ts';

describe('the weekly post', () => {
  // A Monday.
  const scene = createScene({ at: '2026-11-02T07:30:00Z' });
  const { as } = scene;
  const posts = () =>
    as('max')
      .sees('#sales')
      .filter(({ text }) => text.startsWith('Last week'));

  /** Messages of the morning come five minutes after work begins. */
  const morning = async (day: string) => {
    await scene.travel(`${day}T08:00:30Z`);
    await scene.travel(`${day}T08:06:00Z`);
  };

  test('is not posted without a channel, nor for a week in which nothing happened', async () => {
    await scene.newLead({ Source: 'Webinar' });
    await morning('2026-11-09');
    expect(posts()).toEqual([]);
    const { deps } = scene.app().baton;
    const channel = scene.app().slack.ids.channels.sales ?? '';
    await deps.write((tx) => changeSetting(tx, { setting: sharedChannel, value: channel, by: 'test' }, deps.now()));
    await morning('2026-11-16');
    expect(posts()).toEqual([]);
  });

  test('has five figures against the week before, their causes, a question and a button', async () => {
    for (const name of [await scene.newLead({ Source: 'Webinar' }), await scene.newLead({ Source: 'Webinar' })]) {
      await scene.bring(name, 'accepted');
    }
    await morning('2026-11-23');
    expect(posts()).toHaveLength(1);
    expect(scene.read(posts()[0]?.text ?? '').split('\n')).toEqual([
      'Last week (Nov 16 – 22, 2026): 2 leads handed off, 2 accepted, 0 won.',
      '2 handed off  ·  before: 0',
      '100 % accepted in time  ·  before: 0 %',
      expect.stringMatching(/ contacted in time {2}· {2}before: –$/),
      '0 qualified  ·  ＝',
      '0 won  ·  ＝',
      'Moved most',
      expect.stringMatching(/: 2, before 0$/),
      expect.stringMatching(/^To decide: .*\?$/),
      'Open scoreboard',
    ]);
    await as('sam').press(posts()[0] as never, 'Open scoreboard');
    expect((await as('sam').modal('Scoreboard')).text()).toContain('Nov 16 – 22, 2026');
  });

  test('comes once a week, on its first working day', async () => {
    await scene.travel('2026-11-23T15:00:00Z');
    await morning('2026-11-24');
    expect(posts()).toHaveLength(1);
    const { db } = scene.app().baton.deps;
    await scene.newLead();
    db.$client.exec(`update teams set holidays = '["2026-11-30"]'`);
    await morning('2026-11-30');
    expect(posts()).toHaveLength(1);
    await morning('2026-12-01');
    expect(posts()).toHaveLength(2);
  });

  test('counts the days out of office of a team, and names no person', async () => {
    await scene.newLead({ Source: 'Website' });
    const { deps } = scene.app().baton;
    const sam = scene.app().slack.ids.people.sam ?? '';
    await deps.write((tx) => goAway(tx, sam, { until: new Date('2026-12-04T08:00:00Z') }, deps.now()));
    await morning('2026-12-07');
    const text = scene.read(posts().at(-1)?.text ?? '');
    expect(text).toContain('Days out of office in Sales: 3, before 0');
    expect(text).not.toContain('@');
  });
});
