import { expect, test } from 'vitest';
import { definitionOf, figureKeys } from '../../src/scoreboard/figures.ts';
import { requestFigures, requestKeys } from '../../src/scoreboard/requests.ts';
import { RULES } from '../../src/scoreboard/rules.ts';
import { velocityWords } from '../../src/scoreboard/velocity.ts';

interface Defined extends Record<'key' | 'title' | 'counts' | 'moment' | 'note', string> {}

const defined: { heading: string; all: Defined[] }[] = [
  { heading: 'Leads', all: figureKeys.map((key) => ({ key, ...definitionOf(key) })) },
  { heading: 'Content requests', all: requestKeys.map((key) => ({ key, ...requestFigures[key] })) },
  { heading: 'Growth', all: [{ key: 'velocity', ...velocityWords }] },
];

/** Cut at 120 characters, as all docs. */
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last && `${last} ${word}`.length > 120) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.join('\n');
}

const page = [
  '# The scoreboard',
  wrapped(
    'The figures of both teams, and how each is counted. The words come from the code next to each computation; `npx vitest run test/scoreboard/definitions.test.ts -u` writes this page again.',
  ),
  wrapped(
    '`/baton scoreboard` shows them, with the leads behind each. `npm run baton -- scoreboard` prints a period, `--csv` and `--json` export it, and `--leads` with the key of a figure lists the leads behind it.',
  ),
  '## For all figures',
  RULES.map((rule) => wrapped(`- ${rule}`).replaceAll('\n', '\n  ')).join('\n'),
  ...defined.flatMap(({ heading, all }) => [
    `## ${heading}`,
    ...all.map(({ key, title, counts, moment, note }) =>
      [`### ${title}`, wrapped(`${counts} Dated by ${moment}. ${note}`), `Key: \`${key}\``].join('\n\n'),
    ),
  ]),
].join('\n\n');

test('docs/scoreboard.md has the definitions of the code', async () => {
  await expect(`${page}\n`).toMatchFileSnapshot('../../docs/scoreboard.md');
});

test('each definition says what is counted, by which moment, and what changes it', () => {
  for (const { counts, moment, note } of defined.flatMap(({ all }) => all)) {
    expect(counts).toMatch(/^[A-Z].*\.$/);
    expect(moment).toMatch(/^(?:the|that) /);
    expect(note).toMatch(/\.$/);
  }
});
