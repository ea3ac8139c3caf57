/** `npm run rehearse:import -- [rows]`: prints the figures of docs/doors/csv.md and export.md. By default a million rows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rehearseExport, rehearseImport } from './rehearsal.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-import-'));
const say = (line: string): void => console.error(line);
try {
  const imported = await rehearseImport(folder, Number(process.argv[2] ?? 1_000_000), say);
  console.log(JSON.stringify(imported, null, 2));
  console.log(JSON.stringify(await rehearseExport(folder, say), null, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
