import { managerChanged } from '../../views/teams/changes.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { managerChange } from '../teams/changes.ts';
import type { teamPayloads } from '../teams/messages.ts';
import { teamById } from '../teams/queries.ts';

export const teamMessages: MessageTable<PayloadsOf<typeof teamPayloads>> = {
  team_manager_changed: {
    deliver: (db, { changeId, userId }) => {
      const found = managerChange(db, changeId);
      const team = found && teamById(db, found.change.teamId);
      if (!team) return undefined;
      const { before, after, change } = found;
      return { act: 'post', to: userId, message: managerChanged({ team, before, after, by: change.by }) };
    },
  },
};
