import { describe, expect, test } from 'vitest';
import { asTyped } from '../../page/as-typed.ts';
import { promptAt, suggestionsFor } from '../../page/completion.ts';
import { emojiCharacter, quickEmoji, searchEmoji } from '../../page/emoji.ts';
import { fakeWorkspace } from './fake-workspace.ts';

const { apps, people, channels, userGroups } = fakeWorkspace(Date.UTC(2026, 3, 2, 9));
const offered = (typed: string): string[] => {
  const prompt = promptAt(typed, typed.length);
  return prompt ? suggestionsFor(prompt, { apps, people, channels, userGroups }).map(({ insert }) => insert) : [];
};

describe('completion', () => {
  test('a slash at the start offers the commands that match the text after it', () => {
    expect(offered('/')).toEqual(['/pass', '/blocks', '/broken']);
    expect(offered('/b')).toEqual(['/blocks', '/broken']);
    expect(offered('/pass jane')).toEqual([]);
    expect(offered('see /pass')).toEqual([]);
  });

  test('@ finds people and groups by any of their names, but no deactivated people', () => {
    expect(offered('hi @sa')).toEqual(['@sam.okafor']);
    expect(offered('@lind')).toEqual(['@maya.lindqvist']);
    expect(offered('@sell')).toEqual(['@sellers']);
    expect(offered('@petra')).toEqual([]);
  });

  test('# finds channels except archived ones and direct messages', () => {
    expect(offered('see #')).toEqual(['#sales-emea', '#marketing', '#partners', '#random']);
  });

  test('a colon needs two letters, so that 10:30 stays a time', () => {
    expect(offered('at 10:30')).toEqual([]);
    expect(offered(':t')).toEqual([]);
    expect(offered(':tad')).toContain(':tada:');
  });

  test('an email address is not a mention', () => {
    expect(promptAt('a@b', 3)).toBeUndefined();
  });
});

describe('a stored text, shown to its author', () => {
  const names = { people, channels, groups: userGroups };
  test('has names for mentions and characters for entities', () => {
    expect(asTyped('<@U2> in <#C1|x>, <!subteam^S1|@sellers> <!here> &lt;b&gt; &amp;amp;', names)).toBe(
      '@sam.okafor in #sales-emea, @sellers @here <b> &amp;',
    );
  });

  test('has links as they were typed', () => {
    expect(asTyped('<https://x.test/?a=1&amp;b=2> <mailto:a@x.test|a@x.test>', names)).toBe(
      'https://x.test/?a=1&b=2 a@x.test',
    );
  });
});

describe('emoji', () => {
  test('the most used emoji come first', () => {
    expect(quickEmoji.slice(0, 3).map(({ name }) => name)).toEqual(['white_check_mark', 'x', 'telephone_receiver']);
  });

  test('are found by alias, with a skin tone, and not by an unknown name', () => {
    expect(emojiCharacter('thumbsup')).toBe(emojiCharacter('+1'));
    expect(emojiCharacter('wave::skin-tone-4')).toBe('👋🏽');
    expect(emojiCharacter('wave', 6)).toBe('👋🏿');
    expect(emojiCharacter('no_such_emoji')).toBeUndefined();
  });

  test('a search lists the exact name first and also matches tags', () => {
    expect(searchEmoji('x')[0]?.name).toBe('x');
    expect(searchEmoji(':tada:')[0]?.name).toBe('tada');
    expect(searchEmoji('palm tree')[0]?.name).toBe('palm_tree');
    expect(searchEmoji('celebrat').map(({ name }) => name)).toContain('tada');
    expect(searchEmoji('zzzzzz')).toEqual([]);
  });
});
