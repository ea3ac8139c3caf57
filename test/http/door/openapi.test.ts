import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { descriptions } from '../../../src/http/door/openapi.ts';
import { leadFields } from '../../../src/intake/mapping/mapping.ts';
import { ANA, door } from './world.ts';

interface Described {
  openapi: string;
  components: { schemas: Record<string, { properties: object }> };
}

test('the description of the door is valid OpenAPI 3.1, and needs no key', async () => {
  const { port } = await door();
  const answer = await fetch(`http://127.0.0.1:${port}/v1/openapi.json`);
  const text = await answer.text();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
  expect(await new Validator().validate(JSON.parse(text))).toEqual({ valid: true });
  const described = JSON.parse(text) as Described;
  expect(described.openapi).toBe('3.1.0');
  expect(Object.keys(described.components.schemas.Lead?.properties ?? {}).toSorted()).toEqual(leadFields.toSorted());
});

test('the schema of a lead takes what the door takes', () => {
  const isLead = new Ajv2020().compile(descriptions('/v1/lead.schema.json') ?? false);
  expect([isLead(ANA), isLead({ ...ANA, temperature: 'boiling' }), isLead({ ...ANA, mail: 'x' })]).toEqual([
    true,
    false,
    false,
  ]);
});

test('every answer has the form that is described', async () => {
  const { post } = await door();
  const { components } = descriptions('/v1/openapi.json') as Described;
  const ajv = new Ajv2020({ validateFormats: false, allowUnionTypes: true });
  for (const [name, said] of [
    ['Taken', (await post(ANA)).said],
    ['Taken', (await post(ANA)).said],
    ['Kept', (await post({ x: 1 })).said],
    ['Tried', (await post(ANA, {}, '?dry_run=true')).said],
    ['Problem', (await post('{')).said],
  ] as const) {
    expect(ajv.validate(components.schemas[name] ?? false, said), `${name} ${JSON.stringify(said)}`).toBe(true);
  }
});
