/** A person's place in the company, by each rule in its order. The fields: docs.slack.dev/reference/objects/user-object */
import { expect, test } from 'vitest';
import { type Company, isAdminOf, placeOf, type SlackUser, workspacesOf } from '../../../src/platform/slack/company.ts';

const plain: Company = { organisationId: null, workspaceIds: ['T1'] };
const group: Company = { organisationId: 'E1', workspaceIds: ['T1', 'T2'] };
const of = (...teams: string[]) => ({ enterprise_user: { enterprise_id: 'E1', teams } });
const HERE = { standing: 'member', isSister: false };
const SISTER = { standing: 'from another workspace', isSister: true };
const OUTSIDE = { standing: 'from another workspace', isSister: false };

test.each<[string, SlackUser, Company, ReturnType<typeof placeOf> | typeof HERE]>([
  ['a person of a plain workspace', { team_id: 'T1' }, plain, HERE],
  ['a person whose workspace Slack leaves out', {}, plain, HERE],
  ['a person of another company in a shared channel', { team_id: 'T9', is_stranger: false }, plain, OUTSIDE],
  ['a stranger, whatever else is said', { is_stranger: true, team_id: 'T1', ...of('T1') }, group, OUTSIDE],
  ['a member of one of our workspaces', { team_id: 'T2', ...of('T2') }, group, HERE],
  ['a member of ours whose home is a sister workspace', { team_id: 'T9', ...of('T9', 'T1') }, group, HERE],
  ['a member of ours in a plain answer of auth.test', { team_id: 'T9', ...of('T9', 'T1') }, plain, HERE],
  ['a person of a sister workspace', { team_id: 'T9', ...of('T9') }, group, SISTER],
  [
    'a guest of a sister workspace',
    { is_restricted: true, ...of('T9') },
    group,
    { standing: 'a guest', isSister: false },
  ],
  ['a guest of ours', { is_ultra_restricted: true, ...of('T1') }, group, { standing: 'a guest', isSister: false }],
  [
    'a person of another organisation',
    { team_id: 'T9', enterprise_user: { enterprise_id: 'E9', teams: ['T9'] } },
    group,
    OUTSIDE,
  ],
  ['a person of a company without an organisation', { team_id: 'T9' }, group, OUTSIDE],
  ['a person of whom an organisation says nothing', {}, group, OUTSIDE],
  ['a deactivated person of ours', { deleted: true, ...of('T1') }, group, { standing: 'deactivated', isSister: false }],
  ['a bot of ours', { is_bot: true, ...of('T1') }, group, { standing: 'a bot', isSister: false }],
])('%s', (_, user, company, place) => expect(placeOf(user, company)).toEqual(place));

test('an admin of a workspace without Baton has no rights in it, an admin of the organisation has', () => {
  const admin = { is_admin: true };
  expect(isAdminOf({ ...admin, team_id: 'T1', ...of('T1') }, group)).toBe(true);
  expect(isAdminOf({ ...admin, team_id: 'T9', ...of('T9') }, group)).toBe(false);
  expect(isAdminOf({ ...admin, team_id: 'T9' }, plain)).toBe(false);
  const { enterprise_user } = of('T9');
  expect(isAdminOf({ enterprise_user: { ...enterprise_user, is_owner: true } }, group)).toBe(true);
  expect(isAdminOf({ enterprise_user: { ...enterprise_user, is_owner: true, enterprise_id: 'E9' } }, group)).toBe(
    false,
  );
});

test('the workspaces of a person are those that the company has too', () => {
  expect(workspacesOf(of('T9', 'T2'), group)).toEqual(['T2']);
  expect(workspacesOf({ team_id: 'T1' }, plain)).toEqual(['T1']);
});
