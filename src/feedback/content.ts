import { z } from 'zod';
import type { Given } from './results.ts';
import { sides } from './types.ts';

const content = z.object({
  side: z.enum(sides).nullable(),
  answers: z.array(z.union([z.number(), z.string(), z.null()])),
});

/** An anonymous answer as it lies in the box: what was said, and the side, which goes when it would tell too much. */
export const writeContent = (given: Given): Buffer => Buffer.from(JSON.stringify(given));

export const readContent = (bytes: Buffer): Given => content.parse(JSON.parse(bytes.toString()));
