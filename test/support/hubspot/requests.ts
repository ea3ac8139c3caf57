/**
 * Bodies and query parameters that the reference names. Everything else is refused.
 * Source: HubSpot's public OpenAPI descriptions, folders `2026-09`.
 */
import { z } from 'zod';

const MOST_IN_BATCH = 100;
const properties = z.record(z.string(), z.string());
const association = z.strictObject({
  to: z.strictObject({ id: z.string() }),
  types: z.array(z.strictObject({ associationCategory: z.string(), associationTypeId: z.number().int() })),
});
const batch = <T extends z.ZodType>(input: T) => z.array(input).min(1).max(MOST_IN_BATCH);

const createInput = z.strictObject({
  properties,
  associations: z.array(association),
  objectWriteTraceId: z.string().optional(),
});
const changeInput = z.strictObject({
  id: z.string(),
  properties,
  idProperty: z.string().optional(),
  objectWriteTraceId: z.string().optional(),
});

export const bodies = {
  create: z.strictObject({ properties, associations: z.array(association) }),
  change: z.strictObject({ properties }),
  batchRead: z.strictObject({
    inputs: batch(z.strictObject({ id: z.string() })),
    properties: z.array(z.string()),
    propertiesWithHistory: z.array(z.string()),
    idProperty: z.string().optional(),
  }),
  batchCreate: z.strictObject({ inputs: batch(createInput) }),
  batchUpdate: z.strictObject({ inputs: batch(changeInput) }),
  search: z.strictObject({
    filterGroups: z
      .array(
        z.strictObject({
          filters: z
            .array(
              z.strictObject({
                propertyName: z.string(),
                operator: z.enum(['EQ', 'NEQ', 'GT', 'GTE', 'LT', 'LTE', 'HAS_PROPERTY', 'NOT_HAS_PROPERTY']),
                value: z.string().optional(),
              }),
            )
            .max(6),
        }),
      )
      .max(5),
    sorts: z.array(z.strictObject({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']) })).max(1),
    properties: z.array(z.string()),
    limit: z.number().int().min(1).max(200),
    after: z.string().regex(/^\d+$/),
  }),
  associations: z.strictObject({
    inputs: z
      .array(z.strictObject({ id: z.string(), after: z.string().optional() }))
      .min(1)
      .max(1000),
  }),
  lists: z.strictObject({
    listIds: z.array(z.string()),
    offset: z.number().int(),
    processingTypes: z.array(z.string()),
    count: z.number().int().max(500).optional(),
    objectTypeId: z.string().optional(),
    query: z.string().optional(),
    sort: z.string().optional(),
  }),
  memberships: z.strictObject({
    inputs: batch(z.strictObject({ objectTypeId: z.literal('0-1'), recordId: z.string() })),
  }),
};

export const queries = {
  none: z.strictObject({}),
  list: z.strictObject({ limit: page(100), after: z.string().optional(), properties: z.string().optional() }),
  object: z.strictObject({ properties: z.string().optional(), idProperty: z.string().optional() }),
  owners: z.strictObject({
    limit: page(500),
    after: z.string().optional(),
    archived: flag(),
    email: z.string().optional(),
  }),
  members: z.strictObject({ limit: page(250), after: z.string().optional(), before: z.string().optional() }),
};

function page(most: number) {
  return z.coerce.number().int().min(1).max(most).optional();
}
function flag() {
  return z.enum(['true', 'false']).optional();
}
