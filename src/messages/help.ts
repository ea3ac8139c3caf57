import { z } from 'zod';
import { help } from '../../views/help/help.ts';
import { contentAnswer, handoffAnswer, leadsAnswer, nothingAnswer } from '../../views/help/mention.ts';
import { wishes } from '../help/answer.ts';
import { waitCounts } from '../leads/reads/waits.ts';
import { cardEmoji } from '../leads/settings.ts';
import type { Db } from '../platform/db/open.ts';
import { type Announcement, announcement, type SlackMessage } from '../platform/outbox/message.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { roles as allRoles } from '../teams/roles.ts';

const facts = z.object({
  userId: z.string(),
  channel: z.string().nullable(),
  wants: z.enum(wishes),
  draftId: z.string().nullable(),
  roles: z.string().transform((text) => allRoles.filter((role) => text.split(',').includes(role))),
});

/** Answers to whoever writes to Baton: in a channel for them alone. */
export const mentionAnnouncements = (): Record<string, Announcement<unknown>> => ({
  answer: announcement({
    facts,
    deliver: (db, about, now) => {
      const message = messageFor(db, about, now);
      const { channel, userId } = about;
      return channel === null
        ? { act: 'post', to: userId, message }
        : { act: 'whisper', channel, user: userId, message };
    },
  }),
});

function messageFor(db: Db, { wants, draftId, roles, userId }: z.infer<typeof facts>, now: Date): SlackMessage {
  if (wants === 'nothing') return nothingAnswer();
  if (wants === 'handoff' && draftId !== null) return handoffAnswer(draftId);
  if (wants === 'content' && draftId !== null) return contentAnswer(draftId);
  if (wants === 'leads') return leadsAnswer(waitCounts(db, userId, now));
  return help({ roles, emoji: settingOf(db, cardEmoji) });
}
