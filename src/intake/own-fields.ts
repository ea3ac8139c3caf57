/** A body with Baton's own names of fields, for senders that can choose them: no mapping is needed. */
import { z } from 'zod';
import { leadLimits } from '../leads/lead-fields.ts';
import { stages, temperatures } from '../leads/types.ts';
import type { LeadField } from './mapping/mapping.ts';
import type { Reading } from './mapping/read.ts';
import { isEntry, rootOf } from './mapping/walk.ts';

const text = (limit: number, description: string) => z.string().max(limit).optional().meta({ description });

/** As published. Baton itself is more patient: a longer text is cut, and a value that is not valid goes into the words. */
export const ownFields = z
  .strictObject({
    name: text(leadLimits.name, 'Full name. Without it, the address or number stands for it.'),
    company: text(leadLimits.company, 'Without it, the domain of the address stands for it.'),
    email: text(leadLimits.email, 'An email address or a phone number is needed.'),
    phone: text(leadLimits.phone, 'With + and the country, or as people write it in `country`.'),
    need: text(leadLimits.need, 'The request in their own words.'),
    role: text(leadLimits.role, 'Their position, such as Head of Operations.'),
    source: text(leadLimits.source, 'Where the lead came from. Without it, the name of the source in Baton.'),
    campaign: text(leadLimits.campaign, 'The marketing campaign.'),
    temperature: z.enum(temperatures).optional().meta({ description: 'Default: warm.' }),
    stage: z.enum(stages).optional().meta({ description: 'How far they are in buying.' }),
    score: z.number().min(0).max(100).optional().meta({ description: 'A high one makes the lead hot.' }),
    country: text(100, 'By name, or as two letters.'),
    companySize: text(leadLimits.companySize, 'The number of employees, such as 51–200.'),
  } satisfies Record<LeadField, z.ZodType>)
  .meta({ description: 'A lead in Baton’s own names of fields. One of `email` and `phone` is needed.' });

const isOwn = (key: string): boolean => Object.hasOwn(ownFields.shape, key);

/** A body with another field is not read: a part of it would be lost without a word. */
export function readOwn(body: unknown): Reading {
  const root = rootOf(body);
  if (!isEntry(root)) return { reasons: ['The body has no fields.'] };
  const unmapped = Object.keys(root).filter((key) => !isOwn(key));
  if (unmapped.length > 0)
    return { reasons: unmapped.slice(0, 5).map((key) => `“${key.slice(0, 60)}” is not mapped yet.`) };
  const said = Object.entries(root).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [],
  );
  return { fields: Object.fromEntries(said) };
}
