import { recordAudit } from '../platform/audit/record.ts';
import { type AuditKind, COMMAND_LINE } from '../platform/audit/types.ts';
import { isUnavailable } from '../platform/db/write.ts';
import type { Terminal } from './command.ts';
import type { OpenData } from './open.ts';

interface Exported {
  kind: Extract<AuditKind, 'data.exported' | 'person.exported'>;
  subject: string;
  details?: Record<string, unknown>;
}

/** Records that a command gave data away. A database that cannot be written does not stop the command. */
export async function recordExport({ write }: OpenData, terminal: Terminal, exported: Exported): Promise<void> {
  try {
    await write((tx) => recordAudit(tx, { ...exported, actor: COMMAND_LINE }, terminal.now()));
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    terminal.err('The audit log does not have this export: the database could not be written.');
  }
}
