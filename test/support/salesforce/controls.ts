import { readRecordId, recordIdOf } from '../../../src/crm/salesforce/ids.ts';
import { convert } from './convert.ts';
import { CONVERTED_STATUS, LEAD_STATUSES, STAGES } from './objects.ts';
import type { Account } from './rest.ts';
import { createStore, type Stored, type ValidationRule, type Value } from './store.ts';
import type { Hands } from './writes.ts';

type Values = Record<string, Value>;

/** The account of a test, and what its people do in Salesforce themselves. */
export function accountControls(now: () => Date) {
  const store = createStore(now);
  const hidden = new Set<string>();
  const readOnly = new Set<string>();
  const forbidden = new Set<string>();
  const rules: ValidationRule[] = [];
  const toRead = new Set<string>();
  const locks = new Map<string, number>();
  let duplicates: 'off' | 'alert' | 'block' = 'off';
  let pageSize = 2000;
  const user = (name: string, email: string, more: Values = {}) =>
    store.addSetup('User', { Name: name, Email: email, Username: email, IsActive: true, UserType: 'Standard', ...more })
      .Id;

  const userId = user('Baton', 'baton@acme.example');
  const other = user('Ada Sales', 'ada@acme.example');
  store.addSetup('Organization', { Name: 'Acme', IsSandbox: false });
  const permissions = store.addSetup('UserPermissionAccess', {
    PermissionsConvertLeads: true,
    PermissionsViewAllData: true,
  });
  for (const [SortOrder, ApiName] of [...LEAD_STATUSES, CONVERTED_STATUS].entries()) {
    store.addSetup('LeadStatus', {
      ApiName,
      MasterLabel: ApiName,
      SortOrder,
      IsConverted: ApiName === CONVERTED_STATUS,
    });
  }
  for (const [SortOrder, ApiName] of STAGES.entries()) {
    const IsClosed = ApiName.startsWith('Closed');
    store.addSetup('OpportunityStage', {
      ApiName,
      MasterLabel: ApiName,
      SortOrder,
      IsActive: true,
      IsClosed,
      IsWon: ApiName === 'Closed Won',
    });
  }
  for (const [SortOrder, ApiName] of ['Open', 'Completed'].entries()) {
    store.addSetup('TaskStatus', { ApiName, MasterLabel: ApiName, SortOrder, IsClosed: ApiName === 'Completed' });
  }
  for (const object of Object.keys(store.created)) delete store.created[object];

  const hands: Hands = {
    store,
    userId,
    rules,
    isHidden: (object, field) => hidden.has(`${object}.${field}`),
    isReadOnly: (object, field) => readOnly.has(`${object}.${field}`),
    isForbidden: (object, right) => forbidden.has(`${object} ${right}`),
    duplicates: () => duplicates,
    isShared: (id) => !toRead.has(id),
    isLocked(id) {
      const left = locks.get(id) ?? 0;
      locks.set(id, left - 1);
      return left > 0;
    },
  };
  const account: Account = { hands, recordTypes: [], pageSize: () => pageSize, locators: new Map() };

  const stored = (recordId: string): Stored => {
    const found = store.get(readRecordId(recordId)?.id ?? recordId);
    if (!found) throw new Error(`The fake has no record ${recordId}.`);
    return found;
  };

  return {
    account,
    store,
    userId,
    /** A person who works in Salesforce. */
    sellerId: other,
    addUser: user,
    addLead: (values: Values = {}): string =>
      recordIdOf(
        'Lead',
        store.add('Lead', { LastName: 'Jones', Company: 'Globex', Status: LEAD_STATUSES[0] ?? null, ...values }, other)
          .Id,
      ),
    addContact: (values: Values = {}): string =>
      recordIdOf('Contact', store.add('Contact', { LastName: 'Jones', ...values }, other).Id),
    add: (object: string, values: Values): string => store.add(object, values, other).Id,
    addView: (name: string, query: string): string =>
      store.addSetup('ListView', { Name: name, SobjectType: 'Lead', IsSoqlCompatible: true, Query: query }).Id,
    addPipeline(name: string, stages: string[]): string {
      const id = `0125g000000000${account.recordTypes.length + 1}AAA`;
      account.recordTypes.push({ id, name, stages });
      (store.defs.Opportunity?.fields ?? {}).RecordTypeId = { type: 'string', length: 18 };
      return id;
    },
    values: (recordId: string): Readonly<Values> => ({ ...stored(recordId) }),
    all: (object: string): Readonly<Values>[] => store.of(object).filter(({ IsDeleted }) => !IsDeleted),
    change: (recordId: string, values: Values) => store.change(stored(recordId), values),
    remove: (recordId: string) => store.remove(stored(recordId)),
    merge: (loser: string, master: string) => store.merge(stored(loser), stored(master)),
    /** By a person: with the usual name of the deal. */
    convert(recordId: string): { recordId: string; dealId: string } {
      const order = { leadId: stored(recordId).Id, convertedStatus: CONVERTED_STATUS, ownerId: other };
      const { contactId, opportunityId } = convert(hands, order);
      return { recordId: recordIdOf('Contact', contactId), dealId: opportunityId };
    },
    /** A write whose transaction is committed later, with its own moment. */
    hold: (recordId: string) => store.held.add(stored(recordId).Id),
    commit: () => store.held.clear(),
    /** How many records were added, by object. */
    created: (object: string): number => store.created[object] ?? 0,
    /** Field-level security: `Lead.Phone`. */
    hide: (field: string) => hidden.add(field),
    makeReadOnly: (field: string) => readOnly.add(field),
    /** Object permissions. */
    forbid: (object: string, right: 'create' | 'edit') => forbidden.add(`${object} ${right}`),
    forbidObject: (object: string) => delete store.defs[object],
    setPermission: (name: string, value: boolean) => store.change(permissions, { [name]: value }),
    mayConvert: () => permissions.PermissionsConvertLeads === true,
    addRule: (rule: ValidationRule) => rules.push(rule),
    setDuplicates: (mode: typeof duplicates) => {
      duplicates = mode;
    },
    /** By sharing rules: the user may read it, and not edit it. */
    shareToRead: (recordId: string) => toRead.add(stored(recordId).Id),
    lock: (recordId: string, times: number) => locks.set(stored(recordId).Id, times),
    setPageSize: (rows: number) => {
      pageSize = rows;
    },
    /** The field in which Baton writes its own id, as an admin makes it. */
    addOwnId(...objects: string[]) {
      for (const object of objects)
        store.defOf(object).fields.Baton_Id__c = { type: 'string', length: 255, isExternalId: true };
    },
    /** The account has several currencies. */
    useCurrencies() {
      store.defOf('Opportunity').fields.CurrencyIsoCode = {
        type: 'picklist',
        options: ['EUR', 'USD'],
        isRestricted: true,
      };
    },
    /** State and Country/Territory Picklists are on. */
    useCountryCodes() {
      store.defOf('Lead').fields.CountryCode = { type: 'picklist', options: ['DE', 'FR', 'US'], isRestricted: true };
      store.defOf('Contact').fields.MailingCountryCode = {
        type: 'picklist',
        options: ['DE', 'FR', 'US'],
        isRestricted: true,
      };
    },
  };
}
