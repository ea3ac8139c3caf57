import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { proposedFields } from '../imports/columns.ts';
import { requireImport, unfinishedImport } from '../imports/queries.ts';
import { readTable } from '../imports/read-file.ts';
import { reportCells, reportColumns } from '../imports/report.ts';
import { firstRows } from '../imports/samples.ts';
import { checkImport, dropImport, runImport, takeFile } from '../imports/start.ts';
import type { Import } from '../imports/table.ts';
import { type ImportField, type ImportPlan, importFields, MOST_CARDS } from '../imports/types.ts';
import { undoImport } from '../imports/undo.ts';
import { advance, rowsFile, type Work } from '../imports/work.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { keptRows } from '../platform/files/kept-rows.ts';
import { teamsOfKind } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { type Command, type Given, type Result, type Terminal, textOf, UsageError } from './command.ts';
import { requireEncoding } from './encoding.ts';
import { type OpenData, withData } from './open.ts';
import { bar } from './progress.ts';
import { openReport } from './report.ts';

export const leadImport: Command = {
  name: 'import',
  args: ['[file.csv-or-xlsx]'],
  summary: 'Imports leads from a CSV or Excel file.',
  help: `
The file has a header. Columns are recognised by their names in seven languages, and by their cells; --map says others:
  --map "Firma=company,Kommentar=need,Interne Nr.=none"
Fields: ${Object.keys(importFields).join(', ')}.
Each lead needs an email or a phone. Bad rows are left out and named. People who are leads already are not added twice, so
you can repeat an import that was interrupted.

Up to ${MOST_CARDS} new leads come in like hand-offs. More come in as a list, without cards or deadlines.

The exit code is 0 if every row was added or is known, 1 if some were bad or the file cannot be read, 2 for wrong options.
`,
  options: [
    ['--by <member>', 'member ID of the person who hands the leads off (in Slack: profile, ⋮, Copy member ID)'],
    ['--team <name>', 'the sales team, if there are several'],
    ['--rules', 'the rules of the teams come first, for new leads'],
    ['--map <columns>', 'the field of a column, or none to leave it out'],
    ['--worked', 'the leads were worked elsewhere: they come with owner, status and dates, and start no deadline'],
    ['--need <text>', 'the need, for rows without one'],
    ['--source <name>', 'the source, for rows without one'],
    ['--campaign <name>', 'the campaign, for rows without one'],
    ['--owner <member>', 'owner of worked leads whose owner is not in the team; by default the team’s fallback owner'],
    ['--dry-run', 'check each row and add nothing'],
    ['--report <file.csv>', 'write the result of each row, next to its cells, to this new file'],
    ['--encoding <name>', 'of a CSV file, such as windows-1252; found out by default'],
    ['--undo <id>', 'undo an import within a day; leads that people have worked on stay'],
  ],
  run: (given, terminal) => {
    const undo = textOf(given, 'undo');
    if (undo !== undefined) return withData(given, terminal, (data) => undoOne(data, Number(undo), terminal));
    const [path] = given.positionals;
    if (path === undefined) throw new UsageError('Name one CSV or Excel file.');
    const by = memberIn(given, 'by');
    if (by === null) {
      throw new UsageError('--by is the member ID of the person who hands the leads off, such as U012AB3CD.');
    }
    return withData(given, terminal, (data) => importFile(data, { path, by }, { given, terminal }));
  },
};

interface Asked {
  given: Given;
  terminal: Terminal;
}

function memberIn(given: Given, option: string): string | null {
  const id = textOf(given, option);
  if (id === undefined) return null;
  if (!/^[UW][A-Z0-9]{2,20}$/.test(id)) throw new UsageError(`--${option} is a member ID, such as U012AB3CD.`);
  return id;
}

async function importFile(data: OpenData, { path, by }: { path: string; by: string }, asked: Asked): Promise<Result> {
  const { given, terminal } = asked;
  const work = workOf(data, terminal);
  const encoding = textOf(given, 'encoding');
  if (encoding !== undefined) requireEncoding(encoding);
  const sha256 = await hashOf(path);
  const taken = await data.write((tx) => takeFile(tx, { name: basename(path), fileId: null, by }, terminal.now()));
  try {
    const read = await readTable(work, taken, { path, sha256 }, { encoding, isOurs: true });
    const plan = await planOf(data, read, given);
    const isDryRun = given.values.dryRun === true;
    if (read.question !== null && encoding === undefined && !isDryRun) throw new UserError(read.question);
    if (read.question !== null && encoding === undefined) terminal.err(read.question);
    let one = (await interrupted(data, read, plan)) ?? (await checked(work, read, plan, terminal));
    // One that was interrupted in its first slice has counted nothing yet.
    if (!isDryRun && (one.state === 'running' || one.counts.added > 0)) one = await imported(work, one, terminal);
    await writeReport(data, one, textOf(given, 'report'));
    return resultOf(one, isDryRun, terminal);
  } finally {
    await data.write((tx) => leave(tx, taken.id, terminal.now()));
    await data.files.drop(rowsFile(taken.id));
  }
}

/** The same import as before, if it was interrupted: its rows are those of this file. */
async function interrupted({ db, files }: OpenData, read: Import, plan: ImportPlan): Promise<Import | undefined> {
  const before = unfinishedImport(db, read, plan);
  if (before) await copyFile(files.taken(rowsFile(read.id)), files.taken(rowsFile(before.id)));
  return before;
}

