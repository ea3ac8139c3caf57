/** How each setting is called, explained and edited. One that is not listed shows by its key and is edited as YAML. */

export type Editor =
  /** One number; `empty` says what none means. */
  | { kind: 'number'; empty?: string }
  /** A number or an emoji for each field, with its label. */
  | { kind: 'numbers' | 'emoji'; fields: Record<string, string> }
  /** A line for each thing: its name, then these columns. */
  | { kind: 'rows'; columns: Record<string, string> }
  /** A line for each list, with commas in it. */
  | { kind: 'lists' }
  | { kind: 'people' }
  /** `empty` says what none means. */
  | { kind: 'channel'; empty: string }
  | { kind: 'yaml' };

export const settingGroups = ['Leads', 'Content', 'Feedback and questions', 'Running Baton', 'More'] as const;
export type SettingGroup = (typeof settingGroups)[number];

export interface SettingWords {
  group: SettingGroup;
  title: string;
  about: string;
  editor: Editor;
  /** What stands behind a number. */
  unit?: [one: string, many: string];
}

const reasons = (what: string) =>
  `One on each line, in the order in which sellers choose. ${what} keeps the words that its reason had then.`;

export const settingWords: Record<string, SettingWords> = {
  'leads.emoji': {
    group: 'Leads',
    title: 'Emoji on a card',
    about: 'What a seller says with one reaction. Other skin tones and emoji that look the same count too.',
    editor: {
      kind: 'emoji',
      fields: { accept: 'Accept', decline: 'Give back', touch: 'Log a touch', snooze: 'Snooze', won: 'Won' },
    },
  },
  'leads.decline_reasons': {
    group: 'Leads',
    title: 'Reasons to give a lead back',
    about: `${reasons('A lead that was given back before')} “Something else” asks for words, also under another name.`,
    editor: { kind: 'rows', columns: {} },
  },
  'leads.loss_reasons': {
    group: 'Leads',
    title: 'Reasons why a deal is lost',
    about: reasons('A deal that was lost before'),
    editor: { kind: 'rows', columns: {} },
  },
  'leads.take_back_minutes': {
    group: 'Leads',
    title: 'Taking back an acceptance',
    about: 'Who takes the accepting emoji away again within this time releases the lead. 0 means never.',
    editor: { kind: 'number' },
    unit: ['minute', 'minutes'],
  },
  'clocks.ladder': {
    group: 'Leads',
    title: 'Reminders',
    about:
      'How much of its time a lead has used up when people are reminded, and how often it moves on to a colleague. How much time there is, each team says.',
    editor: {
      kind: 'numbers',
      fields: {
        acceptPerson: 'Message to the seller who is to accept it (%)',
        acceptThread: 'Question in the thread of its card (%)',
        touchPerson: 'Message to its owner before the first touch (%)',
        moves: 'Moves to a colleague before the fallback owner gets it',
      },
    },
  },
  'leads.declines_a_day': {
    group: 'Leads',
    title: 'Leads that a seller may give back in a day',
    about: 'From the next one on, the manager is told of each.',
    editor: { kind: 'number' },
    unit: ['lead', 'leads'],
  },
  'leads.snooze_times': {
    group: 'Leads',
    title: 'How long a snooze is',
    about: 'The shortest, and when the ones until the next working morning and until Monday morning end.',
    editor: {
      kind: 'numbers',
      fields: { minutes: 'The shortest (minutes)', hour: 'Mornings (hour of the team’s day)' },
    },
  },
  'leads.many_snoozes': {
    group: 'Leads',
    title: 'Snoozes of one lead',
    about: 'When a lead has been snoozed this often, the manager is told.',
    editor: { kind: 'number' },
    unit: ['snooze', 'snoozes'],
  },
  'leads.digest_size': {
    group: 'Leads',
    title: 'Leads in a digest',
    about:
      'This many show with their buttons, the oldest first; the rest are counted. When the digest comes, each team says.',
    editor: { kind: 'number' },
    unit: ['lead', 'leads'],
  },
  'leads.keep_ended_months': {
    group: 'Leads',
    title: 'How long ended leads are kept',
    about:
      'After this time, a lead that was won, lost or disqualified loses its name, contact and all words about it, each night, in Baton and on its card. Figures stay. Threads and direct messages follow Slack’s own retention.',
    editor: { kind: 'number', empty: 'For ever' },
    unit: ['month', 'months'],
  },
  'content.kinds': {
    group: 'Content',
    title: 'Kinds of content',
    about:
      'One on each line: its name, the notice that marketing needs, and after how long its owner is asked whether it still holds.',
    editor: { kind: 'rows', columns: { noticeDays: 'notice in working days', reviewMonths: 'months until review' } },
  },
  'content.synonyms': {
    group: 'Content',
    title: 'Words that mean the same',
    about: 'Whoever searches for one finds the others too. One group on each line, with commas between its words.',
    editor: { kind: 'lists' },
  },
  'content.file_megabytes': {
    group: 'Content',
    title: 'Largest file',
    about: 'A larger file cannot go into the library; a link to it can.',
    editor: { kind: 'number' },
    unit: ['MB', 'MB'],
  },
  'requests.keep_ended_months': {
    group: 'Content',
    title: 'How long ended requests are kept',
    about:
      'After this time, a request that was delivered, declined or no longer needed loses its words, each night, in Baton and on its card. Figures and what is in the library stay. Threads and direct messages follow Slack’s own retention.',
    editor: { kind: 'number', empty: 'For ever' },
    unit: ['month', 'months'],
  },
  'feedback.minimum_group': {
    group: 'Feedback and questions',
    title: 'Smallest group in anonymous feedback',
    about: 'Nothing of an anonymous round is shown until this many people have answered.',
    editor: { kind: 'number' },
    unit: ['person', 'people'],
  },
  'feedback.keep_ended_months': {
    group: 'Feedback and questions',
    title: 'How long ended rounds of feedback are kept',
    about:
      'After this time, a round that has ended is deleted from Baton, with its questions, answers and summary. Messages in Slack follow Slack’s own retention.',
    editor: { kind: 'number', empty: 'For ever' },
    unit: ['month', 'months'],
  },
  'box.channel': {
    group: 'Feedback and questions',
    title: 'Where questions from the box go',
    about:
      'What people ask the managers without their name, with `/baton ask`, is posted here. Please invite me first if it is private.',
    editor: { kind: 'channel', empty: 'To each manager of a team, in a direct message' },
  },
  'box.questions_per_day': {
    group: 'Feedback and questions',
    title: 'Questions for the box in a day',
    about: 'This many can one person ask in a day, replies included.',
    editor: { kind: 'number' },
    unit: ['question', 'questions'],
  },
  'teams.deputies': {
    group: 'Running Baton',
    title: 'Who else manages',
    about:
      'They can do what the manager of any team can, and set Baton up. Team managers and workspace admins can anyway.',
    editor: { kind: 'people' },
  },
};

export const wordsOf = (key: string): SettingWords =>
  settingWords[key] ?? { group: 'More', title: key, about: 'Written as YAML.', editor: { kind: 'yaml' } };
