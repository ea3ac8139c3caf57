import { progressMessage } from '../../views/crm/progress.ts';
import { progressKey } from '../crm/announce.ts';
import { connectionById } from '../crm/connection.ts';
import { crmLabels } from '../crm/crm.ts';
import type { crmPayloads } from '../crm/messages.ts';
import { syncState } from '../crm/state.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { MessageTable } from '../platform/outbox/message.ts';

/** The message to the person who connected the CRM. */
export const crmMessages = (): MessageTable<PayloadsOf<typeof crmPayloads>> => ({
  crm_progress: keptMessage({
    key: ({ connectionId }) => progressKey(connectionId),
    draw: (db, { connectionId }, now) => {
      const connection = connectionById(db, connectionId);
      const state = syncState(db, connectionId, now);
      if (!connection || !state) return undefined;
      const message = progressMessage({ connection, label: crmLabels[connection.kind], state });
      return { to: connection.connectedBy, message, atOnce: true };
    },
  }),
});
