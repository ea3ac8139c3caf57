import { backupFolderOf } from '../app/config.ts';
import { dropRemovedTexts } from '../library/search/removed-texts.ts';
import { COMMAND_LINE } from '../platform/audit/types.ts';
import { openErasureLog } from '../platform/db/erasure-log.ts';
import type { Db } from '../platform/db/open.ts';
import { truncateWal } from '../platform/db/truncate-wal.ts';
import { UserError } from '../platform/errors.ts';
import { forgetColleague, planForColleague } from '../privacy/colleague.ts';
import { forgetContact, planForContact } from '../privacy/contact.ts';
import { amongOthers, eraseOtherTexts } from '../privacy/mentions.ts';
import { placeLines, STAYS } from '../privacy/places.ts';
import { membershipOf } from '../teams/members.ts';
import { allTeams } from '../teams/queries.ts';
import { isHere } from '../teams/standing.ts';
import { type Command, counted, type Given, type Result, type Terminal } from './command.ts';
import { type OpenData, withData } from './open.ts';
import { readPerson } from './person.ts';

export const personForget: Command = {
  name: 'person forget',
  args: ['<email-phone-or-slack-id>'],
  summary: 'Erases a contact, or a colleague who left. Without --yes it only says what would go.',
  help: `
Name, company, email, phone, role, need, notes and reasons of their leads go: in the database, its search and its log, on the card and
in its thread. In texts of other things, such as requests and the library, the full name, the address and the number are replaced. An
open lead is disqualified first. The acts and their times stay, so that figures stay true. A running Baton changes Slack within a
minute. Of a colleague who left (by their Slack id), name, absences, notifications, rotation and drafts go; their id stays in
histories and figures, which show who did what. Without --yes, everything that goes and stays is listed.
`,
  options: [['--yes', 'erase, instead of a list of what goes']],
  run: (given, terminal) => {
    const [typed] = given.positionals;
    const person = readPerson(typed);
    return withData(given, terminal, async (data) => {
      if ('userId' in person) return colleague(data, person.userId, given, terminal);
      const plan = await planForContact(data.db, person);
      if (plan.leads.length === 0) return { words: 'No lead has this contact.', data: { erased: false, leads: [] } };
      return given.values.yes === true ? erase(data, plan, terminal) : list(data.db, plan);
    });
  },
};

type Plan = Awaited<ReturnType<typeof planForContact>>;

function list(db: Db, { leads, mentions }: Plan): Result {
  const others = amongOthers(
    db,
    mentions,
    leads.map(({ id }) => id),
  );
  const lines = [
    `These go: ${leads.length === 1 ? 'a lead' : `${leads.length} leads`}, with card and thread.`,
    ...leads.map(({ id, name, company, status }) => `  Lead ${id}: ${name}, ${company} (${status})`),
    ...(others.length > 0 ? ['Name, address and number are replaced in:'] : []),
    ...placeLines(others).map((line) => `  ${line}`),
    'These stay:',
    ...STAYS.map((line) => `  ${line}`),
    'With --yes it is done. This cannot be undone.',
  ];
  const data = { erased: false, leads: leads.map(({ id, status }) => ({ id, status })), mentions: others.length };
  return { words: lines.join('\n'), data };
}

async function erase(data: OpenData, plan: Plan, { env, now }: Terminal): Promise<Result> {
  const { db, write } = data;
  const log = openErasureLog(db.$client.name, backupFolderOf(env));
  await write((tx) => forgetContact(tx, log, plan.leads, COMMAND_LINE, now()));
  await eraseOtherTexts({ db, write, now });
  await dropRemovedTexts(data);
  // The log of the database still has the old pages.
  truncateWal(db);
  const words =
    `Erased: ${counted(plan.leads.length, 'lead', 'leads')}. A running Baton changes the cards and threads in Slack within a minute. ` +
    'Backups from before still hold the contact.';
  return { words, data: { erased: true, leads: plan.leads.map(({ id }) => id) } };
}

async function colleague(data: OpenData, userId: string, given: Given, { env, now }: Terminal): Promise<Result> {
  const { db, write } = data;
  if (isHere(db, userId) && allTeams(db).some((team) => membershipOf(db, team)?.userIds.includes(userId))) {
    throw new UserError(
      'This person is in a team. Deactivate them in Slack first: Baton would know them again at once.',
    );
  }
  const goes = planForColleague(db, userId);
  if (given.values.yes !== true) {
    const rows = Object.entries(goes).map(([table, count]) => `${count} in ${table}`);
    const words = [
      `These go: ${rows.length === 0 ? 'nothing' : rows.join(', ')}.`,
      'Their Slack id stays in histories and figures. With --yes it is done.',
    ];
    return { words: words.join('\n'), data: { erased: false, rows: goes } };
  }
  const log = openErasureLog(db.$client.name, backupFolderOf(env));
  await write((tx) => forgetColleague(tx, log, { userId, by: COMMAND_LINE }, now()));
  truncateWal(db);
  return { words: 'Erased. Their Slack id stays in histories and figures.', data: { erased: true, rows: goes } };
}
