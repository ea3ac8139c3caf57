import { z } from 'zod';
import type { CrmField } from '../crm.ts';
import { readAs } from './errors.ts';

const fieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  length: z.number().default(0),
  createable: z.boolean(),
  updateable: z.boolean(),
  externalId: z.boolean().default(false),
  custom: z.boolean().default(false),
  picklistValues: z
    .array(z.object({ value: z.string(), label: z.string().nullable(), active: z.boolean() }))
    .default([]),
});
export type Field = z.infer<typeof fieldSchema>;

const describedSchema = z.object({
  createable: z.boolean(),
  updateable: z.boolean(),
  fields: z.array(fieldSchema),
  childRelationships: z.array(z.object({ relationshipName: z.string().nullable() })).default([]),
  recordTypeInfos: z
    .array(z.object({ recordTypeId: z.string(), name: z.string(), available: z.boolean(), master: z.boolean() }))
    .default([]),
});

/** An object as the user may see it: fields that security hides are missing. */
export interface Described {
  createable: boolean;
  updateable: boolean;
  fields: ReadonlyMap<string, Field>;
  children: ReadonlySet<string>;
  /** Besides the one that every account has. */
  recordTypes: { id: string; name: string }[];
}

export function readDescribed(answer: unknown): Described {
  const { createable, updateable, fields, childRelationships, recordTypeInfos } = readAs(describedSchema, answer);
  return {
    createable,
    updateable,
    fields: new Map(fields.map((field) => [field.name, field])),
    children: new Set(childRelationships.flatMap(({ relationshipName }) => relationshipName ?? [])),
    recordTypes: recordTypeInfos
      .filter(({ available, master }) => available && !master)
      .map(({ recordTypeId, name }) => ({ id: recordTypeId, name })),
  };
}

/** The field in which an admin lets Baton write its own id: a text, *External ID* and *Unique*. */
export const OWN_ID = 'Baton_Id__c';
export const hasOwnId = (object: Described | undefined): boolean => object?.fields.get(OWN_ID)?.externalId === true;

/** Salesforce's types of fields, as far as a value of a lead goes into them (Object Reference, "Field Types"). */
const TYPES: Record<string, CrmField['type']> = {
  string: 'text',
  textarea: 'text',
  url: 'text',
  phone: 'text',
  email: 'text',
  int: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'moment',
  picklist: 'choice',
};

export const isPicklist = ({ type }: Field): boolean => type === 'picklist';

/** Undefined for a type that takes nothing of a lead. */
export function choosable({ name, label, type, picklistValues }: Field): CrmField | undefined {
  const plain = TYPES[type];
  if (!plain) return undefined;
  const options = picklistValues
    .filter(({ active }) => active)
    .map(({ value, label: shown }) => ({ id: value, label: shown ?? value }));
  return { id: name, label, type: plain, ...(plain === 'choice' && { options }) };
}
