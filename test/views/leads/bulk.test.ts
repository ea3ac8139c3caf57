/** Messages and forms about many leads, at Slack’s limits. */

import { describe, expect, test } from 'vitest';
import type { WithCard } from '../../../src/leads/card-place.ts';
import type { Lead } from '../../../src/leads/table.ts';
import type { Team } from '../../../src/teams/table.ts';
import { BATCH_SIZE, batchMessage } from '../../../views/leads/batch-news.ts';
import { BREACHES_SIZE, breachesModal } from '../../../views/leads/breaches.ts';
import { type BulkAct, bulkDone, bulkModal, MOST_AT_ONCE } from '../../../views/leads/bulk.ts';
import { awakeMessage, MORNING_SIZE } from '../../../views/leads/morning.ts';
import { overdueMessage, REMINDER_SIZE, reminderMessage } from '../../../views/leads/reminder.ts';
import { morningMessage } from '../../../views/morning/morning.ts';
import { preferencesModal } from '../../../views/settings/preferences.ts';
import { hostile, stretched } from '../hostile.ts';
import { expectOpenable, expectPostable, expectShown, marked } from '../outgoing.ts';
import { AT, entry, HANDOFF_LIMITS, lead } from '../submitted.ts';

const workspaceUrl = 'https://northwind.slack.com/';
const LATE = new Date(AT.getTime() + 1);

const typed = {
  ...hostile,
  'one byte': 'Jane',
  'three bytes': '渡辺',
  'two units': '😀👩🏽‍💻',
};

const filled = (letters: string, count: number, more: Partial<Lead> = {}): WithCard<Lead>[] =>
  Array.from({ length: count }, (_, index) => ({
    ...lead(
      {
        status: 'accepted',
        name: marked(stretched(letters, HANDOFF_LIMITS.name - 5).toWellFormed(), HANDOFF_LIMITS.name),
        company: stretched(letters, HANDOFF_LIMITS.company).toWellFormed(),
        ...more,
      },
      true,
    ),
    id: 100_000 + index,
    card: { channel: 'C0123456789', ts: `1763542800.${100_000 + index}` },
  }));

const shown = { since: 0, at: 0 };

describe.each(Object.entries(typed))('of %s', (_, letters) => {
  test('a daily summary, reminders, and leads that wake together', () => {
    const leads = filled(letters, MORNING_SIZE).map((lead) => ({ lead }));
    const counts = { toAccept: 999, toTouch: 999, back: 999, overdue: 999 };
    for (const now of [AT, LATE]) {
      const look = { readerId: 'U0000000001', shown, workspaceUrl, now };
      const team = { name: marked(stretched(letters, 60).toWellFormed(), 75) } as Team;
      const byPerson = Array.from({ length: 30 }, (_, index) => ({
        userId: `U${1_000_000_000 + index}`,
        breaches: 99,
      }));
      const missed = Array.from({ length: 9 }, (_, index) => ({
        team,
        week: { teamId: index, until: AT },
        counts: { byClock: { accept: 9999, touch: 9999 }, byPerson, leads: 9999 },
      }));
      const manager = { missed, questions: 999, reviews: 999, targets: [], wins: undefined, roles: undefined };
      expectPostable(morningMessage({ leads, total: 9999, counts, manager }, look));
      expectPostable(morningMessage({ leads: [], total: 0, counts: undefined, manager }, look));
      const few = { leads: leads.slice(0, REMINDER_SIZE), total: 9999 };
      expectPostable(reminderMessage(few, look));
      expectPostable(overdueMessage(few, look));
    }
    const news = filled(letters, 200).map((lead) => ({ lead, entry: entry('unsnoozed', null) }));
    expectPostable(awakeMessage({ userId: 'U0000000001', news, shown, workspaceUrl, now: AT }));
  });

  test('a manager’s list of missed deadlines, and the full list', () => {
    const leads = filled(letters, BREACHES_SIZE).map((one) => ({ lead: one, accept: 12, touch: 3 }));
    const byPerson = Array.from({ length: 200 }, (_, index) => ({ userId: `U${1_000_000_000 + index}`, breaches: 99 }));
    const report = {
      teamName: marked(stretched(letters, 60).toWellFormed(), 75),
      carry: '1 1763542800000',
      until: AT,
      counts: { byClock: { accept: 9999, touch: 9999 }, byPerson, leads: 9999 },
      leads,
      workspaceUrl,
    };
    expectOpenable(breachesModal({ ...report, page: 7 }));
    for (const one of leads) expectShown(breachesModal({ ...report, page: 7 }).blocks, one.lead.company);
  });

  test('fifty leads to choose from, and their results', () => {
    const leads = filled(letters, MOST_AT_ONCE);
    for (const act of ['accept', 'reassign', 'snooze', 'nurture'] satisfies BulkAct[]) {
      expectOpenable(
        bulkModal({
          leads,
          total: 9999,
          list: `3:search ${stretched(letters, 200)}`,
          act,
          now: AT,
          shortMinutes: 60,
        }),
      );
      const outcomes = leads.map((one, index) => ({ lead: one, refusal: index % 2 ? 'No. '.repeat(100) : null }));
      expectOpenable(bulkDone({ act, outcomes }));
      expectOpenable(bulkDone({ act, outcomes: outcomes.map((one) => ({ ...one, refusal: 'No. '.repeat(100) })) }));
      for (const { lead: one } of outcomes) expectShown(bulkDone({ act, outcomes }).blocks, one.company);
    }
  });

  test('one message about fifty leads', () => {
    for (const kind of ['accepted', 'reassigned', 'snoozed', 'nurtured', 'won'] as const) {
      const news = filled(letters, MOST_AT_ONCE).map((one, index) => ({ lead: one, entry: entry(kind, null, index) }));
      const toMarketer = batchMessage({ userId: 'U0000000003', news, shown, workspaceUrl, now: AT });
      expectPostable(toMarketer);
      expectShown(toMarketer.blocks, news[49]?.lead.company ?? '');
      const toOwner = batchMessage({ userId: 'U0000000001', news, shown, workspaceUrl, now: AT });
      expectPostable(toOwner);
      expect(toOwner.blocks.filter(({ block_id }) => block_id?.startsWith('row:'))).toHaveLength(BATCH_SIZE);
    }
  });
});

test('the form of notifications', () => {
  expectOpenable(
    preferencesModal(
      {
        morning: 'home',
        reminders: 'overdue',
        quality: 'off',
        accepted: 'daily',
        managing: 'off',
        rideAlongs: 'monthly',
        wins: 'named',
        bookingLink: null,
        introductions: 'off',
      },
      ['seller', 'marketer', 'manager'],
    ),
  );
});
