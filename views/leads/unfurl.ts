/** A lead below a message with a link to it: who has it and how it stands, without contact details. */
import type { LeadCard } from '../../src/leads/reads/card.ts';
import type { PostedPlace } from '../../src/platform/outbox/posted-messages.ts';
import { type Blocks, rich } from '../kit/blocks.ts';
import { statusLine } from './status-line.ts';
import { linkedTitle } from './words.ts';

export const leadUnfurl = (card: LeadCard & { place: PostedPlace | undefined }, workspaceUrl: string): Blocks => [
  rich([linkedTitle({ ...card.lead, card: card.place }, workspaceUrl)], statusLine(card)),
];

/** Its team changed, and not everyone who reads the channel may see it now. */
export const hiddenUnfurl = (leadId: number): Blocks => [rich([`Lead ${leadId} is with another team.`])];
