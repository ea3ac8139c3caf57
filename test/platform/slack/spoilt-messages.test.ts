/** A message of Slack with wrong parts: its text is read as far as it can be. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOfMessage } from '../../../src/platform/slack/message-text.ts';
import { anySpoil } from '../../support/spoil.ts';

const words = { type: 'mrkdwn', text: '*Ana* &amp; <mailto:ana@porto-foods.example|mail>' };
const rich = {
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Ana' }] }],
};
const blocks = [
  { type: 'section', text: words, fields: [words] },
  { type: 'context', elements: [words] },
  { type: 'table', rows: [[{ type: 'raw_text', text: 'Ana' }, rich]] },
  rich,
];
const whole = JSON.stringify({
  ...{ type: 'message', bot_id: 'B1', text: 'New lead', blocks },
  attachments: [{ title: 'Lead', fields: [{ title: 'Name', value: 'Ana' }], blocks }],
  files: [{ filetype: 'email', from: [{ name: 'Ana', address: 'ana@porto-foods.example' }], to: [], subject: 'Demo' }],
});

test('a spoilt message has a text', () => {
  fc.assert(
    fc.property(fc.array(anySpoil, { minLength: 1, maxLength: 3 }), (spoils) => {
      const text = spoils.reduce((all, spoil) => spoil(all, 200).text, whole);
      let message: unknown;
      try {
        message = JSON.parse(text);
      } catch {
        return;
      }
      expect(typeof textOfMessage(message)).toBe('string');
    }),
    { numRuns: 150 },
  );
});

test('rich text within rich text without end is read as deep as Slack nests it', () => {
  const nested = (depth: number) => {
    let inner: object = { type: 'text', text: 'Ana' };
    for (let times = 1; times < depth; times += 1) inner = { type: 'rich_text_section', elements: [inner] };
    return textOfMessage({ bot_id: 'B1', blocks: [{ type: 'rich_text', elements: [inner] }] });
  };
  expect(nested(4)).toBe('Ana');
  expect(nested(10_000)).toBe('');
});
