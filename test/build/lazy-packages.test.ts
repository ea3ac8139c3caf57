/** In the build, the default of a package that is read on first use is its whole module: a function there cannot be called. */
import { expect, test } from 'vitest';
import { lazyPackages } from '../../build/lazy-packages.ts';
import { sources } from '../support/sources.ts';

const DEFAULT = /^import (?!type )[\w$]+(?:, \{[^}]*\})? from '([^']+)'/gm;

/** Packages that are read on first use, and whose default this code imports. */
const defaultsIn = (code: string): string[] =>
  [...code.matchAll(DEFAULT)].flatMap(([, name = '']) =>
    lazyPackages.includes(name) && !name.endsWith('.json') ? [name] : [],
  );

test('no source imports the default of a package that is read on first use', () => {
  const ours = sources('.ts').filter(({ path }) => /^(?:src|commands|views)\//.test(path));
  expect(ours.length).toBeGreaterThan(100);
  expect(ours.flatMap(({ path, text }) => defaultsIn(text).map((name) => `${path}: ${name}`))).toEqual([]);
});

test.each([
  ["import ical from 'ical-generator';", ['ical-generator']],
  ["import ical, {\n  ICalAlarmType,\n} from 'ical-generator';", ['ical-generator']],
  ["import { ICalCalendar } from 'ical-generator';\nimport pino from 'pino';", []],
  ["import providers from 'email-providers/all.json' with { type: 'json' };", []],
])('%j imports the defaults of %j', (code, found) => {
  expect(defaultsIn(code)).toEqual(found);
});
