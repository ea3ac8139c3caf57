import {
  LONGEST_ANSWER,
  LONGEST_CHOICE,
  LONGEST_QUESTION,
  MOST_CHOICES,
  MOST_QUESTIONS,
  type Question,
  type Rating,
  ratingChoices,
} from './types.ts';

/** `Run it again? (yes / with changes / no)` */
const WITH_CHOICES = /^(.*\S)\s*\(([^()]*\/[^()]*)\)$/;

/** Reads questions as typed: one per line, with optional choices in brackets. */
export function parseQuestions(text: string): Question[] | { fault: string } {
  const lines = text
    .split(/\r\n|[\n\r]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > MOST_QUESTIONS) {
    return { fault: `At most five questions, one per line. There are ${lines.length}.` };
  }
  const questions: Question[] = [];
  for (const line of lines) {
    const question = parseQuestion(line);
    if ('fault' in question) return question;
    questions.push(question);
  }
  return questions;
}

function parseQuestion(line: string): Question | { fault: string } {
  const [, asked, listed] = WITH_CHOICES.exec(line) ?? [];
  const text = asked ?? line;
  if (text.length > LONGEST_QUESTION) {
    return { fault: `A question has at most ${LONGEST_QUESTION} characters: “${text.slice(0, 40).toWellFormed()}…”` };
  }
  if (listed === undefined) return { kind: 'text', text, choices: [] };
  const choices = listed.split('/').map((choice) => choice.trim());
  if (choices.some((choice) => choice === '')) return { fault: 'There is an empty choice between two slashes.' };
  if (choices.length > MOST_CHOICES) return { fault: `At most ${MOST_CHOICES} choices per question.` };
  if (choices.some((choice) => choice.length > LONGEST_CHOICE)) {
    return { fault: `A choice has at most ${LONGEST_CHOICE} characters.` };
  }
  const distinct = new Set(choices.map((choice) => choice.toLowerCase()));
  if (distinct.size < choices.length) return { fault: 'The same choice is there twice.' };
  return { kind: 'choice', text, choices };
}

/** The inverse of `parseQuestions`. */
export const writeQuestions = (questions: Question[]): string =>
  questions.map(({ text, choices }) => (choices.length > 0 ? `${text} (${choices.join(' / ')})` : text)).join('\n');

export const ratingQuestion = (rating: Exclude<Rating, 'none'>, text: string): Question => ({
  kind: rating,
  text,
  choices: ratingChoices[rating],
});

/** The longest that one answer to these can be in UTF-8 as JSON: quotes and line ends double, the rest takes three bytes. */
export const longestAnswer = (questions: Question[]): number =>
  questions.reduce((bytes, { kind }) => bytes + (kind === 'text' ? 3 * LONGEST_ANSWER + 3 : 4), 64);
