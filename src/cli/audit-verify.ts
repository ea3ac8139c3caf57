import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { WrittenEntry } from '../platform/audit/chain.ts';
import { verifyAudit } from '../platform/audit/verify.ts';
import { UserError } from '../platform/errors.ts';
import { type Command, counted, textOf } from './command.ts';
import { withData } from './open.ts';

export const auditVerify: Command = {
  name: 'audit verify',
  args: [],
  summary: 'Checks the chain of hashes of the audit log, and says where it breaks.',
  help: `
Each entry has a hash over itself and the hash before. A changed or missing entry breaks the chain. A person who can write the
database could compute all hashes again: --against compares the log with entries that left Baton earlier, by "audit export" or the
webhook. Note the last hash to compare it later. After a restore, entries since the backup are missing.
`,
  options: [['--against <file.jsonl>', 'entries that left Baton earlier']],
  run: (given, terminal) =>
    withData(given, terminal, async ({ db }) => {
      const against = textOf(given, 'against');
      const kept = against === undefined ? [] : await readEntries(against);
      const { entries, last, fault } = verifyAudit(db, kept);
      const sound = `${counted(entries, 'entry is', 'entries are')} sound`;
      const result = { entries, last: last ?? null, fault: fault ?? null };
      if (fault !== undefined) return { words: `${fault} Before it, ${sound}.`, data: result, failed: true };
      const compared = against === undefined ? '' : `, ${kept.length} of them as in ${against}`;
      const newest = last ? ` The last one is ${last.id}, with the hash ${last.hash}.` : '';
      return { words: `${sound}${compared}.${newest}`, data: result };
    }),
};

const entrySchema = z.object({
  id: z.int().positive(),
  at: z.string(),
  kind: z.string(),
  actor: z.string(),
  subject: z.string().nullable(),
  details: z.record(z.string(), z.unknown()).nullable(),
  hash: z.string(),
});

/** Lines of an export, or the bodies of webhooks. @throws UserError for a line that is neither. */
async function readEntries(path: string): Promise<WrittenEntry[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    const read = z
      .union([entrySchema, z.object({ data: entrySchema }).transform(({ data }) => data)])
      .safeParse(json(line));
    if (!read.success) throw new UserError(`Line ${index + 1} of ${path} is no entry of an audit log.`);
    return read.data;
  });
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
