/** The forms of HubSpot's answers, as far as they are used. */
import { z } from 'zod';
import { canonicalZone } from '../../platform/time/zones.ts';

/** Ids are texts in the description; older versions had numbers. */
const id = z.coerce.string();

/** Values are texts or null. */
const value = z
  .union([z.string(), z.null(), z.number(), z.boolean()])
  .transform((given) => (given === null || given === '' ? null : String(given)));

export const crmObject = z.object({
  id,
  properties: z.record(z.string(), value).default({}),
  updatedAt: z.string().optional(),
  objectWriteTraceId: z.string().optional(),
});
export type CrmObject = z.infer<typeof crmObject>;

/** 207 has fewer results than inputs; the rest is in `errors`. */
export const batchAnswer = z.object({ results: z.array(crmObject) });

const next = z.object({ next: z.object({ after: z.coerce.string() }).optional() }).optional();

export const searchAnswer = z.object({ total: z.number().optional(), results: z.array(crmObject), paging: next });

export const accountAnswer = z.object({
  portalId: z.coerce.string(),
  portalName: z.string().optional(),
  uiDomain: z.string(),
  timeZone: z.string().refine((zone) => canonicalZone(zone) !== undefined),
  companyCurrency: z.string(),
  additionalCurrencies: z.array(z.string()).default([]),
});
export type Account = z.infer<typeof accountAnswer>;

export const usageAnswer = z.object({
  results: z.array(
    z.object({
      currentUsage: z.number(),
      usageLimit: z.number(),
      resetsAt: z.string().optional(),
      fetchStatus: z.string(),
    }),
  ),
});

export const ownersAnswer = z.object({
  results: z.array(
    z.object({
      id,
      email: z.string().nullish(),
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
      archived: z.boolean(),
    }),
  ),
  paging: next,
});

const propertyAnswer = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  fieldType: z.string(),
  options: z
    .array(
      z.object({
        label: z.string(),
        value: z.string(),
        displayOrder: z.number().nullish(),
        hidden: z.boolean().nullish(),
      }),
    )
    .default([]),
  hubspotDefined: z.boolean().nullish(),
  calculated: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  archived: z.boolean().nullish(),
  hasUniqueValue: z.boolean().nullish(),
  modificationMetadata: z.object({ readOnlyValue: z.boolean() }).nullish(),
});
export type Property = z.infer<typeof propertyAnswer>;
export const propertiesAnswer = z.object({ results: z.array(propertyAnswer) });

const stage = z.object({ id, label: z.string(), displayOrder: z.number(), archived: z.boolean().optional() });
export const pipelinesAnswer = z.object({
  results: z.array(
    z.object({
      id,
      label: z.string(),
      displayOrder: z.number(),
      archived: z.boolean().optional(),
      stages: z.array(stage),
    }),
  ),
});

export const listsAnswer = z.object({
  lists: z.array(z.object({ listId: id, name: z.string(), objectTypeId: z.string() })),
  hasMore: z.boolean(),
  offset: z.number(),
});

export const membersAnswer = z.object({
  results: z.array(z.object({ recordId: id, membershipTimestamp: z.string() })),
  paging: next,
});

export const membershipsAnswer = z.object({
  results: z.array(z.object({ recordId: id, recordListMemberships: z.array(z.object({ listId: id })).default([]) })),
});

export const associationsAnswer = z.object({
  results: z.array(z.object({ from: z.object({ id }), to: z.array(z.object({ toObjectId: id })), paging: next })),
});

/** Every field of an error may be missing. Source: HubSpot's guide *Error handling*. */
const context = z.record(z.string(), z.array(z.string()).catch([])).catch({});
export const errorAnswer = z.object({
  message: z.string().catch(''),
  category: z.string().catch(''),
  policyName: z.string().catch(''),
  context,
  errors: z
    .array(z.object({ message: z.string().catch(''), code: z.string().catch(''), context, in: z.string().catch('') }))
    .catch([]),
});
export type ErrorAnswer = z.infer<typeof errorAnswer>;

/** Where only the success counts. */
export const anyAnswer = z.unknown();
