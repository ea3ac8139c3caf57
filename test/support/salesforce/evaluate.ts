/** Answers a query from the store, by the rules of the SOQL and SOSL Reference. */
import { longId } from '../../../src/crm/salesforce/ids.ts';
import type { FieldDef } from './objects.ts';
import { malformed, noColumn, Refusal } from './refusals.ts';
import type { Condition, Literal, Query } from './soql-parser.ts';
import type { Store, Stored, Value } from './store.ts';

export interface Sight {
  store: Store;
  /** Field-level security: a hidden field does not exist. */
  isHidden: (object: string, field: string) => boolean;
  userId: string;
}

interface Path {
  field: FieldDef;
  read: (record: Stored) => Value;
}

/** `Account.Name`: a parent through its reference, up to one step. */
function pathOf({ store, isHidden }: Sight, object: string, path: string): Path {
  const parts = path.split('.');
  const [head = '', name] = parts;
  const { fields } = store.defOf(object);
  const key = Object.keys(fields).find((field) => field.toLowerCase() === (name ? `${head}Id` : head).toLowerCase());
  const field = key ? fields[key] : undefined;
  if (!key || !field || isHidden(object, key) || parts.length > 2) throw noColumn(path, object);
  if (!name) return { field, read: (record) => record[key] ?? null };
  const parent = pathOf({ store, isHidden, userId: '' }, field.to ?? '', name);
  return {
    field: parent.field,
    read: (record) => {
      const found = store.get(record[key]);
      return found ? parent.read(found) : null;
    },
  };
}

/** Text is compared without case, an id with its case and in both lengths. */
function comparable({ type }: FieldDef, value: Value): number | string | boolean | null {
  if (value === null) return null;
  if (type === 'datetime') return Date.parse(String(value).replace('+0000', 'Z'));
  if (type === 'id' || type === 'reference') return longId(String(value));
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function valueOfLiteral(path: string, field: FieldDef, literal: Literal): Value {
  const wrong = (type: string) =>
    new Refusal('INVALID_FIELD', `value of filter criterion for field '${path}' must be of type ${type}`);
  if (literal === null) return null;
  if (typeof literal === 'object') {
    if ('moment' in literal) {
      if (field.type !== 'datetime') throw wrong(field.type);
      return literal.moment;
    }
    if (field.type !== 'date') throw wrong(field.type);
    return literal.date;
  }
  if (field.type === 'datetime') throw wrong('dateTime and should not be enclosed in quotes');
  if (field.type === 'boolean' && typeof literal !== 'boolean') throw wrong('boolean');
  if (['int', 'currency'].includes(field.type) && typeof literal !== 'number') throw wrong(field.type);
  const isText = !['boolean', 'int', 'currency'].includes(field.type);
  if (isText && typeof literal !== 'string') throw wrong('string and should be enclosed in quotes');
  if (['id', 'reference'].includes(field.type) && !/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(String(literal))) {
    throw new Refusal('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${literal}`);
  }
  return literal;
}

function testOf(sight: Sight, object: string, condition: Condition): (record: Stored) => boolean {
  if ('all' in condition) {
    const tests = condition.all.map((one) => testOf(sight, object, one));
    return (record) => tests.every((test) => test(record));
  }
  if ('any' in condition) {
    const tests = condition.any.map((one) => testOf(sight, object, one));
    return (record) => tests.some((test) => test(record));
  }
  const { field, read } = pathOf(sight, object, condition.field);
  if (field.isUnfiltered) {
    throw new Refusal('INVALID_FIELD', `field '${condition.field}' can not be filtered in a query call`);
  }
  const mine = (record: Stored) => comparable(field, read(record));
  if ('query' in condition) {
    const inner = condition.query;
    const [only = ''] = inner.fields;
    if (inner.fields.length !== 1) throw malformed('The inner select must select one field');
    const path = pathOf(sight, inner.from, only);
    const rows = rowsOf(sight, inner, false);
    const among = new Set(rows.map((row) => comparable(path.field, path.read(row))));
    return (record) => among.has(mine(record));
  }
  const given = (literal: Literal) => comparable(field, valueOfLiteral(condition.field, field, literal));
  if ('among' in condition) {
    const among = new Set(condition.among.map(given));
    return (record) => among.has(mine(record));
  }
  const value = given(condition.value);
  const { operator } = condition;
  return (record) => {
    const own = mine(record);
    if (operator === '=') return own === value;
    if (operator === '!=') return own !== value;
    if (own === null || value === null) return false;
    if (operator === '<') return own < value;
    if (operator === '>') return own > value;
    return operator === '<=' ? own <= value : own >= value;
  };
}

function rowsOf(sight: Sight, query: Query, isAll: boolean): Stored[] {
  const { store, userId } = sight;
  const test = query.where ? testOf(sight, query.from, query.where) : () => true;
  const order = query.order.map(({ field, isDescending }) => ({ ...pathOf(sight, query.from, field), isDescending }));
  const isInScope = (record: Stored) => query.scope?.toLowerCase() !== 'mine' || record.OwnerId === userId;
  const rows = store
    .of(query.from)
    .filter((record) => (isAll || !record.IsDeleted) && isInScope(record) && test(record));
  const keyed = rows.map((record) => ({
    record,
    keys: order.map(({ field, read }) => comparable(field, read(record)) ?? ''),
  }));
  keyed.sort((a, b) => {
    for (const [place, { isDescending }] of order.entries()) {
      const [left = '', right = ''] = [a.keys[place], b.keys[place]];
      if (left !== right) return left < right !== isDescending ? -1 : 1;
    }
    return 0;
  });
  return keyed.slice(0, query.limit).map(({ record }) => record);
}

export type Shown = { attributes: { type: string; url: string } } & Record<string, unknown>;

/** The rows as JSON: parents as objects, children as answers of their own, null without any. */
export function answerQuery(sight: Sight, query: Query, isAll: boolean): Shown[] {
  const paths = query.fields.map((path) => ({ path, ...pathOf(sight, query.from, path) }));
  const children = query.subqueries.map((inner) => {
    const relation = sight.store.defOf(query.from).children?.[inner.from];
    if (!relation) {
      throw new Refusal('INVALID_TYPE', `Didn't understand relationship '${inner.from}' in FROM part of query call.`);
    }
    return { name: inner.from, relation, inner };
  });
  return rowsOf(sight, query, isAll).map((record) => {
    const shown: Shown = attributesOf(query.from, record.Id);
    for (const { path, read } of paths) put(sight, shown, query.from, record, path, read(record));
    for (const { name, relation, inner } of children) {
      const [object, field] = relation;
      const own: Condition = { field, operator: '=', value: record.Id };
      const where = inner.where ? { all: [own, inner.where] } : own;
      const rows = answerQuery(sight, { ...inner, from: object, where }, isAll);
      shown[name] = rows.length > 0 ? { totalSize: rows.length, done: true, records: rows } : null;
    }
    return shown;
  });
}

const attributesOf = (type: string, id: string): Shown => ({
  attributes: { type, url: `/services/data/v66.0/sobjects/${type}/${id}` },
});

function put({ store }: Sight, shown: Shown, object: string, record: Stored, path: string, value: Value): void {
  const [head = '', name] = path.split('.');
  if (!name) {
    shown[head] = value;
    return;
  }
  const { to = '' } = store.defOf(object).fields[`${head}Id`] ?? {};
  const id = record[`${head}Id`];
  const parent = store.get(id);
  if (!parent) shown[head] = null;
  else shown[head] = { ...(shown[head] ?? attributesOf(to, parent.Id)), [name]: value };
}
