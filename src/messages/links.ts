import { hiddenUnfurl, leadUnfurl } from '../../views/leads/unfurl.ts';
import { cardOf } from '../leads/card-place.ts';
import { forgetUnfurl, isShown } from '../leads/links/unfurl.ts';
import { channelSees } from '../leads/links/where.ts';
import type { leadLinkPayloads } from '../leads/messages.ts';
import { readCard } from '../leads/reads/card.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { MessageTable } from '../platform/outbox/message.ts';

/** Leads below messages with links to them, as they are at that moment. */
export const linkMessages = ({
  workspaceUrl,
}: {
  workspaceUrl: string;
}): MessageTable<PayloadsOf<typeof leadLinkPayloads>> => ({
  lead_unfurl: {
    deliver: (db, { channel, ts, url, leadId }) => {
      const card = readCard(db, leadId);
      if (!card || !isShown(db, { channel, ts, leadId })) return undefined;
      const blocks = channelSees(db, channel, card.lead)
        ? leadUnfurl({ ...card, place: cardOf(db, leadId) }, workspaceUrl)
        : hiddenUnfurl(leadId);
      return { act: 'unfurl', channel, ts, url, blocks };
    },
    gone: forgetUnfurl,
  },
});
