/** All access to the database uses drizzle, and compiled rows only where docs/performance.md shows a need. */
import { describe, expect, test } from 'vitest';
import { codeOf, importsOf, type Source, sources } from '../support/sources.ts';

const product = sources('.ts').filter(({ path }) => /^(?:src|commands|views)\//.test(path));

/** Files on the path of a hand-off, a reaction or an event, or after each of them, which write rows by compiled statements. */
const HOT = [
  'src/crm/links.ts',
  'src/crm/orders.ts',
  'src/crm/progress.ts',
  'src/imports/take-row.ts',
  'src/intake/receive.ts',
  'src/leads/acts/handoff.ts',
  'src/leads/history.ts',
  'src/leads/queries.ts',
  'src/leads/routing/route.ts',
  'src/leads/sla/clock.ts',
  'src/leads/sla/plan.ts',
  'src/leads/sources.ts',
  'src/library/add.ts',
  'src/library/history.ts',
  'src/platform/changes/changes.ts',
  'src/platform/db/idempotency.ts',
  'src/platform/inbox/queries.ts',
  'src/platform/inbox/seen-requests.ts',
  'src/platform/outbox/enqueue.ts',
  'src/platform/outbox/live-messages.ts',
  'src/platform/outbox/posted-messages.ts',
  'src/platform/outbox/queries.ts',
  'src/platform/slack/heard-reactions.ts',
  'src/platform/slack/open-view.ts',
  'src/platform/webhooks/emit.ts',
  'src/scoreboard/catch-up.ts',
];

/** Files with SQL that drizzle has no API for: full-text search and pragmas. */
const RAW = [
  'src/health/read.ts',
  'src/leads/search-index.ts',
  'src/library/search/index-item.ts',
  'src/library/search/question.ts',
  'src/library/search/removed-texts.ts',
  'src/library/search/search.ts',
  'src/library/search/similar-words.ts',
];

const writesCompiledRows = (file: Source) => importsOf(file).some(({ from }) => from === 'src/platform/db/rows.ts');
const isRaw = ({ path, text }: Source) =>
  !path.startsWith('src/platform/db/') && /\$client\.(?:prepare|exec|pragma)\b/.test(codeOf(text));
const pathsOf = (files: Source[]) => files.map(({ path }) => path);

describe('compiled rows', () => {
  test('are written only by the named files', () => {
    expect(pathsOf(product.filter(writesCompiledRows)).sort()).toEqual(HOT);
  });

  test('a violation is found', () => {
    const text = "import { insertRow } from '../platform/db/rows.ts';";
    expect(writesCompiledRows({ path: 'src/setup/a.ts', text })).toBe(true);
    expect(writesCompiledRows({ path: 'src/setup/a.ts', text: text.replace('rows', 'open') })).toBe(false);
  });
});

describe('raw SQL', () => {
  test('is written only by the named files', () => {
    expect(pathsOf(product.filter(isRaw)).sort()).toEqual(RAW);
  });

  test('a violation is found', () => {
    expect(isRaw({ path: 'src/setup/a.ts', text: "db.$client.prepare('select 1')" })).toBe(true);
    expect(isRaw({ path: 'src/platform/db/a.ts', text: "db.$client.prepare('select 1')" })).toBe(false);
    expect(isRaw({ path: 'src/setup/a.ts', text: '// db.$client.prepare' })).toBe(false);
  });
});
