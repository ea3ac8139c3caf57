import { z } from 'zod';
import { troubleNews, troubleOverNews } from '../../views/health/health.ts';
import { ephemeral } from '../../views/leads/ephemeral.ts';
import { noteChange } from '../platform/changes/changes.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import type { Tx } from '../platform/db/write.ts';
import { type Announcement, announcement } from '../platform/outbox/message.ts';
import { feedbackAnnouncements } from './feedback.ts';
import { mentionAnnouncements } from './help.ts';
import { personalAnnouncements } from './lead-digests.ts';
import { qualityAnnouncements } from './lead-quality.ts';
import { leadAnnouncements } from './leads.ts';
import { libraryAnnouncements } from './library.ts';
import { reviewAnnouncements } from './library-review.ts';
import { questionAnnouncements } from './questions.ts';
import { requestAnnouncements } from './requests.ts';
import { setupAnnouncements } from './setup.ts';

/**
 * Every kind of message that Baton posts: where it goes and how it is rendered, from the state at the moment of posting.
 * The names are those under which domains enqueue them; a file to each part of Baton.
 */
export function announcements(about: {
  workspaceUrl: string;
  now: () => Date;
  keys: Keys;
}): Record<string, Announcement<unknown>> {
  /** Those who were told are not the only ones whose homes show it. */
  const noteTrouble = (tx: Tx) => noteChange(tx, { people: [], everybody: true }, about.now());
  return {
    ...leadAnnouncements(about),
    ...feedbackAnnouncements(about.keys),
    ...personalAnnouncements(about.workspaceUrl),
    ...setupAnnouncements(),
    ...mentionAnnouncements(),
    ...questionAnnouncements(),
    ...qualityAnnouncements(about.workspaceUrl),
    ...requestAnnouncements(about),
    ...reviewAnnouncements,
    ...libraryAnnouncements(about.workspaceUrl),
    whisper: announcement({
      facts: z.object({
        channel: z.string(),
        userId: z.string(),
        sentence: z.string(),
        declineLeadId: z.number().nullable(),
      }),
      deliver: (_db, { channel, userId, sentence, declineLeadId }) => ({
        act: 'whisper',
        channel,
        user: userId,
        message: ephemeral(sentence, declineLeadId),
      }),
    }),
    trouble: announcement({
      facts: z.object({ place: z.string(), error: z.string(), userId: z.string() }),
      deliver: (_db, { userId, ...trouble }) => ({ act: 'post', to: userId, message: troubleNews(trouble) }),
      posted: (tx) => noteTrouble(tx),
    }),
    trouble_over: announcement({
      facts: z.object({ place: z.string(), error: z.string(), userId: z.string() }),
      deliver: (_db, { userId, ...trouble }) => ({ act: 'post', to: userId, message: troubleOverNews(trouble) }),
      posted: (tx) => noteTrouble(tx),
    }),
  };
}
