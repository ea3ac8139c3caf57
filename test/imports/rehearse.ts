/** `npm run rehearse:import -- [rows]`: prints the figures of docs/doors/csv.md. By default a million rows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rehearseImport } from './rehearsal.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-import-'));
try {
  const figures = await rehearseImport(folder, Number(process.argv[2] ?? 1_000_000), (line) => console.error(line));
  console.log(JSON.stringify(figures, null, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
