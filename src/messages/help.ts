import { help } from '../../views/help/help.ts';
import { contentAnswer, handoffAnswer, leadsAnswer, nothingAnswer } from '../../views/help/mention.ts';
import type { helpPayloads } from '../help/messages.ts';
import { waitCounts } from '../leads/reads/waits.ts';
import { cardEmoji } from '../leads/settings.ts';
import type { Db } from '../platform/db/open.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { MessageTable, SlackMessage } from '../platform/outbox/message.ts';
import { settingOf } from '../platform/settings/queries.ts';

type Payloads = PayloadsOf<typeof helpPayloads>;

/** Answers to people who write to Baton: in a channel, only they see the answer. */
export const helpMessages = (): MessageTable<Payloads> => ({
  answer: {
    deliver: (db, about, now) => {
      const message = messageFor(db, about, now);
      const { channel, userId } = about;
      return channel === null
        ? { act: 'post', to: userId, message, atOnce: true }
        : { act: 'ephemeral', channel, user: userId, message };
    },
  },
});

function messageFor(db: Db, { wants, draftId, roles, userId }: Payloads['answer'], now: Date): SlackMessage {
  if (wants === 'nothing') return nothingAnswer();
  if (wants === 'handoff' && draftId !== null) return handoffAnswer(draftId);
  if (wants === 'content' && draftId !== null) return contentAnswer(draftId);
  if (wants === 'leads') return leadsAnswer(waitCounts(db, userId, now));
  return help({ roles, emoji: settingOf(db, cardEmoji) });
}
