import { createHash } from 'node:crypto';
import { z } from 'zod';

/** `sent` tells a submission that comes twice. */
const common = { words: z.string(), sent: z.string() };
const content = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('question'), id: z.number(), asker: z.string(), ...common }),
  z.object({ kind: z.literal('reply'), questionId: z.number(), ...common }),
]);

/** What lies in the box until it is delivered. */
export type Content = z.infer<typeof content>;

export const writeContent = (one: Content): Buffer => Buffer.from(JSON.stringify(one));
export const readContent = (bytes: Buffer): Content => content.parse(JSON.parse(bytes.toString()));

/** Slack's id of a view would lead to who had it open. */
export const sentBy = (viewId: string): string => createHash('sha256').update(viewId).digest('base64url').slice(0, 22);
