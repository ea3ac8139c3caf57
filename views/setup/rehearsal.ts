/** The card of a practice lead: a real card with its own buttons, marked so that no one takes it for a lead. */
import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { Rehearsal } from '../../src/setup/table.ts';
import type { RehearsalStep } from '../../src/setup/types.ts';
import { actions, button, context, emoji, person, rich, section } from '../kit/blocks.ts';
import { leadCard } from '../leads/card.ts';

export const REHEARSAL_ACCEPT = 'rehearsal_accept';
export const REHEARSAL_TOUCH = 'rehearsal_touch';
export const REHEARSAL_END = 'rehearsal_end';

export function rehearsalCard(rehearsal: Rehearsal): SlackMessage {
  const { id, step, ownerId, touchedAt } = rehearsal;
  const card = leadCard({
    lead: pretendLead(rehearsal),
    touches: step === 'touched' ? 1 : 0,
    isPool: true,
    ...(touchedAt && {
      lastTouch: { actorId: ownerId, at: touchedAt, details: { kind: 'call', outcome: 'reached', words: null } },
    }),
  });
  const next = {
    handed_off: button(REHEARSAL_ACCEPT, 'Accept', String(id), { style: 'primary' }),
    accepted: button(REHEARSAL_TOUCH, 'Log contact', String(id), { style: 'primary' }),
    touched: null,
  }[step];
  return {
    text: `Practice lead: ${card.text}`,
    blocks: [
      section(`:performing_arts: *Practice lead.* ${tasks[step]}`),
      ...card.blocks.filter(({ type }) => type !== 'actions'),
      actions(`rehearsal:${id}`, ...(next ? [next] : []), button(REHEARSAL_END, 'End practice', String(id))),
      context('Practice lead: not counted, no reminders. It removes itself.'),
    ],
  };
}

const tasks: Record<RehearsalStep, string> = {
  handed_off: 'Press *Accept* as a seller would, or react with :white_check_mark:.',
  accepted: 'The seller calls and logs it: press *Log contact*.',
  touched: 'All done. Hand off a real lead with `/handoff` in any channel.',
};

function pretendLead({ teamId, startedBy, startedAt, step, ownerId, acceptedAt, touchedAt }: Rehearsal): Lead {
  return {
    id: 0,
    name: 'Pat Example',
    company: 'Example Inc.',
    email: 'pat@company.example',
    companyDomain: null,
    phone: null,
    role: 'Head of Operations',
    source: 'Practice',
    campaign: null,
    score: null,
    country: null,
    companySize: null,
    stage: 'consideration',
    temperature: 'warm',
    need: 'A demo next week for a team of twelve.',
    status: ({ handed_off: 'new', accepted: 'accepted', touched: 'working' } as const)[step],
    teamId,
    // The person who tries it; no rotation is counted.
    assigneeId: startedBy,
    ownerId,
    handedOffBy: startedBy,
    marketerId: null,
    handedOffAt: startedAt,
    acceptedAt,
    touchedAt,
    snoozedUntil: null,
    nurtureUntil: null,
    handedBackAt: null,
    amount: null,
    currency: null,
    closeOn: null,
    messageLink: null,
    dueAt: null,
    isUnhurried: false,
    updatedAt: startedAt,
  };
}

/** A line in the thread of the card, as for a real lead. */
export function rehearsalStory({ ownerId }: Rehearsal, step: RehearsalStep): SlackMessage {
  const who = ownerId ? person(ownerId) : 'Someone';
  const said = { accepted: ' accepted this lead', touched: ' logged a contact: Call, reached them', handed_off: '' }[
    step
  ];
  return {
    text: 'Practice lead',
    blocks: [rich([emoji(step === 'touched' ? 'telephone_receiver' : 'white_check_mark'), ' ', who, said])],
  };
}
