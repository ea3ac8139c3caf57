/** Searches without a result: counted by meaning, told to marketing once, and forgotten. And the alerts of people. */
import { describe, expect, test } from 'vitest';
import { addItem } from '../../src/library/add.ts';
import {
  pruneEmptySearches,
  putSuggestionAway,
  recordEmptySearch,
  requireOpenSuggestion,
  suggestionBecame,
  suggestionById,
  suggestionKey,
  suggestionPlace,
  unmetSearches,
} from '../../src/library/empty-searches.ts';
import {
  addSearchAlert,
  answerSearchAlerts,
  hasSearchAlert,
  removeSearchAlert,
  searchAlertById,
} from '../../src/library/search-alerts.ts';
import { emptySearches, librarySuggestions } from '../../src/library/usage-table.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { DAY_MS, MINUTE_MS } from '../../src/platform/time/units.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { SALES } from '../leads/world.ts';
import { NOW, stock } from './stock.ts';

const later = (ms: number) => new Date(NOW.getTime() + ms);

async function searching({ teams = ['CMARKETING'] }: { teams?: string[] } = {}) {
  const made = stock();
  const { db, write } = made;
  for (const channelId of teams) {
    const form = { ...SALES, kind: 'marketing' as const, name: channelId, channelId };
    await write((tx) => saveTeam(tx, form, { id: null, by: 'test' }, NOW));
  }
  return {
    ...made,
    search: (words: string, ms = 0) => write((tx) => recordEmptySearch(tx, words, later(ms))),
    searches: () => db.select().from(emptySearches).all(),
    suggestions: () => db.select().from(librarySuggestions).all(),
    messages: () =>
      db
        .select()
        .from(outbox)
        .all()
        .filter(({ kind }) => kind.startsWith('library_s') || kind === 'search_alert'),
    clear: () => write((tx) => tx.delete(outbox).run()),
  };
}

describe('searches without a result', () => {
  test('are counted by the words with a meaning and the day', async () => {
    const { search, searches } = await searching();
    await search('the Kubernetes hardening guides');
    await search('Kubernetes hardening guides');
    await search('what is it?');
    await search('zebra', DAY_MS);
    expect(searches()).toEqual([
      { words: 'kubernetes hardening guides', day: '2026-11-19', times: 2, suggestionId: null },
      { words: 'zebra', day: '2026-11-20', times: 1, suggestionId: null },
    ]);
  });

  test('become one suggestion at the third for the same thing, in any wording, within 90 days', async () => {
    const { search, suggestions, searches, messages } = await searching();
    await search('kubernetes hardening guides');
    await search('hardening kubernetes guide', DAY_MS);
    await search('zebra');
    expect(suggestions()).toEqual([]);
    await search('kubernets hardening guide', 90 * DAY_MS);
    expect(suggestions()).toMatchObject([{ id: 1, words: 'kubernets hardening guide', times: 3, state: 'open' }]);
    expect(messages()).toMatchObject([
      { kind: 'library_suggestion', orderingKey: 'CMARKETING', payload: { suggestionId: 1 } },
    ]);
    await search('kubernetes hardening guides', 91 * DAY_MS);
    expect(suggestions()).toHaveLength(1);
    expect(messages()).toHaveLength(1);
    expect(new Set(searches().map(({ words, suggestionId }) => (words === 'zebra' ? 0 : suggestionId)))).toEqual(
      new Set([1, 0]),
    );
  });

  test('older than 90 days do not count', async () => {
    const { search, suggestions } = await searching();
    await search('kubernetes hardening guides');
    await search('kubernetes hardening guides');
    await search('kubernetes hardening guides', 91 * DAY_MS);
    expect(suggestions()).toEqual([]);
  });

  test('are told to the oldest team of marketing, or to none', async () => {
    const { search, messages, db } = await searching({ teams: ['CSENIOR', 'CJUNIOR'] });
    for (let at = 0; at < 3; at += 1) await search('zebra');
    expect(messages().map(({ orderingKey }) => orderingKey)).toEqual(['CSENIOR']);
    expect(suggestionPlace(db)?.channelId).toBe('CSENIOR');
    const alone = await searching({ teams: [] });
    for (let at = 0; at < 3; at += 1) await alone.search('zebra');
    expect([alone.messages(), alone.suggestions().length, suggestionPlace(alone.db)]).toEqual([[], 1, undefined]);
  });

  test('are deleted after 180 days', async () => {
    const { search, searches, write } = await searching();
    await search('zebra');
    await write((tx) => pruneEmptySearches(tx, later(180 * DAY_MS)));
    expect(searches()).toHaveLength(1);
    await write((tx) => pruneEmptySearches(tx, later(181 * DAY_MS)));
    expect(searches()).toEqual([]);
  });
});

