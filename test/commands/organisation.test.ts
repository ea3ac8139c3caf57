/**
 * Baton installed on an Enterprise organisation, in two of its three workspaces. The sandbox refuses what Slack refuses: a
 * list without `team_id`, and a workspace that is not granted.
 */
import { describe, expect, test } from 'vitest';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { sisterWorkspaces } from '../../src/teams/settings.ts';
import { createScene } from '../support/scene.ts';
import { workspace, workspaceId } from '../support/test-app.ts';

/** Wes and Eva are of EMEA, Wes with an id of the organisation; Una is of a workspace without Baton. */
const group = {
  ...workspace,
  people: {
    ...workspace.people,
    wes: { realName: 'Wes Emea', id: 'W0NORTHWES', workspaces: ['emea'], tz: 'Europe/London' },
    eva: { realName: 'Eva Emea', workspaces: ['emea'], tz: 'Europe/London' },
    una: { realName: 'Una Apart', workspaces: ['apart'] },
    ula: { realName: 'Ula Apart', workspaces: ['apart'] },
  },
  channels: {
    ...workspace.channels,
    sales: { members: ['sam', 'sue', 'max', 'gus', 'eve', 'una'], workspaces: ['northwind', 'apart'], shared: true },
    'sales-emea': { members: ['wes', 'eva'], workspaces: ['emea', 'apart'] },
    lounge: { members: ['sam', 'ula'], workspaces: ['northwind', 'apart'] },
  },
  userGroups: { ...workspace.userGroups, emeans: { name: 'EMEA sellers', members: ['wes'], workspace: 'emea' } },
  botIn: ['sales', 'marketing', 'sales-emea', 'lounge'],
  organisation: { workspaces: { emea: { name: 'Northwind EMEA' }, apart: {} }, grants: ['northwind', 'emea'] },
};

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  const scene = createScene({ mode, workspace: group });
  const { as } = scene;
  const slack = () => scene.app().slack;
  const deps = () => scene.app().baton.deps;
  const id = (key: string) => slack().ids.people[key] ?? '';

  async function emeaTeam(): Promise<void> {
    const [sales] = teamsOfKind(deps().db, 'sales');
    if (!sales) throw new Error('There is no sales team.');
    const { id: _, ...form } = sales;
    const channelId = slack().ids.channels['sales-emea'] ?? '';
    const userGroupId = slack().ids.userGroups.emeans ?? '';
    const emea = { ...form, name: 'Sales EMEA', channelId, userGroupId, managerId: id('eva'), zone: 'Europe/London' };
    await deps().write((tx) => saveTeam(tx, emea, { id: null, by: 'test' }, deps().now()));
    await scene.app().baton.runDue();
  }

  const digests = (who: string, channel: string) =>
    as(who)
      .sees(channel)
      .filter(({ text }) => /awaiting first contact/.test(text)).length;

  /** The errors that Slack answered with. */
  const refused = () =>
    slack()
      .traffic.calls()
      .flatMap(({ method, answer }) => {
        const { error } = (answer ?? {}) as { error?: string };
        return error === undefined ? [] : [`${method}: ${error}`];
      });

  test('a lead is handed off and accepted in the first workspace', async () => {
    const name = await scene.newLead();
    await scene.press('sam', name, 'Accept');
    expect(scene.standing(name)).toContain('@sam owns this');
    await as('mia').command('/leads', { in: '#marketing' });
    await (await as('mia').modal()).close();
  });

  test('a lead of the second workspace is accepted with a reaction by a person whose id begins with W', async () => {
    await emeaTeam();
    const name = await scene.newLead({ 'Hand off to': 'Sales EMEA' });
    const card = await as('wes').waitForMessage('#sales-emea', name);
    as('wes').react(card, 'white_check_mark');
    await scene.app().settled();
    expect(scene.read(card.fresh()?.text ?? '')).toContain('@wes owns this');
    await as('wes').command('/leads', { in: '#sales-emea' });
    const list = await as('wes').modal('My leads');
    expect(list.text()).toContain(name);
    await list.close();
    const home = await as('wes').openHome();
    expect(home.text()).toContain(name);
    await as('wes').press(card.fresh() ?? card, 'Log contact');
    await scene.mustSubmit('wes', 'Log contact');
    expect(scene.read(card.fresh()?.text ?? '')).toContain('In progress');
  });

  test('a person of a sister workspace is a colleague in the channel of a team, unless a setting says no', async () => {
    const [open, closed] = [
      await scene.newLead({ 'Hand off to': 'Sales' }),
      await scene.newLead({ 'Hand off to': 'Sales' }),
    ];
    expect(await deps().directory.person(id('una'))).toMatchObject({ isMember: true, isAdmin: false });
    expect(await deps().directory.person(id('ula'))).toMatchObject({ standing: 'from another workspace' });
    await scene.press('una', open, 'Accept');
    expect(scene.standing(open)).toContain('@una owns this');
    await deps().write((tx) =>
      changeSetting(tx, { setting: sisterWorkspaces, value: 'outside', by: id('ada') }, deps().now()),
    );
    await scene.press('una', closed, 'Accept');
    expect(await scene.ephemeral('una')).toContain('You are from another workspace');
    await scene.press('eve', closed, 'Accept');
    expect(await scene.ephemeral('eve')).toContain('You are from another workspace');
    expect(scene.standing(closed)).not.toContain('owns this');
  });

  test('a channel that a sister workspace shares is named where its people are outsiders', async () => {
    const health = async () => {
      await as('ada').command('/baton health', { in: '#general' });
      return scene.read((await scene.nextEphemeral('ada', '#general')).text);
    };
    const warning = '#sales-emea is shared with another workspace of your organisation';
    await scene.app().baton.runDue();
    expect(await health()).toContain(warning);
    const colleagues = { setting: sisterWorkspaces, value: 'colleagues', by: id('ada') } as const;
    await deps().write((tx) => changeSetting(tx, colleagues, deps().now()));
    expect(await health()).not.toContain(warning);
  });

  test('the leads of a person of a sister workspace who leaves the channel go to the team at once', async () => {
    const name = await scene.newLead({ 'Hand off to': 'Sales' });
    await scene.press('una', name, 'Accept');
    slack().admin.kick('sales', 'una');
    await scene.app().settled();
    expect(await deps().directory.person(id('una'))).toMatchObject({ isMember: false });
    expect(scene.standing(name)).not.toContain('@una owns this');
  });

  test('do not disturb is asked in the workspace of each person', async () => {
    const now = deps().now();
    const until = Math.floor(now.getTime() / 1000) + 3_600;
    for (const key of ['wes', 'sam']) slack().admin.setDnd(key, until);
    await scene.app().settled();
    const found = await deps().directory.undisturbed(['wes', 'sam', 'eva', 'una'].map(id), now);
    expect([...found.keys()].sort()).toEqual(['wes', 'sam'].map(id).sort());
    for (const key of ['wes', 'sam']) slack().admin.setDnd(key);
  });

  test('each team has its digest in its own workspace, and Slack refused nothing', async () => {
    await scene.newLead({ 'Hand off to': 'Sales' });
    await scene.newLead({ 'Hand off to': 'Sales EMEA' });
    // 9:00 in Berlin, and in London.
    for (const at of ['2026-11-20T08:00:10Z', '2026-11-20T09:00:10Z']) await scene.travel(at);
    expect(digests('sam', '#sales')).toBe(1);
    expect(digests('wes', '#sales-emea')).toBe(1);
    // A user group is looked for in each workspace, once.
    expect(refused()).toEqual(['usergroups.users.list: no_such_subteam']);
    const asked = slack()
      .traffic.calls('users.list')
      .map(({ args }) => args.team_id);
    expect(new Set(asked)).toEqual(new Set(['northwind', 'emea'].map((domain) => workspaceId(slack(), domain))));
  });

  test('a workspace that is taken away is an alert for its manager, and ends with its return', async () => {
    slack().admin.grant(['northwind']);
    await scene.travel('2026-11-20T09:21:00Z');
    expect(scene.news('eva', 'is in a workspace that is not granted to me any more')).toHaveLength(1);
    expect(deps().company.workspaceIds).toEqual([workspaceId(slack(), 'northwind')]);
    // Its cards go to the manager, and those of the other workspace are posted as ever.
    const there = await scene.newLead({ 'Hand off to': 'Sales EMEA' });
    expect(scene.news('eva', there)).not.toEqual([]);
    const name = await scene.newLead({ 'Hand off to': 'Sales' });
    await scene.press('sam', name, 'Accept');
    expect(scene.standing(name)).toContain('@sam owns this');
    slack().admin.grant(['northwind', 'emea']);
    await scene.travel('2026-11-20T09:42:00Z');
    expect(scene.news('eva', 'is working again')).toHaveLength(1);
  });
});

describe('in one chosen workspace of the organisation', () => {
  const scene = createScene({ workspace: group, workspaces: ['northwind'] });
  const { as } = scene;

  test('people of the others are colleagues in the channel of a team alone, and are told so', async () => {
    const { admin, traffic } = scene.app().slack;
    await as('wes').command('/leads', { in: '#sales-emea' });
    expect(await scene.ephemeral('wes', '#sales-emea')).toContain(
      'You are from another workspace. Join the channel of a team first.',
    );
    admin.invite('sales', 'wes');
    await scene.app().settled();
    const name = await scene.newLead();
    await scene.press('wes', name, 'Accept');
    expect(scene.standing(name)).toContain('@wes owns this');
    expect(await scene.app().baton.deps.directory.admins()).toMatchObject([{ id: as('ada').id }]);
    const asked = traffic.calls('users.list').map(({ args }) => args.team_id);
    expect(new Set(asked)).toEqual(new Set([workspaceId(scene.app().slack, 'northwind')]));
  });
});
