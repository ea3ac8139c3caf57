/** A CRM in memory, with the rules that the seam promises: for tests of the engine, which knows no CRM by name. */
import {
  type Crm,
  type CrmDeal,
  CrmError,
  type CrmFault,
  type CrmKind,
  type CrmOwner,
  type CrmPlan,
  type CrmRecord,
  type CrmWrite,
  type CrmWritten,
  type SharedField,
  sharedFields,
} from '../../src/crm/crm.ts';

export interface PretendRecord extends CrmRecord {
  notes: Map<string, string>;
  mergedInto?: string;
  isGone?: boolean;
  /** Grows with each change. */
  version: number;
}

export const PLAN: CrmPlan = {
  ...{ rule: 'mql', teamId: 1, marketerId: 'MIA', addsLeads: true, writesOwner: true, writesNotes: true },
  status: {
    field: 'status',
    values: {
      new: 'New',
      accepted: 'Open',
      working: 'Open',
      qualified: 'Qualified',
      won: 'Customer',
      returned: 'Returned',
    },
  },
  deals: { pipeline: 'sales', stages: { qualified: 'first', won: 'won', lost: 'lost' } },
  fields: { contacts: 'baton_contacts' },
  masters: {},
};

/** @param spell how it stores a value that it is given: many CRMs change it. */
export function pretendCrm({
  now,
  spell = (_, value) => value,
  page = 50,
}: {
  now: () => Date;
  spell?: (field: SharedField, value: string) => string;
  page?: number;
}) {
  const records = new Map<string, PretendRecord>();
  const owners: CrmOwner[] = [
    { id: 'o1', name: 'Sam Sales', email: 'sam@northwind.example', isActive: true },
    { id: 'o2', name: 'Sue Sales', email: 'sue@northwind.example', isActive: true },
    { id: 'o9', name: 'Jane Elsewhere', email: null, isActive: true },
  ];
  /** Each write that reached it, with what it did. */
  const writes: CrmWrite[] = [];
  let version = 0;
  let next = 100;
  /** The next calls fail with these. `after` fails once it was done. */
  const faults: { call: string; fault: CrmFault; when: 'before' | 'after'; afterMs?: number }[] = [];
  /** Refuses a write, in its own words. */
  let refusal: (write: CrmWrite) => string | undefined = () => undefined;

  const fail = (call: string, when: 'before' | 'after') => {
    const at = faults.findIndex((one) => one.call === call && one.when === when);
    const [found] = at === -1 ? [] : faults.splice(at, 1);
    if (found)
      throw new CrmError(found.fault, `${call} failed`, found.afterMs === undefined ? {} : { afterMs: found.afterMs });
  };
  const asked = async <T>(call: string, answer: () => T): Promise<T> => {
    await Promise.resolve();
    fail(call, 'before');
    const given = answer();
    fail(call, 'after');
    return given;
  };
  const touch = (record: PretendRecord) => {
    version += 1;
    record.version = version;
    record.changedAt = now();
  };
  const copy = (record: PretendRecord): CrmRecord => {
    const { notes: _notes, mergedInto: _into, isGone: _gone, version: _version, ...rest } = record;
    return structuredClone(rest);
  };

  function add(
    values: Partial<Omit<CrmRecord, 'contact' | 'id'>> & { contact?: Partial<CrmRecord['contact']> },
  ): PretendRecord {
    next += 1;
    const empty = Object.fromEntries(sharedFields.map((field) => [field, null])) as CrmRecord['contact'];
    const record: PretendRecord = {
      ...{ id: String(next), changedAt: now(), isMatch: true, source: null, campaign: null, score: null, need: null },
      ...{ ownerId: null, status: null, deal: null, extra: {}, notes: new Map(), version: 0 },
      ...values,
      contact: { ...empty, ...values.contact },
    };
    records.set(record.id, record);
    touch(record);
    return record;
  }

  /** A person changes a record there. */
  function change(
    id: string,
    values: Partial<Omit<CrmRecord, 'contact'>> & { contact?: Partial<CrmRecord['contact']> },
  ) {
    const record = records.get(id);
    if (!record) throw new Error(`There is no record ${id}.`);
    const { contact, ...rest } = values;
    Object.assign(record, rest);
    Object.assign(record.contact, contact);
    touch(record);
    return record;
  }

  const live = () => [...records.values()].filter(({ mergedInto, isGone }) => mergedInto === undefined && !isGone);

  function writeOne(write: CrmWrite): CrmWritten {
    const words = refusal(write);
    if (words !== undefined) {
      return { recordId: write.recordId, dealId: null, notes: [], error: new CrmError('refused', words) };
    }
    // By its external id, an earlier try of this lead is found.
    const isSame = ({ contact }: PretendRecord) => contact.email !== null && contact.email === write.contact.email;
    const earlier = write.isRepeat
      ? (live().find(({ extra }) => extra.team === `lead ${write.leadId}`) ?? live().find(isSame))
      : undefined;
    const record =
      write.recordId === null
        ? (earlier ?? add({ isMatch: false, extra: { team: `lead ${write.leadId}` } }))
        : records.get(write.recordId);
    if (!record || record.isGone)
      return { recordId: null, dealId: null, notes: [], error: new CrmError('gone', 'deleted') };
    if (record.mergedInto !== undefined) {
      return {
        recordId: null,
        dealId: null,
        notes: [],
        error: new CrmError('merged', 'merged', { into: record.mergedInto }),
      };
    }
    writes.push(structuredClone(write));
    for (const [field, value] of Object.entries(write.contact) as [SharedField, string | null][]) {
      record.contact[field] = value === null ? null : spell(field, value);
    }
    if (write.status !== undefined) record.status = write.status;
    if (write.ownerId !== undefined) record.ownerId = write.ownerId;
    if (write.deal) {
      const { name: _name, id, ...deal } = write.deal;
      const known = id ?? record.deal?.id;
      record.deal = { ...(deal as Omit<CrmDeal, 'id'>), id: known ?? `d${record.id}` };
    }
    for (const note of write.notes) {
      if (record.notes.has(note.key) && !write.isRepeat) throw new Error(`Note ${note.key} is written twice.`);
      record.notes.set(note.key, note.text);
    }
    touch(record);
    return { recordId: record.id, dealId: record.deal?.id ?? null, notes: write.notes.map(({ key }) => key) };
  }

  const crm: Crm = {
    check: () => asked('check', () => ({ account: 'Northwind', missing: [], notes: [] })),
    offers: () => asked('offers', () => ({ rules: [], statusFields: [], pipelines: [], fields: [] })),
    changes: (plan, cursor) =>
      asked('changes', () => {
        const since = Number(cursor ?? 0);
        const found = live()
          .filter((one) => plan.rule !== null && one.version > since)
          .sort((a, b) => a.version - b.version);
        const some = found.slice(0, page);
        return {
          records: some.map(copy),
          cursor: String(some.at(-1)?.version ?? since),
          isEnd: found.length <= page,
        };
      }),
    read: (_, ids) =>
      asked('read', () => {
        const answer = (id: string) => {
          const record = records.get(id);
          if (!record || record.isGone) return { gone: true as const };
          return record.mergedInto === undefined ? { record: copy(record) } : { merged: record.mergedInto };
        };
        return new Map(ids.map((id) => [id, answer(id)]));
      }),
    find: (_, { email, phone }) =>
      asked('find', () =>
        live()
          .filter(
            ({ contact }) => (email !== null && contact.email === email) || (phone !== null && contact.phone === phone),
          )
          .map(copy),
      ),
    write: (_, some) => asked('write', () => some.map(writeOne)),
    owners: () => asked('owners', () => owners),
    linkOf: (id) => `https://crm.example/record/${id}`,
    recordIn: (link) => /^https:\/\/crm\.example\/record\/(\w+)$/.exec(link)?.[1],
    left: () => ({ requests: 1000, of: 2000, untilReset: 'today' }),
    close: async () => {},
  };
  const kind: CrmKind = { name: 'hubspot', label: 'HubSpot', credentials: [], open: async () => crm };

  return {
    ...{ crm, kind, records, owners, writes, faults, add, change },
    refuse: (rule: typeof refusal) => {
      refusal = rule;
    },
    merge(from: string, into: string) {
      const record = records.get(from);
      const target = records.get(into);
      if (record && target) {
        record.mergedInto = into;
        for (const [key, text] of record.notes) target.notes.set(key, text);
        record.notes.clear();
        target.extra.team ??= record.extra.team ?? null;
        touch(target);
      }
    },
    remove(id: string) {
      const record = records.get(id);
      if (record) record.isGone = true;
    },
  };
}
