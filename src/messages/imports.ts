import { cardGone, importMessage, listMessage, reportFailed, reportMessage } from '../../views/imports/progress.ts';
import { button } from '../../views/kit/blocks.ts';
import { OPEN_LIST } from '../../views/leads/list.ts';
import { importKey } from '../imports/announce.ts';
import { undoUntil } from '../imports/finish.ts';
import type { importPayloads } from '../imports/messages.ts';
import { earlierImport, importById, sharesOf } from '../imports/queries.ts';
import { importReport } from '../imports/report.ts';
import type { Files } from '../platform/files/store.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage, movedMessage } from '../platform/outbox/kept-message.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { managerOf } from '../teams/holders.ts';
import { teamById } from '../teams/queries.ts';

type Payloads = PayloadsOf<typeof importPayloads>;

/** Messages about imports: to the person who imports, and one to the team's channel. */
export const importMessages = ({ files }: { files: Files }): MessageTable<Payloads> => ({
  import_progress: keptMessage({
    key: ({ importId }) => importKey(importId),
    draw: (db, { importId }, now) => {
      const one = importById(db, importId);
      if (!one) return undefined;
      const earlier = one.state === 'read' ? earlierImport(db, one) : undefined;
      const teamName = one.plan ? teamById(db, one.plan.teamId)?.name : undefined;
      const message = importMessage({ one, earlier, teamName, undoUntil: undoUntil(one, now) });
      return { to: one.startedBy, message, atOnce: true };
    },
  }),
  import_report: {
    deliver: (db, { importId }) => {
      const one = importById(db, importId);
      const thread = placeOfPosted(db, importKey(importId));
      if (!one) return undefined;
      const name = `${one.name.replace(/\.[a-z0-9]+$/i, '')} - report.csv`;
      const file = { make: () => importReport({ db, files }, one), name, title: name };
      const to = thread ? { to: thread.channel, threadTs: thread.ts } : { to: one.startedBy };
      return { act: 'upload', ...to, file, message: reportMessage(one), instead: reportFailed, atOnce: true };
    },
  },
  import_list: {
    deliver: (db, { importId }) => {
      const one = importById(db, importId);
      const team = one?.plan ? teamById(db, one.plan.teamId) : undefined;
      if (!one || !team) return undefined;
      const openList = button(OPEN_LIST, 'Show leads awaiting contact', 'untouched');
      const message = listMessage({ one, shares: sharesOf(db, importId), openList });
      return { act: 'post', to: team.channelId, orElse: [managerOf(db, team)], message };
    },
  },
  import_card_gone: movedMessage(() => cardGone),
});
