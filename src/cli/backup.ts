import { noteBackup } from '../health/backup.ts';
import { recordAudit } from '../platform/audit/record.ts';
import { COMMAND_LINE } from '../platform/audit/types.ts';
import { backUp } from '../platform/db/backup.ts';
import { isUnavailable, type Tx } from '../platform/db/write.ts';
import type { Command } from './command.ts';
import { withData } from './open.ts';
import { withRoom } from './room.ts';

export const backup: Command = {
  name: 'backup',
  args: ['<file.db>'],
  summary: 'Copies the database. Safe while Baton runs.',
  help: `
The copy is consistent and checked. Existing files are not overwritten. A Baton started from the copy posts nothing
twice. The files of the library are not included: copy the folder "<database>.files" next to the database. Never back
up "<database>.keys": with it, a backup would reveal the authors of anonymous answers.
`,
  options: [],
  run: (given, terminal) => {
    const [file = ''] = given.positionals;
    return withData(given, terminal, async ({ db, write }) => {
      const { bytes } = await withRoom(file, async () => backUp(db, file));
      const note = (tx: Tx) => {
        noteBackup(tx, { file, bytes }, terminal.now());
        recordAudit(tx, { kind: 'backup.written', actor: COMMAND_LINE, details: { bytes } }, terminal.now());
      };
      await write(note).catch((error: unknown) => {
        if (!isUnavailable(error)) throw error;
        terminal.err('The backup is sound, but /baton health does not know it: the database could not be written.');
      });
      return { words: `Written to ${file}, ${bytes} bytes.`, data: { file, bytes } };
    });
  },
};
