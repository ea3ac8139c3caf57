import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import packageJson from '../../../package.json' with { type: 'json' };
import { messageCatalogue } from '../../../src/messages/all.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { manifest } from '../../support/test-app.ts';
import { everyView } from '../../views/every/all.ts';
import { controlsOf } from './controls.ts';
import type { Released } from './released.ts';

const features = z.object({
  features: z.object({
    slash_commands: z.array(z.object({ command: z.string() })),
    shortcuts: z.array(z.object({ type: z.string(), callback_id: z.string() })),
  }),
});

/** Writes what this version leaves in Slack to its file. */
export function writeRelease(): void {
  const { slash_commands, shortcuts } = features.parse(manifest).features;
  const { payloads } = messageCatalogue({
    workspaceUrl: '',
    now: () => new Date(0),
    keys: createKeys('none'),
    files: {} as never,
    people: async () => [],
  });
  const release: Released = {
    version: packageJson.version,
    commands: slash_commands.map(({ command }) => command),
    shortcuts,
    ...controlsOf(everyView),
    messages: Object.fromEntries(
      Object.entries(payloads).map(([kind, schema]) => [
        kind,
        sampleOf(z.toJSONSchema(schema, { io: 'input' })) as object,
      ]),
    ) as Released['messages'],
  };
  const lines = Object.entries(release).map(([name, value]) => `  ${JSON.stringify(name)}: ${readable(value)}`);
  writeFileSync(join(import.meta.dirname, `${release.version}.json`), `{\n${lines.join(',\n')}\n}\n`);
}

/** One line for each control, so that a change of the file can be read. */
function readable(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return `[\n${value.map((one) => `    ${JSON.stringify(one)}`).join(',\n')}\n  ]`;
}

type Schema = z.core.JSONSchema.BaseSchema;

/** A value that the schema takes. */
function sampleOf({ const: only, enum: choices, anyOf, type, properties = {}, required = [], items }: Schema): unknown {
  if (only !== undefined) return only;
  if (choices) return choices[0];
  if (anyOf) return sampleOf(anyOf.at(-1) as Schema);
  if (type === 'object')
    return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] as Schema)]));
  if (type === 'array') return [sampleOf(items as Schema)];
  return { integer: 1, number: 1, boolean: true, null: null, string: 'U0000000001' }[String(type)];
}
