import { longId } from '../../../src/crm/salesforce/ids.ts';
import { type ObjectDef, objectDefs } from './objects.ts';
import { Refusal } from './refusals.ts';

export type Value = string | number | boolean | null;
export type Stored = Record<string, Value> & { Id: string; SystemModstamp: string };

/** A rule of validation that an admin wrote. */
export interface ValidationRule {
  object: string;
  isBroken: (record: Readonly<Record<string, Value>>) => boolean;
  message: string;
  field?: string;
}

/** As Salesforce writes moments; it keeps seconds. */
const moment = (date: Date) => `${date.toISOString().slice(0, 19)}.000+0000`;

export type Store = ReturnType<typeof createStore>;

/** The records of the account, and what changes with each write. `clock` is Salesforce's own. */
export function createStore(clock: () => Date) {
  const defs: Record<string, ObjectDef> = structuredClone(objectDefs);
  let records = new Map<string, Stored>();
  /** By object: a scan of all records takes long with some ten thousand. */
  const ids = new Map<string, string[]>();
  let count = 0;
  /** Records of a transaction that is not committed yet, by id. */
  const held = new Set<string>();
  const created: Record<string, number> = {};

  const defOf = (object: string): ObjectDef => {
    const def = defs[object];
    if (!def) throw new Refusal('INVALID_TYPE', `sObject type '${object}' is not supported.`);
    return def;
  };
  const objectOf = (id: string): string | undefined =>
    Object.entries(defs).find(([, { prefix, isSetup }]) => !isSetup && prefix === id.slice(0, 3))?.[0];
  const get = (id: unknown): Stored | undefined => (typeof id === 'string' ? records.get(longId(id)) : undefined);

  function touch(record: Stored, at: Date): void {
    record.SystemModstamp = moment(at);
    record.LastModifiedDate = record.SystemModstamp;
  }

  function add(object: string, values: Record<string, Value>, by: string, at = clock()): Stored {
    const { prefix, fields } = defOf(object);
    count += 1;
    const empty = Object.fromEntries(
      Object.entries(fields).map(([name, { type }]): [string, Value] => [name, type === 'boolean' ? false : null]),
    );
    const Id = longId(`${prefix}5g${String(count).padStart(10, '0')}`);
    const stored: Stored = {
      ...empty,
      CreatedById: by,
      OwnerId: by,
      ...values,
      Id,
      SystemModstamp: '',
      CreatedDate: moment(at),
    };
    if (!('OwnerId' in fields)) delete stored.OwnerId;
    touch(stored, at);
    records.set(Id, stored);
    const own = ids.get(object) ?? [];
    own.push(Id);
    ids.set(object, own);
    created[object] = (created[object] ?? 0) + 1;
    return stored;
  }

  function change(record: Stored, values: Record<string, Value>, at = clock()): void {
    Object.assign(record, values);
    touch(record, at);
  }

  /** To the recycle bin. */
  function remove(record: Stored): void {
    change(record, { IsDeleted: true });
  }

  /** Up to two records go into a third one, which takes over what belongs to them (SOAP API Developer Guide, "merge()"). */
  function merge(loser: Stored, master: Stored): void {
    for (const other of records.values()) {
      for (const field of ['WhoId', 'LeadId', 'ContactId']) {
        if (other[field] === loser.Id) change(other, { [field]: master.Id });
      }
    }
    remove(loser);
    change(loser, { MasterRecordId: master.Id });
    touch(master, clock());
  }

  function of(object: string): Stored[] {
    defOf(object);
    return (ids.get(object) ?? []).flatMap((id) => {
      const record = held.has(id) ? undefined : records.get(id);
      return record ? [record] : [];
    });
  }

  return {
    defs,
    defOf,
    objectOf,
    get,
    add,
    change,
    remove,
    merge,
    touch,
    of,
    created,
    held,
    /** Setup data share prefixes, so they say of which object they are. */
    addSetup: (object: string, values: Record<string, Value>) => add(object, { ...values, object }, ''),
    clock,
    /** For a transaction: puts everything back. */
    snapshot() {
      const before = structuredClone(records);
      const counted = { ...created };
      return () => {
        records = before;
        Object.assign(created, Object.fromEntries(Object.keys(created).map((key) => [key, counted[key] ?? 0])));
      };
    },
  };
}
