import { readFile } from 'node:fs/promises';
import { createSource } from '../intake/acts/sources.ts';
import { authOf } from '../intake/senders.ts';
import { COMMAND_LINE } from '../platform/audit/types.ts';
import { type Command, type Given, textOf, UsageError } from './command.ts';
import { withData } from './open.ts';
import { pathOf, salesTeamNamed, senderNamed } from './sources.ts';

export const sourcesCreate: Command = {
  name: 'sources create',
  args: ['<name>'],
  summary: 'Makes a source of leads, and prints its key once.',
  help: `
The senders: typeform, webflow, calendly, tally, gravity, hubspot, meta, zapier, make, n8n, standard, github, header, query, field.
Each has the best proof of origin that the tool can give. Default: header, with "Authorization: Bearer" and the key.
The marketer is a person in Slack, by their member ID: they count as having handed the leads off.
`,
  options: [
    ['--sender <tool>', 'the tool that sends'],
    ['--team <name>', 'the sales team that gets the leads; needed if there are several'],
    ['--marketer <Slack id>', 'the person in marketing who answers for them'],
    ['--secret-file <file>', 'a file with the secret that the tool made, for signatures'],
  ],
  run: (given, terminal) => {
    const [name = ''] = given.positionals;
    const marketerId = textOf(given, 'marketer') ?? '';
    if (!/^[UW][A-Z0-9]{2,20}$/.test(marketerId))
      throw new UsageError('Name a person with --marketer: the member ID in their Slack profile.');
    const sender = senderNamed(textOf(given, 'sender'));
    return withData(given, terminal, async ({ db, write, keys }) => {
      const team = salesTeamNamed(db, textOf(given, 'team'));
      const form = { name, teamId: team.id, marketerId, sender, auth: authOf(sender) };
      const act = { by: COMMAND_LINE, given: await secretIn(given) };
      const { source, key } = await write((tx) => createSource(tx, keys, form, act, terminal.now()));
      const path = pathOf(source);
      const shown = act.given === undefined ? { key } : {};
      const how =
        shown.key === undefined ? 'It is proved by the secret of the file.' : `Key: ${key}\nIt is shown only now.`;
      return { words: `Leads of ${source.name} go to ${path}.\n${how}`, data: { name: source.name, path, ...shown } };
    });
  },
};

/** Never an option: other people of the machine see the arguments of commands. */
export async function secretIn(given: Given): Promise<string | undefined> {
  const file = textOf(given, 'secretFile');
  return file === undefined ? undefined : (await readFile(file, 'utf8')).trim();
}
