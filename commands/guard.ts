import { otherTeamsLeads } from '../src/leads/settings.ts';
import type { Db } from '../src/platform/db/open.ts';
import { UserError } from '../src/platform/errors.ts';
import { settingOf } from '../src/platform/settings/queries.ts';
import type { Directory, Person } from '../src/platform/slack/directory.ts';
import type { Guard, Router as PlatformRouter } from '../src/platform/slack/router.ts';
import { isOfTeam, requireColleague, teamsOf } from '../src/teams/membership.ts';
import { allTeams, teamById, teamsOfKind } from '../src/teams/queries.ts';
import { type Permission, permissions, type Role, type Rule, refusalOf } from './permissions.ts';

/** The thing that an act is about, as far as permissions need it: its team, and the people it belongs to. */
export interface Subject {
  teamId?: number | null;
  ownerId?: string | null;
  handedOffBy?: string;
  askerId?: string;
  isTheirs?: boolean;
}

export type Router = PlatformRouter<Rule, Subject>;

interface Where {
  db: Db;
  directory: Directory;
}

/** @throws UserError for everyone without a role that the rule allows, and when Slack cannot be asked. */
export async function permit(where: Where, rule: Rule, userId: string, subject?: Subject): Promise<Person> {
  const person = await requireColleague(where.directory, userId);
  if (await may(where, rule, person, subject)) return person;
  throw refused(where, rule, subject);
}

export const createGuard = (where: Where): Guard<Rule, Subject> => ({
  isRule: (rule): rule is Rule => Object.hasOwn(permissions, rule),
  async permit(rule, userId, resourceFor) {
    const person = await requireColleague(where.directory, userId);
    const resource = await resourceFor(person);
    if (await may(where, rule, person, resource)) return { person, resource };
    throw refused(where, rule, resource);
  },
});

/** Whether a person may do this; also used for what a view offers. */
export async function may(where: Where, rule: Rule, person: Person, subject: Subject = {}): Promise<boolean> {
  if (!person.isMember) return false;
  const reaches: Permission['may'] = permissions[rule].may;
  for (const role of ROLES) {
    const reach = reaches[role];
    if (reach !== undefined && (await has[role](where, person, reach === 'any' ? undefined : subject))) return true;
  }
  return false;
}

/** Roles that need a question to Slack come last. */
const ROLES: Role[] = [
  'colleague',
  'admin',
  'deputy',
  'manager',
  'marketingManager',
  'seller',
  'marketer',
  'otherSeller',
];

/** Whether a person has a role; with a subject, whether they have it for that subject. */
const has: Record<Role, (where: Where, person: Person, own?: Subject) => boolean | Promise<boolean>> = {
  colleague: (_, { id }, own) =>
    own === undefined || own.isTheirs === true || own.ownerId === id || own.handedOffBy === id || own.askerId === id,
  admin: (_, { isAdmin }) => isAdmin,
  deputy: (_, { isDeputy }) => isDeputy === true,
  manager: ({ db }, { id }, own) => {
    const teams = own === undefined ? allTeams(db) : [teamOf(db, own)];
    return teams.some((team) => team?.managerId === id);
  },
  marketingManager: ({ db }, { id }) => teamsOfKind(db, 'marketing').some(({ managerId }) => managerId === id),
  seller: (where, { id }, own) => isIn(where, id, 'sales', own),
  otherSeller: async (where, { id }) =>
    settingOf(where.db, otherTeamsLeads) === 'read' && (await isIn(where, id, 'sales')),
  marketer: (where, { id }, own) => isIn(where, id, 'marketing', own),
};

async function isIn(where: Where, userId: string, kind: 'sales' | 'marketing', own?: Subject): Promise<boolean> {
  if (own === undefined) return (await teamsOf(where, userId, kind)).length > 0;
  const team = teamOf(where.db, own);
  return team !== undefined && isOfTeam(where, team, userId);
}

const teamOf = (db: Db, { teamId }: Subject) => (typeof teamId === 'number' ? teamById(db, teamId) : undefined);

const refused = ({ db }: Where, rule: Rule, subject: Subject = {}): UserError =>
  new UserError(refusalOf(rule, teamOf(db, subject)));