describe('a suggestion', () => {
  const open = async () => {
    const made = await searching();
    for (let at = 0; at < 3; at += 1) await made.search('zebra');
    await made.clear();
    return made;
  };

  test('is settled once, and its message is drawn again where it was posted', async () => {
    const { write, db, messages } = await open();
    expect(requireOpenSuggestion(db, 1).words).toBe('zebra');
    await write((tx) => savePosted(tx, suggestionKey(1), { channel: 'CFORMER', ts: '1.1' }));
    await write((tx) => suggestionBecame(tx, { suggestionId: 1, requestId: 7, by: 'UMIA' }, NOW));
    expect(suggestionById(db, 1)).toMatchObject({ state: 'requested', requestId: 7, by: 'UMIA', settledAt: NOW });
    expect(messages()).toMatchObject([{ orderingKey: 'CFORMER', payload: { suggestionId: 1 } }]);
    await write((tx) => suggestionBecame(tx, { suggestionId: 1, requestId: 8, by: 'UMAX' }, NOW));
    expect(suggestionById(db, 1)).toMatchObject({ requestId: 7, by: 'UMIA' });
    expect(() => requireOpenSuggestion(db, 1)).toThrow('<@UMIA> already created a request for this.');
    const away = () => write((tx) => putSuggestionAway(tx, { suggestionId: 1, by: 'UMIA' }, NOW));
    await expect(away()).rejects.toThrow('<@UMIA> already created a request for this.');
  });

  test('is dismissed, and a second press by the same person changes nothing', async () => {
    const { write, db, messages } = await open();
    const away = (by: string) => write((tx) => putSuggestionAway(tx, { suggestionId: 1, by }, NOW));
    await away('UMIA');
    await away('UMIA');
    expect(suggestionById(db, 1)).toMatchObject({ state: 'put_away', by: 'UMIA' });
    expect(messages()).toMatchObject([{ orderingKey: 'CMARKETING' }]);
    await expect(away('UMAX')).rejects.toThrow('<@UMIA> already dismissed this.');
  });

  test('that is unknown cannot be settled', async () => {
    const { db, write } = await searching();
    expect(() => requireOpenSuggestion(db, 9)).toThrow('This suggestion is no longer available.');
    await expect(write((tx) => putSuggestionAway(tx, { suggestionId: 9, by: 'U1' }, NOW))).rejects.toThrow('no longer');
    await write((tx) => suggestionBecame(tx, { suggestionId: 9, requestId: 1, by: 'U1' }, NOW));
    expect(suggestionById(db, 9)).toBeUndefined();
  });

  test('that was dismissed is not made again by the same search', async () => {
    const { write, search, suggestions, messages, clear } = await open();
    await write((tx) => putSuggestionAway(tx, { suggestionId: 1, by: 'UMIA' }, NOW));
    await clear();
    for (let at = 0; at < 4; at += 1) await search('zebra', DAY_MS);
    expect([suggestions().length, messages()]).toEqual([1, []]);
  });
});

