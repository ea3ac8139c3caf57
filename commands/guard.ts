import { otherTeamsLeads } from '../src/leads/settings.ts';
import { hasSince } from '../src/platform/audit/queries.ts';
import { recordAudit } from '../src/platform/audit/record.ts';
import type { Db } from '../src/platform/db/open.ts';
import { isUnavailable } from '../src/platform/db/write.ts';
import { UserError } from '../src/platform/errors.ts';
import type { Services } from '../src/platform/services.ts';
import { settingOf } from '../src/platform/settings/queries.ts';
import type { Directory, Person } from '../src/platform/slack/directory.ts';
import type { Guard, Router as PlatformRouter } from '../src/platform/slack/router.ts';
import { HOUR_MS } from '../src/platform/time/units.ts';
import { isOfTeam, requireColleague, teamsOf } from '../src/teams/membership.ts';
import { allTeams, teamById, teamsOfKind } from '../src/teams/queries.ts';
import type { Permission, Role } from './permission-rules.ts';
import { permissions, type Rule, refusalOf } from './permissions.ts';

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

/** Refusals go to the audit log. */
type Recording = Where & Pick<Services, 'write' | 'now'>;

/** @throws UserError for everyone without a role that the rule allows, and when Slack cannot be asked. */
export async function permit(where: Recording, rule: Rule, userId: string, subject?: Subject): Promise<Person> {
  const person = await colleague(where, rule, userId);
  if (await may(where, rule, person, subject)) return person;
  throw await refused(where, rule, userId, subject);
}

export const createGuard = (where: Recording): Guard<Rule, Subject> => ({
  isRule: (rule): rule is Rule => Object.hasOwn(permissions, rule),
  async permit(rule, userId, resourceFor) {
    const person = await colleague(where, rule, userId);
    const resource = await resourceFor(person);
    if (await may(where, rule, person, resource)) return { person, resource };
    throw await refused(where, rule, userId, resource);
  },
});

async function colleague(where: Recording, rule: Rule, userId: string): Promise<Person> {
  const person = await where.directory.person(userId);
  if (!person.isMember) await noteRefusal(where, rule, userId);
  return requireColleague(where.directory, userId);
}

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
  return team?.kind === kind && isOfTeam(where, team, userId);
}

const teamOf = (db: Db, { teamId }: Subject) => (typeof teamId === 'number' ? teamById(db, teamId) : undefined);

async function refused(where: Recording, rule: Rule, userId: string, subject: Subject = {}): Promise<UserError> {
  await noteRefusal(where, rule, userId, subject);
  return new UserError(refusalOf(rule, teamOf(where.db, subject)));
}

const SAME_REFUSAL_MS = HOUR_MS;

/** Once an hour for the same person and act, so that a press in a loop does not fill the audit log. */
async function noteRefusal({ db, write, now }: Recording, rule: Rule, userId: string, { teamId }: Subject = {}) {
  const [kind, at] = ['permission.refused' as const, now()];
  const refusal = { kind, actor: userId, subject: rule };
  if (hasSince(db, refusal, new Date(at.getTime() - SAME_REFUSAL_MS))) return;
  const details = typeof teamId === 'number' ? { team: teamId } : undefined;
  try {
    await write((tx) => recordAudit(tx, { ...refusal, ...(details && { details }) }, at));
  } catch (error) {
    // The person is refused all the same.
    if (!isUnavailable(error)) throw error;
  }
}
