/** How a question is answered: by one of its choices, or in words. A rating is one of its choices, too. */
export const questionKinds = ['five', 'grades', 'choice', 'text'] as const;
type QuestionKind = (typeof questionKinds)[number];

export const ratings = ['five', 'grades', 'none'] as const;
export type Rating = (typeof ratings)[number];

/** From poor to great, and from excellent to not usable. */
export const ratingChoices: Record<Exclude<Rating, 'none'>, string[]> = {
  five: ['1', '2', '3', '4', '5'],
  grades: ['A', 'B', 'C', 'F'],
};

/** What a round can be about beside words; see subjects.ts. */
export const subjectKinds = ['lead', 'item', 'campaign', 'source'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export const sides = ['sales', 'marketing'] as const;
/** Null is whoever works in neither, or in both. */
export type Side = (typeof sides)[number] | null;

/** How a round ended: with answers to read, with too few of them, or without the key that opens them. */
export const outcomes = ['summary', 'too_few', 'lost'] as const;
export type Outcome = (typeof outcomes)[number];

/** Beside the rating. */
export const MOST_QUESTIONS = 5;
export const MOST_CHOICES = 8;
export const LONGEST_ABOUT = 150;
export const LONGEST_QUESTION = 150;
export const LONGEST_CHOICE = 60;
export const LONGEST_ANSWER = 1000;
/** Each is a direct message, and each answer of an anonymous round writes the room for all of them anew. */
export const MOST_RECIPIENTS = 300;

export interface Question {
  kind: QuestionKind;
  text: string;
  /** Empty where the answer is words. */
  choices: string[];
}

/** In the order of the questions: the index of the choice, or words; null where nothing was said. */
export type Answers = (number | string | null)[];
