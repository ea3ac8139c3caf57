import { fixedId } from './ids.ts';
import type { ChannelRecord, PersonRecord } from './records.ts';
import type { Store } from './store.ts';
import type { WorkspaceSpec } from './workspace-spec.ts';

export interface Workspace {
  id: string;
  name: string;
  domain: string;
}

/** An Enterprise organisation with its workspaces. */
export interface Organisation {
  id: string;
  name: string;
  domain: string;
  workspaces: Workspace[];
  /** Ids of the workspaces that the organisation's installation of the app may use; undefined for an app in one workspace. */
  granted?: string[];
}

export function createOrganisation(spec: WorkspaceSpec, first: Workspace): Organisation | undefined {
  if (!spec.organisation) return undefined;
  const { name = `${first.name} Group`, workspaces = {}, grants } = spec.organisation;
  const others = Object.entries(workspaces).map(([domain, { name: title }]) => ({
    id: fixedId('T', domain),
    name: title ?? domain,
    domain,
  }));
  const all = [first, ...others];
  return {
    id: fixedId('E', first.domain),
    name,
    domain: `${first.domain}-group`,
    workspaces: all,
    granted: grants?.map((domain) => workspaceIn(all, domain).id),
  };
}

function workspaceIn(workspaces: readonly Workspace[], domain: string): Workspace {
  const found = workspaces.find((each) => each.domain === domain);
  if (found) return found;
  throw new Error(`There is no workspace "${domain}". There are: ${workspaces.map((each) => each.domain).join(', ')}.`);
}

export const workspacesOf = ({ organisation, team }: Pick<Store, 'organisation' | 'team'>): Workspace[] =>
  organisation?.workspaces ?? [team];

/** Ids of the workspaces with these domains; of the first workspace without any. */
export const teamIdsOf = (store: Store, domains: readonly string[] | undefined): string[] =>
  domains ? domains.map((domain) => workspaceIn(workspacesOf(store), domain).id) : [store.team.id];

/** The app is installed on the organisation as a whole, with one token for all granted workspaces. */
export const isOrgInstall = (store: Store): boolean => store.organisation?.granted !== undefined;

/** Ids of the workspaces in which the app works. */
export const appTeams = (store: Store): string[] => store.organisation?.granted ?? [store.team.id];

const teamsOf = (store: Store, person: PersonRecord): string[] =>
  store.organisation && !person.isStranger ? person.organisationTeams : [person.teamId];

/** Whether a person is a member of one of these workspaces. */
export const isOfTeams = (store: Store, person: PersonRecord, teamIds: readonly string[]): boolean =>
  teamsOf(store, person).some((id) => teamIds.includes(id));

/** The workspace in which a person acts: one of the channel that is theirs too, else their own. */
export function actingTeam(store: Store, person: PersonRecord, channel?: ChannelRecord): Workspace {
  const own = teamsOf(store, person);
  const shared = channel?.teamIds.filter((id) => own.includes(id)) ?? [];
  const at = [...shared, ...own].find((id) => appTeams(store).includes(id)) ?? person.teamId;
  return workspacesOf(store).find(({ id }) => id === at) ?? store.team;
}
