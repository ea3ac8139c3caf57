import type { ChannelRecord } from '../state/records.ts';
import type { World } from '../world.ts';
import { SlackError } from './slack-error.ts';

/** Those of the manifest, without the optional ones that were declined at the installation. */
export const scopesOf = ({ store }: World): string[] =>
  store.manifest.oauth_config.scopes.bot.filter((scope) => !store.app.declinedScopes.includes(scope));

/** Throws `missing_scope` with the needed and the provided scopes, as Slack does. */
export function requireScope(world: World, scope: string): void {
  const provided = scopesOf(world);
  if (!provided.includes(scope)) throw new SlackError('missing_scope', { needed: scope, provided: provided.join(',') });
}

const PREFIX = { channel: 'channels', private: 'groups', im: 'im' } as const;

/** The scope for this type of conversation, such as `channels:read` or `groups:history`. */
export const requireScopeFor = (world: World, kind: ChannelRecord['kind'], what: 'read' | 'history'): void =>
  requireScope(world, `${PREFIX[kind]}:${what}`);
