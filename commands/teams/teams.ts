import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { idempotently, wasDone } from '../../src/platform/db/idempotency.ts';
import { UserError } from '../../src/platform/errors.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { mention } from '../../src/platform/slack/mrkdwn.ts';
import { requireView, slackError, updateView } from '../../src/platform/slack/open-view.ts';
import { searchZones } from '../../src/platform/time/zones.ts';
import { mark, TIMES } from '../../src/setup/marks.ts';
import { setupState } from '../../src/setup/state.ts';
import { requireSomeManager, runsAll } from '../../src/teams/membership.ts';
import { allTeams, requireTeam } from '../../src/teams/queries.ts';
import { saveTeam, type TeamForm, teamFault } from '../../src/teams/save.ts';
import type { Team } from '../../src/teams/table.ts';
import { calendarFault } from '../../src/teams/working-time.ts';
import { option, typedOption } from '../../views/kit/blocks.ts';
import { pageAction, readPage } from '../../views/kit/paging.ts';
import { setupModal } from '../../views/setup/checklist.ts';
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

/** Managers and workspace admins make and change teams: `/baton teams`. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(TEAM_NEW, async ({ ack, body }) => {
    await ack();
    const manager = await requireSomeManager(deps, body.user.id);
    const view = teamModal({ team: null, zone: manager.zone ?? 'UTC', userGroupName: null, managerId: manager.id });
    await requireView(deps.modals, { triggerId: body.trigger_id, onTop: true }, view);
  });

  app.action<BlockAction<ButtonAction>>(TEAM_EDIT, async ({ ack, body, action }) => {
    await ack();
    const manager = await requireSomeManager(deps, body.user.id);
    const team = requireTeam(deps.db, Number(action.value));
    const userGroupName = team.userGroupId ? await userGroupNamed(deps, team.userGroupId) : null;
    const view = teamModal({ team, zone: team.zone, userGroupName, managerId: manager.id });
    await requireView(deps.modals, { triggerId: body.trigger_id, onTop: true }, view);
  });

  app.action<BlockAction<ButtonAction>>(pageAction(TEAMS_PAGE), async ({ ack, body, action }) => {
    await ack();
    const { page } = readPage(action.value);
    await updateView(deps.modals, body.view?.id ?? '', teamsPage(deps, page));
  });

  app.options(ZONE, async ({ ack, options }) => {
    await ack({ options: searchZones(options.value).map((zone) => option(zone, zone)) });
  });

  app.options(USER_GROUP, async ({ ack, options }) => {
    const wanted = options.value.toLowerCase();
    const groups = (await userGroups(deps)).filter(({ name }) => name.toLowerCase().includes(wanted));
    await ack({ options: groups.slice(0, 100).map(({ id, name }) => typedOption(id, name)) });
  });

  app.view(TEAM_FORM, async ({ ack, body, view }) => {
    const { id, from, form } = readTeam(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    await requireSomeManager(deps, body.user.id);
    const key = `view:${view.id}`;
    const faults = wasDone(deps.db, key) ? {} : await faultsOf(deps, form.value, id);
    if (Object.keys(faults).length > 0) return ack({ response_action: 'errors', errors: faults });

    const now = deps.now();
    const taken = await deps.write((tx) => {
      if (wasDone(tx, key)) return undefined;
      const fault = teamFault(tx, form.value, id);
      if (fault) return fault;
      idempotently(tx, key, now, () => {
        saveTeam(tx, form.value, { id, by: body.user.id }, now);
        // Its times stood in the form that they saved.
        mark(tx, TIMES, body.user.id, now);
      });
      return undefined;
    });
    if (taken) return ack({ response_action: 'errors', errors: { [taken.field]: taken.message } });
    await ack();
    deps.reschedule();
    if (view.root_view_id && view.root_view_id !== view.id) {
      await updateView(
        deps.modals,
        view.root_view_id,
        from === 'setup' ? setupModal(setupState(deps.db)) : teamsPage(deps, 0),
      );
    }
  });
}

/** The list of teams, for `/baton teams`. */
export async function openTeams(deps: Deps, userId: string, triggerId: string, onTop = false): Promise<void> {
  await requireSomeManager(deps, userId);
  await requireView(deps.modals, { triggerId, onTop }, teamsPage(deps, 0));
}

