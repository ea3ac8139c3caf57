/**
 * `npm run sbom`: prints every package that Baton runs with, as CycloneDX 1.5. npm's own command leaves out those that a workspace
 * also needs for its development, such as Bolt.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = 'node_modules/';

interface Locked {
  version: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
  link?: boolean;
}

const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const { name, version } = read('package.json') as { name: string; version: string };
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };

const purl = (one: string, at: string) => `pkg:npm/${one.replace('@', '%40')}@${at}`;

const components = Object.entries(packages).flatMap(([path, { version: at, license, integrity, dev, link }]) => {
  if (!path.startsWith(FOLDER) || dev || link) return [];
  const component = path.slice(path.lastIndexOf(FOLDER) + FOLDER.length);
  const [algorithm, digest] = integrity?.split('-', 2) ?? [];
  return [
    {
      ...{ type: 'library', name: component, version: at, purl: purl(component, at) },
      ...{ 'bom-ref': `${path}@${at}` },
      ...(license && { licenses: [{ expression: license }] }),
      ...(algorithm === 'sha512' &&
        digest && { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
    },
  ];
});

const about = { component: { type: 'application', name, version, purl: purl(name, version) } };
console.log(
  JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata: about, components }, null, 2),
);
