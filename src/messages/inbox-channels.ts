import { handOffOffer, proposalMessage } from '../../views/inbox-channels/proposal.ts';
import { linkedTitle } from '../../views/leads/words.ts';
import type { inboxPayloads } from '../inbox-channels/messages.ts';
import { proposal as proposalById, proposalKey } from '../inbox-channels/queries.ts';
import { cardOf } from '../leads/card-place.ts';
import { leadById } from '../leads/queries.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { MessageTable } from '../platform/outbox/message.ts';

/** Messages about leads that apps and people post in channels. */
export const inboxMessages = ({
  workspaceUrl,
}: {
  workspaceUrl: string;
}): MessageTable<PayloadsOf<typeof inboxPayloads>> => ({
  lead_proposal: keptMessage({
    key: ({ proposalId }) => proposalKey(proposalId),
    draw: (db, { proposalId }) => {
      const proposal = proposalById(db, proposalId);
      if (!proposal) return undefined;
      const lead = proposal.leadId === null ? undefined : leadById(db, proposal.leadId);
      const card = lead && cardOf(db, lead.id);
      // An erased lead has no name to show.
      const isNamed = lead !== undefined && (lead.email !== null || lead.phone !== null);
      const shown = isNamed ? { title: linkedTitle({ ...lead, card }, workspaceUrl), record: lead } : undefined;
      return {
        to: proposal.channel,
        threadTs: proposal.ts,
        message: proposalMessage({ proposal, lead: shown }),
        atOnce: true,
      };
    },
  }),
  handoff_offer: {
    deliver: (_db, { channel, userId, draftId }) => ({
      act: 'ephemeral',
      channel,
      user: userId,
      message: handOffOffer(draftId),
    }),
  },
});
