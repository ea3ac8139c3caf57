/** The form of a source: new, and its settings. */
import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { baseAddress } from '../../src/intake/address.ts';
import { senders } from '../../src/intake/senders.ts';
import type { Source } from '../../src/intake/table.ts';
import { leadLimits } from '../../src/leads/lead-fields.ts';
import { temperatures } from '../../src/leads/types.ts';
import { oneOf, optionalTyped, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Team } from '../../src/teams/table.ts';
import { input, optional, options, plain, selectField, textField, typedOption } from '../kit/blocks.ts';
import { temperatureWords } from '../leads/words.ts';
import { senderWords } from './words.ts';

export const SOURCE_FORM = 'intake_form';
export const SOURCE_SETTINGS_FORM = 'intake_settings_form';

const LONGEST_NAME = 60;

interface FormStart {
  /** Sales teams, at least one. */
  teams: Team[];
  /** The person who opens the form. */
  marketerId: string;
}

export const newSourceModal = ({ asksAddress, ...start }: FormStart & { asksAddress: boolean }): ModalView => ({
  type: 'modal',
  callback_id: SOURCE_FORM,
  title: plain('New source'),
  submit: plain('Next'),
  close: plain('Cancel'),
  blocks: [
    input('name', 'Name', textField(LONGEST_NAME, null, { placeholder: 'Contact form' })),
    input('sender', 'Who sends the leads?', selectField(options(senderWords))),
    ...(asksAddress
      ? [
          input(
            'address',
            'Public address of Baton',
            { type: 'url_text_input', placeholder: plain('https://baton.example.com') },
            'The tool sends leads there. Ask your IT for it: docs/doors/http.md tells them how. You enter it once.',
          ),
        ]
      : []),
    ...shared(start),
  ],
});

export const sourceSettingsModal = ({ source, teams }: { source: Source; teams: Team[] }): ModalView => ({
  type: 'modal',
  callback_id: SOURCE_SETTINGS_FORM,
  private_metadata: writeRef({ sourceId: source.id }),
  title: plain('Source settings'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: shared({ teams, ...source }),
});

type Shared = FormStart & Partial<Pick<Source, 'teamId' | 'sourceLabel' | 'temperature'>>;

function shared({ teams, marketerId, teamId, sourceLabel, temperature }: Shared): KnownBlock[] {
  const choices = teams.map((team) => typedOption(String(team.id), team.name));
  return [
    input('team', 'Hand off to', selectField(choices, String(teamId ?? teams[0]?.id))),
    input(
      'marketer',
      'Answers for its leads in marketing',
      { type: 'users_select', initial_user: marketerId },
      'Leads count as handed off by this person. A declined lead returns to them.',
    ),
    optional(
      input(
        'sourceLabel',
        'Source of its leads',
        textField(leadLimits.source, sourceLabel ?? null, { placeholder: 'Website, webinar…' }),
        'Used where the form says nothing about it. Leave empty for the name of this source.',
      ),
    ),
    optional(
      input(
        'temperature',
        'Temperature of its leads',
        selectField(options(temperatureWords), temperature, 'Warm'),
        'Used where the form says nothing about it.',
      ),
    ),
  ];
}

const sharedFields = {
  team: z.coerce.number({ error: 'Choose a team.' }).int(),
  marketer: z.string('Choose a person.'),
  sourceLabel: optionalTyped(leadLimits.source),
  temperature: oneOf(temperatures)
    .optional()
    .transform((temperature) => temperature ?? null),
};
const newFields = z.object({
  name: typed(LONGEST_NAME, 'Enter a name.'),
  sender: oneOf(senders, 'Choose who sends the leads.'),
  /** Only while Baton does not know it. */
  address: baseAddress.optional(),
  ...sharedFields,
});
const ref = z.object({ sourceId: z.number() });

export const readNewSource = (view: ViewOutput) => readForm(view, newFields);
export const readSourceSettings = (view: ViewOutput) => ({
  ...readRef(view, ref),
  form: readForm(view, z.object(sharedFields)),
});
