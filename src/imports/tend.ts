/** The task of imports: reads dropped files, and works on what people started. */
import { and, eq, inArray, lt } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import type { Services } from '../platform/services.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { arrivedImports, importsUnderWay } from './queries.ts';
import { readDropped } from './read-file.ts';
import { type Import, importRows, imports } from './table.ts';
import { advance, rowsFile } from './work.ts';

type Deps = Pick<Services, 'db' | 'write' | 'now' | 'files' | 'fetchFile'>;

/** An async task. One import after the other, so that two of them never slow Baton down together. */
export async function tendImports(deps: Deps, stop: AbortSignal): Promise<void> {
  // Until nothing is left: a file may be dropped while another one is imported.
  for (let one = nextImport(deps.db); one && !stop.aborted; one = nextImport(deps.db)) {
    if (one.state === 'arrived') await readDropped(deps, one, stop);
    else await advanceOrSay(deps, one.id, stop);
  }
  if (!stop.aborted) await forgetOld(deps);
}

/** A small file does not wait for the end of a large one to be read. */
const nextImport = (db: Db): Import | undefined => arrivedImports(db)[0] ?? importsUnderWay(db)[0];

async function advanceOrSay(deps: Deps, id: number, stop: AbortSignal): Promise<void> {
  try {
    await advance(deps, id, stop);
  } catch (error) {
    // Its file is gone, which the message says.
    if (!(error instanceof UserError)) throw error;
  }
}

/** The outcomes of rows serve the report and the undo. */
const KEPT_MS = 2 * DAY_MS;

async function forgetOld({ db, write, now, files }: Deps): Promise<void> {
  const before = new Date(now().getTime() - KEPT_MS);
  const old = db
    .select({ id: imports.id })
    .from(imports)
    .innerJoin(importRows, eq(importRows.importId, imports.id))
    .where(and(inArray(imports.state, ['done', 'undone']), lt(imports.endedAt, before)))
    .limit(1)
    .get();
  if (!old) return;
  await files.drop(rowsFile(old.id));
  await write((tx) => {
    const some = tx
      .select({ line: importRows.line })
      .from(importRows)
      .where(eq(importRows.importId, old.id))
      .limit(AT_ONCE)
      .all();
    const lines = some.map(({ line }) => line);
    tx.delete(importRows)
      .where(and(eq(importRows.importId, old.id), inArray(importRows.line, lines)))
      .run();
  });
}

const AT_ONCE = 500;
