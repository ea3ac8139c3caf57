/** Baton is under MIT: everything that it is given away with may be given away with it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/sources.ts';

interface Package {
  license?: string;
  dev?: boolean;
  link?: boolean;
}

const ALLOWED = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'OFL-1.1', '0BSD', 'Unlicense']);
/** Packages with a licence of another kind. */
const OTHERS: Record<string, string> = {
  /** Its own files stay under their licence; Baton does not change them. */
  '@resvg/resvg-wasm': 'MPL-2.0',
  /** Names no licence in its package.json; its LICENSE file is MIT. */
  'png-js': 'undefined',
};

function unknownLicences(packages: Record<string, Package>): string[] {
  return Object.entries(packages).flatMap(([path, { license, dev, link }]) => {
    if (!path.startsWith('node_modules/') || dev || link) return [];
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const isKnown = ALLOWED.has(String(license)) || OTHERS[name] === String(license);
    return isKnown ? [] : [`${name}: ${license}`];
  });
}

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Package>;
};

test('every package that Baton runs with has a licence that allows it', () => {
  expect(unknownLicences(packages)).toEqual([]);
});

test('another licence is found', () => {
  const gpl = { 'node_modules/a': { license: 'GPL-3.0' }, 'node_modules/b': {}, 'node_modules/c': { license: 'MIT' } };
  expect(unknownLicences(gpl)).toEqual(['a: GPL-3.0', 'b: undefined']);
});
