/** Files, folders, headings and npm scripts that the docs and the comments name are in the repository. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesOfProject, linkLeads, mentionsIn, pathExists } from '../support/mentions.ts';
import { ROOT, type Source, sources } from '../support/sources.ts';

const files = filesOfProject();
const scripts = Object.keys(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts);
const THIS = 'test/system/docs.test.ts';

/** Names in a file that lead nowhere. */
function missing(file: Source): string[] {
  const { paths, links, scripts: named } = mentionsIn(file);
  return [
    ...paths.filter((path) => !pathExists(path, files)),
    ...links.filter((link) => !linkLeads(link, file.path)),
    ...named.filter((script) => !scripts.includes(script)).map((script) => `npm run ${script}`),
  ].map((name) => `${file.path}: ${name}`);
}

describe('names in docs and comments lead somewhere', () => {
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
    ['src/a.ts', '/** The reasons are in docs/nothing.md. */'],
    ['src/a.ts', 'const a = 1; // as in nothing.test.ts'],
    ['test/a.test.ts', '// npm run nothing shows it.'],
  ])('or it is seen in %s: %s', (path, text) => {
    expect(missing({ path, text })).toHaveLength(1);
  });

  test.each([
    ['README.md', 'See `src/leads/table.ts`, `leads/table.ts`, `src/leads` and `package.json`.'],
    ['README.md', 'Every `src/<domain>/table.ts`, and src/anything outside of code.'],
    ['README.md', 'See [architecture](docs/architecture.md), [its laws](docs/architecture.md#the-laws).'],
    ['docs/a.md', 'See [architecture](architecture.md) and [Slack](https://slack.com/docs/a.md).'],
    ['README.md', 'Say `npm run check`.'],
    ['src/a.ts', "// Node.js, https://example.com/docs/a.md and product's are not paths."],
    ['src/a.ts', "import { a } from './nothing.ts'; // as docs/architecture.md says."],
  ])('%s: %s is right', (path, text) => {
    expect(missing({ path, text })).toEqual([]);
  });
});
