import type { Question, Rating } from './types.ts';

/** The initial values of a form. */
export interface Template {
  name: string;
  /** Its purpose, in one line. */
  hint: string;
  aboutExample: string;
  rating: Rating;
  ratingQuestion: string;
  questions: Question[];
  isAnonymous: boolean;
  /** Whether the form has a file. */
  hasFile: boolean;
}

const text = (question: string): Question => ({ kind: 'text', text: question, choices: [] });
const choice = (question: string, ...choices: string[]): Question => ({ kind: 'choice', text: question, choices });

export const templateIds = ['campaign', 'batch', 'draft', 'outcome', 'blank'] as const;
export type TemplateId = (typeof templateIds)[number];

export const templates: Record<TemplateId, Template> = {
  campaign: {
    name: 'Campaign debrief',
    hint: 'Lessons for the next campaign',
    aboutExample: 'Autumn webinar',
    rating: 'five',
    ratingQuestion: 'How well did it work for you?',
    questions: [
      text('What worked?'),
      text('What should we change?'),
      choice('Should we run it again?', 'yes', 'with changes', 'no'),
    ],
    isAnonymous: false,
    hasFile: false,
  },
  batch: {
    name: 'Lead quality',
    hint: 'Sales rates a batch of leads while they remember the calls',
    aboutExample: 'Leads from the trade fair',
    rating: 'grades',
    ratingQuestion: 'How good were these leads?',
    questions: [
      choice('What was missing most?', 'nothing', 'budget', 'need', 'the right person', 'contact data', 'timing'),
      text('Which were worth the call, and why?'),
      text('Which should not have been sent?'),
    ],
    isAnonymous: false,
    hasFile: false,
  },
  draft: {
    name: 'Draft review',
    hint: 'A case study, deck or email before it goes out',
    aboutExample: 'Draft of the case study on Acme',
    rating: 'five',
    ratingQuestion: 'How ready is it?',
    questions: [
      text('What has to change before it goes out?'),
      text('What should stay as it is?'),
      choice('Would you send it to a buyer?', 'yes', 'after changes', 'no'),
    ],
    isAnonymous: false,
    hasFile: true,
  },
  outcome: {
    name: 'Win or loss debrief',
    hint: 'Why a deal went as it did, and what both sides learn from it',
    aboutExample: 'Why we lost Acme',
    rating: 'five',
    ratingQuestion: 'How much did marketing’s content help?',
    questions: [
      text('What decided it?'),
      text('What did competitors do better?'),
      text('What do we do differently next time?'),
    ],
    isAnonymous: false,
    hasFile: false,
  },
  blank: {
    name: 'Something else',
    hint: 'Your own questions',
    aboutExample: 'Our handover meeting on Mondays',
    rating: 'five',
    ratingQuestion: 'How is it going?',
    questions: [text('What should we keep doing?'), text('What should we change?')],
    isAnonymous: false,
    hasFile: false,
  },
};
