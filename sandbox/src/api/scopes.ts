import type { ChannelRecord } from '../state/records.ts';
import type { World } from '../world.ts';
import { SlackError } from './slack-error.ts';

export const scopesOf = (world: World): string[] => world.store.manifest.oauth_config.scopes.bot;

/** Throws `missing_scope`, and says as Slack does what is needed and what there is. */
export function requireScope(world: World, scope: string): void {
  const provided = scopesOf(world);
  if (!provided.includes(scope)) throw new SlackError('missing_scope', { needed: scope, provided: provided.join(',') });
}

const PREFIX = { channel: 'channels', private: 'groups', im: 'im' } as const;

/** `channels:read`, `groups:history` ...: the scope that goes with the kind of conversation. */
export const requireScopeFor = (world: World, kind: ChannelRecord['kind'], what: 'read' | 'history'): void =>
  requireScope(world, `${PREFIX[kind]}:${what}`);
