import { noteBackup } from '../health/backup.ts';
import { backUp } from '../platform/db/backup.ts';
import { type Command, UsageError } from './command.ts';
import { withData } from './open.ts';

export const backup: Command = {
  name: 'backup',
  usage: '<file.db>',
  summary: 'Makes a copy of the database, also while Baton runs.',
  help: `
The copy is consistent and checked, and overwrites nothing. Started elsewhere, it posts nothing twice. The files of the
library are beside the database: copy "<database>.files" as it is. Leave "<database>.keys" out: no backup may tell who
said what without a name.
`,
  options: {},
  run: (given, terminal) => {
    const [file, ...more] = given.positionals;
    if (file === undefined || more.length > 0) throw new UsageError('Name one file that is not there yet.');
    return withData(given, terminal, async ({ db, write }) => {
      const { bytes } = backUp(db, file);
      await write((tx) => noteBackup(tx, { file, bytes }, terminal.now()));
      terminal.out(`Written to ${file}, ${bytes} bytes.`);
      return 0;
    });
  },
};
