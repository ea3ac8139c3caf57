import type { Db } from '../platform/db/open.ts';
import { rowsWith } from '../platform/db/rows-with.ts';
import { leadsOfContact, planForContact } from '../privacy/contact.ts';
import { amongOthers } from '../privacy/mentions.ts';
import type { Command } from './command.ts';
import { withData } from './open.ts';
import { type Person, readPerson } from './person.ts';
import { recordExport } from './record-export.ts';

export const personExport: Command = {
  name: 'person export',
  args: ['<email-phone-or-slack-id>'],
  summary: 'Prints everything that Baton knows about a person, as JSON.',
  help: `
Answers a request for access. For a contact: their leads, each row that belongs to one, and each other text that names them. For a colleague, by their id in Slack
(in their profile: Copy member ID): each row with that id. Anonymous answers cannot be found by anyone.
`,
  options: [],
  run: (given, terminal) => {
    const [typed] = given.positionals;
    const person = readPerson(typed);
    return withData(given, terminal, async (data) => {
      await recordExport(data, terminal, { kind: 'person.exported', subject: subjectOf(data.db, person) });
      const rows = await rowsAbout(data.db, person);
      return { words: JSON.stringify(rows, null, 2), data: rows };
    });
  },
};

async function rowsAbout(db: Db, person: Person): Promise<Record<string, unknown>> {
  if ('userId' in person) return rowsWith(db, person.userId);
  const { leads, mentions } = await planForContact(db, person);
  const own = leads.map(({ id }) => id);
  return {
    leads: leads.map((lead) => ({ ...lead, ...rowsWith(db, lead.id, 'lead_id') })),
    mentions: amongOthers(db, mentions, own).map(({ table, column, text }) => ({ table, column, text })),
  };
}

/** Ids alone: the log outlives the person's data. */
const subjectOf = (db: Db, person: Person): string =>
  'userId' in person ? person.userId : `leads:${leadsOfContact(db, person).map(({ id }) => id)}`;
