import { crmListMessage } from '../../views/crm/listed.ts';
import { progressMessage } from '../../views/crm/progress.ts';
import { button } from '../../views/kit/blocks.ts';
import { OPEN_LIST } from '../../views/leads/list.ts';
import { progressKey } from '../crm/announce.ts';
import { connectionById } from '../crm/connection.ts';
import { crmLabels } from '../crm/crm.ts';
import { listedBy } from '../crm/listed.ts';
import type { crmPayloads } from '../crm/messages.ts';
import { syncState } from '../crm/state.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { managerOf } from '../teams/holders.ts';
import { teamById } from '../teams/queries.ts';

/** Messages to the person who connected the CRM, and to the team's channel. */
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
  crm_list: {
    deliver: (db, payload) => {
      const connection = connectionById(db, payload.connectionId);
      const team = teamById(db, payload.teamId);
      const { leads, shares } = listedBy(db, payload);
      if (!connection || !team || leads === 0) return undefined;
      const openList = button(OPEN_LIST, 'Show leads awaiting contact', 'untouched');
      const message = crmListMessage({ label: crmLabels[connection.kind], leads, shares, openList });
      return { act: 'post', to: team.channelId, orElse: [managerOf(db, team)], message };
    },
  },
});
