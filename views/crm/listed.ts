/** In the channel of the team: the leads of the CRM that came in as a list. */
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { bold } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { type ListLook, leadListMessage } from '../leads/came-as-list.ts';

interface Look extends Pick<ListLook, 'shares' | 'openList'> {
  /** As people write the CRM. */
  label: string;
  leads: number;
}

export function crmListMessage({ label, leads, ...look }: Look): SlackMessage {
  const all = counted(leads, 'lead');
  return leadListMessage({
    ...look,
    text: `${all} came in from ${label}`,
    said: [bold(all), ` came in from ${label}`],
    key: 'crm-list',
  });
}
