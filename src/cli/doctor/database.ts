/** The database and its files. Nothing is changed: Baton may be running. */
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { libraryItems } from '../../library/table.ts';
import { verifyAudit } from '../../platform/audit/verify.ts';
import { type Db, drizzle } from '../../platform/db/dialect.ts';
import { isNotNull } from '../../platform/db/drizzle.ts';
import { stateOfSchema } from '../../platform/db/migrate.ts';
import { filesBeside, openFiles } from '../../platform/files/store.ts';
import { type Finding, fault, warning } from './finding.ts';

export interface Opened {
  /** Undefined if nothing can be read from it. */
  db: Db | undefined;
  findings: Finding[];
}

export function openForReading(path: string): Opened {
  if (!existsSync(path)) {
    const words = `There is no database at ${path}.`;
    return { db: undefined, findings: [fault(words, 'Set DATABASE_PATH, or start Baton once: it creates the file.')] };
  }
  const closed = refusal(path);
  if (closed) return { db: undefined, findings: [closed] };
  const damage = (why: string) =>
    fault(
      `The database ${path} is damaged: ${why}.`,
      'Stop Baton, and put the newest backup in place: baton restore <backup>.',
    );
  let client: Database.Database | undefined;
  try {
    client = new Database(path, { readonly: true, fileMustExist: true, timeout: 2_000 });
    const found = String(client.pragma('quick_check(1)', { simple: true }));
    if (found !== 'ok') throw new Error(found);
    const db = drizzle(client);
    const schema = schemaFindings(db);
    if (schema.length === 0) return { db, findings: [] };
    client.close();
    return { db: undefined, findings: schema };
  } catch (error) {
    client?.close();
    return { db: undefined, findings: [damage(error instanceof Error ? error.message : String(error))] };
  }
}

function schemaFindings(db: Db): Finding[] {
  const state = stateOfSchema(db);
  if (state === 'newer') {
    return [
      fault('The database was written by a newer Baton.', 'Install that version or a later one: docs/upgrade.md.'),
    ];
  }
  if (state === 'older') {
    return [
      warning('The database is from an earlier Baton.', 'Start Baton: it copies the file, and brings it up to date.'),
    ];
  }
  return [];
}

function refusal(path: string): Finding | undefined {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return undefined;
  } catch {
    const user = process.getuid?.();
    return fault(
      `User ${user} cannot write to ${path}.`,
      `Run "sudo chown -R ${user} ${dirname(path)}", or run this as Baton’s user.`,
    );
  }
}

/** Of a database that can be read. */
export const contentFindings = async (db: Db, path: string): Promise<Finding[]> => [
  ...auditFindings(db),
  ...openToOthers(path),
  ...(await missingFiles(db, path)),
];

function auditFindings(db: Db): Finding[] {
  const { fault: broken } = verifyAudit(db);
  if (broken === undefined) return [];
  return [
    fault(
      `The audit log was changed: ${broken}`,
      'Find out who can write to the database, and compare: baton audit verify --against.',
    ),
  ];
}

/** Leads are personal data, and the keys protect anonymous answers. */
function openToOthers(path: string): Finding[] {
  const isOpen = (file: string) => existsSync(file) && (statSync(file).mode & 0o077) !== 0;
  const keys = `${path}.keys`;
  const all = [path, keys, ...(existsSync(keys) ? readdirSync(keys).map((name) => join(keys, name)) : [])];
  const open = all.filter(isOpen);
  if (process.platform === 'win32' || open.length === 0) return [];
  return [warning(`Other users of this machine can read ${open.join(', ')}.`, `Run "chmod go= ${open.join(' ')}".`)];
}

async function missingFiles(db: Db, path: string): Promise<Finding[]> {
  const files = openFiles(filesBeside(path));
  const stored = db
    .select({ id: libraryItems.id, file: libraryItems.file })
    .from(libraryItems)
    .where(isNotNull(libraryItems.file))
    .all();
  const missing: number[] = [];
  for (const { id, file } of stored) if (file?.sha256 && !(await files.has(file.sha256))) missing.push(id);
  if (missing.length === 0) return [];
  const named = missing.slice(0, 5).map((id) => `#${id}`);
  return [
    fault(
      `${missing.length} ${missing.length === 1 ? 'file' : 'files'} of the library ${missing.length === 1 ? 'is' : 'are'} missing: ${named.join(', ')}.`,
      `Copy the folder ${filesBeside(path)} from a backup.`,
    ),
  ];
}
