import { z } from 'zod';
import type { LeadCard } from '../../src/leads/reads/card.ts';
import type { Lead } from '../../src/leads/table.ts';
import { typed } from '../../src/platform/slack/form.ts';
import { input, rich, textField } from '../kit/blocks.ts';
import { leadForm, reader, WORDS } from './form.ts';
import { changeLine } from './words.ts';

export const HAND_BACK = 'hand_back';

/** Marketing's answer to a decline, with what it answers above the field. */
export const handBackModal = (lead: Lead, list: string | null = null, decline?: LeadCard['lastDecline']) =>
  leadForm({
    callbackId: HAND_BACK,
    title: 'Answer and hand back',
    submit: 'Hand back',
    lead,
    list,
    blocks: [
      ...(decline ? [declineBlock(decline)] : []),
      input(
        'facts',
        'What should they know?',
        textField(WORDS, null, {
          multiline: true,
          placeholder: 'They are twelve by now, and the budget is for this year',
        }),
        'It goes on the card, and the team has the lead once more. A second time is not possible.',
      ),
    ],
  });

function declineBlock({ actorId, details }: NonNullable<LeadCard['lastDecline']>) {
  const line = changeLine({ kind: 'declined', actorId, details });
  return details.words ? rich(line, { quote: [details.words] }) : rich(line);
}

export const readHandBack = reader(z.object({ facts: typed(WORDS, 'Which facts answer it?') }));
