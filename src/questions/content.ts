import { createHash } from 'node:crypto';
import { z } from 'zod';

/** `sent` identifies a repeated submission. */
const common = { words: z.string(), sent: z.string() };
const content = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('question'), id: z.number(), asker: z.string(), ...common }),
  z.object({ kind: z.literal('reply'), questionId: z.number(), ...common }),
]);

/** A question or a reply that waits for delivery. */
export type Content = z.infer<typeof content>;

export const writeContent = (one: Content): Buffer => Buffer.from(JSON.stringify(one));
export const readContent = (bytes: Buffer): Content => content.parse(JSON.parse(bytes.toString()));

/** A hash: Slack's id of a view would lead to the person who had it open. */
export const sentBy = (viewId: string): string => createHash('sha256').update(viewId).digest('base64url').slice(0, 22);
