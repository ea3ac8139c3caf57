/** Rules of the layout that can be checked in the files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeOf, type Import, importsOf, ROOT, type Source, sources } from '../support/sources.ts';

/** Folders of src that combine the domains. */
const ASSEMBLY = ['app', 'messages', 'cli', 'http'];
const files = sources('.ts', '.tsx', '.js', '.mjs');
const dependencies: string[] = Object.keys(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).dependencies);

const under =
  (...folders: string[]) =>
  (path: string) =>
    folders.some((folder) => path.startsWith(`${folder}/`));
const inProduct = under('src', 'commands', 'views');
/** Every folder of src that is neither platform nor assembly; a new one is a domain. */
const isDomain = (path: string) => {
  const folder = /^src\/([^/]+)\//.exec(path)?.[1];
  return folder !== undefined && folder !== 'platform' && !ASSEMBLY.includes(folder);
};
const isPackage = (from: string, ...names: string[]) =>
  names.some((name) => from === name || from.startsWith(`${name}/`));
const packageOf = (from: string) => from.split('/', from.startsWith('@') ? 2 : 1).join('/');

interface Rule {
  where: (path: string) => boolean;
  /** True if a file may not import this. */
  forbids: (what: Import, path: string) => boolean;
  /** Lines that break the rule, each in a file that it applies to. */
  broken: [path: string, line: string][];
  /** Lines that are fine. */
  kept: [path: string, line: string][];
}

