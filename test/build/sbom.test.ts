import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/sources.ts';

interface Component {
  name: string;
  version: string;
  purl: string;
  'bom-ref': string;
  hashes?: { content: string }[];
}

test('npm run sbom lists every package that Baton runs with, and none of its development', () => {
  const printed = execFileSync(process.execPath, [join(ROOT, 'build/sbom.ts')], { encoding: 'utf8' });
  const { bomFormat, components } = JSON.parse(printed) as { bomFormat: string; components: Component[] };
  expect(bomFormat).toBe('CycloneDX');
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const namesOf = (packages: Record<string, string>) => Object.entries(packages).map((one) => one.join('@'));
  expect(namesOf(dependencies).filter((one) => !listed.has(one))).toEqual([]);
  expect(listed).not.toContain(`vitest@${devDependencies.vitest}`);
  expect(new Set(components.map((one) => one['bom-ref'])).size).toBe(components.length);
  const bolt = components.find(({ name }) => name === '@slack/bolt');
  expect(bolt).toMatchObject({ purl: `pkg:npm/%40slack/bolt@${dependencies['@slack/bolt']}` });
  expect(bolt?.hashes?.[0]?.content).toMatch(/^[0-9a-f]{128}$/);
});
