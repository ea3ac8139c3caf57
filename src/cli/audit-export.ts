import { written } from '../platform/audit/chain.ts';
import { entriesAfter } from '../platform/audit/queries.ts';
import type { Db } from '../platform/db/open.ts';
import type { Command } from './command.ts';
import { withData } from './open.ts';
import { recordExport } from './record-export.ts';
import { sinceIn } from './since.ts';
import { writeWhole } from './whole-file.ts';

export const auditExport: Command = {
  name: 'audit export',
  args: ['[file.jsonl]'],
  summary: 'Writes the audit log as JSON lines, oldest first.',
  help: `
One entry on each line, with its hash. Keep them where the person who runs the machine cannot write: "audit verify --against" compares
them later. Without a file, they are printed.
`,
  options: [['--since <day>', 'a day (UTC), or a time such as 2026-11-01T09:00:00Z']],
  run: (given, terminal) => {
    const [path] = given.positionals;
    const since = sinceIn(given);
    return withData(given, terminal, async (data) => {
      await recordExport(data, terminal, { kind: 'data.exported', subject: 'audit log' });
      if (path === undefined) {
        for (const line of lines(data.db, since)) terminal.out(line);
        return { words: '', data: undefined };
      }
      await writeWhole(path, withBreaks(lines(data.db, since)));
      return { words: `Written to ${path}.`, data: { file: path } };
    });
  },
};

const AT_ONCE = 500;

function* lines(db: Db, since: Date | undefined): Generator<string> {
  for (let last = 0; ; ) {
    const entries = entriesAfter(db, last, AT_ONCE, since);
    for (const entry of entries) yield JSON.stringify(written(entry));
    const newest = entries.at(-1);
    if (!newest) return;
    last = newest.id;
  }
}

function* withBreaks(all: Iterable<string>): Generator<string> {
  for (const line of all) yield `${line}\n`;
}
