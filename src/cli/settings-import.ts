import { readFile } from 'node:fs/promises';
import { importSettings } from '../settings/yaml-file.ts';
import { type Command, UsageError } from './command.ts';
import { type OpenData, withData } from './open.ts';

export const settingsImport: Command = {
  name: 'settings import',
  usage: '<file.yaml> [--dry-run]',
  summary: 'Reads such a file back in: what differs is changed, and on record.',
  help: `
What the file leaves out stays as it is, and nothing is deleted. When anything in it is wrong, all that is wrong is
named and nothing is changed. Baton may run; it goes by the new settings at once.

  --dry-run   tells what would change, and changes nothing
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
      terminal.out(changes.length === 0 ? 'Nothing differs.' : isDry ? `${count} would be made.` : `${count} made.`);
      return 0;
    });
  },
};

/** Ends the transaction of a dry run, so that nothing of it is kept. */
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
