/** Reading and writing of objects, one by one and in batches. Source: *Using object APIs*, version 2026-09. */
import { associationTypes, type ObjectType, objectTypes } from './catalogue.ts';
import { badInput, emailTaken, invalid, notFound, Refusal } from './problem.ts';
import { storedValues } from './values.ts';
import { everything, link, present, store, type Thing, type Values, type World } from './world.ts';

interface Association {
  to: { id: string };
  types: { associationCategory: string; associationTypeId: number }[];
}

export interface CreateInput {
  properties: Record<string, unknown>;
  associations: Association[];
  objectWriteTraceId?: string | undefined;
}

export interface ChangeInput {
  id: string;
  properties: Record<string, unknown>;
  idProperty?: string | undefined;
  objectWriteTraceId?: string | undefined;
}

/** `properties` that do not exist are left out, those without a value are null. Source: *Contacts*, retrieve contacts. */
export function shown(
  world: World,
  type: ObjectType,
  thing: Thing,
  properties: readonly string[],
  values: Values = thing.values,
) {
  const usual =
    type === 'contacts'
      ? ['createdate', 'lastmodifieddate', 'hs_object_id']
      : ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'];
  const known = new Set(world.properties[type].map(({ name }) => name));
  return {
    id: thing.id,
    properties: Object.fromEntries(
      [...new Set([...usual, ...properties])]
        .filter((name) => known.has(name))
        .map((name) => [name, values[name] ?? null]),
    ),
    createdAt: new Date(thing.createdAt).toISOString(),
    updatedAt: new Date(thing.updatedAt).toISOString(),
    archived: thing.isArchived,
  };
}

const afterWrite = (world: World, type: ObjectType, thing: Thing, traceId?: string) => ({
  ...shown(world, type, thing, Object.keys(thing.values)),
  ...(traceId !== undefined && { objectWriteTraceId: traceId }),
});

/** Source: `idProperty`: the address of a contact, or a property with unique values. */
export function byProperty(
  world: World,
  type: ObjectType,
  id: string,
  idProperty: string | undefined,
): Thing | undefined {
  if (idProperty === undefined) return present(world, type, id);
  if (type === 'contacts' && idProperty === 'email')
    return present(world, type, world.emails.get(id.toLowerCase()) ?? '');
  if (!world.properties[type].some(({ name, hasUniqueValue }) => name === idProperty && hasUniqueValue))
    throw new Refusal(400, 'VALIDATION_ERROR', `${idProperty} is not a property with unique values`);
  return everything(world, type).find(({ values }) => values[idProperty] === id);
}

type Act = () => ReturnType<typeof afterWrite>;

/** Checks everything; what it returns stores. */
function creation(world: World, type: ObjectType, { properties, associations, objectWriteTraceId }: CreateInput): Act {
  const values = storedValues(world, type, properties, undefined);
  checkUnique(world, type, values, undefined);
  const others = associations.map((association) => targetOf(world, type, association));
  return () => {
    const thing = store(world, type, world.nextId(), values);
    world.created[type]++;
    for (const other of others) link(world, [type, thing.id], other);
    return afterWrite(world, type, thing, objectWriteTraceId);
  };
}

export const create = (world: World, type: ObjectType, input: CreateInput) => creation(world, type, input)();

function targetOf(world: World, type: ObjectType, { to, types }: Association): [ObjectType, string] {
  const [given] = types;
  const other = objectTypes.find((each) => associationTypes[type]?.[each] === given?.associationTypeId);
  if (types.length !== 1 || !other || given?.associationCategory !== 'HUBSPOT_DEFINED')
    throw badInput('associations.types is no known type of association');
  const target = present(world, other, to.id);
  if (!target) throw new Refusal(400, 'VALIDATION_ERROR', `The object ${to.id} of the association does not exist`);
  return [other, target.id];
}

