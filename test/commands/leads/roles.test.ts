/** Messages to a role reach the person who holds it now, and alerts end by the rule that raised them. */
import { describe, expect, test } from 'vitest';
import { listOpenAlerts } from '../../../src/platform/alerts/alerts.ts';
import { allTeams } from '../../../src/teams/queries.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;
const admin = () => scene.app().slack.admin;
const alerts = () => listOpenAlerts(scene.app().baton.deps.db).map(({ error }) => error);
const heard = (who: string, words: string) => scene.news(who, words).length;

describe('a channel that is archived', () => {
  test('is not reported as working while it is archived', async () => {
    await scene.travel('2026-11-19T09:01:00Z');
    admin().archive('sales');
    await as('mia').command('/handoff', { in: '#marketing' });
    const fields = { Name: 'Ann Archived', Company: 'Acme', Email: 'ann@acme.example', 'What do they need?': 'Help' };
    await scene.mustSubmit('mia', 'Hand off a lead', fields);
    for (const minute of ['01', '02', '05', '15', '16']) await scene.travel(`2026-11-19T09:${minute}:30Z`);
    expect(heard('max', 'is archived')).toBe(1);
    expect(heard('max', 'is working again')).toBe(0);
    expect(alerts()).toEqual(['is_archived']);
    admin().unarchive('sales');
    for (const minute of [27, 28]) await scene.travel(`2026-11-19T09:${minute}:00Z`);
    expect(alerts()).toEqual([]);
  });

  test('is no alert once no team uses it', async () => {
    admin().archive('sales');
    for (const minute of [40, 41]) await scene.travel(`2026-11-19T09:${minute}:00Z`);
    expect(alerts()).toEqual(['is_archived']);
    const before = as('max').dm().length;
    const { write, db, now } = scene.app().baton.deps;
    const team = allTeams(db).find(({ kind }) => kind === 'sales');
    if (!team) throw new Error('There is a sales team.');
    const general = scene.app().slack.ids.channels.general ?? '';
    await write((tx) => saveTeam(tx, { ...team, channelId: general }, { id: team.id, by: 'test' }, now()));
    await scene.travel('2026-11-19T09:43:00Z');
    expect(alerts()).toEqual([]);
    expect(as('max').dm().length).toBe(before);
    admin().unarchive('sales');
    await write((tx) => saveTeam(tx, team, { id: team.id, by: 'test' }, now()));
    await scene.travel('2026-11-19T09:56:00Z');
  });
});

describe('a person who left', () => {
  test('is replaced by the manager of marketing, and is no alert', async () => {
    const name = await scene.newLead();
    scene.app().slack.faults.calls({ kind: 'error', error: 'fatal_error' }, { method: 'chat.postMessage', times: 2 });
    admin().deactivate('mia');
    await scene.press('sam', name, 'Accept');
    await scene.app().settled();
    expect(heard('ada', name)).toBe(1);
    await scene.travel('2026-11-19T10:20:00Z');
    expect(alerts()).toEqual([]);
  });

  test('as the manager of an archived channel is replaced by an admin, who gets its cards and the alert', async () => {
    admin().deactivate('max');
    admin().archive('sales');
    await scene.app().settled();
    admin().reactivate('mia');
    await scene.app().settled();
    await as('mia').command('/handoff', { in: '#marketing' });
    const fields = { Name: 'Olga Orphan', Company: 'Orphan', Email: 'o@orphan.example', 'What do they need?': 'Help' };
    await scene.mustSubmit('mia', 'Hand off a lead', fields);
    for (const minute of [31, 32]) await scene.travel(`2026-11-19T10:${minute}:00Z`);
    expect(heard('ada', 'Olga Orphan')).toBe(1);
    expect(heard('ada', 'is archived')).toBe(1);
    expect(alerts()).toEqual(['is_archived']);
  });
});
