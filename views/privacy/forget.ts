/** `/baton forget`: whom to erase, what goes and where, the confirmation, and the result. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { WithCard } from '../../src/leads/card-place.ts';
import type { Lead } from '../../src/leads/table.ts';
import { readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { STAYS } from '../../src/privacy/places.ts';
import {
  actions,
  bold,
  button,
  context,
  input,
  type Line,
  person,
  plain,
  rich,
  section,
  textField,
} from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { linkedTitle, statusWords } from '../leads/words.ts';

export const FORGET_ASK_FORM = 'forget_ask_form';
export const FORGET_CHOICE = 'forget_choice';
export const FORGET_FORM = 'forget_form';
export const FORGET_COLLEAGUE_FORM = 'forget_colleague_form';
export const FORGET_LEAVER = 'forget_leaver';
export const MOST_LEAVERS = 5;
/** A search shows so many people. */
export const MOST_FOUND = 10;
const MOST_LEADS = 20;

/** `leavers` are colleagues who left, whom Slack no longer offers to choose. */
export const askWhom = (leavers: string[]): ModalView => ({
  type: 'modal',
  callback_id: FORGET_ASK_FORM,
  title: plain('Erase a person'),
  submit: plain('Find'),
  close: plain('Cancel'),
  blocks: [
    input(
      'who',
      'Email, phone number or name',
      textField(200),
      'You see what would be erased before anything happens. A colleague who left is also found by their Slack ID.',
    ),
    ...(leavers.length > 0 ? [rich([bold('Colleagues who left')])] : []),
    ...leavers.flatMap((userId) => [
      rich([person(userId)]),
      actions(`forget:${userId}`, button(FORGET_LEAVER, 'Show what goes', userId)),
    ]),
  ],
});

const askFields = z.object({ who: z.string('Name one person.').trim().min(1, 'Name one person.') });
export const readWhom = (view: ViewOutput) => ({ form: readForm(view, askFields) });

/** Leads whose name, company or address begins so: each is a person. */
export const chooseContact = (found: Lead[], typed: string): ModalView => ({
  type: 'modal',
  title: plain('Erase a person'),
  close: plain('Cancel'),
  blocks:
    found.length === 0
      ? [rich(['No lead is found by ', bold(typed), '. Try the email address or the phone number.'])]
      : [
          section('Whom do you mean?'),
          ...found.flatMap((lead) => [
            rich([bold(lead.name), `, ${lead.company}`], [contactLine(lead)]),
            actions(
              `forget:${lead.id}`,
              button(FORGET_CHOICE, 'Show what goes', String(lead.id), { label: `Show what goes of ${lead.name}` }),
            ),
          ]),
        ],
});

const contactLine = ({ email, phone }: Lead): string => [email, phone].filter((one) => one !== null).join('  ·  ');

export interface ContactErasure {
  leads: WithCard<Lead>[];
  /** `3 content requests`, for other texts that name them; undefined while they are looked for. */
  places: string[] | undefined;
  /** Names the modal, which is drawn again when they are found. */
  externalId: string;
  workspaceUrl: string;
}

/** Typing the name is the second thought. */
export const contactModal = ({
  leads,
  places,
  externalId,
  workspaceUrl,
}: ContactErasure): ModalView & { external_id: string } => ({
  external_id: externalId,
  type: 'modal',
  callback_id: FORGET_FORM,
  private_metadata: writeRef({ leadId: leads[0]?.id ?? 0 }),
  title: plain('Erase a person'),
  submit: plain('Erase'),
  close: plain('Cancel'),
  blocks: [
    rich(
      [bold(`Goes: ${counted(leads.length, 'lead')}, with card and thread`)],
      ...leads
        .slice(0, MOST_LEADS)
        .map((lead): Line => [linkedTitle(lead, workspaceUrl), `  ·  ${statusWords[lead.status]}`]),
      ...(leads.length > MOST_LEADS ? [[`and ${leads.length - MOST_LEADS} more`]] : []),
    ),
    ...(places === undefined ? [context('Looking for the name, address and number in other texts…')] : []),
    ...(places && places.length > 0
      ? [rich([bold('Name, address and number are replaced in')], ...places.map((place): Line => [place]))]
      : []),
    ...(places?.length === 0 ? [context('No other text names this person.')] : []),
    rich([bold('Stays')], ...STAYS.map((line): Line => [line])),
    context('Times, amounts and statuses stay, so that figures stay true. This can’t be undone.'),
    input('name', 'Type the name to confirm', textField(200)),
  ],
});

const confirmFields = z.object({ name: z.string('Type the name.').trim() });
const leadRef = z.object({ leadId: z.number() });
export const readForget = (view: ViewOutput) => ({ ...readRef(view, leadRef), form: readForm(view, confirmFields) });

export const erasing = (): ModalView => doneModal('Erased in Baton. Slack follows: cards, threads and the search…');

export const erased = (): ModalView =>
  doneModal('Erased in Baton, its search, cards and threads. It is on record in the audit log, without the person.');

const doneModal = (text: string): ModalView => ({
  type: 'modal',
  title: plain('Erase a person'),
  close: plain('Close'),
  blocks: [section(text), rich([bold('Stays')], ...STAYS.map((line): Line => [line]))],
});

export interface ColleagueErasure {
  userId: string;
  /** Rows. */
  goes: number;
}

export const colleagueModal = ({ userId, goes }: ColleagueErasure): ModalView => ({
  type: 'modal',
  callback_id: FORGET_COLLEAGUE_FORM,
  private_metadata: writeRef({ userId }),
  title: plain('Erase a colleague'),
  submit: plain('Erase'),
  close: plain('Cancel'),
  blocks: [
    rich(
      [person(userId)],
      [
        bold('Goes'),
        `: ${counted(goes, 'entry', 'entries')}: their name, absences, notifications, rotation, drafts and search alerts`,
      ],
      [
        bold('Stays'),
        ': their Slack ID in histories and figures, since they show who did what. It means nothing outside this workspace',
      ],
      [bold('Stays with Slack'), ': messages to and from them, under your workspace’s retention'],
    ),
    context('This can’t be undone.'),
  ],
});

const userRef = z.object({ userId: z.string() });
export const readForgetColleague = (view: ViewOutput) => ({
  ...readRef(view, userRef),
  form: { ok: true as const, value: {} },
});

export const colleagueErased = (): ModalView => ({
  type: 'modal',
  title: plain('Erase a colleague'),
  close: plain('Close'),
  blocks: [section('Erased. Their Slack ID stays in histories and figures.')],
});
