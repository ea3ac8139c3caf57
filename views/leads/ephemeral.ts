import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, button, section } from '../kit/blocks.ts';
import { leadActions } from './card.ts';

/** A sentence for one person, with the button to decline a lead after a reaction meant so. */
export function ephemeral(sentence: string, declineLeadId: number | null = null): SlackMessage {
  return {
    text: sentence,
    blocks: [
      section(sentence),
      ...(declineLeadId === null
        ? []
        : [
            actions('say_why', button(leadActions.decline, 'Give reason', String(declineLeadId), { style: 'primary' })),
          ]),
    ],
  };
}
