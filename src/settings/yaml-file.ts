/** Everything that a company chose, as a YAML file that it can keep in git: settings by key, teams by name. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { clausesOf } from '../leads/definition/queries.ts';
import { saveDefinition } from '../leads/definition/save.ts';
import { LONGEST_CLAUSE, MOST_CLAUSES } from '../leads/definition/types.ts';
import { saveTurns, unusualTurns } from '../leads/routing/settings.ts';
import { sameWords } from '../leads/same-words.ts';
import { saveTeamAndDeadlines } from '../leads/sla/new-hours.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { validateCron } from '../platform/schedule/cron.ts';
import { changeSetting } from '../platform/settings/change.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { canonicalZone } from '../platform/time/zones.ts';
import { introduceTeam } from '../setup/introduce.ts';
import { allTeams, watchersOf } from '../teams/queries.ts';
import { type TeamForm, teamFault } from '../teams/save.ts';
import { type Team, teamKinds } from '../teams/table.ts';
import { routingModes } from '../teams/types.ts';
import { saveWatchers, watcherFault } from '../teams/watchers.ts';
import { calendarFault } from '../teams/working-time.ts';
import { allSettings, settingNamed } from './catalogue.ts';
import { readYamlDocument, yamlDocument } from './yaml.ts';

const slackId = (what: string, letters: string) =>
  z.string().regex(new RegExp(`^[${letters}][A-Z0-9]{1,20}$`), `${what} is given by its Slack ID.`);
const channelId = slackId('A channel', 'CG');
const personId = slackId('A person', 'UW');
const dailyCap = z
  .int('The daily limit is a whole number.')
  .min(1, 'At least 1 lead a day.')
  .max(1000, 'At most 1,000 leads a day.');
const minutes = z.int('Minutes are a whole number.').min(1, 'At least 1 minute.').max(9600, 'At most 9,600 minutes.');

const turnsSchema = z.strictObject({
  seller: personId,
  weight: z
    .int('The weight is a whole number.')
    .min(0, 'The weight is at least 0 (not in the rotation).')
    .max(20, 'The weight is at most 20.')
    .nullable()
    .default(null),
  daily_cap: dailyCap.nullable().default(null),
});

const teamSchema = z.strictObject({
  name: z.string().trim().min(1, 'A team needs a name.').max(75, 'The name of a team has at most 75 characters.'),
  kind: z.enum(teamKinds, 'The kind of a team is sales or marketing.'),
  channel: channelId,
  user_group: slackId('A user group', 'S').nullable().default(null),
  manager: personId,
  zone: z.string().transform((name) => canonicalZone(name) ?? name),
  work_days: z.array(z.int().min(1).max(7), 'Working days are numbers from 1 (Monday) to 7 (Sunday).'),
  works_from: z.string(),
  works_until: z.string(),
  holidays: z.array(z.string()).default([]),
  digest: z.string().nullable().default(null),
  routing: z.enum(routingModes, `Routing is one of ${routingModes.join(', ')}.`).default('pool'),
  one_seller: personId.nullable().default(null),
  account_rule: z.boolean().default(true),
  fallback: personId.nullable().default(null),
  daily_cap: dailyCap.nullable().default(null),
  hot_accept_minutes: minutes.default(15),
  accept_minutes: minutes.default(120),
  touch_minutes: minutes.default(240),
  /** Sellers with a rotation weight of their own; if left out, all stay as they are. */
  turns: z
    .array(turnsSchema)
    .refine((turns) => new Set(turns.map(({ seller }) => seller)).size === turns.length, 'A seller is listed twice.')
    .optional(),
  /** The lead definition of a sales team, clause by clause; if left out, it stays as it is. */
  definition: z
    .array(
      z
        .string()
        .trim()
        .min(1, 'Enter a clause.')
        .max(LONGEST_CLAUSE, `A clause has at most ${LONGEST_CLAUSE} characters.`),
    )
    .max(MOST_CLAUSES, `A definition has at most ${MOST_CLAUSES} clauses.`)
    .refine(
      (texts) => !texts.some((text, at) => texts.slice(0, at).some((one) => sameWords(one, text))),
      'A clause is listed twice.',
    )
    .optional(),
  /** People in the channel or group who are not of the team; if left out, all stay as they are. */
  only_watch: z.array(personId).optional(),
});
type TeamEntry = z.infer<typeof teamSchema>;

const fileSchema = z.strictObject({
  settings: z.record(z.string(), z.unknown()).default({}),
  teams: z.array(teamSchema).default([]),
});

/** The names of a team's columns in the file. */
const columns = {
  name: 'name',
  kind: 'kind',
  channel: 'channelId',
  user_group: 'userGroupId',
  manager: 'managerId',
  zone: 'zone',
  work_days: 'workDays',
  works_from: 'worksFrom',
  works_until: 'worksUntil',
  holidays: 'holidays',
  digest: 'digestCron',
  routing: 'routing',
  one_seller: 'oneSellerId',
  account_rule: 'accountRule',
  fallback: 'fallbackId',
  daily_cap: 'dailyCap',
  hot_accept_minutes: 'hotAcceptMinutes',
  accept_minutes: 'acceptMinutes',
  touch_minutes: 'touchMinutes',
} as const satisfies Record<Exclude<keyof TeamEntry, 'turns' | 'only_watch' | 'definition'>, keyof Team>;

const toEntry = (team: Team): Record<string, unknown> =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, team[column]]));

const turnsOf = (db: Db, { id }: Team) =>
  unusualTurns(db, id).map(({ userId, weight, dailyCap }) => ({ seller: userId, weight, daily_cap: dailyCap }));

const definitionOf = (db: Db, { id }: Team): string[] => clausesOf(db, id).map(({ text }) => text);

