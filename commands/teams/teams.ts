import type { ModalView } from '@slack/types';
import { countOpenLeads } from '../../src/leads/queries.ts';
import { saveTeamAndDeadlines } from '../../src/leads/sla/new-hours.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { FormError, UserError } from '../../src/platform/errors.ts';
import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import { listGroups } from '../../src/platform/slack/channels.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { mention } from '../../src/platform/slack/mrkdwn.ts';
import { slackError } from '../../src/platform/slack/open-view.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { searchZones } from '../../src/platform/time/zones.ts';
import { countOpenRequests } from '../../src/requests/queries.ts';
import { introduceTeam } from '../../src/setup/introduce.ts';
import { HOURS_CONFIRMED, reach } from '../../src/setup/milestones.ts';
import { setupState } from '../../src/setup/state.ts';
import { changesOfTeam } from '../../src/teams/changes.ts';
import { allTeams, requireTeam, teamById, watchersOf } from '../../src/teams/queries.ts';
import { type TeamFault, type TeamForm, teamFault } from '../../src/teams/save.ts';
import { saveWatchers, watcherFault } from '../../src/teams/watchers.ts';
import { calendarFault } from '../../src/teams/working-time.ts';
import { homeActions } from '../../views/home/home.ts';
import { option, typedOption } from '../../views/kit/blocks.ts';
import { counted } from '../../views/kit/words.ts';
import { settingsActions } from '../../views/settings/list.ts';
import { setupActions, setupModal } from '../../views/setup/checklist.ts';
import { MOST_CHANGES } from '../../views/teams/changes.ts';
import {
  readTeam,
  TEAM_EDIT,
  TEAM_FORM,
  TEAM_NEW,
  TEAMS_PAGE,
  TEAMS_PAGE_SIZE,
  teamModal,
  teamsModal,
  USER_GROUP,
  ZONE,
} from '../../views/teams/teams.ts';
import type { Deps } from '../deps.ts';
import { may, type Router } from '../guard.ts';

/** Managers and workspace admins create and change teams: `/baton teams`. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  router.command('/baton teams', { allow: 'team.manage', run: () => ({ open: teamsPage(deps, 0) }) });

  router.press([homeActions.teams, settingsActions.teams, setupActions.timesChange], {
    allow: 'team.manage',
    run: () => ({ open: teamsPage(deps, 0) }),
  });

  router.press(TEAM_NEW, {
    allow: 'team.manage',
    run: ({ person }) => ({
      open: teamModal({ team: null, zone: person.zone ?? 'UTC', userGroupName: null, managerId: person.id }),
    }),
  });

  router.press(TEAM_EDIT, {
    allow: 'team.manage',
    run: async ({ value, person }) => {
      const team = requireTeam(db, idIn(value));
      const userGroupName = team.userGroupId ? await userGroupNamed(deps, team.userGroupId) : null;
      const changes = changesOfTeam(db, team.id, MOST_CHANGES);
      const watcherIds = watchersOf(db, team.id);
      const given = { team, zone: team.zone, userGroupName, watcherIds, managerId: person.id, changes };
      return { open: teamModal(given) };
    },
  });

  router.page(TEAMS_PAGE, { allow: 'team.manage', run: ({ page }) => teamsPage(deps, page) });

  router.options(ZONE, {
    allow: 'team.manage',
    run: ({ typed }) => searchZones(typed).map((zone) => option(zone, zone)),
  });

  router.options(USER_GROUP, {
    allow: 'team.manage',
    run: async ({ typed }) => {
      const wanted = typed.toLowerCase();
      const groups = (await listGroups(deps.web, deps.company)).filter(({ name }) =>
        name.toLowerCase().includes(wanted),
      );
      return groups.slice(0, 100).map(({ id, name }) => typedOption(id, name));
    },
  });

  router.submit(TEAM_FORM, {
    allow: 'team.manage',
    read: readTeam,
    resource: async ({ value, ref: { id } }) => ({ teamId: id, admins: await adminsToTell(deps, value, id) }),
    check: ({ value, ref: { id } }) => faultsOf(deps, value, id),
    change: (tx, { value: { watcherIds, ...value }, ref: { id }, person, resource: { admins } }, now) => {
      const fault = teamFault(tx, value, id) ?? kindFault(tx, value, id);
      if (fault) throw new FormError({ [fault.field]: fault.message });
      const before = id === null ? undefined : requireTeam(tx, id);
      const saved = saveTeamAndDeadlines(tx, value, { id, by: person.id, admins }, now);
      saveWatchers(tx, saved.id, watcherIds, person.id, now);
      if (before?.channelId !== saved.channelId) introduceTeam(tx, saved, now);
      // The form that they saved showed its working hours.
      reach(tx, HOURS_CONFIRMED, person.id, now);
    },
    run: ({ ref: { from } }) => {
      deps.reschedule();
      return { root: () => (from === 'setup' ? setupModal(setupState(db)) : teamsPage(deps, 0)) };
    },
  });
}

/** The admins, if the team gets another manager. */
async function adminsToTell({ db, directory }: Deps, form: TeamForm, id: number | null): Promise<string[]> {
  if (id === null || requireTeam(db, id).managerId === form.managerId) return [];
  return (await directory.admins()).map((admin) => admin.id);
}

