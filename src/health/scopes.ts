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
