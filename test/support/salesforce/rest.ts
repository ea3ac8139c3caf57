/** The resources of the REST API that Baton uses (REST API Developer Guide). Others are NOT_FOUND. */
import { answerQuery, type Shown } from './evaluate.ts';
import type { FieldDef } from './objects.ts';
import { Refusal } from './refusals.ts';
import { parseSoql } from './soql-parser.ts';
import { asResult, create, type Hands, type Result, update, upsert } from './writes.ts';

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  headers: Record<string, unknown>;
}

export interface Account {
  hands: Hands;
  recordTypes: { id: string; name: string; stages: string[] }[];
  /** Rows of one answer (REST API Developer Guide, Query: 2,000). */
  pageSize: () => number;
  /** Queries that go on. */
  locators: Map<string, Shown[]>;
}

const DATA = '/services/data/v66.0';

export function answerRest(account: Account, call: Call): unknown {
  const path = call.path.slice(DATA.length);
  const route = `${call.method} ${path}`;
  if (/^GET \/query(?:All)?$/.test(route)) return firstPage(account, call.query.get('q') ?? '', path === '/queryAll');
  const more = /^GET (\/query(?:All)?)\/(\w+)$/.exec(route)?.[2];
  if (more) return nextPage(account, path.split('/')[1] ?? '', more);
  const described = /^GET \/sobjects\/(\w+)\/describe$/.exec(route)?.[1];
  if (described) return describe(account, described);
  const view = /^GET \/sobjects\/Lead\/listviews\/(\w+)\/describe$/.exec(route)?.[1];
  if (view) return describeView(account, view);
  const picklist = /^GET \/ui-api\/object-info\/Opportunity\/picklist-values\/(\w+)\/StageName$/.exec(route)?.[1];
  if (picklist) return stagesOf(account, picklist);
  const key = /^PATCH \/composite\/sobjects\/(\w+)\/(\w+)$/.exec(route);
  const allowSave = /allowSave=true/.test(String(call.headers['sforce-duplicate-rule-header']));
  if (key) return upsertAll(account.hands, key[1] ?? '', key[2] ?? '', call.body, allowSave);
  if (route === 'POST /composite/sobjects') return createAll(account.hands, call.body, allowSave);
  if (route === 'PATCH /composite/sobjects') return updateAll(account.hands, call.body);
  if (route === 'POST /composite') return composite(account.hands, call.body, allowSave);
  throw notFound();
}

const notFound = () => new Refusal('NOT_FOUND', 'The requested resource does not exist', { status: 404 });

function firstPage(account: Account, soql: string, isAll: boolean) {
  const rows = answerQuery({ ...account.hands }, parseSoql(soql), isAll);
  return page(account, isAll ? 'queryAll' : 'query', rows, 0);
}

function page(account: Account, resource: string, rows: Shown[], from: number) {
  const to = from + account.pageSize();
  const records = rows.slice(from, to);
  if (to >= rows.length) return { totalSize: rows.length, done: true, records };
  const locator = `0r8${account.locators.size}x${to}`;
  account.locators.set(locator, rows.slice(to));
  return { totalSize: rows.length, done: false, nextRecordsUrl: `${DATA}/${resource}/${locator}`, records };
}

function nextPage(account: Account, resource: string, locator: string) {
  const rows = account.locators.get(locator);
  if (!rows) throw new Refusal('INVALID_QUERY_LOCATOR', 'invalid query locator');
  return page(account, resource, rows, 0);
}

/** Only fields that the user may see. */
function describe({ hands, recordTypes }: Account, object: string) {
  const { store, isHidden, isReadOnly, isForbidden } = hands;
  const def = store.defs[object];
  if (!def) throw notFound();
  const { fields, children = {}, isSetup = false } = def;
  const shown = Object.entries(fields).filter(([name]) => !isHidden(object, name));
  return {
    name: object,
    createable: !isSetup && !isForbidden(object, 'create'),
    updateable: !isSetup && !isForbidden(object, 'edit'),
    fields: shown.map(([name, field]) => describeField(name, field, isReadOnly(object, name))),
    childRelationships: Object.entries(children).map(([relationshipName, [childSObject, field]]) => ({
      relationshipName,
      childSObject,
      field,
    })),
    recordTypeInfos: [
      { recordTypeId: '012000000000000AAA', name: 'Master', available: true, master: true },
      ...(object === 'Opportunity'
        ? recordTypes.map(({ id, name }) => ({ recordTypeId: id, name, available: true, master: false }))
        : []),
    ],
  };
}

const describeField = (name: string, field: FieldDef, isReadOnly: boolean) => ({
  name,
  label: name.replace(/__c$/, '').replaceAll('_', ' '),
  type: field.type,
  length: field.length ?? 0,
  custom: name.endsWith('__c'),
  externalId: field.isExternalId === true,
  createable: !field.isSystem && !isReadOnly,
  updateable: !field.isSystem && !isReadOnly && !field.isFixed,
  picklistValues: (field.options ?? []).map((value) => ({ value, label: value, active: true })),
});

