import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { exactly } from '../measure/statistics.ts';

const ROOT = join(import.meta.dirname, '../..');
/** What the Dockerfile copies before it installs, and after. */
const TO_INSTALL = ['package.json', 'package-lock.json', '.npmrc', 'sandbox/package.json'];
const OURS = ['start.js', 'migrations', 'views', 'commands', 'src'];
const LARGEST = 8;

/** What a production install puts on the disk. */
export const size: Bench = {
  name: 'size',
  what: 'Size of a production install',
  isLong: true,
  run: async ({ folder, tell }) => {
    const app = join(folder, 'app');
    mkdirSync(join(app, 'sandbox'), { recursive: true });
    for (const file of TO_INSTALL) cpSync(join(ROOT, file), join(app, file));
    for (const file of OURS) cpSync(join(ROOT, file), join(app, file), { recursive: true });
    tell('npm ci --omit=dev');
    execFileSync('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund'], { cwd: app, stdio: 'ignore' });
    const modules = join(app, 'node_modules');
    const packages = packagesIn(modules).map((name) => ({ name, mb: megabytes(join(modules, name)) }));
    packages.sort((a, b) => b.mb - a.mb);
    const largest = packages.slice(0, LARGEST).map(({ name, mb }) => `${name} ${mb.toFixed(1)}`);
    return [
      {
        what: '`node_modules` in production',
        value: exactly(megabytes(modules)),
        unit: 'MB',
        seen: `${packages.length} packages; the largest, in MB: ${largest.join(', ')}`,
      },
      {
        what: 'What the image adds to its base, node:24-slim',
        value: exactly(megabytes(app)),
        unit: 'MB',
        seen: `our own files ${OURS.reduce((sum, file) => sum + megabytes(join(app, file)), 0).toFixed(1)} MB`,
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
