import { expect, test } from 'vitest';
import { cardEmoji } from '../../src/leads/settings.ts';

const chosen = (accept: string) => cardEmoji.schema.safeParse({ ...cardEmoji.default, accept });

test.each([
  ['white_check_mark', 'white_check_mark'],
  [':white_check_mark:', 'white_check_mark'],
  [' :+1: ', '+1'],
  [':+1::skin-tone-2:', '+1'],
  ['+1::skin-tone-6', '+1'],
  [':raised_hand::skin-tone-3::skin-tone-4:', 'raised_hand'],
  [':Party-Parrot:', 'party-parrot'],
  [':ja:', 'ja'],
])('the emoji %s is stored as the name that Slack sends', (written, stored) => {
  expect(chosen(written).data?.accept).toBe(stored);
});

test.each(['', ':', '::skin-tone-2:', '👍', 'two words', ':a: :b:', 'a:b'])('%j is no name of an emoji', (written) => {
  expect(chosen(written).error?.issues[0]?.message).toContain('Enter the emoji’s name in Slack');
});

test('two skin tones of one emoji cannot have two meanings', () => {
  const twice = cardEmoji.schema.safeParse({ ...cardEmoji.default, accept: ':+1::skin-tone-2:', won: '+1' });
  expect(twice.error?.issues[0]?.message).toBe('Use each emoji only once.');
});
