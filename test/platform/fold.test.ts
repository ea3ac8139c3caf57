import { expect, test } from 'vitest';
import { foldLetters, spellingsOf } from '../../src/platform/fold.ts';

test.each([
  ['Müller', 'muller'],
  ['Weiß', 'weiss'],
  ['STRASSE', 'strasse'],
  ['Łukasz', 'lukasz'],
  ['Søren', 'soren'],
  ['Đorđe', 'dorde'],
  ['Æsir', 'aesir'],
  ['Işık', 'isik'],
  ['José', 'jose'],
  ['O’Neill', 'o’neill'],
])('%s is %s', (text, folded) => {
  expect(foldLetters(text)).toBe(folded);
  expect(foldLetters(text.normalize('NFD'))).toBe(folded);
});

test.each([
  ['Müller', ['muller', 'mueller']],
  ['Mueller', ['mueller', 'muller']],
  ['Søren', ['soren', 'soeren']],
  ['Århus', ['arhus', 'aarhus']],
  ['Aarhus', ['aarhus']],
  ['Baecker', ['baecker', 'backer']],
  ['Joe', ['joe']],
  ['Muelle', ['muelle', 'mulle']],
  ['Mue', ['mue']],
  ['value', ['value']],
  ['Jane', ['jane']],
])('%s has the spellings %j', (typed, spellings) => {
  expect(spellingsOf(typed)).toEqual(spellings);
});
