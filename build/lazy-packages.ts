import type { Plugin } from 'esbuild';

/**
 * Packages that a start does not need, and most installations never: each is in a file of its own that is read on first
 * use. Everything works as without this, including Bolt's other receivers. Baton's own code imports their names: the default of a
 * package is its whole module here, which no one can call.
 */
export const lazyPackages = [
  // Bolt's index imports them for its receivers and its installer; Baton has its own receiver, and one workspace.
  '@slack/oauth',
  'express',
  'path-to-regexp',
  'raw-body',
  // The WebSocket of Socket Mode. Over HTTP, only Node's own fetch is used.
  'undici',
  // For pino's transports, which Baton does not use.
  'thread-stream',
  'libphonenumber-js',
  // The lists of public suffixes and of consumer mail providers.
  'tldts',
  'email-providers/all.json',
  // Stems of the mindset check, calendar files of ride-alongs, CSV of reports and exports.
  ...['dutch', 'english', 'french', 'german', 'italian', 'portuguese', 'spanish'].map(
    (language) => `@orama/stemmers/${language}`,
  ),
  'ical-generator',
  'csv-stringify/sync',
];

/** Packages that Baton's own code loads on demand. */
export const packagesLoadedByTheSources = ['yaml'];

/** Replaces these packages with proxies; `asked` holds the ones that are imported. */
export function loadLazily(packages: readonly string[], asked: Set<string>): Plugin {
  return {
    name: 'lazily',
    setup(build) {
      const names = new RegExp(`^(?:${packages.map((name) => name.replaceAll('/', '\\/')).join('|')})$`);
      build.onResolve({ filter: names }, ({ path, namespace }) => {
        if (namespace === 'lazily') return { path, external: true };
        asked.add(path);
        return { path, namespace: 'lazily' };
      });
      build.onLoad({ filter: /.*/, namespace: 'lazily' }, ({ path }) => ({ contents: proxyOf(path), loader: 'js' }));
    },
  };
}

/**
 * Exports are looked up in the prototype, because the helpers of TypeScript and esbuild copy a module's own names at
 * once. Both use `default` to import a whole CommonJS module.
 */
const proxyOf = (name: string) => `
let loaded;
module.exports = Object.create(new Proxy({}, {
  get(_, key) {
    if (key === '__esModule') return true;
    loaded ??= require(${JSON.stringify(name)});
    return key === 'default' && !loaded.__esModule ? loaded : loaded[key];
  },
}));
`;
