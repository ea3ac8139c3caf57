import { beforeAll, describe, expect, test } from 'vitest';
import { enterBottomUp, enterTopDown } from '../../../src/targets/enter.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { retireTeam } from '../../../src/teams/retire.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { createScene } from '../../support/scene.ts';

describe('targets of several teams', () => {
  const scene = createScene();
  const { as } = scene;
  const deps = () => scene.app().baton.deps;
  const ids = () => scene.app().slack.ids;
  const team = (name: string) => {
    const found = teamsOfKind(deps().db, 'sales').find((one) => one.name === name);
    if (!found) throw new Error(`There is no team ${name}.`);
    return found;
  };

  async function targets(who: string) {
    for (const modal of as(who).modals().reverse()) await modal.close();
    await as(who).command('/baton targets', { in: '#general' });
    return as(who).modal('Targets');
  }

  // Sue manages a second sales team, in Tokyo.
  beforeAll(() =>
    deps().write((tx) => {
      const { id, updatedAt, updatedBy, ...form } = team('Sales');
      const [channelId = '', managerId = ''] = [ids().channels.general, ids().people.sue];
      const tokyo = { ...form, name: 'Tokyo', channelId, managerId, zone: 'Asia/Tokyo' };
      saveTeam(tx, tokyo, { id: null, by: 'test' }, deps().now());
      const top = { topCents: 100_000_000, topHandedOff: 10, topQualified: null };
      for (const [one, currency] of [
        [team('Sales'), 'EUR'],
        [requireNew(), 'JPY'],
      ] as const) {
        const place = { teamId: one.id, period: '2026-Q4', by: 'test' };
        enterTopDown(tx, place, { currency, ...top }, deps().now());
      }
      function requireNew() {
        const found = teamsOfKind(tx, 'sales').find(({ name }) => name === 'Tokyo');
        if (!found) throw new Error('Tokyo was not saved.');
        return found;
      }
    }),
  );

  test('a manager sees their own team first, and enters for it alone', async () => {
    const modal = await targets('sue');
    expect(modal.text()).toContain('0 of 1,000,000 JPY won');
    expect(modal.buttons).toEqual(['Sales’ figure…', 'Changes']);
    await modal.choose('Sales');
    await modal.waitForText('0 of 1,000,000 EUR won');
    expect((await as('sue').modal('Targets')).buttons).toEqual(['Changes']);
  });

  test('a press that is not allowed is refused at the moment of the act', async () => {
    const modal = await targets('sue');
    const { id } = team('Tokyo');
    await deps().write((tx) => {
      const { id: _, updatedAt, updatedBy, ...form } = team('Tokyo');
      saveTeam(tx, { ...form, managerId: ids().people.max ?? '' }, { id, by: 'test' }, deps().now());
    });
    await modal.press('Sales’ figure…');
    expect(await scene.ephemeral('sue')).toContain('Only the manager of the sales team of #general does this.');
    await deps().write((tx) => {
      const { id: _, updatedAt, updatedBy, ...form } = team('Tokyo');
      saveTeam(tx, { ...form, managerId: ids().people.sue ?? '' }, { id, by: 'test' }, deps().now());
    });
  });

  test('currencies stay apart in the sums, and leads add up', async () => {
    const home = scene.read((await as('ada').openHome()).text());
    expect(home).toContain('Q4 2026  ·  Sales');
    expect(home).toContain('Q4 2026  ·  Tokyo');
    await as('ada').command('/baton scoreboard', { in: '#general' });
    const board = (await as('ada').modal('Scoreboard')).text();
    expect(board).toContain('Q4 2026  ·  2 teams');
    expect(board).toMatch(/0 of 1,000,000 EUR won.*\n.*0 of 20 leads handed off.*\n.*0 of 1,000,000 JPY won/);
  });

  test('when a manager leaves, an admin finds what waits, and can act', async () => {
    const form = { currency: 'JPY', bottomCents: 90_000_000, groups: [], openReason: null };
    const place = { teamId: team('Tokyo').id, period: '2026-Q4', by: ids().people.sue ?? '' };
    await deps().write((tx) => enterBottomUp(tx, place, form, deps().now()));
    expect(scene.read((await as('ada').openHome()).text())).not.toContain('To do');
    scene.app().slack.admin.deactivate('sue');
    await scene.app().settled();
    await scene.travel('2026-11-19T09:20:00Z');
    expect(scene.read((await as('ada').openHome()).text())).toContain('Tokyo  ·  To do: allocate the gap');
    await (await as('ada').openHome()).press('Open target');
    await (await as('ada').modal('Targets')).waitForText('Gap: 100,000 JPY');
    await (await as('ada').modal('Targets')).press('Allocate the gap…');
    expect(await scene.submit('ada', 'Sales’ figure', { 'Or leave the rest open, because…': 'Sue left' })).toEqual({
      ok: true,
    });
    await (await as('ada').modal('Targets')).waitForText('left open: Sue left');
  });

  test('a team that retired keeps its target to read, and no one changes it', async () => {
    await deps().write((tx) => retireTeam(tx, team('Tokyo'), 'test', deps().now()));
    const modal = await targets('ada');
    await modal.choose('Tokyo (retired)');
    await modal.waitForText('0 of 1,000,000 JPY won');
    expect((await as('ada').modal('Targets')).buttons).toEqual(['Changes']);
    expect(scene.read((await as('ada').openHome()).text())).not.toContain('Tokyo');
  });
});
