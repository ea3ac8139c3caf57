import { z } from 'zod';
import { teamKinds } from '../teams/table.ts';
import { ADVANTAGES, LONGEST_ADVANTAGE } from './types.ts';

/** The advantages that a person named, with their side, which is dropped where it would reveal too much. */
const content = z.object({ side: z.enum(teamKinds), words: z.array(z.string()) });
export type Given = z.infer<typeof content>;

export const writeContent = (given: Given): Buffer => Buffer.from(JSON.stringify(given));
export const readContent = (bytes: Buffer): Given => content.parse(JSON.parse(bytes.toString()));

/** JSON needs at most six bytes for a character. */
export const CONTENT_BYTES =
  writeContent({ side: 'marketing', words: Array.from({ length: ADVANTAGES }, () => '') }).length +
  ADVANTAGES * LONGEST_ADVANTAGE * 6;
