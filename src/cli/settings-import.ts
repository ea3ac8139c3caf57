import { readFile } from 'node:fs/promises';
import { importSettings } from '../settings/yaml-file.ts';
import { type Command, UsageError } from './command.ts';
import { type OpenData, withData } from './open.ts';

export const settingsImport: Command = {
  name: 'settings import',
  usage: '<file.yaml> [--dry-run]',
  summary: 'Applies the settings and teams of a file. Each change is recorded.',
  help: `
Left-out settings and teams stay as they are. Nothing is deleted. If the file has errors, all of them are listed and
nothing changes. A running Baton uses the new settings at once.

  --dry-run   lists the changes without making them
`,
  options: { 'dry-run': { type: 'boolean' } },
  run: (given, terminal) => {
    const [path, ...more] = given.positionals;
    if (path === undefined || more.length > 0) throw new UsageError('Name one file.');
    const isDry = given.values['dry-run'] === true;
    return withData(given, terminal, async (data) => {
      const changes = await bringIn(data, await readFile(path, 'utf8'), isDry, terminal.now());
      for (const change of changes) terminal.out(change);
      const count = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`;
      terminal.out(changes.length === 0 ? 'No changes.' : isDry ? `${count} would be made.` : `${count} made.`);
      return 0;
    });
  },
};

/** Rolls back the transaction of a dry run. */
class DryRun extends Error {}

async function bringIn({ write }: OpenData, text: string, isDry: boolean, now: Date): Promise<string[]> {
  let changes: string[] = [];
  try {
    await write((tx) => {
      changes = importSettings(tx, text, 'command line', now).changes;
      if (isDry) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  return changes;
}
