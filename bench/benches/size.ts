import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { exactly } from '../measure/statistics.ts';

const ROOT = join(import.meta.dirname, '../..');
const TO_INSTALL = ['package.json', 'package-lock.json', '.npmrc', 'sandbox/package.json'];
const LARGEST = 8;

/** The size of a production install. */
export const size: Bench = {
  name: 'size',
  what: 'Size of a production install',
  isLong: true,
  run: async ({ folder, tell, built }) => {
    const app = join(folder, 'app');
    mkdirSync(join(app, 'sandbox'), { recursive: true });
    for (const file of TO_INSTALL) cpSync(join(ROOT, file), join(app, file));
    tell('npm ci --omit=dev');
    execFileSync('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund'], { cwd: app, stdio: 'ignore' });
    const modules = join(app, 'node_modules');
    const packages = packagesIn(modules).map((name) => ({ name, mb: megabytes(join(modules, name)) }));
    packages.sort((a, b) => b.mb - a.mb);
    const largest = packages.slice(0, LARGEST).map(({ name, mb }) => `${name} ${mb.toFixed(1)}`);
    const dist = await built();
    const parts = ['node_modules/better-sqlite3', 'node_modules/.cache', 'migrations'].map(
      (part) => `${part.replace(/^.*\//, '')} ${megabytes(join(dist, part)).toFixed(1)}`,
    );
    const maps = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.map'));
    const ofMaps = maps.reduce((sum, path) => sum + megabytes(join(dist, path)), 0);
    return [
      {
        what: '`dist/`, which the image adds to its base node:24-slim',
        value: exactly(megabytes(dist)),
        unit: 'MB',
        absolute: `of this, in MB: ${parts.join(', ')}, source maps ${ofMaps.toFixed(1)}`,
      },
      {
        what: '`node_modules` without development dependencies',
        value: exactly(megabytes(modules)),
        unit: 'MB',
        absolute: `${packages.length} packages; the largest, in MB: ${largest.join(', ')}`,
      },
    ];
  },
};

const packagesIn = (modules: string): string[] =>
  readdirSync(modules).flatMap((name) =>
    name.startsWith('@')
      ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`)
      : name.startsWith('.')
        ? []
        : [name],
  );

function megabytes(path: string): number {
  const about = lstatSync(path);
  if (!about.isDirectory()) return about.size / 1e6;
  return readdirSync(path).reduce((sum, name) => sum + megabytes(join(path, name)), 0);
}
