import { z } from 'zod';
import type { Given } from './results.ts';
import { sides } from './types.ts';

const content = z.object({
  side: z.enum(sides).nullable(),
  answers: z.array(z.union([z.number(), z.string(), z.null()])),
});

/** An anonymous answer in its box, with the side, which is dropped where it would reveal too much. */
export const writeContent = (given: Given): Buffer => Buffer.from(JSON.stringify(given));

export const readContent = (bytes: Buffer): Given => content.parse(JSON.parse(bytes.toString()));
