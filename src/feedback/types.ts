/** A question is answered by a choice or by a comment. A rating is a choice, too. */
export const questionKinds = ['five', 'grades', 'choice', 'text'] as const;
type QuestionKind = (typeof questionKinds)[number];

export const ratings = ['five', 'grades', 'none'] as const;
export type Rating = (typeof ratings)[number];

/** From poor to great, and from excellent to unusable. */
export const ratingChoices: Record<Exclude<Rating, 'none'>, string[]> = {
  five: ['1', '2', '3', '4', '5'],
  grades: ['A', 'B', 'C', 'F'],
};

/** Kinds of subjects; see subjects.ts. */
export const subjectKinds = ['lead', 'item', 'campaign', 'source'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export const sides = ['sales', 'marketing'] as const;

/** The end of a survey: with results, with too few answers, or without the key that opens them. */
export const outcomes = ['summary', 'too_few', 'lost'] as const;
export type Outcome = (typeof outcomes)[number];

/** Without the rating. */
export const MOST_QUESTIONS = 5;
export const MOST_CHOICES = 8;
export const LONGEST_ABOUT = 150;
export const LONGEST_QUESTION = 150;
export const LONGEST_CHOICE = 60;
export const LONGEST_ANSWER = 1000;
/** Each is a direct message, and each anonymous answer rewrites the space of a whole box. */
export const MOST_RECIPIENTS = 300;

export interface Question {
  kind: QuestionKind;
  text: string;
  /** Empty for comments. */
  choices: string[];
}

/** In the order of the questions: the index of the choice, or the comment; null without an answer. */
export type Answers = (number | string | null)[];
