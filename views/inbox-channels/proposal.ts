/** The message below one that looks like a lead. */
import type { LeadProposal } from '../../src/inbox-channels/table.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, button, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { REOPEN_HANDOFF } from '../kit/reopen.ts';
import { escapedTitle } from '../leads/words.ts';

/** Their value is the id of the proposal. */
export const proposalActions = { handOff: 'proposal_hand_off', notALead: 'proposal_not_a_lead' } as const;

interface Shown {
  proposal: LeadProposal;
  /** Undefined before the hand-off, and once it is erased. */
  lead: { title: Piece; record: Pick<Lead, 'name' | 'company'> } | undefined;
}

export function proposalMessage({ proposal, lead }: Shown): SlackMessage {
  const { status, decidedBy } = proposal;
  const id = String(proposal.id);
  const handOff = (text: string) => button(proposalActions.handOff, text, id, { style: 'primary' });
  if (status === 'open') {
    const text = 'This looks like a lead.';
    return {
      text,
      blocks: [
        rich([emoji('inbox_tray'), ' ', text]),
        actions(`proposal:${id}`, handOff('Hand off'), button(proposalActions.notALead, 'Not a lead', id)),
      ],
    };
  }
  if (status === 'not_a_lead') {
    const by: Piece[] = decidedBy === null ? [] : [', says ', person(decidedBy)];
    return {
      text: 'Not a lead.',
      blocks: [
        rich(['Not a lead', ...by, '.']),
        actions(`proposal:${id}`, button(proposalActions.handOff, 'Hand off after all', id)),
      ],
    };
  }
  const by: Piece[] = decidedBy === null ? ['Handed off at once'] : ['Handed off by ', person(decidedBy)];
  return {
    text: lead ? `Handed off: ${escapedTitle(lead.record)}` : 'Handed off.',
    blocks: [rich([emoji('white_check_mark'), ' ', ...by, ...(lead ? [': ', lead.title] : []), '.'])],
  };
}

/** To the person who put the emoji on a message. */
export const handOffOffer = (draftId: string): SlackMessage => {
  const text = 'I read this message as a lead. Check the form, then hand it off.';
  return {
    text,
    blocks: [
      rich([emoji('inbox_tray'), ' ', text]),
      actions('handoff_offer', button(REOPEN_HANDOFF, 'Open hand-off form', draftId, { style: 'primary' })),
    ],
  };
};
