/**
 * Pages of a search by time of change, without offsets: each page begins at the time where the one before ended. So no record
 * is left out that moves while pages are read, and the limit of 10,000 results is never met.
 * Source: HubSpot's *Search the CRM*: one sorting rule, 200 objects on a page, 10,000 results of a query.
 */
import { z } from 'zod';
import { CrmError } from '../crm.ts';
import { type CrmObject, searchAnswer } from './answers.ts';
import { momentOf } from './contact.ts';
import type { Hub } from './hub.ts';
import { type ObjectType, paths } from './paths.ts';

export const positionSchema = z.object({
  /** Milliseconds: everything before was read. */
  from: z.number(),
  /** So many changed in this one moment that they are read by id, behind this one. */
  tie: z.string().optional(),
});
export type Position = z.infer<typeof positionSchema>;

export interface Filter {
  propertyName: string;
  operator: 'EQ' | 'GTE' | 'GT' | 'HAS_PROPERTY';
  value?: string;
}

interface Query {
  type: ObjectType;
  /** The property with the time of change. */
  changed: string;
  /** Any of these. */
  groups: readonly (readonly Filter[])[];
  properties: readonly string[];
}

const MOST_ON_PAGE = 200;

export async function searchPage(
  { send }: Hub,
  { type, changed, groups, properties }: Query,
  { from, tie }: Position,
): Promise<{ objects: CrmObject[]; next: Position; isLast: boolean }> {
  const time: Filter[] =
    tie === undefined
      ? [{ propertyName: changed, operator: 'GTE', value: String(from) }]
      : [
          { propertyName: changed, operator: 'EQ', value: String(from) },
          { propertyName: 'hs_object_id', operator: 'GT', value: tie },
        ];
  const body = {
    filterGroups: groups.map((filters) => ({ filters: [...time, ...filters] })),
    sorts: [{ propertyName: tie === undefined ? changed : 'hs_object_id', direction: 'ASCENDING' }],
    properties: [...new Set([...properties, changed])],
    limit: MOST_ON_PAGE,
    after: '0',
  };
  const { results } = await send({ method: 'POST', path: paths.search(type), body, kind: 'search' }, searchAnswer);
  const isFull = results.length >= MOST_ON_PAGE;
  const last = results.at(-1);
  if (tie !== undefined)
    return { objects: results, next: isFull && last ? { from, tie: last.id } : { from: from + 1 }, isLast: false };
  if (!isFull || !last) return { objects: results, next: { from }, isLast: true };
  const end = momentOf(last.properties[changed]).getTime();
  // A page that led back would be read without end.
  if (end < from) throw new CrmError('away', 'a record without a time of change that Baton can read');
  const isOneMoment = momentOf(results[0]?.properties[changed]).getTime() === end;
  return { objects: results, next: isOneMoment ? { from: end, tie: '0' } : { from: end }, isLast: false };
}
