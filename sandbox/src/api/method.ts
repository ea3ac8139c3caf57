import type { Json } from '../json.ts';
import type { World } from '../world.ts';

export interface Method {
  /** Which token it takes. */
  token: 'bot' | 'app' | 'none';
  /** A scope that the token must have. Methods that need one by kind of conversation ask for it themselves. */
  scope?: string;
  /** Calls a minute; `perChannel` for one a second in each channel. */
  rate: number | 'perChannel';
  /** How many in quick succession, where that is more than the calls of a minute. */
  burst?: number;
  handle(world: World, args: Json): Json | Promise<Json>;
}

export type Family = Record<string, Method>;
