import { expect, test } from 'vitest';
import { understand } from '../../src/help/understand.ts';

test.each([
  ['<@U0BATON> Hi! Do we have a case study for hospitals?', 'case study for hospitals'],
  ['where can I find the price list', 'price list'],
  ["I'm looking for slides about security.", 'slides about security'],
  ['white paper banking', 'white paper banking'],
])('“%s” asks for content', (said, question) => {
  expect(understand(said)).toEqual({ wants: 'content', question });
});

test.each([
  ['what can you do?', 'help'],
  ['hello', 'help'],
  ['', 'help'],
  ['my leads please', 'leads'],
  ['which leads wait for a case study?', 'leads'],
  ['Jane, jane@acme.com wants a case study', 'handoff'],
  [`a deck ${'that says very much '.repeat(20)}`, 'help'],
])('“%s” is for %s', (said, wants) => {
  expect(understand(said).wants).toBe(wants);
});
