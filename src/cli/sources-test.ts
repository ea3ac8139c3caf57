import { readFile } from 'node:fs/promises';
import { formIn } from '../intake/take-in.ts';
import { type Command, UsageError } from './command.ts';
import { withData } from './open.ts';
import { sourceNamed } from './sources.ts';

export const sourcesTest: Command = {
  name: 'sources test',
  args: ['<source>', '<file>'],
  summary: 'Shows the lead that a body of a source would be. Nothing is stored.',
  help: `
The file has a body as the tool sends it: JSON, or a form such as name=Ana&email=ana%40acme.com.
`,
  options: [],
  run: (given, terminal) => {
    const [typed = '', file = ''] = given.positionals;
    return withData(given, terminal, async ({ db }) => {
      const source = sourceNamed(db, typed);
      const read = formIn(db, source, bodyIn(await readFile(file, 'utf8')));
      if ('form' in read) {
        const lines = Object.entries(read.form).flatMap(([field, value]) =>
          value === null || value === undefined ? [] : [`${field}: ${value}`],
        );
        return { words: lines.join('\n'), data: { lead: read.form } };
      }
      const reasons = 'reasons' in read ? read.reasons : [read.ignored];
      return { words: ['This is no lead:', ...reasons].join('\n'), data: { reasons }, failed: true };
    });
  },
};

function bodyIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return Object.fromEntries(new URLSearchParams(text.trim()));
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('The file is not valid JSON.');
  }
}
