/** Files, headings, npm scripts and labels in the docs and comments exist. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LEVELS } from '../support/levels.ts';
import { filesOfProject, linkLeads, mentionsIn, pathExists } from '../support/mentions.ts';
import { ROOT, type Source, sources } from '../support/sources.ts';

const files = filesOfProject();
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const scripts = Object.keys(manifest.scripts);
/** A package can have the name of a file. */
const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
const THIS = 'test/system/docs.test.ts';

/** Documents for people who use Baton: texts in italics are labels on the screen. */
const isForUsers = (path: string) => /^(?:README\.md|docs\/install\.md|docs\/guides\/)/.test(path);
/** Labels of Slack’s own screens. */
const LABELS_OF_SLACK = [
  'Apps → Baton → Home',
  'Copy member ID',
  'Create New App',
  'From a manifest',
  'Install to Workspace',
  'OAuth & Permissions',
  'Basic Information',
  'App-Level Tokens',
  'Event Subscriptions',
  'Interactivity & Shortcuts',
];
/** Files with the texts of Baton’s screens. */
const texts = sources('.ts', 'manifest.yml')
  .filter(({ path }) => /^(?:views|commands|src|manifest)/.test(path))
  .map(({ text }) => text.replaceAll("\\'", "'"))
  .join('\n');

/** Names in a file that do not exist. */
function missing(file: Source): string[] {
  const { paths, links, scripts: named, labels } = mentionsIn(file);
  const seen = isForUsers(file.path) ? labels.filter((label) => !LABELS_OF_SLACK.includes(label)) : [];
  return [
    ...paths.filter((path) => !pathExists(path, files) && !packages.includes(path)),
    ...links.filter((link) => !linkLeads(link, file.path)),
    ...named.filter((script) => !scripts.includes(script)).map((script) => `npm run ${script}`),
    ...seen.filter((label) => !texts.includes(label)).map((label) => `*${label}*`),
  ].map((name) => `${file.path}: ${name}`);
}

describe('names in docs and comments exist', () => {
  test('in every file', () => {
    const others = sources('.md', '.ts', '.tsx', '.js', '.mjs').filter(({ path }) => path !== THIS);
    expect(others.flatMap(missing)).toEqual([]);
  });

  test.each([
    ['README.md', 'See `src/leads/table-of-leads.ts`.'],
    ['README.md', 'See `leads-table.ts`, which has them.'],
    ['README.md', 'See `src/lead/`.'],
    ['README.md', 'Every `src/<domain>/tables.ts`.'],
    ['README.md', '```sh\nnpx vitest run test/system/nothing.test.ts\n```'],
    ['README.md', 'See [the guide](docs/nothing.md).'],
    ['docs/a.md', 'See [the guide](docs/architecture.md).'],
    ['README.md', 'See [the guide](docs/architecture.md#no-such-heading).'],
    ['README.md', 'Say `npm run nothing`.'],
    ['docs/guides/sales.md', 'Press *No such button of Baton*.'],
    ['src/a.ts', '/** The reasons are in docs/nothing.md. */'],
    ['src/a.ts', 'const a = 1; // as in nothing.test.ts'],
    ['test/a.test.ts', '// npm run nothing shows it.'],
  ])('a wrong name is found in %s: %s', (path, text) => {
    expect(missing({ path, text })).toHaveLength(1);
  });

  test.each([
    ['README.md', 'See `src/leads/table.ts`, `leads/table.ts`, `src/leads` and `package.json`.'],
    ['README.md', 'Every `src/<domain>/table.ts`, and src/anything outside of code.'],
    ['README.md', 'See [architecture](docs/architecture.md), [its laws](docs/architecture.md#the-laws).'],
    ['docs/a.md', 'See [architecture](architecture.md) and [Slack](https://slack.com/docs/a.md).'],
    ['README.md', 'Say `npm run check`.'],
    ['docs/guides/sales.md', 'Press *Accept* under *Apps → Baton → Home*.'],
    ['docs/operations.md', 'The *only* way.'],
    ['src/a.ts', "// Node.js, https://example.com/docs/a.md and product's are not paths."],
    ['src/a.ts', "import { a } from './nothing.ts'; // as docs/architecture.md says."],
  ])('%s: %s is right', (path, text) => {
    expect(missing({ path, text })).toEqual([]);
  });
});

describe('docs/architecture.md is a map of the code', () => {
  const map = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  const codeFolders = [...new Set(files.filter((file) => /^src\/.*\.ts$/.test(file)).map(dirname))];
  const unmapped = (folders: string[], text: string) => folders.filter((folder) => !text.includes(`\`${folder}/\``));

  test('every folder of src is on it', () => {
    expect(codeFolders.length).toBeGreaterThan(30);
    expect(unmapped(codeFolders, map)).toEqual([]);
  });

  test('a missing folder is found', () => {
    expect(unmapped(['src/teams', 'src/new'], 'Teams are in `src/teams/`, `src/new/a.ts` is a file.')).toEqual([
      'src/new',
    ]);
  });

  test('its levels are the tested ones', () => {
    const rows = [...map.matchAll(/^\| (\d+) \| (.+) \|$/gm)].map(([, level, places = '']) => [
      Number(level),
      [...places.matchAll(/`([^`]+)`/g)].map(([, place]) => place),
    ]);
    expect(rows).toEqual(LEVELS.map((places, index) => [index + 1, places]).reverse());
  });
});
