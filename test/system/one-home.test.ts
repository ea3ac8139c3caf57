/** Code that several capabilities need is written once; this test names its file and finds copies by their look. */
import { describe, expect, test } from 'vitest';
import { codeOf, type Source, sources } from '../support/sources.ts';

const code = sources('.ts').filter(({ path }) => /^(?:src|commands|views|bench|play)\//.test(path));

/** Each with an example of a copy. */
const rules = [
  {
    what: 'spans of time',
    home: 'src/platform/time/units.ts',
    look: /\b(?:60_000|3_600_000|86_400_000)\b/,
    copy: '3_600_000',
  },
  {
    what: 'medians',
    home: 'src/platform/time/median.ts',
    look: /function median\(|median = \(values/,
    copy: 'x; function median(',
  },
  {
    what: 'lists in a sentence',
    home: 'src/platform/list-format.ts',
    look: /Intl\.ListFormat|\? ' and ' : ', '/,
    copy: "last ? ' and ' : ', '",
  },
];

const copies = (file: Source, { home, look }: (typeof rules)[number]) =>
  file.path !== home && look.test(codeOf(file.text));

describe.each(rules)('$what', (rule) => {
  test(`stand in ${rule.home} alone`, () => {
    expect(code.filter((file) => copies(file, rule)).map(({ path }) => path)).toEqual([]);
    expect(code.some(({ path }) => path === rule.home)).toBe(true);
  });

  test('a copy is found', () => {
    expect(copies({ path: 'src/setup/a.ts', text: `const a = ${rule.copy};` }, rule)).toBe(true);
    expect(copies({ path: 'src/setup/a.ts', text: `// ${rule.copy}` }, rule)).toBe(false);
  });
});
