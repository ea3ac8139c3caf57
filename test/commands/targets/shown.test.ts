import { beforeAll, describe, expect, test } from 'vitest';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { approveTarget } from '../../../src/targets/approve.ts';
import { enterBottomUp, enterTopDown } from '../../../src/targets/enter.ts';
import { targetOf } from '../../../src/targets/queries.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { sharedChannel } from '../../../src/teams/settings.ts';
import { createScene } from '../../support/scene.ts';

describe('targets are shown', () => {
  // A Monday.
  const scene = createScene({ at: '2026-11-16T08:30:00Z' });
  const { as } = scene;
  const deps = () => scene.app().baton.deps;
  const teamId = () => teamsOfKind(deps().db, 'sales')[0]?.id ?? 0;
  const place = () => ({ teamId: teamId(), period: '2026-Q4', by: 'test' });
  const home = async (who: string) => scene.read((await as(who).openHome()).text());

  beforeAll(() =>
    deps().write((tx) => {
      const channel = scene.app().slack.ids.channels.sales ?? '';
      changeSetting(tx, { setting: sharedChannel, value: channel, by: 'test' }, deps().now());
    }),
  );

  test('a home of a manager without a target has one sentence and one button', async () => {
    expect(await home('max')).toContain(
      'Against target\nNo target for Q4 2026 yet: both teams agree on one in a few minutes.\nTargets',
    );
    expect(await home('sam')).not.toContain('target');
    await (await as('max').openHome()).press('Targets');
    expect((await as('max').modal('Targets')).text()).toContain('No target for Q4 2026 yet');
  });

  test('a home shows the progress, and to a manager what is to do', async () => {
    const figures = { topCents: 100_000_000, topHandedOff: 4, topQualified: 1 };
    await deps().write((tx) => enterTopDown(tx, place(), { currency: 'EUR', ...figures }, deps().now()));
    const won = await scene.bring(await scene.newLead({ Source: 'Webinar' }), 'working');
    await scene.press('sam', won, 'Qualify');
    await scene.mustSubmit('sam', 'Qualify', { 'Deal value': '600000' });
    await scene.win('sam', won, {});
    const shown = await as('max').openHome();
    await scene.newLead({ Source: 'Webinar' });
    // Counted in the background, and then drawn again.
    for (const time of ['08:40:00', '08:41:00']) await scene.travel(`2026-11-16T${time}Z`);
    await expect
      .poll(() => scene.read(shown.text()))
      .toContain(
        [
          'Against target',
          'Q4 2026  ·  Sales',
          ':large_green_circle: 600,000 of 1,000,000 EUR won  ·  60 %  ·  ahead',
          ':large_green_circle: 2 of 4 leads handed off  ·  50 %  ·  on track',
          ':tada: 1 of 1 leads qualified  ·  100 %  ·  reached',
          ':dart: Target Q4 2026  ·  Sales  ·  To do: enter sales’ figure',
          'Open target',
        ].join('\n'),
      );
    expect(await home('sam')).toContain(
      'Target Q4 2026  ·  600,000 of 1,000,000 EUR won, ahead  ·  2 of 4 leads handed off, on track',
    );
    expect(await home('sam')).not.toContain('To do');
    expect(await home('mia')).toContain('2 of 4 leads handed off');
    await (await as('max').openHome()).press('Open target');
    expect((await as('max').modal('Targets')).text()).toContain('Top-down, by marketing: 1,000,000 EUR');
  });

  test('the scoreboard begins with the target, except for a part of the leads', async () => {
    await as('sam').command('/baton scoreboard', { in: '#general' });
    const board = await as('sam').modal('Scoreboard');
    expect(board.text()).toMatch(/Against target\nQ4 2026 {2}· {2}Sales\n.*600,000 of 1,000,000 EUR won[\s\S]*Funnel/);
    expect(board.text()).toMatch(/\d\d % of the working time has passed\. On track is within 5 points of it\./);
    await board.choose('Last quarter');
    await board.waitForText('Jul 1');
    expect(board.text()).not.toContain('Against target');
    await board.choose('This month');
    await board.waitForText('Against target');
    await board.press('Send me this as CSV');
    await scene.app().settled();
    await expect.poll(() => scene.app().slack.store.files.size).toBe(1);
    const [file] = [...scene.app().slack.store.files.values()];
    expect(Buffer.from(file?.bytes ?? '').toString()).toContain(
      'target,2026-10-01,2026-12-31,Revenue against target,Sales,600000,1000000,"EUR, ahead",,',
    );
    for (const modal of as('sam').modals().reverse()) await modal.close();
    await as('sam').command('/baton scoreboard', { in: '#general' });
    await (await as('sam').modal('Scoreboard')).press('Filter…');
    expect(await scene.submit('sam', 'Filter', { Source: 'Webinar' })).toEqual({ ok: true });
    await (await as('sam').modal('Scoreboard')).waitForText('source: Webinar');
    expect((await as('sam').modal('Scoreboard')).text()).not.toContain('Against target');
  });

  const mornings = (who: string) => scene.news(who, 'To do:');

  test('a manager hears of it in the morning message: the next morning, and once a week', async () => {
    await scene.travel('2026-11-17T08:06:00Z');
    expect(mornings('max')).toEqual([expect.stringContaining('To do: enter sales’ figure')]);
    expect(mornings('max')[0]).toContain('1 target that needs you');
    await scene.travel('2026-11-18T08:06:00Z');
    await scene.travel('2026-11-19T08:06:00Z');
    expect(mornings('max')).toHaveLength(1);
    expect(mornings('ada')).toEqual([]);
  });

  test('the weekly post has the target next to each figure', async () => {
    await scene.travel('2026-11-23T08:00:30Z');
    await scene.travel('2026-11-23T08:06:00Z');
    const posts = as('max')
      .sees('#sales')
      .filter(({ text }) => text.startsWith('Last week'));
    expect(posts.map(({ text }) => text.split('\n'))).toEqual([
      expect.arrayContaining([
        '2 handed off  ·  Q4 2026: 2 of 4, behind',
        '1 qualified  ·  Q4 2026: 1 of 1, reached',
        '1 won  ·  Q4 2026: 600,000 of 1,000,000 EUR, on track',
      ]),
    ]);
    expect(mornings('max')).toHaveLength(2);
  });

  test('no one hears of a target that both have approved', async () => {
    await deps().write((tx) => {
      const now = deps().now();
      const form = { currency: 'EUR', bottomCents: 100_000_000, groups: [], openReason: null };
      enterBottomUp(tx, place(), form, now);
      const target = targetOf(tx, teamId(), '2026-Q4');
      for (const side of ['marketing', 'sales'] as const) {
        approveTarget(tx, { targetId: target?.id ?? 0, side, version: target?.version ?? 0, by: 'test' }, now);
      }
    });
    await scene.travel('2026-11-30T08:06:00Z');
    expect(mornings('max')).toHaveLength(2);
    expect(await home('max')).not.toContain('To do');
  });

  test('a year begins with a target to enter, and the home shows the new period', async () => {
    await scene.travel('2026-12-31T22:59:00Z');
    expect(await home('ada')).toContain('Q4 2026  ·  Sales');
    await scene.travel('2026-12-31T23:00:30Z');
    expect(await home('ada')).toContain('No target for Q1 2027 yet');
    expect(await home('ada')).toContain('Target Q1 2027  ·  Sales  ·  To do: enter marketing’s figures');
    await scene.travel('2027-01-04T08:06:00Z');
    expect(mornings('ada')).toEqual([
      expect.stringContaining('Target Q1 2027  ·  Sales  ·  To do: enter marketing’s figures'),
    ]);
  });
});
