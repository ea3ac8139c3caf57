import { type Config, readConfig } from '../app/config.ts';
import { ConfigError } from '../app/environment.ts';
import { hasSources } from '../intake/queries.ts';
import { createKeys } from '../platform/crypto/keys.ts';
import { isLocked } from '../platform/db/lock.ts';
import { useProxies } from '../platform/proxy.ts';
import { type Command, counted, type Result, type Terminal, textOf } from './command.ts';
import { contentFindings, openForReading } from './doctor/database.ts';
import { type Finding, fault, warning } from './doctor/finding.ts';
import { backupFindings, diskFindings, portFindings } from './doctor/machine.ts';
import { askSlack, clientOf } from './doctor/slack.ts';
import { setupFindings, teamFindings } from './doctor/teams.ts';
import { workFindings } from './doctor/work.ts';

export const doctor: Command = {
  name: 'doctor',
  args: [],
  summary: 'Checks the environment, the machine, the database, Slack and the teams, and says what to do.',
  help: `
It reads only, posts nothing, and may run while Baton runs, or before its first start. Run it as the user and with the environment of
Baton. The exit code is 1 if there is a fault; warnings may be on purpose.
`,
  options: [],
  run: async (given, terminal) => {
    const database = textOf(given, 'database');
    const env = database === undefined ? terminal.env : { ...terminal.env, DATABASE_PATH: database };
    return resultOf(await examine({ ...terminal, env }));
  },
};

type Examined = [part: string, findings: Finding[]][];

async function examine({ env, now }: Terminal): Promise<Examined> {
  const read = readEnvironment(() => readConfig(env));
  if (!read.config) return [['Environment', read.findings]];
  const { config } = read;
  if (config.mode === 'sandbox') {
    const words = 'There are no tokens of Slack: Baton would start its sandbox.';
    return [
      [
        'Environment',
        [fault(words, 'Set SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET: docs/install.md.')],
      ],
    ];
  }
  if (config.proxies) useProxies(config.proxies);
  const path = config.databasePath;
  const isRunning = isLocked(path);
  const { db, findings: opening } = openForReading(path);
  try {
    const web = clientOf(config);
    const slack = await askSlack(config, web, now);
    return [
      ['Environment', read.findings],
      [
        'Machine',
        [
          ...diskFindings(config),
          ...(await portFindings(config, isRunning, db !== undefined && hasSources(db))),
          ...backupFindings(config, now()),
        ],
      ],
      ['Database', [...opening, ...(db ? await contentFindings(db, path) : [])]],
      ['Slack', slack.findings],
      ['Teams', db ? [...setupFindings(db), ...(slack.answers ? await teamFindings(db, web) : [])] : []],
      ['Work', db ? workFindings(db, createKeys(path), isRunning, now()) : []],
    ];
  } finally {
    db?.$client.close();
  }
}

function readEnvironment(read: () => Config): { config: Config | undefined; findings: Finding[] } {
  try {
    const config = read();
    return { config, findings: config.notes.map((note) => warning(note, 'Remove it.')) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [, ...lines] = error.message.split('\n');
    return {
      config: undefined,
      findings: lines.map((line) => fault(line.trim(), 'docs/install.md lists the variables.')),
    };
  }
}

function resultOf(examined: Examined): Result {
  const all = examined.flatMap(([, findings]) => findings);
  const faults = all.filter(({ level }) => level === 'fault').length;
  const warnings = all.length - faults;
  const end = `${counted(faults, 'fault', 'faults')}, ${counted(warnings, 'warning', 'warnings')}.`;
  return {
    words: [...examined.flatMap(([part, findings]) => linesOf(part, findings)), '', end].join('\n'),
    data: { faults, warnings, parts: Object.fromEntries(examined) },
    failed: faults > 0,
  };
}

const linesOf = (part: string, findings: Finding[]): string[] =>
  findings.length === 0
    ? [`✓ ${part}`]
    : findings.flatMap(({ level, words, fix }) => [`${level === 'fault' ? '✗' : '!'} ${part}: ${words}`, `    ${fix}`]);
