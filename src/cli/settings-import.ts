import { readFile } from 'node:fs/promises';
import { importSettings } from '../settings/yaml-file.ts';
import { type Command, counted } from './command.ts';
import { type OpenData, withData } from './open.ts';

export const settingsImport: Command = {
  name: 'settings import',
  args: ['<file.yaml>'],
  summary: 'Applies the settings and teams of a file. Each change is recorded.',
  help: `
Left-out settings and teams stay as they are. Nothing is deleted. If the file has errors, all of them are listed and
nothing changes. A running Baton uses the new settings at once.
`,
  options: [['--dry-run', 'list the changes without making them']],
  run: (given, terminal) => {
    const [path = ''] = given.positionals;
    const isDry = given.values.dryRun === true;
    return withData(given, terminal, async (data) => {
      const changes = await bringIn(data, await readFile(path, 'utf8'), isDry, terminal.now());
      const count = counted(changes.length, 'change', 'changes');
      const end = changes.length === 0 ? 'No changes.' : isDry ? `${count} would be made.` : `${count} made.`;
      return { words: [...changes, end].join('\n'), data: { changes, made: !isDry } };
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
