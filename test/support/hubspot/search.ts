/** The search. It knows objects as they were some time ago. Source: *Search the CRM*, version 2026-09. */
import type { ObjectType } from './catalogue.ts';
import { shown } from './objects.ts';
import { badInput, Refusal } from './problem.ts';
import type { Thing, Values, World } from './world.ts';

interface Filter {
  propertyName: string;
  operator: string;
  value?: string | undefined;
}

export interface SearchBody {
  filterGroups: { filters: Filter[] }[];
  sorts: { propertyName: string; direction: string }[];
  properties: string[];
  limit: number;
  after: string;
}

const MOST_RESULTS = 10_000;

interface Known {
  thing: Thing;
  values: Values;
}

export function createSearch(world: World) {
  /** The order by time of change, as long as nothing changes. */
  const kept = new Map<ObjectType, { revision: number; all: Known[] }>();

  const known = (type: ObjectType): Known[] => {
    const before = kept.get(type);
    if (before?.revision === world.revision) return before.all;
    const seen = world.now().getTime() - world.lagMs;
    const changed = changedOf(type);
    const all: Known[] = [];
    let isSettled = true;
    for (const thing of world.things[type].values()) {
      if (thing.isArchived) continue;
      const version = thing.versions.findLast(({ at }) => at <= seen);
      if (version !== thing.versions.at(-1)) isSettled = false;
      if (version) all.push({ thing, values: version.values });
    }
    all.sort((a, b) => compare(a.values[changed], b.values[changed]));
    if (isSettled) kept.set(type, { revision: world.revision, all });
    return all;
  };

  return (type: ObjectType, { filterGroups, sorts, properties, limit, after }: SearchBody) => {
    const definitions = new Map(world.properties[type].map((property) => [property.name, property.type]));
    for (const { propertyName } of [...filterGroups.flatMap(({ filters }) => filters), ...sorts])
      if (!definitions.has(propertyName))
        throw new Refusal(
          400,
          'VALIDATION_ERROR',
          `There was a problem with the request: property ${propertyName} does not exist`,
        );
    if (filterGroups.reduce((count, { filters }) => count + filters.length, 0) > 18)
      throw badInput('more than 18 filters');
    const start = Number(after);
    if (start + limit > MOST_RESULTS)
      throw new Refusal(400, 'VALIDATION_ERROR', 'The search has more than 10,000 results');
    const found = known(type).filter(({ values }) =>
      filterGroups.length === 0
        ? true
        : filterGroups.some(({ filters }) =>
            filters.every((filter) => passes(values, filter, definitions.get(filter.propertyName))),
          ),
    );
    const [sort] = sorts;
    if (sort && !(sort.propertyName === changedOf(type) && sort.direction === 'ASCENDING')) {
      const turn = sort.direction === 'DESCENDING' ? -1 : 1;
      found.sort((a, b) => turn * compare(a.values[sort.propertyName], b.values[sort.propertyName]));
    }
    const page = found.slice(start, start + limit);
    return {
      total: found.length,
      results: page.map(({ thing, values }) => shown(world, type, thing, properties, values)),
      ...(start + limit < found.length && { paging: { next: { after: String(start + limit) } } }),
    };
  };
}

const changedOf = (type: ObjectType) => (type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate');

function passes(values: Values, { propertyName, operator, value = '' }: Filter, type: string | undefined): boolean {
  const own = values[propertyName] ?? '';
  if (operator === 'HAS_PROPERTY') return own !== '';
  if (operator === 'NOT_HAS_PROPERTY') return own === '';
  if (own === '') return false;
  if (operator === 'EQ' && type !== 'datetime') return own.toLowerCase() === value.toLowerCase();
  const [left, right] = type === 'datetime' ? [Date.parse(own), momentOf(value)] : [Number(own), Number(value)];
  if (Number.isNaN(right)) throw badInput(`${propertyName} ${operator} needs a number`);
  return (
    { EQ: left === right, GT: left > right, GTE: left >= right, LT: left < right, LTE: left <= right }[operator] ??
    false
  );
}

const momentOf = (value: string) => (/^\d+$/.test(value) ? Number(value) : Date.parse(value));

/** Numbers by their size: ids are numbers. */
const compare = (a: string | null | undefined, b: string | null | undefined): number => {
  const [left, right] = [Number(a), Number(b)];
  if (a && b && Number.isFinite(left) && Number.isFinite(right)) return left - right;
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
};
