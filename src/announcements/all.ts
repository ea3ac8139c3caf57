import { z } from 'zod';
import { troubleNews, troubleOverNews } from '../../views/health.ts';
import { whisper } from '../../views/whisper.ts';
import type { Tx } from '../db/write.ts';
import { noteChange } from '../home/changes.ts';
import { type Announcement, announcement } from '../outbox/announcement.ts';
import { leadAnnouncements } from './leads.ts';
import { mentionAnnouncements } from './mentions.ts';
import { personalAnnouncements } from './personal.ts';
import { setupAnnouncements } from './setup.ts';

const aboutTrouble = z.object({ place: z.string(), error: z.string(), userId: z.string() });

/**
 * Every kind of message that Baton posts: where it goes and how it is rendered, from the state at the moment of posting.
 * The names are those under which domains enqueue them; a file to each part of Baton.
 */
export function announcements(about: { workspaceUrl: string; now: () => Date }): Record<string, Announcement<unknown>> {
  // Whoever hears of a trouble sees it in their home too.
  const posted = (tx: Tx, { userId }: z.infer<typeof aboutTrouble>) =>
    noteChange(tx, { people: [userId] }, about.now());
  return {
    ...leadAnnouncements(about),
    ...personalAnnouncements(about.workspaceUrl),
    ...setupAnnouncements(),
    ...mentionAnnouncements(),
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
        message: whisper(sentence, declineLeadId),
      }),
    }),
    trouble: announcement({
      facts: aboutTrouble,
      deliver: (_db, { userId, ...trouble }) => ({ act: 'post', to: userId, message: troubleNews(trouble) }),
      posted,
    }),
    trouble_over: announcement({
      facts: aboutTrouble,
      deliver: (_db, { userId, ...trouble }) => ({ act: 'post', to: userId, message: troubleOverNews(trouble) }),
      posted,
    }),
  };
}