function describeView({ hands }: Account, id: string) {
  const view = hands.store.get(id);
  if (view?.object !== 'ListView') throw notFound();
  return { id, sobjectType: 'Lead', columns: [], orderBy: [], scope: null, query: view.Query };
}

function stagesOf({ recordTypes }: Account, id: string) {
  const type = recordTypes.find((one) => one.id === id);
  if (!type) throw notFound();
  return { values: type.stages.map((value) => ({ value, label: value, attributes: null, validFor: [] })) };
}

interface Part {
  object: string;
  id: unknown;
  values: Record<string, unknown>;
}

/** The body of a collection: `allOrNone`, and up to 200 records with their attributes. */
function partsOf(body: unknown): Part[] {
  const { allOrNone, records, ...more } = (body ?? {}) as Record<string, unknown>;
  if (allOrNone !== false || !Array.isArray(records) || Object.keys(more).length > 0) {
    throw new Refusal('JSON_PARSER_ERROR', 'The body of a collection has allOrNone and records');
  }
  if (records.length === 0 || records.length > 200) throw new Refusal('LIMIT_EXCEEDED', 'between 1 and 200 records');
  return records.map((record) => {
    const { attributes, id, ...values } = record as Record<string, unknown> & { attributes?: { type?: string } };
    if (!attributes?.type) throw new Refusal('INVALID_INPUT', 'Include an attributes map with a type in each record');
    return { object: attributes.type, id, values };
  });
}

const createAll = (hands: Hands, body: unknown, allowSave: boolean): Result[] =>
  partsOf(body).map(({ object, id, values }) =>
    asResult(() => {
      if (id !== undefined) throw new Refusal('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call');
      return { id: create(hands, object, values, allowSave).Id };
    }),
  );

const updateAll = (hands: Hands, body: unknown): Result[] =>
  partsOf(body).map(({ object, id, values }) =>
    asResult(() => {
      const record = hands.store.get(id);
      if (!record) throw new Refusal('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
      update(hands, record, object, values);
      return { id: record.Id };
    }),
  );

const upsertAll = (hands: Hands, object: string, key: string, body: unknown, allowSave: boolean): Result[] =>
  partsOf(body).map((part) =>
    asResult(() => {
      if (part.object !== object || part.id !== undefined) throw new Refusal('INVALID_INPUT', 'one type, and no id');
      return upsert(hands, object, key, part.values, allowSave);
    }),
  );

/** Composite with references: all of it, or nothing. */
function composite(hands: Hands, body: unknown, allowSave: boolean) {
  const { allOrNone, compositeRequest } = body as { allOrNone?: boolean; compositeRequest?: Record<string, unknown>[] };
  if (!allOrNone || !compositeRequest || compositeRequest.length > 25) {
    throw new Refusal('INVALID_INPUT', 'up to 25 requests, all or none');
  }
  const undo = hands.store.snapshot();
  const ids = new Map<string, string>();
  const answers: { httpStatusCode: number; referenceId: unknown; body: unknown }[] = [];
  let isHalted = false;
  for (const { method, url, referenceId, body: values } of compositeRequest) {
    const object = /^\/services\/data\/v66\.0\/sobjects\/(\w+)$/.exec(String(url))?.[1];
    if (method !== 'POST' || !object) throw new Refusal('INVALID_INPUT', 'an unknown request');
    const given = Object.entries(values as Record<string, unknown>).map(([name, value]) => {
      const reference = /^@\{(\w+)\.id\}$/.exec(String(value))?.[1];
      return [name, reference ? ids.get(reference) : value];
    });
    const result: Result = isHalted
      ? halted
      : asResult(() => ({ id: create(hands, object, Object.fromEntries(given), allowSave).Id }));
    if (result.id) ids.set(String(referenceId), result.id);
    isHalted ||= !result.success;
    const errors = result.errors.map(({ statusCode, message, fields }) => ({ errorCode: statusCode, message, fields }));
    answers.push({ httpStatusCode: result.success ? 201 : 400, referenceId, body: result.success ? result : errors });
  }
  if (!isHalted) return { compositeResponse: answers };
  undo();
  const undone = halted.errors.map(({ statusCode, message }) => ({ errorCode: statusCode, message }));
  return {
    compositeResponse: answers.map((one) =>
      one.httpStatusCode === 201 ? { ...one, httpStatusCode: 400, body: undone } : one,
    ),
  };
}

const halted: Result = {
  success: false,
  errors: [
    {
      statusCode: 'PROCESSING_HALTED',
      message: 'The transaction was rolled back since another operation in the same transaction failed.',
      fields: [],
    },
  ],
};