test('searches that still have no result: the most frequent first, without what was added, requested or dismissed', async () => {
  const { search, write, db, add } = await searching();
  const times = async (words: string, count: number, ms = 0) => {
    for (let at = 0; at < count; at += 1) await search(words, ms);
  };
  await times('zebra', 1);
  await times('gorilla glass', 2);
  await times('forklift', 2);
  await times('kangaroo', 3);
  await times('walrus', 4);
  await times('otter', 9, -91 * DAY_MS);
  await write((tx) => putSuggestionAway(tx, { suggestionId: 1, by: 'U1' }, NOW));
  expect(unmetSearches(db, 9, NOW)).toEqual([
    { words: 'walrus', times: 4 },
    { words: 'forklift', times: 2 },
    { words: 'gorilla glass', times: 2 },
    { words: 'zebra', times: 1 },
  ]);
  await add({ title: 'Forklift' });
  expect(unmetSearches(db, 2, NOW).map(({ words }) => words)).toEqual(['walrus', 'gorilla glass']);
});

describe('a search alert', () => {
  const alerting = async () => {
    const made = await searching();
    const { write, db } = made;
    return {
      ...made,
      wish: (words: string, userId = 'U1') => write((tx) => addSearchAlert(tx, { userId, words }, NOW)),
      look: (ms: number) => write((tx) => answerSearchAlerts(tx, later(ms))),
      has: (words: string, userId = 'U1') => hasSearchAlert(db, { userId, words }),
    };
  };

  test('is there once for the same words, and can be taken back', async () => {
    const { wish, has, write, db } = await alerting();
    await wish('Zebra');
    await wish('zebra');
    await wish('zebra', 'U2');
    expect([has('ZEBRA'), has('zebra', 'U3'), has('other')]).toEqual([true, false, false]);
    expect(searchAlertById(db, 1)).toMatchObject({ words: 'Zebra', userId: 'U1' });
    await write((tx) => removeSearchAlert(tx, { userId: 'U1', words: 'zebra' }));
    expect([has('zebra'), has('zebra', 'U2')]).toEqual([false, true]);
  });

  test('is one of 25 at most', async () => {
    const { wish } = await alerting();
    for (let at = 0; at < 25; at += 1) await wish(`zebra ${at}`);
    await expect(wish('one more')).rejects.toThrow('You already have 25 search alerts.');
    await wish('zebra 3');
    await wish('one more', 'U2');
  });

  test('is answered once, by an item that is not past its review date', async () => {
    const { wish, look, add, messages, db, has } = await alerting();
    await wish('zebra');
    const stale = await add({ title: 'Old zebra', reviewAt: later(-1) });
    await look(MINUTE_MS);
    expect(messages()).toEqual([]);
    const { id } = await add({ title: 'New zebra' });
    await look(2 * MINUTE_MS - 1);
    expect(messages()).toEqual([]);
    await look(2 * MINUTE_MS);
    expect(messages()).toMatchObject([{ kind: 'search_alert', orderingKey: 'U1', payload: { wishId: 1 } }]);
    expect(searchAlertById(db, 1)).toMatchObject({ itemId: id, toldAt: later(2 * MINUTE_MS) });
    expect([has('zebra'), stale.id]).toEqual([false, 1]);
    await look(9 * MINUTE_MS);
    expect(messages()).toHaveLength(1);
  });

  test('is not answered by what only resembles it', async () => {
    const { wish, look, add, messages } = await alerting();
    await wish('zebra crossing plan');
    await add({ title: 'Zebra' });
    await look(MINUTE_MS);
    expect(messages()).toEqual([]);
  });

  test('waits its turn: twenty are looked at in a run, the longest waiting first', async () => {
    const { wish, look, write, messages } = await alerting();
    for (let at = 0; at < 21; at += 1) await wish(`zebra ${at}`, `U${at}`);
    await write((tx) => {
      const content = { link: 'https://example.com', tags: [], summary: null, ownerId: 'U1', reviewAt: null };
      const numbers = Array.from({ length: 21 }, (_, at) => at).join(' ');
      addItem(tx, { ...content, title: `Zebra ${numbers}`, kind: 'deck', stage: null, by: 'U1' }, NOW);
    });
    await look(MINUTE_MS);
    expect(messages()).toHaveLength(20);
    await look(MINUTE_MS);
    expect(messages()).toHaveLength(21);
  });
});
