/** `/baton inboxes`: the channels in which apps post leads, and the form of one. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { InboxChannel } from '../../src/inbox-channels/table.ts';
import { type InboxMode, inboxModes, MOST_CHANNELS } from '../../src/inbox-channels/types.ts';
import { leadLimits } from '../../src/leads/lead-fields.ts';
import { readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Team } from '../../src/teams/table.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  channel,
  context,
  dotted,
  emoji,
  input,
  options,
  person,
  plain,
  rich,
  section,
  selectField,
  textField,
  typedOption,
} from '../kit/blocks.ts';
import { rowActions } from '../kit/row.ts';

export const INBOX_NEW = 'inbox_new';
export const INBOX_EDIT = 'inbox_edit';
export const INBOX_REMOVE = 'inbox_remove';
export const INBOX_FORM = 'inbox_form';

const modeWords: Record<InboxMode, string> = {
  propose: 'Propose each lead: a person presses once to hand it off',
  hand_off: 'Hand each lead off at once: a person is asked only about unclear ones',
};
const shortMode: Record<InboxMode, string> = { propose: 'proposes leads', hand_off: 'hands leads off at once' };

export interface InboxList {
  inboxes: { inbox: InboxChannel; teamName: string }[];
  /** Whether there is a sales team to get leads. */
  hasTeam: boolean;
}

export function inboxesModal({ inboxes, hasTeam }: InboxList): ModalView {
  const isFull = inboxes.length >= MOST_CHANNELS;
  return {
    type: 'modal',
    title: plain('Inbox channels'),
    close: plain('Close'),
    blocks: [
      section(
        'Forms, CRMs, calendars and e-mail post into channels. In an inbox channel I read what *apps* post there, and find the leads. I do not read what people write.',
      ),
      ...inboxes.flatMap(inboxRow),
      ...(hasTeam ? [] : [section('Create a sales team first: `/baton teams`.')]),
      ...(hasTeam && !isFull
        ? [actions('inbox_add', button(INBOX_NEW, 'Add channel', 'new', { style: 'primary' }))]
        : []),
      ...(isFull ? [context(`At most ${MOST_CHANNELS} channels.`)] : []),
    ],
  };
}

function inboxRow({ inbox, teamName }: InboxList['inboxes'][number]): Blocks {
  const id = String(inbox.id);
  return [
    rich(
      [channel(inbox.channelId), '  ·  ', bold(shortMode[inbox.mode])],
      dotted([[`for ${teamName}`], [`source ${inbox.source}`], ['in the name of ', person(inbox.marketerId)]]),
      ...(inbox.failure === null
        ? []
        : [
            [
              emoji('warning'),
              ' I cannot read this channel. Is it archived, or am I no longer in it? Type ',
              bold('/invite @Baton'),
              ' there.',
            ],
          ]),
    ),
    rowActions(`inbox:${id}`, [
      button(INBOX_EDIT, 'Change', id, { label: `Change the inbox channel ${inbox.source}` }),
      button(INBOX_REMOVE, 'Remove', id, { label: `Remove the inbox channel ${inbox.source}` }),
    ]),
  ];
}

export interface InboxStart {
  inbox: InboxChannel | null;
  teams: Pick<Team, 'id' | 'name'>[];
  marketerId: string;
}

export function inboxModal({ inbox, teams, marketerId }: InboxStart): ModalView {
  const modes = options(modeWords);
  return {
    type: 'modal',
    callback_id: INBOX_FORM,
    private_metadata: writeRef({ id: inbox?.id ?? null }),
    title: plain(inbox ? 'Change inbox channel' : 'New inbox channel'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      input(
        'channelId',
        'Channel',
        {
          type: 'conversations_select',
          filter: { include: ['public', 'private'], exclude_external_shared_channels: true },
          ...(inbox && { initial_conversation: inbox.channelId }),
        },
        'The channel into which your form or tool posts. Invite me first if it is private.',
      ),
      input('mode', 'Leads in it', {
        type: 'radio_buttons',
        options: modes,
        initial_option: modes[inbox?.mode === 'hand_off' ? 1 : 0],
      }),
      input(
        'teamId',
        'Sales team',
        selectField(
          teams.map(({ id, name }) => typedOption(String(id), name)),
          String(inbox?.teamId ?? teams[0]?.id ?? ''),
        ),
      ),
      input(
        'source',
        'Source',
        textField(leadLimits.source, inbox?.source, { placeholder: 'Website form' }),
        'Stands on each lead, and in the figures.',
      ),
      input(
        'marketerId',
        'Marketer',
        { type: 'users_select', initial_user: inbox?.marketerId ?? marketerId },
        'Answers for leads that are handed off at once.',
      ),
    ],
  };
}

const fields = z.object({
  channelId: z.string({ error: 'Choose a channel.' }),
  mode: z.enum(inboxModes, { error: 'Choose one.' }),
  teamId: z.coerce.number({ error: 'Choose a team.' }).int(),
  source: typed(leadLimits.source, 'Name the source, such as Website form.'),
  marketerId: z.string({ error: 'Choose a person.' }),
});
const ref = z.object({ id: z.number().nullable() });

export const readInbox = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });
