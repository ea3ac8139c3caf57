/** A mapping says where in a sender's body each field of a lead stands. */
import { z } from 'zod';

export const leadFields = [
  'name',
  'company',
  'email',
  'phone',
  'need',
  'role',
  'source',
  'campaign',
  'temperature',
  'stage',
  'score',
  'country',
  'companySize',
] as const;
export type LeadField = (typeof leadFields)[number];

const LONGEST_KEY = 300;

/**
 * A key of an object (any text: `1.3` is one key), an index of a list, or the entry of a list that is called so: by its
 * ref, question, name, key or label.
 */
const step = z.union([
  z.string().max(LONGEST_KEY),
  z.int().min(0).max(1000),
  z.strictObject({ entry: z.string().min(1).max(LONGEST_KEY) }),
]);
export type Step = z.infer<typeof step>;

const path = z.array(step).min(1).max(12);
export type Path = z.infer<typeof path>;

const spot = z.strictObject({
  path,
  /** One part of a full name. */
  part: z.enum(['first', 'last']).optional(),
  /** Stands before the value: `How many seats?: 45`. */
  label: z.string().max(LONGEST_KEY).optional(),
});
export type Spot = z.infer<typeof spot>;

const place = z.union([
  spot,
  z.strictObject({ join: z.array(spot).min(1).max(40), with: z.string().max(10) }),
  z.strictObject({ fixed: z.string().min(1).max(200) }),
]);
export type Place = z.infer<typeof place>;

export const spotsOf = (one: Place): Spot[] => ('fixed' in one ? [] : 'join' in one ? one.join : [one]);

const rule = z.strictObject({
  /** The first one that holds something counts. */
  places: z.array(place).min(1).max(10),
  /** Values of the sender, each with the one that the lead gets. Other values stay as they are. */
  values: z.record(z.string().max(LONGEST_KEY), z.string().max(200)).optional(),
});
export type Rule = z.infer<typeof rule>;

export const mapping = z.strictObject({
  fields: z.partialRecord(z.enum(leadFields), rule),
  /** Bodies with one of these values at the place are no leads, such as a booking that was cancelled. */
  ignored: z.array(z.strictObject({ path, is: z.array(z.string()).min(1), reason: z.string().max(200) })).optional(),
});
export type Mapping = z.infer<typeof mapping>;
