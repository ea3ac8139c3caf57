import { describe, expect, test } from 'vitest';
import { digestSize } from '../../src/leads/settings.ts';
import { leadCard } from '../../views/leads/card.ts';
import { digestMessage } from '../../views/leads/digest.ts';
import { HISTORY_PAGE_SIZE, historyModal } from '../../views/leads/history.ts';
import { LIST_PAGE_SIZE, leadListModal } from '../../views/leads/list.ts';
import { leadNews, storyLine } from '../../views/leads/news.ts';
import { stretched } from './hostile.ts';
import { expectOpenable, expectPostable, expectShown } from './outgoing.ts';
import { AT, details, entry, HANDOFF_LIMITS, lead } from './submitted.ts';

/** The longest text of each field, in characters of each size. */
const alphabets = { 'one byte': 'Jane', 'three bytes': '渡辺', 'two units': '😀👩🏽‍💻', escaped: '<&>' };
const filled = (letters: string, id: number) => ({
  ...lead(
    {
      status: 'accepted',
      ...Object.fromEntries(
        Object.entries(HANDOFF_LIMITS).map(([field, limit]) => [field, stretched(letters, limit).toWellFormed()]),
      ),
      email: `${'a'.repeat(64)}@${'b'.repeat(60)}.example`,
      phone: '+4930901820123',
      stage: 'consideration',
    },
    true,
  ),
  id,
  ownerId: `U00000000${id}`,
});
const some = (count: number, letters: string, from: number) =>
  Array.from({ length: count }, (_, index) => filled(letters, from + index));
const ten = (letters: string, from: number) => some(10, letters, from);
/** The maximum of the setting. */
const MOST_IN_DIGEST = 12;

describe.each(Object.entries(alphabets))('the longest texts, in characters of %s', (_, letters) => {
  test('a card', () => {
    const words = stretched(letters, 1000);
    const one = filled(letters, 10);
    for (const status of ['accepted', 'working', 'qualified', 'won', 'lost', 'returned', 'nurturing'] as const) {
      expectPostable(
        leadCard({
          lead: { ...one, status },
          touches: 999,
          isPool: true,
          routeReason: 'account',
          lastTouch: { actorId: 'U1', at: AT, details: details(words).touched },
          lastDecline: { actorId: 'U1', details: details(words).declined },
          lastLoss: { details: details(words).lost },
        }),
      );
    }
  });

  test('a late digest of twelve leads with twelve owners, and more not shown', () => {
    const message = digestMessage({
      teamId: 1,
      untouched: {
        notAccepted: [],
        accepted: some(MOST_IN_DIGEST, letters, 10),
        notAcceptedCount: 0,
        acceptedCount: 9999,
      },
      lateSince: AT,
      workspaceUrl: 'https://northwind.slack.com/',
      now: AT,
    });
    expectPostable(message);
    expect(message.blocks.filter(({ type }) => type === 'actions')).toHaveLength(1);
    expect(digestSize.schema.safeParse(MOST_IN_DIGEST + 1).success).toBe(false);
  });

  test('a list in the middle of a long search', () => {
    const view = leadListModal({
      name: 'search',
      leads: ten(letters, 10),
      page: 499,
      total: 9999,
      isCut: true,
      carry: `search ${stretched(letters, 200)}`,
      reader: { salesTeams: 'every', inMarketing: true },
      own: false,
      workspaceUrl: 'https://northwind.slack.com/',
      now: AT,
    });
    expectOpenable(view);
    expect(view.blocks.filter(({ block_id }) => block_id?.startsWith('row:'))).toHaveLength(LIST_PAGE_SIZE);
  });

  test('a page of the history', () => {
    const words = stretched(letters, 2000).toWellFormed();
    const entries = Array.from({ length: HISTORY_PAGE_SIZE }, (_, index) =>
      entry(
        index % 2 === 0 ? 'noted' : 'appended',
        words.slice(0, index % 2 === 0 ? 1000 : 2000).toWellFormed(),
        index,
      ),
    );
    const view = historyModal({ lead: filled(letters, 10), entries, page: 3, total: 999 });
    expectOpenable(view);
    expectShown(view.blocks, words);
  });

  test('a line of the thread, and a direct message', () => {
    const words = stretched(letters, 2000).toWellFormed();
    expectPostable(storyLine(filled(letters, 10), entry('appended', words)));
    expectPostable(
      leadNews({ lead: filled(letters, 10), entry: entry('declined', words), userId: 'U1', cardLink: null }),
    );
  });
});
