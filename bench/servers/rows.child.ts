/**
 * The rows of a hand-off, written by better-sqlite3 alone: the statements of real hand-offs are recorded on one
 * database and replayed on a copy of it, where all ids and keys are the same.
 */

import { handOff } from '../../src/leads/acts/handoff.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { type Db, openDatabase } from '../../src/platform/db/open.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { AT, MARKETER } from '../slack/workspace.ts';
import { serve } from './child.ts';

export interface Written {
  /** Milliseconds of each commit with all its statements. */
  commits: number[];
  /** Rows that one hand-off inserts or changes, without those of the search index. */
  rows: number;
  /** Pages of the log for each hand-off. */
  pages: number;
}

type Statement = [sql: string, values: unknown[]];

serve<{ taken: string; written: string }>(async ({ taken, written }) => {
  const [from, to] = [openDatabase(taken), openDatabase(written)];
  // The log is counted, so it must not begin again.
  to.$client.pragma('wal_autocheckpoint = 0');
  const statements = takeDown(from);
  const teams = teamsOfKind(from, 'sales').map(({ id }) => id);
  const tx = from as Tx;
  let made = 0;
  const one = () => {
    made += 1;
    const teamId = teams[made % teams.length];
    if (teamId === undefined) throw new RangeError('There is no sales team.');
    const form = {
      name: `Jane Doe ${made}`,
      company: `Acme ${made}`,
      email: `jane.${made}@acme${made}.example`,
      phone: null,
      role: 'Head of Operations',
      source: 'Webinar',
      stage: 'consideration' as const,
      temperature: 'warm' as const,
      need: 'They saw the webinar and would like a demo next week, with prices for fifty seats.',
    };
    const handoff = { form, teamId, assigneeId: null, marketerId: MARKETER, messageLink: null, earlierLeadId: null };
    idempotently(tx, `view:V${made}`, AT, () => handOff(tx, handoff, AT));
  };
  return {
    ready: true,
    answers: {
      /** Records this many hand-offs for `write`. */
      takeDown: (count: number) => {
        statements.length = 0;
        from.$client.transaction(() => {
          for (let i = 0; i < count; i += 1) one();
        })();
      },
      write: ({ count, toACommit }: { count: number; toACommit: number }): Written => {
        const all = statements.map(([sql, values]) => ({ run: prepare(to, sql), values }));
        const each = all.length / count;
        const commits: number[] = [];
        const pagesBefore = pagesOf(to);
        for (let begin = 0; begin < all.length; begin += each * toACommit) {
          const start = performance.now();
          to.$client.exec('BEGIN IMMEDIATE');
          for (const { run, values } of all.slice(begin, begin + each * toACommit)) run(values);
          to.$client.exec('COMMIT');
          commits.push(performance.now() - start);
        }
        return { commits, rows: each, pages: (pagesOf(to) - pagesBefore) / count };
      },
    },
  };
});

const pagesOf = ({ $client }: Db): number =>
  ($client.pragma('wal_checkpoint(NOOP)') as { log: number }[])[0]?.log ?? Number.NaN;

/** Records all statements that change the database from now on, in order. */
function takeDown({ $client }: Db): Statement[] {
  const statements: Statement[] = [];
  const prepare = $client.prepare.bind($client);
  $client.prepare = ((sql: string) => {
    const statement = prepare(sql);
    if (statement.readonly || !/^(?:insert|update|delete)/i.test(sql)) return statement;
    const run = statement.run.bind(statement);
    statement.run = (...values: unknown[]) => {
      const result = run(...values);
      // A statement that changed nothing does not count as a row.
      if (result.changes > 0) statements.push([sql, values]);
      return result;
    };
    return statement;
  }) as typeof $client.prepare;
  return statements;
}

const compiled = new Map<string, (values: unknown[]) => unknown>();

function prepare({ $client }: Db, sql: string): (values: unknown[]) => unknown {
  const known = compiled.get(sql);
  if (known) return known;
  const statement = $client.prepare(sql);
  const run = (values: unknown[]) => statement.run(...values);
  compiled.set(sql, run);
  return run;
}
