import { writeFile } from 'node:fs/promises';
import { exportSettings } from '../settings/yaml-file.ts';
import { type Command, UsageError } from './command.ts';
import { withData } from './open.ts';

export const settingsExport: Command = {
  name: 'settings export',
  usage: '[file.yaml]',
  summary: 'Writes every setting and every team into a file that can be kept in git.',
  help: `
Settings are named by their keys, teams by their names; people, channels and user groups by their ids in Slack. The
defaults are in it too, so that the file says all that holds. Without a file it is printed.
`,
  options: {},
  run: (given, terminal) => {
    const [path, ...more] = given.positionals;
    if (more.length > 0) throw new UsageError('Name one file, or none.');
    return withData(given, terminal, async ({ db }) => {
      const text = exportSettings(db);
      if (path === undefined) terminal.out(text.trimEnd());
      else {
        await writeFile(path, text, { mode: 0o600 });
        terminal.out(`Written to ${path}.`);
      }
      return 0;
    });
  },
};
