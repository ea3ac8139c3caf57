import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, button, section } from '../kit/blocks.ts';
import { leadActions } from './actions.ts';

/** A sentence for one person, with the button for the form that a reaction cannot open. */
export function ephemeral(
  sentence: string,
  { declineLeadId = null, valueLeadId }: { declineLeadId?: number | null; valueLeadId?: number | undefined } = {},
): SlackMessage {
  return {
    text: sentence,
    blocks: [
      section(sentence),
      ...(declineLeadId === null
        ? []
        : [
            actions('say_why', button(leadActions.decline, 'Give reason', String(declineLeadId), { style: 'primary' })),
          ]),
      ...(valueLeadId === undefined
        ? []
        : [actions('value', button(leadActions.value, 'Add deal value', String(valueLeadId)))]),
    ],
  };
}