/** A dry run, and a file that could not be read, leave nothing open. */
function leave(tx: Tx, id: number, now: Date): void {
  if (!['running', 'done'].includes(requireImport(tx, id).state)) dropImport(tx, id, null, now);
}

/** Some fifty milliseconds in which a running Baton cannot write. */
const ROWS_AT_ONCE = 200;

const workOf = ({ db, write, files }: OpenData, { now }: Terminal): Work => ({
  ...{ db, write, files, now },
  rowsAtOnce: ROWS_AT_ONCE,
  restsItself: true,
});

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

async function planOf({ db, files }: OpenData, one: Import, given: Given): Promise<ImportPlan> {
  const proposed = proposedFields(one.columns, await firstRows(files, one));
  return {
    fields: withMap(one.columns, proposed, textOf(given, 'map')),
    teamId: teamIn(teamsOfKind(db, 'sales'), textOf(given, 'team')).id,
    byRules: given.values.rules === true,
    isPast: given.values.worked === true,
    need: textOf(given, 'need') ?? `From the list ${one.name}`,
    source: textOf(given, 'source') ?? null,
    campaign: textOf(given, 'campaign') ?? null,
    ownerId: memberIn(given, 'owner'),
  };
}

function teamIn(teams: Team[], name: string | undefined): Team {
  const found = name === undefined ? teams : teams.filter((team) => team.name.toLowerCase() === name.toLowerCase());
  const [team, ...others] = found;
  if (team && others.length === 0) return team;
  const names = teams.map((one) => `"${one.name}"`).join(', ');
  throw new UsageError(teams.length === 0 ? 'There is no sales team yet.' : `--team is one of: ${names}.`);
}

/** `Firma=company,Notiz=none`: the other columns keep what was proposed, unless their field is taken. */
function withMap(columns: string[], proposed: ImportPlan['fields'], map: string | undefined): ImportPlan['fields'] {
  if (map === undefined) return proposed;
  const said = new Map(map.split(',').map((pair) => pairIn(pair, columns)));
  const taken = new Set([...said.values()]);
  return proposed.map((field, at) => {
    const mapped = said.get(at);
    if (mapped !== undefined) return mapped;
    return field !== null && field !== 'need' && taken.has(field) ? null : field;
  });
}

function pairIn(pair: string, columns: string[]): [number, ImportField | null] {
  const at = pair.lastIndexOf('=');
  const [name, field] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  const column = columns.findIndex((one) => one.toLowerCase() === name.toLowerCase());
  if (at < 0 || column < 0)
    throw new UsageError(`--map: there is no column "${name}". Columns: ${columns.join(', ')}.`);
  if (field === 'none') return [column, null];
  if (!Object.hasOwn(importFields, field)) {
    throw new UsageError(`--map: there is no field "${field}". Fields: none, ${Object.keys(importFields).join(', ')}.`);
  }
  return [column, field as ImportField];
}

async function checked(work: Work, one: Import, plan: ImportPlan, terminal: Terminal): Promise<Import> {
  const shown = bar(terminal, 'Checking', one.rows);
  await work.write((tx) => checkImport(tx, { id: one.id, plan }, work.now()));
  const done = await advance({ ...work, onProgress: ({ position }) => shown.at(position) }, one.id);
  shown.end();
  return done;
}

async function imported(work: Work, one: Import, terminal: Terminal): Promise<Import> {
  const shown = bar(terminal, 'Importing', one.rows);
  await work.write((tx) => runImport(tx, one.id, MOST_CARDS, work.now()));
  const done = await advance({ ...work, onProgress: ({ position }) => shown.at(position) }, one.id);
  shown.end();
  return done;
}

async function writeReport({ db, files }: OpenData, one: Import, path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const report = await openReport(path, reportColumns(one));
  for await (const row of keptRows(files.taken(rowsFile(one.id)))) {
    const cells = reportCells(db, one, row);
    if (cells) await report.add(cells);
  }
  await report.close();
}

function resultOf(one: Import, isDryRun: boolean, terminal: Terminal): Result {
  const { id, rows, counts, faults, isList, columns, plan } = one;
  for (const [at, name] of columns.entries()) terminal.err(`  ${name} → ${plan?.fields[at] ?? 'left out'}`);
  for (const fault of faults) {
    const more = fault.rows > fault.lines.length ? ' …' : '';
    terminal.err(`${fault.rows} × ${fault.words} (rows ${fault.lines.join(', ')}${more})`);
  }
  const did = isDryRun ? 'would be added' : 'added';
  const undo = !isDryRun && counts.added > 0 ? `\nTo undo it within a day: baton import --undo ${id}` : '';
  const fields = Object.fromEntries(columns.map((name, at) => [name, plan?.fields[at] ?? 'none']));
  return {
    words: `${counts.added} ${did}, ${counts.known} known already, ${counts.bad} with errors.${undo}`,
    data: { id, dryRun: isDryRun, rows, ...counts, asList: isList, columns: fields, faults },
    failed: counts.bad > 0,
  };
}

async function undoOne(data: OpenData, id: number, terminal: Terminal): Promise<Result> {
  if (!Number.isSafeInteger(id)) throw new UsageError('--undo is the number of an import.');
  const work = workOf(data, terminal);
  await data.write((tx) => undoImport(tx, id, terminal.now()));
  const { counts, kept } = await advance(work, id);
  const removed = counts.added - kept;
  return { words: `${removed} removed, ${kept} kept because people have worked on them.`, data: { id, removed, kept } };
}
