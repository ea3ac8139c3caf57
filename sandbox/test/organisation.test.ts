/**
 * An Enterprise organisation: docs.slack.dev/enterprise/developing-for-enterprise-orgs, and the pages of the methods, which
 * say of `team_id`: "required if org token is used".
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox, type WorkspaceSpec } from '../src/index.ts';
import { call, errorOf } from './support/call.ts';
import { type Listener, startListener } from './support/listener.ts';
import { manifest, workspace } from './support/workspace.ts';

const group: WorkspaceSpec = {
  ...workspace,
  people: {
    ...workspace.people,
    wil: { realName: 'Wil Both', id: 'W0HARBOURWIL', workspaces: ['emea', 'harbour'] },
    eva: { realName: 'Eva Emea', workspaces: ['emea'], orgAdmin: true },
    una: { realName: 'Una Apart', workspaces: ['apart'] },
  },
  channels: {
    ...workspace.channels,
    'sales-emea': { members: ['wil', 'eva'], workspaces: ['emea'] },
    all: { members: ['mia', 'eva', 'una'], workspaces: ['harbour', 'emea', 'apart'] },
    apart: { members: ['una'], workspaces: ['apart'] },
  },
  userGroups: { ...workspace.userGroups, emeans: { members: ['eva'], workspace: 'emea' } },
  botIn: [...workspace.botIn, 'sales-emea', 'all'],
  organisation: {
    name: 'Harbour Group',
    workspaces: { emea: { name: 'Harbour EMEA' }, apart: {} },
    grants: ['harbour', 'emea'],
  },
};

let sandbox: Sandbox;
let listener: Listener;
beforeAll(async () => {
  listener = await startListener();
  sandbox = await startSandbox({ manifest, workspace: group, deliver: { mode: 'http', url: listener.url } });
});
afterAll(async () => {
  await listener.close();
  await sandbox.close();
});

const teamIds = (): Record<string, string> =>
  Object.fromEntries(sandbox.store.organisation?.workspaces.map(({ domain, id }) => [domain, id]) ?? []);
const id = (key: string): string => sandbox.ids.people[key] ?? '';
const channel = (name: string): string => sandbox.ids.channels[name] ?? '';

describe('the token of the organisation', () => {
  test('has an organisation, and no workspace', async () => {
    const { headers: _, ...answer } = (await call(sandbox, 'auth.test')) as Record<string, unknown>;
    expect(answer).toMatchObject({ enterprise_id: expect.stringMatching(/^E/), is_enterprise_install: true });
    expect(answer).not.toHaveProperty('team_id');
    expect(answer).not.toHaveProperty('team');
  });

  test('is told the granted workspaces, in pages', async () => {
    const first = await call(sandbox, 'auth.teams.list', { limit: 1 });
    expect(first.teams).toEqual([{ id: teamIds().harbour, name: 'Harbour' }]);
    const cursor = (first.response_metadata as { next_cursor: string }).next_cursor;
    expect((await call(sandbox, 'auth.teams.list', { cursor })).teams).toEqual([
      { id: teamIds().emea, name: 'Harbour EMEA' },
    ]);
  });

  test.each([
    ['users.list', {}],
    ['conversations.list', {}],
    ['usergroups.list', {}],
    ['usergroups.users.list', { usergroup: 'S1' }],
    ['dnd.info', { user: 'U1' }],
    ['dnd.teamInfo', { users: 'U1' }],
    ['bots.info', {}],
    ['chat.scheduledMessages.list', {}],
  ])('must name a granted workspace for %s', async (method, args) => {
    expect(await errorOf(sandbox, method, args)).toBe('missing_argument');
    const apart = { ...args, team_id: teamIds().apart };
    expect(await errorOf(sandbox, method, apart)).toBe('team_access_not_granted');
  });

  test('lists the people, channels and groups of that workspace', async () => {
    const named = async (team: string) => {
      const { members } = await call(sandbox, 'users.list', { team_id: teamIds()[team] });
      return (members as { name: string }[]).map(({ name }) => name);
    };
    expect(await named('emea')).toEqual(expect.arrayContaining(['wil', 'eva', 'mia', 'una']));
    expect(await named('emea')).not.toContain('sam');
    expect(await named('harbour')).toEqual(expect.arrayContaining(['sam', 'wil', 'olga', 'eva']));
    const channels = await call(sandbox, 'conversations.list', { team_id: teamIds().emea });
    expect((channels.channels as { name: string }[]).map(({ name }) => name)).toEqual(['sales-emea', 'all']);
    const groups = await call(sandbox, 'usergroups.list', { team_id: teamIds().emea });
    expect(groups.usergroups).toMatchObject([{ handle: 'emeans', team_id: teamIds().emea }]);
    const ofOther = { usergroup: sandbox.ids.userGroups.emeans, team_id: teamIds().harbour };
    expect(await errorOf(sandbox, 'usergroups.users.list', ofOther)).toBe('no_such_subteam');
  });

  test('does not reach the channels of a workspace that is not granted', async () => {
    expect(await errorOf(sandbox, 'conversations.info', { channel: channel('apart') })).toBe('team_access_not_granted');
    const post = { channel: channel('apart'), text: 'x' };
    expect(await errorOf(sandbox, 'chat.postMessage', post)).toBe('team_access_not_granted');
  });
});

test('people say which workspaces of the organisation are theirs', async () => {
  const user = async (key: string) => (await call(sandbox, 'users.info', { user: id(key) })).user;
  const enterprise_id = sandbox.store.organisation?.id;
  const { harbour, emea, apart } = teamIds();
  expect(id('wil')).toBe('W0HARBOURWIL');
  expect(await user('wil')).toMatchObject({
    team_id: emea,
    enterprise_user: { enterprise_id, teams: [emea, harbour] },
  });
  expect(await user('eva')).toMatchObject({ enterprise_user: { is_admin: true, teams: [emea] } });
  expect(await user('una')).toMatchObject({ is_stranger: false, enterprise_user: { teams: [apart] } });
  expect(await user('olga')).not.toHaveProperty('enterprise_user');
  expect(await user('sam')).not.toHaveProperty('is_stranger');
});

test('a channel says which workspaces share it', async () => {
  const info = async (name: string) => (await call(sandbox, 'conversations.info', { channel: channel(name) })).channel;
  const { harbour, emea, apart } = teamIds();
  const all = { is_org_shared: true, is_ext_shared: false, is_shared: true, internal_team_ids: [harbour, emea, apart] };
  expect(await info('all')).toMatchObject({ ...all, context_team_id: harbour });
  expect(await info('sales-emea')).toMatchObject({ is_org_shared: false, context_team_id: emea });
  expect(await info('sales')).toMatchObject({ is_org_shared: false, is_ext_shared: true });
});

test('payloads say that the organisation installed the app, and in which workspace something happened', async () => {
  const { id: enterprise_id, name: enterprise_name } = sandbox.store.organisation ?? {};
  const last = (what: string) => sandbox.traffic.deliveries(what).at(-1)?.payload;
  const said = sandbox.as('eva').say('#sales-emea', '@relay hello');
  await sandbox.settled();
  expect(last('app_mention')).toMatchObject({
    team_id: teamIds().emea,
    enterprise_id,
    context_team_id: teamIds().emea,
    context_enterprise_id: enterprise_id,
    authorizations: [{ enterprise_id, team_id: null, user_id: sandbox.botUserId, is_enterprise_install: true }],
  });
  await sandbox.as('eva').command('/tag @wil', { in: '#sales-emea' });
  expect(last('/tag')).toMatchObject({ text: `<@${id('wil')}|wil>` });
  await sandbox.as('wil').command('/note', { in: '#sales-emea' });
  const team = { team_id: teamIds().emea, team_domain: 'emea' };
  expect(last('/note')).toMatchObject({ ...team, enterprise_id, enterprise_name, is_enterprise_install: 'true' });
  const modal = {
    type: 'modal',
    callback_id: 'm',
    title: { type: 'plain_text', text: 'M' },
    blocks: [{ type: 'divider' }],
  };
  const opened = await call(sandbox, 'views.open', { trigger_id: last('/note')?.trigger_id, view: modal });
  expect(opened.view).toMatchObject({ team_id: teamIds().emea, app_installed_team_id: enterprise_id });
  await sandbox.as('eva').shortcut('Note this', said);
  const enterprise = { id: enterprise_id, name: enterprise_name };
  expect(last('message_action')).toMatchObject({ team: null, enterprise, is_enterprise_install: true });
});

test('people of a workspace without the app do not have its commands', async () => {
  await sandbox.as('una').command('/note', { in: '#all' });
  expect(sandbox.traffic.deliveries('/note').map(({ payload }) => payload.user_id)).not.toContain(id('una'));
});

test('an app in one workspace of an organisation has its own token: team_id is ignored, other workspaces are hidden', async () => {
  const { grants: _, ...organisation } = group.organisation ?? {};
  const botIn = [...workspace.botIn, 'all'];
  const single = await startSandbox({ manifest, workspace: { ...group, organisation, botIn } });
  const auth = await call(single, 'auth.test');
  expect(auth).toMatchObject({
    team_id: single.teamId,
    is_enterprise_install: false,
    enterprise_id: expect.any(String),
  });
  const listed = await call(single, 'users.list', { team_id: 'T0ELSEWHERE' });
  expect((listed.members as { name: string }[]).map(({ name }) => name)).toContain('sam');
  const hidden = { channel: single.ids.channels['sales-emea'] };
  expect(await errorOf(single, 'conversations.info', hidden)).toBe('channel_not_found');
  await single.close();
});

test('a crowd of 20,000 is listed in twenty pages, and its #general in twenty-one', async () => {
  const crowd = await startSandbox({ manifest, workspace: { ...workspace, crowd: 20_000 } });
  const count = async (method: string, key: string, limit: number, args = {}) => {
    let [pages, found, cursor] = [0, 0, ''];
    do {
      const answer = await call(crowd, method, { ...args, limit, cursor });
      found += (answer[key] as unknown[]).length;
      cursor = (answer.response_metadata as { next_cursor: string }).next_cursor;
      pages += 1;
    } while (cursor !== '');
    return { pages, found };
  };
  expect(await count('users.list', 'members', 1000)).toEqual({ pages: 21, found: 20_006 });
  const general = { channel: crowd.ids.channels.general };
  expect(await count('conversations.members', 'members', 999, general)).toEqual({ pages: 21, found: 20_003 });
  await crowd.close();
});
