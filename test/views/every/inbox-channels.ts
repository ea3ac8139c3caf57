import type { InboxChannel } from '../../../src/inbox-channels/table.ts';
import { inboxModes, MOST_CHANNELS, proposalStatuses } from '../../../src/inbox-channels/types.ts';
import { inboxesModal, inboxModal } from '../../../views/inbox-channels/channels.ts';
import { handOffOffer, proposalMessage } from '../../../views/inbox-channels/proposal.ts';
import { bold } from '../../../views/kit/blocks.ts';
import type { Builders, Given } from './given.ts';

const inboxIn = ({ name, now }: Given, more: Partial<InboxChannel> = {}): InboxChannel => ({
  ...{ id: 1, channelId: 'C0000000001', mode: 'propose', teamId: 1, source: name(75), marketerId: 'U0000000001' },
  ...{ readUntil: '1700000000.000100', failure: null, updatedAt: now, updatedBy: 'U0000000001', ...more },
});

export const inboxChannelViews: Record<string, Builders> = {
  'inbox-channels/channels.ts': {
    inboxesModal: (given) =>
      [0, 2, MOST_CHANNELS].flatMap((count) =>
        [true, false].map((hasTeam) =>
          inboxesModal({
            inboxes: Array.from({ length: count }, (_, at) => ({
              inbox: inboxIn(given, {
                id: at + 1,
                mode: inboxModes[at % inboxModes.length] ?? 'propose',
                failure: at === 1 ? 'not_in_channel' : null,
              }),
              teamName: given.name(75),
            })),
            hasTeam,
          }),
        ),
      ),
    inboxModal: (given) =>
      [null, inboxIn(given)].map((inbox) =>
        inboxModal({ inbox, teams: [{ id: 1, name: given.name(75) }], marketerId: 'U0000000001' }),
      ),
  },
  'inbox-channels/proposal.ts': {
    proposalMessage: (given) =>
      proposalStatuses.flatMap((status) =>
        [null, 'U0000000001'].map((decidedBy) =>
          proposalMessage({
            proposal: {
              ...{ id: 1, channel: 'C0000000001', ts: '1700000000.000100', status, decidedBy, createdAt: given.now },
              leadId: status === 'handed_off' ? 1 : null,
            },
            lead:
              status === 'handed_off' && given.total > 0
                ? { title: bold(given.name(100)), record: { name: given.name(80), company: given.name(80) } }
                : undefined,
          }),
        ),
      ),
    handOffOffer: () => [handOffOffer('8f14e45f')],
  },
};