const rules: Record<string, Rule> = {
  'views know no client and no Bolt': {
    where: under('views'),
    forbids: ({ from, isType }) => isPackage(from, '@slack/web-api') || (isPackage(from, '@slack/bolt') && !isType),
    broken: [
      ['views/a.ts', "import type { WebClient } from '@slack/web-api';"],
      ['views/a.ts', "import { App } from '@slack/bolt';"],
      ['views/a.ts', "import { App, type ViewOutput } from '@slack/bolt';"],
      ['views/a.ts', "const { App } = await import('@slack/bolt');"],
    ],
    kept: [['views/a.ts', "import type { ViewOutput } from '@slack/bolt';"]],
  },
  'views know no database': {
    where: under('views'),
    forbids: ({ from, isType }) =>
      under('src/platform/db')(from) ||
      isPackage(from, 'better-sqlite3', 'drizzle-orm') ||
      (/table\.ts$/.test(from) && !isType),
    broken: [
      ['views/a.ts', "import type { Db } from '../src/platform/db/open.ts';"],
      ['views/a.ts', "import { leads } from '../src/leads/table.ts';"],
      ['views/a.ts', "import { type Lead, leads } from '../src/leads/table.ts';"],
      ['views/a/b.ts', "export * from '../../src/leads/table.ts';"],
    ],
    kept: [
      ['views/a.ts', "import type { Lead } from '../src/leads/table.ts';"],
      ['views/a.ts', "import { type Lead } from '../src/leads/table.ts';"],
    ],
  },
  'views and domains do not know the network or the disk': {
    where: (path) => under('views')(path) || isDomain(path),
    forbids: ({ from }) =>
      /^node:(?:fs|http|https|net|tls|dgram|child_process)\b/.test(from) || isPackage(from, 'undici'),
    broken: [
      ['views/a.ts', "import { readFileSync } from 'node:fs';"],
      ['src/leads/a.ts', "import { request } from 'undici';"],
    ],
    kept: [['views/a.ts', "import { inspect } from 'node:util';"]],
  },
  'domains know neither commands nor views nor Bolt': {
    where: isDomain,
    forbids: ({ from }) => under('commands', 'views')(from) || isPackage(from, '@slack/bolt'),
    broken: [
      ['src/leads/a.ts', "import { register } from '../../commands/handoff.ts';"],
      ['src/leads/a.ts', "import type { Blocks } from '../../views/blocks.ts';"],
      ['src/new-domain/a.ts', "import type { App } from '@slack/bolt';"],
    ],
    kept: [['src/leads/a.ts', "import { requireTeam } from '../teams/queries.ts';"]],
  },
  'the platform knows no domain': {
    where: under('src/platform'),
    forbids: ({ from }) => isDomain(from) || under('commands', 'views')(from),
    broken: [
      ['src/platform/slack/a.ts', "import type { Team } from '../../teams/table.ts';"],
      ['src/platform/outbox/a.ts', "import { leadCard } from '../../../views/lead-card.ts';"],
    ],
    kept: [['src/platform/slack/a.ts', "import { UserError } from '../errors.ts';"]],
  },
  'only what assembles Baton knows its commands and views': {
    where: (path) =>
      under('src')(path) && !under('src/messages')(path) && !['src/app/app.ts', 'src/app/boot.ts'].includes(path),
    forbids: ({ from }) => under('commands', 'views')(from),
    broken: [
      ['src/app/jobs.ts', "import { leadCard } from '../../views/lead-card.ts';"],
      ['src/platform/slack/a.ts', "import type { Deps } from '../../../commands/deps.ts';"],
    ],
    kept: [['src/app/jobs.ts', "import type { Db } from '../platform/db/open.ts';"]],
  },
  'views do not know commands': {
    where: under('views'),
    forbids: ({ from }) => under('commands')(from),
    broken: [['views/a.ts', "import { leadIdOf } from '../commands/leads/buttons.ts';"]],
    kept: [['views/a.ts', "import { leadRow } from './lead-list.ts';"]],
  },
  'Baton does not know the sandbox': {
    where: inProduct,
    forbids: ({ from }) => isPackage(from, '@baton/sandbox') || under('sandbox', 'play', 'test')(from),
    broken: [
      ['src/a.ts', "import { startSandbox } from '@baton/sandbox';"],
      ['commands/a.ts', "import type { World } from '../sandbox/src/world.ts';"],
      ['views/a.ts', "import '../test/support/test-app.ts';"],
    ],
    kept: [['src/a.ts', "import { startBaton } from './boot.ts';"]],
  },
  'the sandbox does not know Baton': {
    where: under('sandbox'),
    forbids: ({ from }) =>
      !under('sandbox')(from) && /^(?:\.\.|src|commands|views|play|test|start)(?:[/.]|$)/.test(from),
    broken: [
      ['sandbox/src/a.ts', "import { startBaton } from '../../src/boot.ts';"],
      ['sandbox/test/a.test.ts', "import { leadCard } from '../../views/lead-card.ts';"],
    ],
    kept: [['sandbox/test/a.test.ts', "import { startSandbox } from '../src/index.ts';"]],
  },
  'drizzle is loaded in one place': {
    where: (path) => inProduct(path) && path !== 'src/platform/db/drizzle.ts',
    forbids: ({ from, isType }) => isPackage(from, 'drizzle-orm') && !isType,
    broken: [
      ['src/leads/a.ts', "import { eq } from 'drizzle-orm';"],
      ['src/leads/a.ts', "const orm = require('drizzle-orm/sqlite-core');"],
    ],
    kept: [
      ['src/leads/a.ts', "import type { SQL } from 'drizzle-orm';"],
      ['src/leads/a.ts', "type SQL = import('drizzle-orm').SQL;"],
      ['src/leads/a.ts', "const orm = {} as typeof import('drizzle-orm');"],
    ],
  },
  'production code needs no development package': {
    where: inProduct,
    // src/platform/log.ts works without pino-pretty.
    forbids: ({ from, isType }, path) =>
      !(path === 'src/platform/log.ts' && from === 'pino-pretty') &&
      !isType &&
      !/^(?:node:|\.\.?\/|src|commands|views|package\.json$)/.test(from) &&
      !dependencies.includes(packageOf(from)),
    broken: [
      ['src/a.ts', "import fc from 'fast-check';"],
      ['src/a.ts', "import pretty from 'pino-pretty';"],
    ],
    kept: [
      ['src/a.ts', "import { pino } from 'pino';"],
      ['src/a.ts', "import own from '../package.json' with { type: 'json' };"],
    ],
  },
};

const breaches = ({ where, forbids }: Rule, file: Source): string[] =>
  where(file.path)
    ? importsOf(file)
        .filter((what) => forbids(what, file.path))
        .map(({ from }) => `${file.path} imports ${from}`)
    : [];

