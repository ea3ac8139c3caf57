import { z } from 'zod';

/** The company that Baton serves: one workspace, or workspaces of an Enterprise organisation. */
export interface Company {
  /** Of the Enterprise organisation; null for a workspace on its own. */
  organisationId: string | null;
  /** Ids of the workspaces in which Baton works. With the token of an organisation, each list is asked for in each. */
  workspaceIds: readonly string[];
  /** Baton works in all workspaces that the organisation grants it, so that the list changes while it runs. */
  takesAll?: boolean;
}

const text = z.string().nullish();
const flag = z.boolean().nullish();
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

/** A person as Slack describes them: https://docs.slack.dev/reference/objects/user-object */
export const slackUser = z.looseObject({
  id: z.string(),
  team_id: optional(z.string()).optional(),
  /** Present for people of an Enterprise organisation, also of another one. */
  enterprise_user: optional(
    z.looseObject({ enterprise_id: text, teams: z.array(z.string()).nullish(), is_admin: flag, is_owner: flag }),
  ).optional(),
  name: text,
  real_name: text,
  tz: text,
  deleted: flag,
  is_bot: flag,
  is_admin: flag,
  is_owner: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_stranger: flag,
  profile: z.looseObject({ display_name: text, real_name: text, status_emoji: text }).nullish(),
});

export type SlackUser = Partial<z.output<typeof slackUser>>;

/** In words that follow "you are". */
export type Standing = 'member' | 'a guest' | 'from another workspace' | 'a bot' | 'deactivated';

interface Place {
  standing: Standing;
  /** A full member of another workspace of the same organisation: a setting decides whether they are a colleague. */
  isSister: boolean;
}

/** The one place that decides who a person is to the company; src/teams/sisters.ts applies the setting. */
export function placeOf(user: SlackUser, company: Company): Place {
  if (user.deleted) return { standing: 'deactivated', isSister: false };
  if (user.is_bot || user.id === 'USLACKBOT') return { standing: 'a bot', isSister: false };
  const home = homeOf(user, company);
  if (home === 'outside') return { standing: 'from another workspace', isSister: false };
  if (user.is_restricted || user.is_ultra_restricted) return { standing: 'a guest', isSister: false };
  return home === 'sister'
    ? { standing: 'from another workspace', isSister: true }
    : { standing: 'member', isSister: false };
}

function homeOf(user: SlackUser, { organisationId, workspaceIds }: Company): 'here' | 'sister' | 'outside' {
  if (user.is_stranger) return 'outside';
  const { enterprise_user: ofOrganisation } = user;
  if (ofOrganisation) {
    // In an organisation, `team_id` may be any of the person's workspaces.
    if (ofOrganisation.teams?.some((id) => workspaceIds.includes(id))) return 'here';
    return organisationId !== null && ofOrganisation.enterprise_id === organisationId ? 'sister' : 'outside';
  }
  if (user.team_id !== undefined) return workspaceIds.includes(user.team_id) ? 'here' : 'outside';
  // Slack may leave `team_id` out; in an organisation, its people are known by `enterprise_user`.
  return organisationId === null ? 'here' : 'outside';
}

/** The workspaces of the company that are a person's too. */
export const workspacesOf = (user: SlackUser, { workspaceIds }: Company): string[] =>
  workspaceIds.filter((id) => user.enterprise_user?.teams?.includes(id) ?? user.team_id === id);

/** An admin or owner of a workspace of the company, or of the organisation. */
export function isAdminOf(user: SlackUser, company: Company): boolean {
  const { enterprise_user: ofOrganisation } = user;
  const isOfOurs = ofOrganisation !== undefined && ofOrganisation.enterprise_id === company.organisationId;
  if (isOfOurs && (ofOrganisation.is_admin || ofOrganisation.is_owner)) return true;
  // `is_admin` is about one workspace only: not one in which Baton does not work.
  return placeOf(user, company).standing === 'member' && Boolean(user.is_admin || user.is_owner);
}
