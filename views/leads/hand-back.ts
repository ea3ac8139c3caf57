import { z } from 'zod';
import type { LeadCard } from '../../src/leads/reads/card.ts';
import type { Lead } from '../../src/leads/table.ts';
import { typed } from '../../src/platform/slack/form.ts';
import { input, rich, textField } from '../kit/blocks.ts';
import { changeLine } from './change.ts';
import { leadForm, reader, WORDS } from './form.ts';

export const HAND_BACK = 'hand_back';

/** Marketing's reply to a decline, which is shown above the field. */
export const handBackModal = (lead: Lead, list: string | null = null, decline?: LeadCard['lastDecline']) =>
  leadForm({
    callbackId: HAND_BACK,
    title: 'Reply and resubmit',
    submit: 'Resubmit',
    lead,
    list,
    blocks: [
      ...(decline ? [declineBlock(decline)] : []),
      input(
        'facts',
        'Reply',
        textField(WORDS, null, {
          multiline: true,
          placeholder: 'They have 12 people now, and budget this year',
        }),
        'Shown on the card. The lead is open to the team again. You can resubmit once.',
      ),
    ],
  });

function declineBlock({ actorId, details }: NonNullable<LeadCard['lastDecline']>) {
  const line = changeLine({ kind: 'declined', actorId, details });
  return details.words ? rich(line, { quote: [details.words] }) : rich(line);
}

export const readHandBack = reader(z.object({ facts: typed(WORDS, 'Enter a reply.') }));