describe.each(Object.entries(rules))('%s', (_, rule) => {
  test('in every file', () => {
    expect(files.some(({ path }) => rule.where(path))).toBe(true);
    expect(files.flatMap((file) => breaches(rule, file))).toEqual([]);
  });

  test.each(rule.broken)('a violation is found in %s: %s', (path, text) => {
    expect(breaches(rule, { path, text })).toHaveLength(1);
  });

  test.each(rule.kept)('%s: %s is right', (path, text) => {
    expect(breaches(rule, { path, text })).toEqual([]);
  });
});

/** Words for leads and the people around them. */
const DOMAIN_WORDS = /lead|seller|marketer|hand-?off|digest|untouched|nurtur|breach/i;
/** A hash has a digest too. */
const domainWord = ({ text }: Source) =>
  DOMAIN_WORDS.exec(codeOf(text).replace(/leading|misled|\.digest\(/gi, ''))?.[0];

describe('platform has no domain words', () => {
  test('in its code', () => {
    const machinery = files.filter(({ path }) => under('src/platform')(path));
    expect(machinery.filter((file) => domainWord(file) !== undefined).map(({ path }) => path)).toEqual([]);
  });

  test('a domain word is found, except in comments', () => {
    expect(domainWord({ path: 'src/platform/slack/a.ts', text: 'const leadId = 1;' })).toBe('lead');
    expect(domainWord({ path: 'src/platform/slack/a.ts', text: "const kind = 'digest'; // a kind" })).toBe('digest');
    expect(
      domainWord({ path: 'src/platform/slack/a.ts', text: '/** such as leadById */ const a = 1; // a lead' }),
    ).toBeUndefined();
  });
});

/** Files that may be longer, with the reason. */
const LONG: Record<string, string> = {
  'sandbox/test/blocks/examples.ts': 'an example of each block, nothing else',
  'sandbox/test/page/every-block.ts': 'an example of each block, nothing else',
};
const MOST_LINES = 300;
const MOST_LINES_OF_A_TEST = 400;
const isTooLong = ({ path, text }: Source) => {
  const most = /(?:^|\/)test\//.test(path) ? MOST_LINES_OF_A_TEST : MOST_LINES;
  return !(path in LONG) && text.split('\n').length - 1 > most;
};

describe('a file is short enough to read', () => {
  test('everywhere', () => {
    expect(files.filter(isTooLong).map(({ path }) => path)).toEqual([]);
  });

  test('a long file is found', () => {
    expect(isTooLong({ path: 'src/a.ts', text: 'a\n'.repeat(MOST_LINES + 1) })).toBe(true);
    expect(isTooLong({ path: 'src/a.ts', text: 'a\n'.repeat(MOST_LINES) })).toBe(false);
  });
});

const printsToConsole = ({ text }: Source) => /\bconsole\./.test(codeOf(text));

describe('Baton writes only to its log', () => {
  test('in every file', () => {
    expect(files.filter(({ path }) => inProduct(path)).filter(printsToConsole)).toEqual([]);
  });

  test('a violation is found', () => {
    expect(printsToConsole({ path: 'src/a.ts', text: "console.log('a')" })).toBe(true);
    expect(printsToConsole({ path: 'src/a.ts', text: '// console.log' })).toBe(false);
  });
});

const editsAtPlace = ({ text }: Source) => /act: 'edit'/.test(codeOf(text));

describe('only the outbox knows the place of a message that it edits', () => {
  test('in every file', () => {
    const others = files.filter(({ path }) => inProduct(path) && !under('src/platform/outbox')(path));
    expect(others.filter(editsAtPlace).map(({ path }) => path)).toEqual([]);
  });

  test('a violation is found', () => {
    expect(editsAtPlace({ path: 'src/a.ts', text: "return { act: 'edit', channel, ts, message };" })).toBe(true);
  });
});

const VAGUE = /(?:^|\/)(?:utils?|helpers?|misc|common|shared|index)\.[jt]sx?$/;

test('a file’s name says what it does', () => {
  const ours = files.map(({ path }) => path).filter((path) => !under('sandbox')(path));
  // The list of all capabilities.
  expect(ours.filter((path) => VAGUE.test(path))).toEqual(['commands/index.ts']);
  expect(['src/utils.ts', 'views/index.ts'].every((path) => VAGUE.test(path))).toBe(true);
});
