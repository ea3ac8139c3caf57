import { rotateKey } from '../intake/acts/sources.ts';
import { COMMAND_LINE } from '../platform/audit/types.ts';
import type { Command } from './command.ts';
import { withData } from './open.ts';
import { sourceNamed } from './sources.ts';
import { secretIn } from './sources-create.ts';

export const sourcesRotate: Command = {
  name: 'sources rotate',
  args: ['<source>'],
  summary: 'Gives a source a new key, and prints it once.',
  help: `
The former key is accepted for seven more days, so that you can change the tool in peace.
`,
  options: [['--secret-file <file>', 'a file with the secret that the tool made, for signatures']],
  run: (given, terminal) => {
    const [typed = ''] = given.positionals;
    return withData(given, terminal, async ({ db, write, keys }) => {
      const { id, name } = sourceNamed(db, typed);
      const act = { by: COMMAND_LINE, given: await secretIn(given) };
      const { key } = await write((tx) => rotateKey(tx, keys, id, act, terminal.now()));
      const shown = act.given === undefined ? { key } : {};
      const how =
        shown.key === undefined ? 'The secret of the file is accepted now.' : `Key: ${key}\nIt is shown only now.`;
      return { words: `${how}\nThe former key is accepted for seven more days.`, data: { name, ...shown } };
    });
  },
};
