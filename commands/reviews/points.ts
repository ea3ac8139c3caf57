import { addAgendaPoint, removeAgendaPoint } from '../../src/agenda/points.ts';
import { waitingPoint } from '../../src/agenda/queries.ts';
import { LONGEST_POINT } from '../../src/agenda/types.ts';
import { UserError } from '../../src/platform/errors.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import { isPublicChannel } from '../../src/platform/slack/channel.ts';
import { textOfMessage } from '../../src/platform/slack/message-text.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { requireCurrent } from '../../src/reviews/acts.ts';
import { missingFor } from '../../src/reviews/plan.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import { saidModal } from '../../views/kit/notice.ts';
import { addedMessage, firstWords } from '../../views/reviews/added.ts';
import { messageModal, pointModal, readMessage, readPoint, reviewForms } from '../../views/reviews/forms.ts';
import { reviewActionIds } from '../../views/reviews/ids.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { again, below, lookIn } from './below.ts';

/** Points on the agenda: typed, or from a message in Slack. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;

  router.press(reviewActionIds.point, {
    allow: 'review.add',
    run: ({ value, modal }) => ({
      open: pointModal({ id: requireCurrent(db, idIn(value)).id, look: lookIn(modal) }),
    }),
  });

  router.submit(reviewForms.point, {
    allow: 'review.add',
    read: readPoint,
    change: (tx, { value: { what }, person }, now) =>
      void addAgendaPoint(tx, { about: { kind: 'typed', words: what }, by: person.id }, now),
    run: ({ ref, person }) => below(deps, ref.look, person),
  });

  router.press(reviewActionIds.removePoint, {
    allow: 'review.remove_point',
    resource: ({ value, person }) => {
      const point = waitingPoint(db, idIn(value));
      if (!point) throw new UserError('This point is no longer on the agenda.');
      return { ...point, isTheirs: point.by === person.id };
    },
    change: (tx, { resource: { id } }, now) => removeAgendaPoint(tx, id, now),
    run: ({ modal, person }) => again(deps, modal, person),
  });

  router.messageShortcut('add_to_review', {
    allow: 'review.add',
    run: async ({ message, channelId }) => {
      const ref = { channel: channelId, ts: message.ts, threadTs: message.thread_ts };
      const quote = firstWords(textOfMessage(message), LONGEST_POINT);
      return { open: messageModal(ref, { quote, isPrivate: await isPrivate(channelId) }) };
    },
  });

  /** The readers of the review can read its own channel anyway. */
  const isPrivate = async (channelId: string): Promise<boolean> =>
    channelId !== settingOf(db, sharedChannel) && !(await isPublicChannel(deps.modals, channelId));

  router.submit(reviewForms.message, {
    allow: 'review.add',
    read: readMessage,
    change: (tx, { ref: { channel, ts, threadTs }, value: { what }, person }, now) => {
      const place = { channel, ts, ...(threadTs && { threadTs }) };
      return addAgendaPoint(tx, { about: { kind: 'message', words: what, ...place }, by: person.id }, now);
    },
    run: ({ changed }) => ({ update: saidModal(addedMessage(changed !== false, missingFor(db))) }),
  });
}
