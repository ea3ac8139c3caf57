/** The scopes that Baton cannot do without, as in manifest.yml; a test compares the two. */
export const neededScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'reactions:read',
  'users:read',
];

/** The scopes that a company may decline: `bot_optional` of manifest.yml. */
export const optionalScopes = ['channels:join', 'dnd:read', 'files:read', 'files:write', 'usergroups:read'] as const;
export type OptionalScope = (typeof optionalScopes)[number];

/** In the order of the manifest. */
export const missingScopes = (granted: readonly string[]): string[] =>
  neededScopes.filter((scope) => !granted.includes(scope));

export const declinedScopesIn = (granted: readonly string[]): OptionalScope[] =>
  optionalScopes.filter((scope) => !granted.includes(scope));

/** The scopes that an event needs (docs.slack.dev/reference/events): of several, each brings the event of its own channels. */
export const scopesOfEvent: Record<string, readonly string[]> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  dnd_updated_user: ['dnd:read'],
  function_executed: [],
  link_shared: ['links:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  message: ['im:history'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  subteam_members_changed: ['usergroups:read'],
  team_join: ['users:read'],
  user_change: ['users:read'],
};

/** The events that Slack does not send, or not of all channels, without these scopes. */
export const eventsWithout = (scopes: readonly string[]): string[] =>
  Object.keys(scopesOfEvent).filter((event) => scopesOfEvent[event]?.some((scope) => scopes.includes(scope)));
