import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, button, section } from '../kit/blocks.ts';
import { leadActions } from './card.ts';

/** A sentence for one person; with the button to give a lead back, where they tried to by a reaction. */
export function whisper(sentence: string, declineLeadId: number | null = null): SlackMessage {
  return {
    text: sentence,
    blocks: [
      section(sentence),
      ...(declineLeadId === null
        ? []
        : [actions('say_why', button(leadActions.decline, 'Say why', String(declineLeadId), { style: 'primary' }))]),
    ],
  };
}
