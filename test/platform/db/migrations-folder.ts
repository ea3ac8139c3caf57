import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes migrations as drizzle-kit lays them out, one SQL text each. */
export function migrationsFolder(folder: string, texts: string[]): string {
  const entries = texts.map((_, idx) => ({
    idx,
    version: '6',
    when: 1_700_000_000_000 + idx,
    tag: `000${idx}_step`,
    breakpoints: true,
  }));
  mkdirSync(join(folder, 'meta'), { recursive: true });
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ version: '7', dialect: 'sqlite', entries }));
  for (const [idx, text] of texts.entries()) writeFileSync(join(folder, `000${idx}_step.sql`), text);
  return folder;
}
