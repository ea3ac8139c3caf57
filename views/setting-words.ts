/** How each setting is called, explained and edited. One that is not listed shows by its key and is edited as YAML. */

export type Editor =
  /** One number; `empty` says what none means. */
  | { kind: 'number'; empty?: string }
  /** A number or an emoji for each field, with its label. */
  | { kind: 'numbers' | 'emoji'; fields: Record<string, string> }
  /** A line for each thing: its name, then these columns. */
  | { kind: 'rows'; columns: Record<string, string> }
  | { kind: 'people' }
  /** `empty` says what none means. */
  | { kind: 'channel'; empty: string }
  | { kind: 'yaml' };

export interface SettingWords {
  title: string;
  about: string;
  editor: Editor;
  /** What stands behind a number. */
  unit?: [one: string, many: string];
}

export const settingWords: Record<string, SettingWords> = {
  'leads.emoji': {
    title: 'Emoji on a card',
    about: 'What sellers say with one reaction. Skin tones and emoji that look the same count too.',
    editor: {
      kind: 'emoji',
      fields: { accept: 'Accept', decline: 'Give back', touch: 'Log a touch', snooze: 'Snooze', won: 'Won' },
    },
  },
  'leads.decline_reasons': {
    title: 'Reasons to give a lead back',
    about:
      'One a line, in the order in which sellers choose. What was given back before keeps the words that it had then. Only “Something else” asks for words.',
    editor: { kind: 'rows', columns: {} },
  },
  'leads.take_back_minutes': {
    title: 'Taking the accepting emoji back',
    about: 'Within this time it releases the lead: it was a slip. 0 is never.',
    editor: { kind: 'number' },
    unit: ['minute', 'minutes'],
  },
  'clocks.ladder': {
    title: 'Reminders',
    about: 'When somebody is reminded of a lead, in percent of its clock, and how often it moves on to a colleague.',
    editor: {
      kind: 'numbers',
      fields: {
        acceptPerson: 'Message to whoever is to accept it (%)',
        acceptThread: 'Question in the thread of its card (%)',
        touchPerson: 'Message to its owner before the first touch (%)',
        moves: 'Moves to a colleague before the fallback owner has it',
      },
    },
  },
  'leads.declines_a_day': {
    title: 'Leads given back in a day',
    about: 'When a seller gives back more than these, their manager sees each.',
    editor: { kind: 'number' },
    unit: ['lead', 'leads'],
  },
  'leads.many_snoozes': {
    title: 'Snoozes of one lead',
    about: 'At this many, the manager is told.',
    editor: { kind: 'number' },
    unit: ['snooze', 'snoozes'],
  },
  'leads.digest_size': {
    title: 'Leads in a digest',
    about:
      'So many stand there with their buttons, the oldest first; the rest is counted. When it comes, each team says.',
    editor: { kind: 'number' },
    unit: ['lead', 'leads'],
  },
  'teams.deputies': {
    title: 'Who else manages',
    about:
      'They may do what the manager of any team may, and set Baton up. The manager of each team and the admins of the workspace may anyway.',
    editor: { kind: 'people' },
  },
  'leads.keep_ended_months': {
    title: 'How long ended leads are kept',
    about:
      'So long after a lead was won, lost or disqualified, each night erases who it was about, from Baton, its search and its card. Figures stay. Threads and messages in Slack go by the retention of Slack.',
    editor: { kind: 'number', empty: 'For ever' },
    unit: ['month', 'months'],
  },
  'content.kinds': {
    title: 'Kinds of content',
    about: 'One a line: its name, the notice that marketing needs, and when its owner is asked whether it still holds.',
    editor: { kind: 'rows', columns: { noticeDays: 'notice in working days', reviewMonths: 'months until review' } },
  },
  'content.file_megabytes': {
    title: 'Largest file',
    about: 'Larger files are not kept in the library; a link to them can be.',
    editor: { kind: 'number' },
    unit: ['MB', 'MB'],
  },
  'box.channel': {
    title: 'Where questions of the box go',
    about: 'What people ask the managers without their name comes here. I have to be in the channel, if it is private.',
    editor: { kind: 'channel', empty: 'To each manager of a team, in a direct message' },
  },
  'box.questions_per_day': {
    title: 'Questions in the box',
    about: 'So many can one person put into it in a day, replies included.',
    editor: { kind: 'number' },
    unit: ['question', 'questions'],
  },
  'feedback.minimum_group': {
    title: 'Smallest group in anonymous answers',
    about: 'Nothing of an anonymous round is shown before so many have answered.',
    editor: { kind: 'number' },
    unit: ['person', 'people'],
  },
};

export const wordsOf = (key: string): SettingWords =>
  settingWords[key] ?? { title: key, about: 'Written as YAML.', editor: { kind: 'yaml' } };