/**
 * At the first hand-off in a new workspace, opens the form for a team if the person may create one, and names someone
 * who may to everyone else.
 */
export async function firstTeamForm(deps: Deps, colleague: Person): Promise<ModalView> {
  if (!(await may(deps, 'team.manage', colleague))) {
    throw noTeamYet((await deps.directory.admins()).map(({ id }) => id));
  }
  return teamModal({
    team: null,
    zone: colleague.zone ?? 'UTC',
    userGroupName: null,
    managerId: colleague.id,
    welcome: 'Welcome! Baton needs a sales team before the first hand-off. Save this form, then run `/handoff` again.',
  });
}

export function teamsPage(deps: Deps, page: number) {
  const { rows: teams, ...shown } = pageOf(rowsOf(allTeams(deps.db)), { wanted: page, size: TEAMS_PAGE_SIZE });
  return teamsModal({ teams, ...shown });
}

/** A team keeps its kind while it has work: in the other kind its leads and requests would be in no list. */
function kindFault(db: Db, { kind }: TeamForm, id: number | null): TeamFault | undefined {
  const known = id === null ? undefined : teamById(db, id);
  if (!known || known.kind === kind) return undefined;
  const [leads, requests] = [countOpenLeads(db, known.id), countOpenRequests(db, known.id)];
  if (leads + requests === 0) return undefined;
  const work = leads > 0 ? counted(leads, 'open lead') : counted(requests, 'open request');
  return { field: 'kind', message: `${known.name} has ${work}. Create another team for ${kind}.` };
}

/** All faults of a team's form that need Slack or the other teams, by field. */
async function faultsOf(
  deps: Deps,
  { watcherIds, ...form }: TeamForm & { watcherIds: string[] },
  id: number | null,
): Promise<Record<string, string>> {
  const before = id === null ? undefined : teamById(deps.db, id);
  const needed = watcherIds.map((userId) => watcherFault({ ...before, ...form }, userId)).find(Boolean);
  const calendar = calendarFault(form);
  const taken = teamFault(deps.db, form, id) ?? kindFault(deps.db, form, id);
  const manager = await deps.directory.person(form.managerId);
  const faults: Record<string, string> = {
    ...(calendar && { [calendar.field]: calendar.message }),
    ...(!manager.isMember && {
      managerId: `${manager.name} cannot manage a team: they are ${manager.standing}.`,
    }),
    ...(taken && { [taken.field]: taken.message }),
    ...(needed && { watcherIds: needed }),
  };
  if (faults.channelId !== undefined) return faults;
  // Baton joins a channel only if the form has no other fault.
  const mayJoin = Object.keys(faults).length === 0;
  const closed = await channelFault(deps, form.channelId, mayJoin);
  return closed ? { ...faults, channelId: closed } : faults;
}

/** Why cards cannot be posted in a channel, as a sentence for the field. Baton joins public channels by itself. */
export async function channelFault({ web }: Deps, channelId: string, mayJoin: boolean): Promise<string | undefined> {
  try {
    const { channel } = await web.conversations.info({ channel: channelId });
    if (channel?.is_archived) return 'This channel is archived. Choose another.';
    if (channel?.is_member) return undefined;
    if (channel?.is_private) return 'Invite me to this channel first: type /invite @Baton there.';
    if (mayJoin) await web.conversations.join({ channel: channelId });
    return undefined;
  } catch (error) {
    const code = slackError(error);
    if (code === 'channel_not_found') return 'I cannot see this channel. Invite me first: type /invite @Baton there.';
    if (code === 'missing_scope') return 'Invite me to this channel first: type /invite @Baton there.';
    if (code) return `I cannot join this channel (${code}). Choose another.`;
    throw error;
  }
}

async function userGroupNamed(deps: Deps, id: string): Promise<string | null> {
  return (await listGroups(deps.web, deps.company)).find((group) => group.id === id)?.name ?? null;
}

/** For people who may not create the first team. */
function noTeamYet(admins: string[]): UserError {
  const who = admins.length > 0 ? admins.slice(0, 5).map(mention).join(', ') : 'a workspace admin';
  return new UserError(`No sales team is set up yet. Ask ${who} to run \`/baton setup\`.`);
}
