import type { WebClient } from '@slack/web-api';
import { idsIn } from './answers.ts';
import type { Company } from './company.ts';
import { slackError } from './open-view.ts';

/** A group of another workspace does not exist in this one, or the workspace is no longer granted. */
const ELSEWHERE = new Set(['no_such_subteam', 'subteam_not_found', 'team_access_not_granted']);

/** Reads the members of user groups. A group is of one workspace, which its id does not tell: it is remembered once found. */
export function createGroupReader(web: WebClient, company: Company) {
  const homes = new Map<string, string>();

  /** @throws the error of WebClient when no workspace has the group. */
  return async (
    usergroup: string,
    ask: <T>(question: () => Promise<T>) => Promise<T>,
  ): Promise<ReadonlySet<string>> => {
    const { workspaceIds } = company;
    const home = homes.get(usergroup);
    const order = home === undefined ? workspaceIds : [home, ...workspaceIds.filter((id) => id !== home)];
    let failure: unknown;
    for (const team_id of order) {
      try {
        const { users } = await ask(() => web.usergroups.users.list({ usergroup, team_id }));
        homes.set(usergroup, team_id);
        return new Set(idsIn(users));
      } catch (error) {
        if (!ELSEWHERE.has(slackError(error) ?? '')) throw error;
        failure = error;
      }
    }
    throw failure;
  };
}
