import { untouchedOf } from '../leads/reads/untouched.ts';
import { digestSize } from '../leads/settings.ts';
import type { Lead } from '../leads/table.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { readDigest } from '../requests/digest.ts';
import { allTeams } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { type Command, counted, textOf, UsageError } from './command.ts';
import { withData } from './open.ts';

interface Digest {
  team: Team;
  total: number;
  lines: string[];
}

export const digest: Command = {
  name: 'digest',
  args: [],
  summary: 'Posts the digest of each team now, or prints it.',
  help: `
A running Baton posts it within seconds, another one after its next start. A team for which nothing waits gets none. The digests of the
schedule come as usual. Texts and buttons of the message are those of Slack: --dry-run prints what is in it.
`,
  options: [
    ['--dry-run', 'print the digests, and post nothing'],
    ['--team <name>', 'only this team'],
  ],
  run: (given, terminal) =>
    withData(given, terminal, async ({ db, write }) => {
      const [isDry, now] = [given.values.dryRun === true, terminal.now()];
      const digests = chosen(db, textOf(given, 'team')).map((team) => read(db, team, now));
      const due = digests.filter(({ total }) => total > 0);
      if (!isDry) {
        await write((tx) => {
          for (const { team } of due) post(tx, team, now);
        });
      }
      const end = isDry ? 'would be posted' : 'will be posted';
      return {
        words: [...digests.flatMap(words), `${counted(due.length, 'digest', 'digests')} ${end}.`].join('\n'),
        data: digests.map(({ team, total, lines }) => ({ team: team.name, total, lines, posted: !isDry && total > 0 })),
      };
    }),
};

function chosen(db: Db, name: string | undefined): Team[] {
  const teams = allTeams(db);
  if (name === undefined) return teams;
  const team = teams.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!team)
    throw new UsageError(`No team is called ${name}. Teams: ${teams.map((one) => one.name).join(', ') || 'none'}.`);
  return [team];
}

function read(db: Db, team: Team, now: Date): Digest {
  const limit = settingOf(db, digestSize);
  if (team.kind === 'marketing') {
    const { rows, total } = readDigest(db, team.id, limit, now);
    return { team, total, lines: rows.map(({ request }) => request.title) };
  }
  const { notAccepted, accepted, notAcceptedCount, acceptedCount } = untouchedOf(
    db,
    team.id,
    { limit, offset: 0 },
    now,
  );
  return { team, total: notAcceptedCount + acceptedCount, lines: [...notAccepted, ...accepted].map(leadLine) };
}

const leadLine = ({ name, company, status, dueAt }: Lead): string =>
  [`${name}, ${company}`, status, ...(dueAt ? [`due ${dueAt.toISOString()}`] : [])].join('  ');

const words = ({ team, total, lines }: Digest): string[] => {
  const thing =
    team.kind === 'sales'
      ? counted(total, 'untouched lead', 'untouched leads')
      : counted(total, 'request waits', 'requests wait');
  return [
    `${team.name}: ${thing}`,
    ...lines.map((line) => `  ${line}`),
    ...(total > lines.length ? [`  and ${total - lines.length} more`] : []),
  ];
};

const post = (tx: Tx, { id, kind, channelId }: Team, now: Date): void =>
  void enqueue(
    tx,
    kind === 'sales' ? 'digest' : 'request_digest',
    { teamId: id, slotAt: now.getTime() },
    { orderingKey: channelId },
    now,
  );
