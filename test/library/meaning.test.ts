import { expect, test } from 'vitest';
import { meaningOf, meansTheSame } from '../../src/library/search/meaning.ts';

test('the meaning of a search is its words without filler words', () => {
  expect(meaningOf('Do you have the Case Studies for  Hospitals?')).toBe('case studies hospitals');
  expect(meaningOf('  what is it? ')).toBe('');
  expect(meaningOf('<@U123> **')).toBe('u123');
});

test.each([
  ['case study hospital', 'hospital case studies'],
  ['pricing', 'prices'],
  ['kubernetes hardening', 'kubernets hardening'],
  ['roi calculator for clinics', 'roi calculators clinic'],
  ['security white paper germany', 'security white paper germany pdf'],
])('“%s” asks for the same as “%s”', (one, other) => {
  expect(meansTheSame(meaningOf(one), meaningOf(other))).toBe(true);
});

test.each([
  ['case study hospital', 'case study airline'],
  ['price list 2025', 'price list 2026'],
  ['security', 'security white paper'],
  ['deck', 'desk'],
  ['hr', 'pr'],
])('“%s” asks for something else than “%s”', (one, other) => {
  expect(meansTheSame(meaningOf(one), meaningOf(other))).toBe(false);
});
