import { backupFolderOf } from '../app/config.ts';
import { COMMAND_LINE } from '../platform/audit/types.ts';
import { openErasureLog } from '../platform/db/erasure-log.ts';
import { truncateWal } from '../platform/db/truncate-wal.ts';
import { forgetLead, leadsOfContact } from '../privacy/forget-lead.ts';
import { type Command, UsageError } from './command.ts';
import { withData } from './open.ts';
import { readPerson } from './person.ts';

export const personForget: Command = {
  name: 'person forget',
  usage: '<email|phone> [--yes]',
  summary: 'Erases a contact. Without --yes it only says what would go.',
  help: `
Name, company, email, phone, role, need, notes and reasons go, in the database, its search and its log, on the card and in its thread.
An open lead is disqualified first. The acts and their times stay, so that figures stay true. Replies that people wrote in Slack,
direct messages of Baton without buttons, files of the library and older backups stay: delete them by hand.
`,
  options: { yes: { type: 'boolean' } },
  run: (given, terminal) => {
    const [typed, ...more] = given.positionals;
    if (more.length > 0) throw new UsageError('Name one person.');
    const person = readPerson(typed);
    if ('userId' in person) {
      throw new UsageError(
        'A colleague is not erased: deactivate them in Slack. Their acts stay on record, by their Slack id.',
      );
    }
    return withData(given, terminal, async ({ db, write }) => {
      const log = openErasureLog(db.$client.name, backupFolderOf(terminal.env));
      const found = leadsOfContact(db, person);
      if (found.length === 0) {
        terminal.out('No lead has this contact.');
        return 0;
      }
      if (given.values.yes !== true) {
        for (const { id, name, company, status } of found) terminal.out(`Lead ${id}: ${name}, ${company} (${status})`);
        terminal.out(`${found.length === 1 ? 'It is' : 'They are'} erased with --yes. This cannot be undone.`);
        return 0;
      }
      for (const { id } of found)
        await write((tx) => forgetLead(tx, log, { leadId: id, by: COMMAND_LINE }, terminal.now()));
      // The log of the database still has the old pages.
      truncateWal(db);
      terminal.out(
        `Erased: ${found.length} ${found.length === 1 ? 'lead' : 'leads'}. A running Baton changes the cards and threads in Slack ` +
          'within a minute. Backups from before still hold the contact.',
      );
      return 0;
    });
  },
};
