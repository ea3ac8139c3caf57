import type { Plugin } from 'esbuild';

/**
 * Packages that a start does not need, and most of them no Baton ever: each lies in a file of its own, which is read when
 * something of it is first used. Everything works as without this, Bolt's other receivers included.
 */
export const lazyPackages = [
  // Bolt's index names them for its receivers and its installer; Baton has a receiver of its own, and one workspace.
  '@slack/oauth',
  'express',
  'path-to-regexp',
  'raw-body',
  // The WebSocket of Socket Mode. Over HTTP, Node's own fetch is all that is used.
  'undici',
  // For pino's transports, of which Baton has none.
  'thread-stream',
  'libphonenumber-js',
];

/** The same, which the sources themselves load only when they are needed. */
export const packagesLoadedByTheSources = ['yaml'];

/** Puts a stand-in in the place of these packages; `asked` holds those that something imports. */
export function lazily(packages: readonly string[], asked: Set<string>): Plugin {
  return {
    name: 'lazily',
    setup(build) {
      const names = new RegExp(`^(?:${packages.map((name) => name.replaceAll('/', '\\/')).join('|')})$`);
      build.onResolve({ filter: names }, ({ path, namespace }) => {
        if (namespace === 'lazily') return { path, external: true };
        asked.add(path);
        return { path, namespace: 'lazily' };
      });
      build.onLoad({ filter: /.*/, namespace: 'lazily' }, ({ path }) => ({ contents: standIn(path), loader: 'js' }));
    },
  };
}

/**
 * What is asked for is looked up in its prototype, since the helpers of TypeScript and esbuild copy a module's own names at
 * once. `default` is how either of them asks for a CommonJS module as a whole.
 */
const standIn = (name: string) => `
let loaded;
module.exports = Object.create(new Proxy({}, {
  get(_, key) {
    if (key === '__esModule') return true;
    loaded ??= require(${JSON.stringify(name)});
    return key === 'default' && !loaded.__esModule ? loaded : loaded[key];
  },
}));
`;