/** A fresh workspace: whoever may make a team is led there by the first hand-off, everybody else to such a person. */
export async function openFirstTeam(deps: Deps, colleague: Person, triggerId: string): Promise<void> {
  const mayMake = runsAll(colleague) || allTeams(deps.db).some((team) => team.managerId === colleague.id);
  if (!mayMake) throw noTeamYet((await deps.directory.admins()).map(({ id }) => id));
  const view = teamModal({
    team: null,
    zone: colleague.zone ?? 'UTC',
    userGroupName: null,
    managerId: colleague.id,
    welcome:
      'Welcome! Before the first hand-off, Baton needs to know the sales team that takes the leads. This is all of it; then call `/handoff` again.',
  });
  await requireView(deps.modals, { triggerId }, view);
}

function teamsPage(deps: Deps, page: number) {
  const teams: Team[] = allTeams(deps.db);
  const from = page * TEAMS_PAGE_SIZE;
  return teamsModal({ teams: teams.slice(from, from + TEAMS_PAGE_SIZE), page, total: teams.length });
}

/** All that is wrong with the form of a team, by field, as far as Slack and the other teams can tell. */
async function faultsOf(deps: Deps, form: TeamForm, id: number | null): Promise<Record<string, string>> {
  const calendar = calendarFault(form);
  const taken = teamFault(deps.db, form, id);
  const manager = await deps.directory.person(form.managerId);
  const faults: Record<string, string> = {
    ...(calendar && { [calendar.field]: calendar.message }),
    ...(!manager.isMember && {
      managerId: `${manager.name} cannot manage a team: they are ${manager.standing}.`,
    }),
    ...(taken && { [taken.field]: taken.message }),
  };
  if (faults.channelId !== undefined) return faults;
  // Nobody wants a bot in a channel before the form is right.
  const mayJoin = Object.keys(faults).length === 0;
  const closed = await channelFault(deps, form.channelId, mayJoin);
  return closed ? { ...faults, channelId: closed } : faults;
}

/** Whether cards can be posted there, which Baton sees to in a public channel: a sentence for the field when not. */
export async function channelFault({ web }: Deps, channelId: string, mayJoin: boolean): Promise<string | undefined> {
  try {
    const { channel } = await web.conversations.info({ channel: channelId });
    if (channel?.is_archived) return 'This channel is archived. Please choose another.';
    if (channel?.is_member) return undefined;
    if (channel?.is_private) return 'Please invite me to this channel first: /invite @Baton there.';
    if (mayJoin) await web.conversations.join({ channel: channelId });
    return undefined;
  } catch (error) {
    const code = slackError(error);
    if (code === 'channel_not_found') return 'I cannot see this channel. Please invite me first: /invite @Baton there.';
    if (code) return `Slack does not let me into this channel (${code}). Please choose another.`;
    throw error;
  }
}

async function userGroups({ web }: Deps): Promise<{ id: string; name: string }[]> {
  const { usergroups = [] } = await web.usergroups.list();
  return usergroups.flatMap(({ id, name, handle }) => (id ? [{ id, name: name ?? handle ?? id }] : []));
}

async function userGroupNamed(deps: Deps, id: string): Promise<string | null> {
  return (await userGroups(deps)).find((group) => group.id === id)?.name ?? null;
}

/** For people who can make no team, where there is none yet. */
function noTeamYet(admins: string[]): UserError {
  const who = admins.length > 0 ? admins.slice(0, 5).map(mention).join(', ') : 'a workspace admin';
  return new UserError(
    `There is no sales team here yet that could take a lead. ${who} can make one with \`/baton teams\`.`,
  );
}
