import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ROOT } from '../support/sources.ts';

const packageUrl = z.string().regex(/^pkg:npm\/(?:%40[\w.-]+\/)?[\w.-]+@\d[\w.+-]*$/);

/** The parts of https://cyclonedx.org/schema/bom-1.5.schema.json that the list uses; no others. */
const bomSchema = z.strictObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.5'),
  version: z.int().min(1),
  metadata: z.strictObject({
    component: z.strictObject({
      type: z.literal('application'),
      name: z.string(),
      version: z.string(),
      purl: packageUrl,
    }),
  }),
  components: z.array(
    z.strictObject({
      type: z.literal('library'),
      name: z.string(),
      version: z.string(),
      purl: packageUrl,
      'bom-ref': z.string().min(1),
      licenses: z.tuple([z.strictObject({ expression: z.string().regex(/^[\w.() -]+$/) })]).optional(),
      hashes: z
        .array(z.strictObject({ alg: z.literal('SHA-512'), content: z.string().regex(/^[0-9a-f]{128}$/) }))
        .optional(),
    }),
  ),
});

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
  expect(bomSchema.safeParse(JSON.parse(printed)).error?.issues).toBeUndefined();
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
