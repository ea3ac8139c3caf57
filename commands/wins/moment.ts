import { z } from 'zod';
import { isPublicChannel } from '../../src/platform/slack/channel.ts';
import { textOfMessage } from '../../src/platform/slack/message-text.ts';
import { messageLink } from '../../src/platform/slack/mrkdwn.ts';
import { keepDraft, requireDraft } from '../../src/platform/slack/open-view.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { keepMoment, momentOf, removeMoment } from '../../src/wins/celebration/moments.ts';
import {
  CELEBRATE,
  keptMoment,
  MOMENT_FORM,
  MOMENT_REMOVE,
  momentForm,
  momentSaid,
  readMoment,
} from '../../views/wins/moment.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

const author = z.object({ user: z.string().optional().catch(undefined) }).catch({});

const kept = z.object({
  channelId: z.string(),
  ts: z.string(),
  link: z.string(),
  quote: z.string(),
  authorId: z.string().nullable(),
});

const LONGEST_QUOTE = 1_000;

/** *Celebrate this* on a message. */
export function routes(router: Router, deps: Deps): void {
  const { db, workspaceUrl } = deps;

  router.messageShortcut(CELEBRATE, {
    allow: 'moment.keep',
    run: async ({ message, channelId, person, now }) => {
      const known = momentOf(db, { channelId, ts: message.ts });
      if (known) return { open: keptMoment(known, known.by === person.id) };
      const quote = textOfMessage(message).slice(0, LONGEST_QUOTE).trim();
      const place = { channel: channelId, ts: message.ts, threadTs: message.thread_ts };
      const authorId = author.parse(message).user ?? null;
      const content = { channelId, ts: message.ts, link: messageLink(workspaceUrl, place), quote, authorId };
      const isPrivate = !(await isPublicChannel(deps.modals, channelId));
      const draftId = await deps.write((tx) => keepDraft(tx, { userId: person.id, kind: MOMENT_FORM, content }, now));
      return { open: momentForm({ draftId, quote, isPrivate }) };
    },
  });

  router.submit(MOMENT_FORM, {
    allow: 'moment.keep',
    read: readMoment,
    change: (tx, { ref, value, person }, now) => {
      const { quote, ...message } = kept.parse(
        requireDraft(tx, { id: ref.draftId, userId: person.id, kind: MOMENT_FORM }),
      );
      keepMoment(tx, { ...message, words: value.words, quote: value.quote ? quote : null, by: person.id }, now);
    },
    run: () => ({ update: momentSaid(':sparkles: Kept for the celebration of the quarter.') }),
  });

  router.press(MOMENT_REMOVE, {
    allow: 'moment.keep',
    change: (tx, { value, person }) => removeMoment(tx, { id: idIn(value), by: person.id }),
    run: () => ({ update: momentSaid('Removed.') }),
  });
}
