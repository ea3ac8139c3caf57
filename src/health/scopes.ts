/** The scopes that Baton needs, as in manifest.yml; a test compares the two. */
export const neededScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'dnd:read',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'reactions:read',
  'usergroups:read',
  'users:read',
];

/** In the order of the manifest. */
export const missingScopes = (granted: readonly string[]): string[] =>
  neededScopes.filter((scope) => !granted.includes(scope));
