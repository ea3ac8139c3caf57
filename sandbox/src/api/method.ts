import type { Json } from '../json.ts';
import type { World } from '../world.ts';

export interface Method {
  /** The token type it accepts. */
  token: 'bot' | 'app' | 'none';
  /** A scope that the token must have. Methods whose scope depends on the conversation type check it themselves. */
  scope?: string;
  /** Calls per minute; `perChannel` means one per second in each channel. */
  rate: number | 'perChannel';
  /** Burst size, if it is larger than the calls per minute. */
  burst?: number;
  handle(world: World, args: Json): Json | Promise<Json>;
}

export type Family = Record<string, Method>;
