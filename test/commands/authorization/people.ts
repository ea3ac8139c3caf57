/** One person of each role, and the matrix read for each of them: the expected result of every cell. */
import type { WorkspaceSpec } from '@baton/sandbox';
import type { Permission, Role } from '../../../commands/permission-rules.ts';
import { permissions, type Rule } from '../../../commands/permissions.ts';
import { workspace } from '../../support/test-app.ts';

/** The roles of a person: anywhere, and for the things of the test. */
interface Roles {
  any: readonly Role[];
  own: readonly Role[];
  /** For content requests, which belong to the marketing team. */
  ownRequests?: readonly Role[];
}

const seller = ['colleague', 'seller', 'otherSeller'] as const;

/** The things belong to the first sales team. Olli, who is in no team, owns them. */
export const insiders: Record<string, Roles> = {
  sam: { any: seller, own: ['seller'] },
  tom: { any: seller, own: [] },
  max: { any: [...seller, 'manager'], own: ['seller', 'manager'] },
  moe: { any: [...seller, 'manager'], own: [] },
  mia: { any: ['colleague', 'marketer'], own: [], ownRequests: ['marketer'] },
  mel: { any: ['colleague', 'marketer', 'manager', 'marketingManager'], own: [], ownRequests: ['marketer', 'manager'] },
  olli: { any: ['colleague'], own: ['colleague'] },
  cam: { any: ['colleague'], own: [] },
  dee: { any: ['colleague', 'deputy'], own: [] },
  ada: { any: ['colleague', 'admin'], own: [] },
};

/** With the words of their refusal. Dan is deactivated, the bot is Baton itself. */
export const outsiders: Record<string, string> = {
  gus: 'a guest',
  eve: 'from another workspace',
  dan: 'deactivated',
};

/** Whether the matrix lets a person do this with the things of the test. */
export function isAllowed(rule: Rule, { any, own, ownRequests = [] }: Roles): boolean {
  const ofThing = rule.startsWith('request.') ? ownRequests : own;
  return reaches(rule).some(([role, reach]) => (reach === 'any' ? any : ofThing).includes(role));
}

/** The same where no thing is named. */
export const isAllowedAnywhere = (rule: Rule, { any }: Roles): boolean =>
  reaches(rule).some(([role, reach]) => reach === 'any' && any.includes(role));

function reaches(rule: Rule): [Role, 'any' | 'own'][] {
  const { may }: Permission = permissions[rule];
  return Object.entries(may) as [Role, 'any' | 'own'][];
}

export const matrixWorkspace: WorkspaceSpec = {
  ...workspace,
  people: Object.fromEntries(
    [...Object.keys(insiders), ...Object.keys(outsiders)].map((key) => [
      key,
      {
        realName: key,
        tz: 'Europe/Berlin',
        ...(key === 'ada' && { admin: true }),
        ...(key === 'gus' && { guest: true }),
        ...(key === 'eve' && { stranger: true }),
      },
    ]),
  ),
  channels: {
    general: { shared: true, members: [...Object.keys(insiders), ...Object.keys(outsiders)] },
    sales: { shared: true, members: ['sam', 'max', 'gus', 'eve', 'dan'] },
    south: { members: ['tom', 'moe'] },
    marketing: { members: ['mia', 'mel'] },
  },
  userGroups: {},
  botIn: ['general', 'sales', 'south', 'marketing'],
};