function changing(
  world: World,
  type: ObjectType,
  { id, properties, idProperty, objectWriteTraceId }: ChangeInput,
): Act {
  const thing = byProperty(world, type, id, idProperty);
  if (!thing) throw notFound();
  const values = storedValues(world, type, properties, thing.values);
  checkUnique(world, type, values, thing.id);
  return () => afterWrite(world, type, store(world, type, thing.id, values), objectWriteTraceId);
}

export const change = (world: World, type: ObjectType, input: ChangeInput) => changing(world, type, input)();

function checkUnique(world: World, type: ObjectType, values: Values, own: string | undefined): void {
  const holder = type === 'contacts' && values.email ? world.emails.get(values.email) : undefined;
  if (holder !== undefined && holder !== own) throw emailTaken(holder);
  for (const { name, hasUniqueValue } of world.properties[type]) {
    const value = values[name];
    if (!hasUniqueValue || !value) continue;
    const other = everything(world, type).find((thing) => thing.id !== own && thing.values[name] === value);
    if (other) throw invalid({ name, error: 'CONFLICTING_UNIQUE_VALUE', message: `${value} is in use` });
  }
}

export interface Batch {
  status: number;
  results: object[];
  errors?: object[];
}

export function batchRead(
  world: World,
  type: ObjectType,
  inputs: readonly { id: string }[],
  properties: string[],
  idProperty?: string,
): Batch {
  const results: object[] = [];
  const gone: string[] = [];
  for (const { id } of inputs) {
    const thing = byProperty(world, type, id, idProperty);
    // A merged contact is not followed here.
    if (thing && (idProperty !== undefined || thing.id === id)) results.push(shown(world, type, thing, properties));
    else gone.push(id);
  }
  return mixed(200, results, gone.length > 0 ? [notFoundIn(gone)] : []);
}

const notFoundIn = (ids: readonly string[]) => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  message: 'Could not get some objects, they may be deleted or not exist.',
  context: { ids },
});

const mixed = (status: number, results: object[], errors: object[]): Batch =>
  errors.length > 0 ? { status: 207, results, errors } : { status, results };

/** Source: *Multi-status errors*: with a trace id for each input, those without fault are created; else all or none. */
export function batchCreate(world: World, type: ObjectType, inputs: readonly CreateInput[]): Batch {
  const traces = inputs.map(({ objectWriteTraceId }) => objectWriteTraceId);
  const isTraced = traces.every((trace) => trace !== undefined) && new Set(traces).size === traces.length;
  if (!isTraced) return { status: 201, results: allOrNone(inputs, (input) => creation(world, type, input)) };
  const results: object[] = [];
  const errors: object[] = [];
  for (const input of inputs) {
    try {
      results.push(create(world, type, input));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push({ ...error.body, context: { objectWriteTraceId: [input.objectWriteTraceId ?? ''] } });
    }
  }
  return mixed(201, results, errors);
}

/** A value that is refused fails the batch; an id that is missing only itself. */
export function batchUpdate(world: World, type: ObjectType, inputs: readonly ChangeInput[]): Batch {
  if (new Set(inputs.map(({ id }) => id)).size < inputs.length) throw badInput('Duplicate IDs found in batch input');
  const isHere = ({ id, idProperty }: ChangeInput) => byProperty(world, type, id, idProperty)?.id === id;
  const gone = inputs.filter((input) => !isHere(input)).map(({ id }) => id);
  const results = allOrNone(inputs.filter(isHere), (input) => changing(world, type, input));
  return mixed(200, results, gone.length > 0 ? [notFoundIn(gone)] : []);
}

/** Nothing is stored before everything was checked. Two objects of a batch cannot have the same address either. */
function allOrNone<Input extends { properties: Record<string, unknown> }>(
  inputs: readonly Input[],
  check: (input: Input) => () => object,
): object[] {
  const emails = inputs.flatMap(({ properties }) => (typeof properties.email === 'string' ? properties.email : []));
  if (new Set(emails).size < emails.length) throw badInput('an address stands twice in the batch');
  return inputs.map(check).map((act) => act());
}
