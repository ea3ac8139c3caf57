import { expect, test } from 'vitest';
import { parseQuestions, writeQuestions } from '../../src/feedback/questions.ts';
import { templates } from '../../src/feedback/templates.ts';

test('questions are parsed line by line, with choices in brackets', () => {
  expect(parseQuestions('What worked?\r\n\n  Again? ( yes / with changes/no )\nBudget (in euros)?')).toEqual([
    { kind: 'text', text: 'What worked?', choices: [] },
    { kind: 'choice', text: 'Again?', choices: ['yes', 'with changes', 'no'] },
    { kind: 'text', text: 'Budget (in euros)?', choices: [] },
  ]);
  expect(parseQuestions(' \n ')).toEqual([]);
});

test.each([
  ['a\nb\nc\nd\ne\nf', 'At most five questions, one per line. There are 6.'],
  [`${'x'.repeat(151)}?`, `A question has at most 150 characters: “${'x'.repeat(40)}…”`],
  ['Again? (yes / )', 'There is an empty choice between two slashes.'],
  ['Again? (yes / Yes)', 'The same choice is there twice.'],
  ['Which? (1/2/3/4/5/6/7/8/9)', 'At most 8 choices per question.'],
  [`Which? (a / ${'b'.repeat(61)})`, 'A choice has at most 60 characters.'],
])('%j is refused with the change that is needed', (text, fault) => {
  expect(parseQuestions(text)).toEqual({ fault });
});

test.each(Object.entries(templates))(
  'the questions of the template %s are parsed as they are written',
  (_, template) => {
    expect(parseQuestions(writeQuestions(template.questions))).toEqual(template.questions);
  },
);

test('a long row of brackets is parsed quickly', () => {
  const before = performance.now();
  parseQuestions(`${'('.repeat(1400)}${'/'.repeat(1400)}`);
  parseQuestions(`${'(a/'.repeat(900)}`);
  // Seconds, if the pattern restarted at each bracket.
  expect(performance.now() - before).toBeLessThan(1_000);
});
