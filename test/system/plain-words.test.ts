/** Comments, docs, messages and test names are in plain English: words that have to be read twice only become fewer. */
import { describe, expect, test } from 'vitest';
import { proseOf } from '../support/prose.ts';
import { type Source, sources } from '../support/sources.ts';

/**
 * The most findings that each top-level folder may have; a folder that is not listed may have none. A budget only goes
 * down.
 * To lower it: rewrite some, run this file, and enter the counts that it prints. To see all findings of a folder, set
 * its budget to 0 and run this file.
 */
const BUDGETS: Record<string, number> = {
  docs: 0,
};

interface Word {
  pattern: RegExp;
  /** Paths where it counts; everywhere if left out. */
  where?: RegExp;
  instead: string;
  broken: string[];
  kept: string[];
}

/** A sentence up to its end, which is no question mark. */
const statement = (start: string) =>
  `(?:${start})\\b(?=\\s+\\S)(?:[^.!?]|[.!?](?![\\s’”"')]|$))*(?![^.!?]|[.!?](?![\\s’”"')]|$))(?!\\?)`;

const words: Record<string, Word> = {
  'What, Who or Whoever as the subject of a sentence': {
    pattern: new RegExp(`(?:^|[.!?][)”"’]?\\s)\\s*${statement('What|Whoever|Whom?')}`, 'g'),
    instead: 'begin with the noun',
    broken: ['/** What a person may do. */', '/** Sends it. Whoever pressed the button sees it. */'],
    kept: [
      "const label = 'Who should answer?';",
      '/** Asked at the end. What was said, and by whom? */',
      '/** The person who asked. */',
      "const label = 'What';",
    ],
  },
  'the same as the first word of a comment or a test name': {
    pattern: new RegExp(`^\\s*${statement('what|whoever|whom?')}`, 'g'),
    where: /\.(?:[jt]sx?|css)$/,
    instead: 'begin with the noun',
    broken: ["test('who asked is told', run);", '// what comes from version 1.2\n// is kept'],
    kept: ["const label = 'who asked?';"],
  },
  'somebody, nobody': {
    pattern: /\b(?:some|no)body\b/gi,
    instead: 'someone, no one, or the role',
    broken: ['// Somebody else.', "const text = 'Nobody took it';"],
    kept: ['const somebody = 1;'],
  },
  'beside, anew, lest, upon': {
    pattern: /\b(?:beside|anew|lest|upon)\b/gi,
    instead: 'next to, again, so that … not, on',
    broken: ['// The button beside the name.', '// Starts anew.', '// Lest it be lost.'],
    kept: ['// Besides, it is quick.', '// The latest.'],
  },
  'thus, hence, till, whilst, whereby and the like': {
    pattern:
      /\b(?:thus|hence|till|whilst|amongst|oneself|n[ao]ught|albeit|as yet|(?:where|there|here)(?:in|by|of|upon|with))\b/gi,
    instead: 'so, until, while, among, by which',
    broken: ['// Thus it waits.', '// Open till noon.', '// The way whereby it leaves.'],
    kept: ['// Until noon.'],
  },
  'turns of phrase': {
    pattern:
      /\b(?:affair of|lets? (?:it |them )?be|by and by|for want of|for ever|in some (?:days|hours|minutes)|goes? without saying|(?:c[ao]mes?|bec[ao]mes?) of (?:it|the|a|your|them|what)|what (?:came|comes|became) of|made up for|of old|of late|save for|all but)\b/gi,
    instead: 'the plain verb',
    broken: ['// That is the affair of the proxy.', '// Lets it be.', '// Sees what came of it.', '// Kept for ever.'],
    kept: ['// Let it begin.', '// Forever.', '// The size of the file.'],
  },
  'none for “not one”': {
    pattern: /\b(?:is|are|was|were) none\b/gi,
    instead: 'is not one, does not exist',
    broken: ['// Fails when there is none.', '// A name that is none.'],
    kept: ['// None is left.'],
  },
  'renamed words': {
    pattern: /\b(?:whispers?|crews?|errands?|ladders?|stand-ins?|so-so)\b/gi,
    instead: 'ephemeral, roster, job, escalation, fallback owner, fair',
    broken: ['// A whisper.', '// The ladder ends.'],
    kept: ['const crew = 1;'],
  },
};

const ENDINGS = ['.ts', '.tsx', '.js', '.mjs', '.css', '.html', '.md', '.yml', '.yaml', 'Dockerfile', 'run'];
const THIS = 'test/system/plain-words.test.ts';
const areaOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : 'root');

/** `path:line: words`, each with its reason. */
function findings(file: Source): string[] {
  const found = proseOf(file).flatMap(({ at, text }) =>
    Object.values(words).flatMap(({ pattern, where, instead }) =>
      [...(where?.test(file.path) === false ? [] : text.matchAll(pattern))].map((hit) => {
        const line = file.text.slice(0, at + hit.index + hit[0].search(/\w/)).split('\n').length;
        return { line, words: hit[0].replace(/\s+/g, ' ').trim().slice(0, 60), instead };
      }),
    ),
  );
  return found.sort((a, b) => a.line - b.line).map((hit) => `${file.path}:${hit.line}: ${hit.words} (${hit.instead})`);
}

const byArea = Object.groupBy(
  sources(...ENDINGS).filter(({ path }) => path !== THIS),
  ({ path }) => areaOf(path),
);
const tooHigh: string[] = [];

describe('no area has more archaic words than its budget', () => {
  test.each(Object.entries(byArea))('%s', (area, files = []) => {
    const found = files.flatMap(findings);
    const budget = BUDGETS[area] ?? 0;
    if (found.length < budget) tooHigh.push(`${area}: ${found.length}`);
    expect(found.length > budget ? found : [], `${found.length} in ${area}, budget ${budget}`).toEqual([]);
  });

  // Tolerant while several people rewrite at once: two branches that lower the same budget would fail each other.
  test('budgets that can be lowered are printed', () => {
    if (tooHigh.length > 0) console.log(`Lower these budgets in ${THIS}: ${tooHigh.join(', ')}`);
    expect(Object.keys(BUDGETS).filter((area) => !(area in byArea))).toEqual([]);
  });
});

describe.each(Object.entries(words))('%s', (_, { broken, kept }) => {
  test.each(broken)('is found in %s', (text) => {
    expect(findings({ path: 'src/a.ts', text })).toHaveLength(1);
  });

  test.each(kept)('is not found in %s', (text) => {
    expect(findings({ path: 'src/a.ts', text })).toEqual([]);
  });
});

test('a finding names the file and the line, in code, tags, docs and configuration', () => {
  const at = (path: string, text: string) => findings({ path, text }).map((line) => line.split(' (')[0]);
  expect(at('src/a.ts', 'const a = 1;\n/**\n * Tells the\n * next, or somebody.\n */')).toEqual([
    'src/a.ts:4: somebody',
  ]);
  expect(at('page/a.tsx', 'a(\n  <p>Ask somebody</p>)')).toEqual(['page/a.tsx:2: somebody']);
  expect(at('docs/a.md', '# A\n\n`nobody`\n\n- Wait.\n- What waits is\n  sent.')).toEqual([
    'docs/a.md:6: What waits is sent',
  ]);
  expect(at('a.yml', 'a: nobody\n# for nobody\n')).toEqual(['a.yml:2: nobody']);
});
