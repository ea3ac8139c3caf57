/** The address and the secrets of an endpoint. The key is next to the database: a backup alone has neither. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Keys } from '../crypto/keys.ts';
import { seal, unseal } from '../crypto/pseudonyms.ts';

/** The name of the key. */
const WEBHOOKS_KEY = 'webhooks';

const schema = z.object({ url: z.string(), secret: z.string(), former: z.string().optional() });
/** `former` is the secret before the present one. */
export type Sealed = z.infer<typeof schema>;

/** 32 bytes, as the specification asks for 24 to 64. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export const sealEndpoint = (keys: Keys, content: Sealed): Buffer =>
  seal(keys.require(WEBHOOKS_KEY), Buffer.from(JSON.stringify(content)));

/** Undefined when the key was left on another machine. */
export function unsealEndpoint(keys: Keys, sealed: Buffer): Sealed | undefined {
  const key = keys.find(WEBHOOKS_KEY);
  if (!key) return undefined;
  try {
    return schema.parse(JSON.parse(unseal(key, sealed).toString()));
  } catch {
    return undefined;
  }
}
