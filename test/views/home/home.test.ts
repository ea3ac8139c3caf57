import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countdown, countdownChangesAt } from '../../../src/home/countdown.ts';
import { handedOffBlocks } from '../../../views/home/handed-off.ts';
import { helloBlocks, homeView } from '../../../views/home/home.ts';
import { managedBlocks } from '../../../views/home/managed.ts';
import { duration } from '../../../views/home/numbers.ts';
import { readSearch } from '../../../views/home/search.ts';
import { readAwayForm } from '../../../views/home/self.ts';
import { returnedBlocks, waitingBlocks } from '../../../views/home/waiting.ts';
import { anyText, blank, unshowable } from '../hostile.ts';
import { expectPublishable, expectShown, marked } from '../outgoing.ts';
import { AT, anyLead, anyTeam, anyWords, details, submission } from '../submitted.ts';

const workspaceUrl = 'https://northwind.slack.com/';
const look = { workspaceUrl, now: AT };
const MINUTE_MS = 60_000;

describe('any typed text', () => {
  test('a home names each lead, and Slack accepts it', () => {
    const some = fc.array(anyLead, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(some, anyTeam, anyWords, anyText(80), (found, team, words, name) => {
        const leads = found.map((lead, index) => ({ ...lead, id: index + 1 }));
        const page = { total: 99, page: 1 };
        const counts = { toAccept: 1, toTouch: 2, back: 3, overdue: 4, changesAt: undefined };
        const { declined } = details(words);
        const oldest = leads.slice(0, 3);
        const parts = [
          waitingBlocks({ ...page, ...counts, leads, records: new Map() }, look),
          returnedBlocks(
            { ...page, leads: leads.map((lead) => ({ ...lead, decline: { ...declined, actorId: 'U1' } })) },
            look,
          ),
          managedBlocks({ ...page, teams: [{ kind: 'marketing', team, returned: 9, oldest }] }, workspaceUrl),
          handedOffBlocks({ ...page, days: 30, byStatus: { new: 1 }, leads }, workspaceUrl),
        ];
        for (const blocks of parts) {
          expectPublishable(homeView(blocks));
          for (const lead of oldest) expectShown(blocks, lead.name);
        }
        expectShown(parts[1], words);
        const is = { isOfTeam: true, isManager: false };
        expectPublishable(
          homeView(helloBlocks({ person: { name: marked(name, 80) }, setup: [], isIdle: true, ...is })),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('a search uses it unchanged, or refuses it at its field', () => {
    fc.assert(
      fc.property(anyText(200), (typed) => {
        const form = readSearch(submission({ words: typed }));
        if (form.ok) expect([...form.value.words].length).toBeLessThanOrEqual(200);
        else expect(Object.keys(form.errors)).toEqual(['words']);
      }),
    );
    for (const typed of [...Object.values(unshowable), ...Object.values(blank), null]) {
      expect(readSearch(submission({ words: typed })).ok).toBe(false);
    }
  });

  test('the day of return is a date', () => {
    expect(readAwayForm(submission({ until: null }))).toEqual({ ok: true, value: { until: null } });
    expect(readAwayForm(submission({ until: '2026-12-01' }))).toEqual({ ok: true, value: { until: '2026-12-01' } });
    expect(readAwayForm(submission({ until: '2026-02-31' })).ok).toBe(false);
  });
});

describe('a countdown', () => {
  const inMinutes = (minutes: number) => new Date(AT.getTime() + minutes * MINUTE_MS);

  test('shows the time left, and the moment of its next change', () => {
    expect(countdown(inMinutes(119), AT)).toBe('under 2 h left');
    expect(countdown(inMinutes(3), AT)).toBe('under 5 min left');
    expect(countdown(inMinutes(0), AT)).toBeUndefined();
    expect(countdown(inMinutes(24 * 60), AT)).toBeUndefined();
  });

  test('changes its text at that moment, and not before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 * 24 * 60 * 60 }), (seconds) => {
        const dueAt = new Date(AT.getTime() + seconds * 1000);
        const changesAt = countdownChangesAt([{ dueAt }], AT);
        expect(changesAt && changesAt > AT && changesAt <= dueAt).toBe(true);
        if (!changesAt) return;
        expect(countdown(dueAt, changesAt)).not.toBe(countdown(dueAt, AT));
        expect(countdown(dueAt, new Date(changesAt.getTime() - 1))).toBe(countdown(dueAt, AT));
      }),
    );
    expect(countdownChangesAt([{ dueAt: null }], AT)).toBeUndefined();
  });
});

test('a span of working time is in minutes and hours', () => {
  const said = [20_000, 45 * MINUTE_MS, 60 * MINUTE_MS, 125 * MINUTE_MS, 700 * MINUTE_MS].map(duration);
  expect(said).toEqual(['under 1 min', '45 min', '1 h', '2 h 5 min', '12 h']);
});
