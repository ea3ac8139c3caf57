/** OpenAPI 3.1 and JSON Schema of the door, made from the schemas that the code uses. */
import { z } from 'zod';
import { ownFields } from '../../intake/own-fields.ts';
import { ignored, kept, problem, taken, tried } from './answers.ts';

const schemas = { Lead: ownFields, Taken: taken, Kept: kept, Ignored: ignored, Tried: tried, Problem: problem };
type Name = keyof typeof schemas;

const schemaOf = (name: Name) => {
  const { $schema, ...schema } = z.toJSONSchema(schemas[name], { target: 'draft-2020-12' });
  return schema;
};

const json = (...names: Name[]) => ({
  'application/json': {
    schema:
      names.length === 1
        ? { $ref: `#/components/schemas/${names[0]}` }
        : { oneOf: names.map((name) => ({ $ref: `#/components/schemas/${name}` })) },
  },
});

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
const later = (description: string) => ({
  ...refused(description),
  headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } },
});

/** With a mapping, a source takes any fields. */
const anyFields = { schema: { type: 'object', additionalProperties: true } };

const openapi = () => ({
  openapi: '3.1.0',
  info: {
    title: 'Leads for Baton',
    version: '1',
    description:
      'Each source has its own address, key and mapping. Without a mapping, a source takes a Lead; with one, any JSON or form. The answer comes after the lead is stored.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  paths: {
    '/v1/leads/{source}': {
      post: {
        operationId: 'sendLead',
        summary: 'Send a lead',
        security: [{ bearer: [] }, { header: [] }, { query: [] }],
        parameters: [
          { name: 'source', in: 'path', required: true, schema: { type: 'string', pattern: '^[a-z0-9-]{1,60}$' } },
          {
            name: 'Idempotency-Key',
            in: 'header',
            description:
              'The same key is the same lead for 30 days. Without one, the same body is the same lead for a day.',
            schema: { type: 'string', maxLength: 255 },
          },
          {
            name: 'dry_run',
            in: 'query',
            description: 'true: shows the lead of this body, and stores nothing.',
            schema: { type: 'string', enum: ['true'] },
          },
        ],
        requestBody: {
          required: true,
          description: 'At most 256 KB.',
          content: {
            'application/json': { schema: { anyOf: [{ $ref: '#/components/schemas/Lead' }, anyFields.schema] } },
            'application/x-www-form-urlencoded': anyFields,
            'multipart/form-data': anyFields,
          },
        },
        responses: {
          200: { description: 'Known already, or no lead', content: json('Taken', 'Ignored', 'Tried') },
          201: { description: 'A new lead', content: json('Taken') },
          202: { description: 'Kept for an admin', content: json('Kept') },
          400: refused('The body or a header is broken'),
          401: refused('The key or signature is missing, wrong or too old'),
          404: refused('There is no such source'),
          409: refused('Another body came with this key'),
          413: refused('The body is too long'),
          415: refused('The type of the body is not JSON or a form'),
          429: later('Too many requests of this source'),
          503: later('Nothing was saved: the source is off, or Baton cannot store'),
        },
      },
    },
  },
  components: {
    schemas: Object.fromEntries(Object.keys(schemas).map((name) => [name, schemaOf(name as Name)])),
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      header: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'The name is chosen in Baton.' },
      query: { type: 'apiKey', in: 'query', name: 'key', description: 'For tools that can do nothing else.' },
    },
  },
});

const described: Record<string, () => object> = {
  '/v1/openapi.json': openapi,
  '/v1/lead.schema.json': () => ({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schemaOf('Lead') }),
};

/** Anyone may read them. */
export const describedPaths: readonly string[] = Object.keys(described);

const built = new Map<string, object>();

/** The description at a path; undefined for another path. Built at first use. */
export function descriptions(url: string): object | undefined {
  const path = url.split('?', 1)[0] ?? '';
  const build = Object.hasOwn(described, path) ? described[path] : undefined;
  if (!build) return undefined;
  const description = built.get(path) ?? build();
  built.set(path, description);
  return description;
}