const toForm = (entry: TeamEntry): TeamForm =>
  Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [column, entry[name as keyof TeamEntry]]),
  ) as unknown as TeamForm;

/** Includes defaults, so that the file stays valid if a later version has other defaults. */
export function exportSettings(db: Db): string {
  const file = yamlDocument({
    settings: Object.fromEntries(allSettings.map((setting) => [setting.key, settingOf(db, setting)])),
    teams: allTeams(db).map((team) => ({
      ...toEntry(team),
      turns: turnsOf(db, team),
      ...(team.kind === 'sales' && { definition: definitionOf(db, team) }),
      only_watch: watchersOf(db, team.id).toSorted(),
    })),
  });
  file.commentBefore =
    ' Settings and teams of Baton. Apply with: npm run baton -- settings import FILE [--dry-run]\n Left-out settings stay as they are. People, channels and user groups are given by their Slack IDs.';
  return file.toString({ lineWidth: 110 });
}

export interface Imported {
  /** One sentence for each change. */
  changes: string[];
}

/**
 * Imports a file: differences are saved and recorded, missing entries stay, nothing is deleted. With any fault, nothing
 * is changed.
 * @throws UserError with one line for each fault.
 */
export function importSettings(tx: Tx, text: string, by: string, now: Date): Imported {
  const file = readFile(text);
  const faults: string[] = [];
  const changes: string[] = [];
  for (const [key, raw] of Object.entries(file.settings)) {
    const setting = settingNamed(key);
    const value = setting?.schema.safeParse(raw);
    if (!setting) faults.push(`settings → ${key}: unknown setting.`);
    else if (!value?.success) faults.push(...issuesOf(['settings', key], value?.error.issues ?? []));
    else if (changeSetting(tx, { setting, value: value.data, by }, now)) changes.push(`${key} changed`);
  }
  for (const [index, entry] of file.teams.entries()) {
    const result = bringTeam(tx, entry, by, now);
    if ('faults' in result) faults.push(...result.faults.map((fault) => `teams → ${index} (${entry.name}) → ${fault}`));
    else if (result.change) changes.push(result.change);
  }
  if (faults.length > 0) throw new UserError(faults.join('\n'));
  return { changes };
}

function readFile(text: string): z.infer<typeof fileSchema> {
  const document = readYamlDocument(text);
  const [broken] = document.errors;
  if (broken) throw new UserError(`This is not valid YAML: ${broken.message}`);
  const parsed = fileSchema.safeParse(contentOf(document) ?? {});
  if (!parsed.success) throw new UserError(issuesOf([], parsed.error.issues).join('\n'));
  return parsed.data;
}

/** An alias without its anchor, or too many of them, is found only now. */
function contentOf(document: ReturnType<typeof readYamlDocument>): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new UserError(`This is not valid YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const issuesOf = (where: string[], issues: z.core.$ZodIssue[]): string[] =>
  issues.map(({ path, message }) => [...where, ...path.map(String)].join(' → ').concat(`: ${message}`));

function bringTeam(tx: Tx, entry: TeamEntry, by: string, now: Date): { change?: string } | { faults: string[] } {
  const known = allTeams(tx).find(({ name }) => name.toLowerCase() === entry.name.toLowerCase());
  const { turns, only_watch: watcherIds, definition, ...team } = entry;
  const form = toForm(entry);
  const hasTurns = turns === undefined || (known && isDeepStrictEqual(turnsOf(tx, known), sorted(turns)));
  const hasWatchers =
    watcherIds === undefined ||
    (known && isDeepStrictEqual(watchersOf(tx, known.id).toSorted(), watcherIds.toSorted()));
  const hasDefinition = definition === undefined || (known && isDeepStrictEqual(definitionOf(tx, known), definition));
  if (known && hasTurns && hasWatchers && hasDefinition && isDeepStrictEqual(toEntry(known), team)) return {};
  const calendar = calendarFault(form);
  const cron = entry.digest === null ? undefined : validateCron(entry.digest, calendar ? 'UTC' : entry.zone);
  const taken = teamFault(tx, form, known?.id ?? null);
  const faults = [
    ...(calendar ? [`${calendar.field}: ${calendar.message}`] : []),
    ...(cron ? [`digest: ${cron}`] : []),
    ...(taken ? [`${taken.field}: ${taken.message}`] : []),
    ...(entry.routing === 'one' && entry.one_seller === null ? ['one_seller: who takes them all?'] : []),
    ...(watcherIds ?? []).flatMap((userId) => watcherFault(form, userId) ?? []).map((fault) => `only_watch: ${fault}`),
    ...(definition && entry.kind !== 'sales' ? ['definition: only a sales team has one.'] : []),
    ...(known && known.kind !== entry.kind ? ['kind: a team cannot change its kind; please make another team.'] : []),
  ];
  if (faults.length > 0) return { faults };
  const saved = saveTeamAndDeadlines(tx, form, { id: known?.id ?? null, by }, now);
  if (known?.channelId !== saved.channelId) introduceTeam(tx, saved, now);
  if (turns) {
    const shares = turns.map(({ seller, weight, daily_cap }) => ({ userId: seller, weight, dailyCap: daily_cap }));
    saveTurns(tx, { teamId: saved.id, by, turns: shares }, now);
  }
  if (definition) saveDefinition(tx, { teamId: saved.id, texts: definition, by }, now);
  if (watcherIds) saveWatchers(tx, saved.id, watcherIds, by, now);
  return { change: `the team ${entry.name} ${known ? 'changed' : 'is new'}` };
}

const sorted = <Turn extends { seller: string }>(turns: Turn[]): Turn[] =>
  turns.toSorted((one, other) => (one.seller < other.seller ? -1 : 1));
