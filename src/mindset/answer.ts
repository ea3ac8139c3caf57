import type { Keys } from '../platform/crypto/keys.ts';
import type { AnonymousTx } from '../platform/db/write-anonymously.ts';
import { UserError } from '../platform/errors.ts';
import { sealAnswer } from '../rituals/anonymous.ts';
import { participantOf, requireOpenCycle } from '../rituals/queries.ts';
import { writeContent } from './content.ts';

export interface Answering {
  cycleId: number;
  userId: string;
  words: string[];
}

/**
 * Stores the advantages that a person names, without their name. The first answer stays.
 * @throws UserError when they were not asked, it is closed, or the key is lost.
 */
export function answerMindset(tx: AnonymousTx, keys: Keys, { cycleId, userId, words }: Answering, now: Date): void {
  requireOpenCycle(tx, cycleId, userId, now);
  const side = participantOf(tx, cycleId, userId)?.side ?? 'sales';
  if (!sealAnswer(tx, keys, { cycleId, userId }, writeContent({ side, words })))
    throw new UserError('I cannot take this answer: the key that keeps it anonymous was lost.');
}
