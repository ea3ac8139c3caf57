/** A CRM in memory, for tests that need no requests: records with owners and one deal, its own words for faults, and keys. */
import {
  type Crm,
  CrmError,
  type CrmKind,
  type CrmOffers,
  type CrmOwner,
  type CrmRecord,
  type CrmWrite,
  type CrmWritten,
  sharedFields,
} from '../../src/crm/crm.ts';

export const offers: CrmOffers = {
  rules: [
    { id: 'lifecycle:subscriber', label: 'Subscriber', group: 'Lifecycle stage' },
    { id: 'lifecycle:mql', label: 'Marketing Qualified Lead', group: 'Lifecycle stage' },
    { id: 'list:12', label: 'Fair 2026', group: 'List' },
  ],
  statusFields: [
    {
      id: 'hs_lead_status',
      label: 'Lead Status',
      type: 'choice',
      options: [
        { id: 'NEW', label: 'New' },
        { id: 'OPEN', label: 'Open' },
        { id: 'IN_PROGRESS', label: 'In Progress' },
        { id: 'OPEN_DEAL', label: 'Open Deal' },
        { id: 'UNQUALIFIED', label: 'Unqualified' },
        { id: 'CONNECTED', label: 'Connected' },
        { id: 'BAD_TIMING', label: 'Bad Timing' },
      ],
    },
  ],
  pipelines: [
    {
      id: 'default',
      label: 'Sales Pipeline',
      stages: [
        { id: 'appointment', label: 'Appointment Scheduled' },
        { id: 'qualified', label: 'Qualified To Buy' },
        { id: 'closedwon', label: 'Closed Won' },
        { id: 'closedlost', label: 'Closed Lost' },
      ],
    },
  ],
  fields: [
    { id: 'baton_link', label: 'Baton Link', type: 'text' },
    { id: 'baton_team', label: 'Team in Baton', type: 'text' },
    { id: 'baton_accepted', label: 'Accepted At', type: 'moment' },
    { id: 'lifecyclestage', label: 'Lifecycle Stage', type: 'choice', options: [{ id: 'mql', label: 'MQL' }] },
  ],
};

const recordOf = (id: string, values: Partial<Omit<CrmRecord, 'contact'>> & { contact?: object } = {}) => {
  const empty = Object.fromEntries(sharedFields.map((field) => [field, null])) as CrmRecord['contact'];
  return {
    id,
    changedAt: new Date(0),
    isMatch: true,
    source: null,
    campaign: null,
    score: null,
    need: null,
    ownerId: null,
    status: null,
    deal: null,
    extra: {},
    ...values,
    contact: { ...empty, ...values.contact },
  } satisfies CrmRecord;
};

export function fakeCrmKind({ key = 'pat-eu1-right' }: { key?: string } = {}) {
  const fake = {
    /** The only key that is accepted. */
    key,
    account: 'Northwind (4711)',
    missing: [] as string[],
    notes: [] as string[],
    offers,
    owners: [
      { id: '1', name: 'Sam Seller', email: 'sam@northwind.example', isActive: true },
      { id: '2', name: 'Sue S.', email: 'sue@old.example', isActive: true },
      { id: '3', name: 'Gone Long', email: 'gone@northwind.example', isActive: false },
    ] as CrmOwner[],
    records: new Map<string, CrmRecord>(),
    /** Writes that arrived. */
    written: [] as CrmWrite[],
    /** Thrown by each call until it is cleared. */
    fault: undefined as CrmError | undefined,
    /** Calls by name. */
    calls: [] as string[],
    /** Waits of calls, so that a test sees what people see meanwhile. */
    gate: undefined as Promise<void> | undefined,
    open: 0,
    put: (record: CrmRecord) => void fake.records.set(record.id, record),
  };
  let next = 1000;

  const asked = (shown: string) => async (call: string) => {
    fake.calls.push(call);
    await fake.gate;
    if (fake.fault) throw fake.fault;
    if (shown !== fake.key) throw new CrmError('key', 'Authentication credentials not found.');
  };
  const byTime = () => [...fake.records.values()].sort((a, b) => a.changedAt.getTime() - b.changedAt.getTime());

  const kind: CrmKind = {
    name: 'hubspot',
    label: 'HubSpot',
    credentials: [
      {
        name: 'key',
        label: 'Service key',
        hint: 'In HubSpot: Settings → Integrations → Service Keys.',
        isSecret: true,
        variable: 'HUBSPOT_SERVICE_KEY',
        fault: (value) => (value.startsWith('pat-') ? undefined : 'A key begins with pat-.'),
      },
    ],
    async open({ key: shown = '' }): Promise<Crm> {
      const ask = asked(shown);
      fake.open += 1;
      return {
        async check() {
          await ask('check');
          return { account: fake.account, missing: fake.missing, notes: fake.notes };
        },
        async offers() {
          await ask('offers');
          return fake.offers;
        },
        async changes(_plan, cursor) {
          await ask('changes');
          const since = Number(cursor ?? 0);
          const records = byTime().filter(({ changedAt }) => changedAt.getTime() >= since);
          return { records, cursor: String(records.at(-1)?.changedAt.getTime() ?? since), isEnd: true };
        },
        async read(_plan, ids) {
          await ask('read');
          return new Map(
            ids.map((id) => {
              const record = fake.records.get(id);
              return [id, record ? { record } : { gone: true }];
            }),
          );
        },
        async find(_plan, { email, phone }) {
          await ask('find');
          return byTime().filter(
            ({ contact }) => (email !== null && contact.email === email) || (phone !== null && contact.phone === phone),
          );
        },
        async write(_plan, writes) {
          await ask('write');
          return writes.map(take);
        },
        async owners() {
          await ask('owners');
          return fake.owners;
        },
        linkOf: (id) => `https://app.hubspot.example/contacts/4711/record/0-1/${id}`,
        recordIn: (link) => /^https:\/\/app\.hubspot\.example\/contacts\/4711\/record\/0-1\/(\d+)/.exec(link)?.[1],
        left: () => ({ requests: 480_000, of: 500_000, untilReset: 'today' }),
        close: async () => {
          fake.open -= 1;
        },
      };
    },
  };

  function take(write: CrmWrite): CrmWritten {
    fake.written.push(write);
    const id = write.recordId ?? String(next++);
    const known = fake.records.get(id) ?? recordOf(id);
    const deal = write.deal && { ...write.deal, id: write.deal.id ?? `deal-${id}` };
    fake.put({
      ...known,
      contact: { ...known.contact, ...write.contact },
      ...(write.status !== undefined && { status: write.status }),
      ...(write.ownerId !== undefined && { ownerId: write.ownerId }),
      ...(deal && { deal }),
    });
    return { recordId: id, dealId: deal?.id ?? null, notes: write.notes.map((note) => note.key) };
  }

  return Object.assign(fake, { kind });
}
