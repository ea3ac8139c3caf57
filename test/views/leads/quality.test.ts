import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Origin, Verdict } from '../../../src/leads/quality/week.ts';
import { declineReasons } from '../../../src/leads/settings.ts';
import { type Rating, ratings } from '../../../src/leads/types.ts';
import { readTouch } from '../../../views/leads/forms.ts';
import { qualityQuestion, rateModal, readRate } from '../../../views/leads/quality.ts';
import { QUALITY_SIZE, qualityMessage, qualityModal, readQualityCarry } from '../../../views/leads/quality-report.ts';
import { anyText, stretched } from '../hostile.ts';
import { expectOpenable, expectPostable, expectShown } from '../outgoing.ts';
import { AT, anyLead, anyWords, HANDOFF_LIMITS, lead, submission } from '../submitted.ts';

const RUNS = { numRuns: 40 };
const URL = 'https://northwind.slack.com/';
const names = Object.keys(ratings) as Rating[];
const reasons = declineReasons.default.map(({ label }) => label);

const said = fc.record({
  rating: fc.constantFrom(...names),
  words: fc.option(anyWords),
});

describe('any text that the forms accept', () => {
  test('a rating is asked, shown and changed', () => {
    fc.assert(
      fc.property(anyLead, fc.option(said), (one, before) => {
        const message = qualityQuestion(one, before);
        expectPostable(message);
        expectShown(message.blocks, one.name);
        if (before?.words) expectShown(message.blocks, before.words);
        const modal = rateModal(one, 'touch', before ?? undefined);
        expectOpenable(modal);
        expectShown(modal.blocks, one.company);
      }),
      RUNS,
    );
  });

  test('a note with a rating is kept as typed, or refused at its field', () => {
    fc.assert(
      fc.property(anyText(1000), (text) => {
        const forms = [
          [readRate(submission({ rating: 'good', words: text }, { v: 1, leadId: 1, moment: 'touch' })).form, 'words'],
          [
            readTouch(submission({ kind: 'call', ratingWords: text }, { v: 1, leadId: 1, list: null })).form,
            'ratingWords',
          ],
        ] as const;
        for (const [form, field] of forms) {
          if (!form.ok) expect(Object.keys(form.errors)).toEqual([field]);
          else {
            const value = (form.value as Record<string, unknown>)[field];
            expect(value).toBe(text.trim() === '' ? null : text.toWellFormed().trim().normalize('NFC'));
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the weekly report names sources, leads and notes', () => {
    const verdict = fc.record({
      lead: anyLead,
      words: fc.option(anyWords),
      rating: fc.option(fc.constantFrom(...names)),
    });
    fc.assert(
      fc.property(fc.array(verdict, { minLength: 1, maxLength: QUALITY_SIZE }), (found) => {
        const verdicts = found.map(
          (one, index): Verdict => ({
            ...{ userId: 'U0000000001', moment: 'decline', at: AT, reason: 'other', said: null, clause: null },
            ...one,
            lead: { ...one.lead, id: index },
          }),
        );
        const origins = verdicts.map(
          ({ lead: { source, campaign } }): Origin => ({
            ...{ source, campaign, good: 1, so_so: 0, poor: 2 },
            declines: { other: 1 },
          }),
        );
        expectPostable(qualityMessage({ origins, verdicts }, AT, URL));
        const modal = qualityModal({ origins, verdicts }, { until: AT, page: 0, workspaceUrl: URL });
        expectOpenable(modal);
        for (const { lead: one, words } of verdicts) {
          expectShown(modal.blocks, one.name);
          if (words !== null) expectShown(modal.blocks, words);
        }
      }),
      RUNS,
    );
  });
});

test('a week with the longest texts fits into one message', () => {
  for (const letters of ['Jane', '渡辺', '😀👩🏽‍💻', '<&>']) {
    const long = (max: number) => stretched(letters, max).toWellFormed();
    const typed = Object.fromEntries(Object.entries(HANDOFF_LIMITS).map(([field, max]) => [field, long(max)]));
    const declines = Object.fromEntries(reasons.map((reason) => [reason, 999]));
    const origins = Array.from(
      { length: 30 },
      (_, index): Origin => ({
        ...{ source: `${index}${long(68)}`, campaign: long(70), good: 999, so_so: 999, poor: 999, declines },
      }),
    );
    const verdicts = origins.flatMap(({ source, campaign }) =>
      ['touch' as const, 'decline' as const].map(
        (moment, id): Verdict => ({
          lead: { ...lead({ status: 'returned', ...typed, source, campaign }, true), id },
          ...{
            userId: 'U0000000001',
            moment,
            at: AT,
            rating: 'so_so',
            reason: moment === 'touch' ? null : 'competitor',
          },
          ...{ clause: { id: 3, text: long(150) }, said: long(1000), words: long(1000) },
        }),
      ),
    );
    expectPostable(qualityMessage({ origins, verdicts }, AT, URL));
    for (const page of [0, 5])
      expectOpenable(qualityModal({ origins, verdicts }, { until: AT, page, workspaceUrl: URL }));
  }
});

test.each([undefined, '', 'x', '-1', '1e99', '9'.repeat(16)])('%j is a week in which nothing happened', (carry) => {
  expect(readQualityCarry(carry).getTime()).toBe(0);
});
