import type { ViewOutput } from '@slack/bolt';
import type { ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { oneOf, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Preferences } from '../../src/preferences/queries.ts';
import { morningPlaces, reminderLevels, weeklyPlaces } from '../../src/preferences/types.ts';
import { context, input, option, plain } from '../kit/blocks.ts';

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

/** The form of a person's notifications. */
export const preferencesModal = ({ morning, reminders, quality }: Preferences): ModalView => ({
  type: 'modal',
  callback_id: PREFERENCES_FORM,
  private_metadata: writeRef({}),
  title: plain('Notifications'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    input('morning', 'Daily summary', radio(morningWords, morning)),
    input('reminders', 'Lead reminders', radio(reminderWords, reminders)),
    input('quality', 'Weekly ratings of your leads', radio(qualityWords, quality)),
    context('Leads assigned to you by name always come in a direct message.'),
  ],
});

const fields = z.object({
  morning: oneOf(morningPlaces),
  reminders: oneOf(reminderLevels),
  quality: oneOf(weeklyPlaces),
});

export const readPreferences = (view: ViewOutput) => ({ ...readRef(view, z.object({})), form: readForm(view, fields) });
