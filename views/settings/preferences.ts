import type { ViewOutput } from '@slack/bolt';
import type { ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { oneOf, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Preferences } from '../../src/preferences/queries.ts';
import {
  acceptedLevels,
  introductionChoices,
  morningPlaces,
  reminderLevels,
  rideProposals,
  weeklyPlaces,
  winNames,
} from '../../src/preferences/types.ts';
import type { Role } from '../../src/teams/roles.ts';
import { type Blocks, context, input, option, optional, plain } from '../kit/blocks.ts';

/** The button that opens the form. */
export const PREFERENCES = 'preferences';
export const PREFERENCES_FORM = 'preferences_form';

const morningWords: Record<Preferences['morning'], [text: string, more: string]> = {
  message: ['In a direct message', 'When your working day begins, only if something needs you'],
  home: ['Only in Baton’s home', 'No messages'],
  off: ['Off', 'No messages'],
};

const reminderWords: Record<Preferences['reminders'], [text: string, more: string]> = {
  all: ['Before a lead is due', 'One message for all leads due within the hour'],
  overdue: ['Only when a lead is overdue', 'One message for all overdue leads'],
  off: ['Off', 'You may still be mentioned in threads, and leads are still reassigned'],
};

/** The chosen options, one line each. */
export const chosenWords = ({ morning, reminders, quality }: Preferences) => ({
  morning: morningWords[morning][0],
  reminders: reminderWords[reminders][0],
  quality: qualityWords[quality][0],
});
const qualityWords: Record<Preferences['quality'], [text: string, more: string]> = {
  message: ['In a direct message', 'Monday mornings, only if sales rated your leads'],
  off: ['Off', 'No messages'],
};

const choices = (words: Record<string, [text: string, more: string]>): PlainTextOption[] =>
  Object.entries(words).map(([value, [text, more]]) => ({ ...option(value, text), description: plain(more) }));

const radio = (words: Record<string, [text: string, more: string]>, chosen: string) => {
  const options = choices(words);
  return {
    type: 'radio_buttons' as const,
    options,
    initial_option: options.find(({ value }) => value === chosen) ?? options[0],
  };
};

const acceptedWords: Record<Preferences['accepted'], [text: string, more: string]> = {
  each: ['Each one', 'A message when sales accepts a lead of yours'],
  daily: ['A daily summary', 'One message when your working day begins'],
  outcomes: ['Only won, lost and returned', 'No messages about accepted leads'],
};

const managingWords: Record<Preferences['managing'], [text: string, more: string]> = {
  message: ['In your morning message', 'Missed deadlines, questions without an answer, items to review'],
  off: ['Off', 'They are on Baton’s home'],
};

const rideAlongWords: Record<Preferences['rideAlongs'], [text: string, more: string]> = {
  monthly: ['Someone of the other team, each month', 'You can still say not this month'],
  off: ['Off', 'You can still offer and claim seats'],
};

const winWords: Record<Preferences['wins'], [text: string, more: string]> = {
  named: ['By name', 'With your part: the hand-off, content, contacts or the closing'],
  unnamed: ['As “a colleague”', 'Earlier posts change too'],
};

const introductionWords: Record<Preferences['introductions'], [text: string, more: string]> = {
  on: ['Yes', 'Now and then, with three things worth asking'],
  off: ['No', 'No messages'],
};

/** A choice, and the roles that it is shown to. */
const choicesOf = (chosen: Preferences): { roles: readonly Role[]; block: Blocks[number] }[] => [
  { roles: SELLING, block: input('morning', 'Daily summary', radio(morningWords, chosen.morning)) },
  { roles: SELLING, block: input('reminders', 'Lead reminders', radio(reminderWords, chosen.reminders)) },
  { roles: SELLING, block: bookingField(chosen.bookingLink) },
  { roles: ['marketer'], block: input('accepted', 'Accepted leads', radio(acceptedWords, chosen.accepted)) },
  { roles: ['marketer'], block: input('quality', 'Weekly ratings of your leads', radio(qualityWords, chosen.quality)) },
  { roles: ['manager'], block: input('managing', 'Your teams', radio(managingWords, chosen.managing)) },
  {
    roles: ['marketer', 'seller'],
    block: input('rideAlongs', 'Proposed ride-alongs', radio(rideAlongWords, chosen.rideAlongs)),
  },
  { roles: ['marketer', 'seller'], block: input('wins', 'Posts about wins name you', radio(winWords, chosen.wins)) },
  {
    roles: ['marketer', 'seller'],
    block: input('introductions', 'Introductions to the other team', radio(introductionWords, chosen.introductions)),
  },
];

const bookingField = (link: string | null) =>
  optional(
    input(
      'bookingLink',
      'Your booking link',
      { type: 'url_text_input', placeholder: plain('https://calendly.com/…'), ...(link && { initial_value: link }) },
      'Shown on the cards of your leads, and in the answer to a form or program that hands you a lead.',
    ),
  );

/** Managers may have leads as well. */
const SELLING: readonly Role[] = ['seller', 'manager'];

/** The form of a person's notifications: the choices of their roles, and all for a person in no team. */
export function preferencesModal(chosen: Preferences, roles: readonly Role[]): ModalView {
  const all = choicesOf(chosen);
  const theirs = all.filter((choice) => choice.roles.some((role) => roles.includes(role)));
  return {
    type: 'modal',
    callback_id: PREFERENCES_FORM,
    private_metadata: writeRef({}),
    title: plain('Notifications'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      ...(theirs.length > 0 ? theirs : all).map(({ block }) => block),
      ...(roles.includes('seller') ? [context('Leads assigned to you by name always come in a direct message.')] : []),
    ],
  };
}

const LONGEST_LINK = 500;

/** Null when it was emptied. */
const bookingLink = z
  .string()
  .max(LONGEST_LINK, `At most ${LONGEST_LINK} characters.`)
  .refine(
    (link) => /^https:\/\/[^\s/]+\.[^\s]+$/.test(link) && URL.canParse(link),
    'Enter an address that begins with https://.',
  )
  .optional()
  .transform((link) => link ?? null);

const fields = z.object({
  morning: oneOf(morningPlaces).optional(),
  reminders: oneOf(reminderLevels).optional(),
  accepted: oneOf(acceptedLevels).optional(),
  quality: oneOf(weeklyPlaces).optional(),
  managing: oneOf(weeklyPlaces).optional(),
  rideAlongs: oneOf(rideProposals).optional(),
  wins: oneOf(winNames).optional(),
  bookingLink,
  introductions: oneOf(introductionChoices).optional(),
});

export const readPreferences = (view: ViewOutput) => ({ ...readRef(view, z.object({})), form: readForm(view, fields) });
