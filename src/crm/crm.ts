/**
 * The seam to a CRM. Each CRM is one folder, `src/crm/` and its name, that implements `CrmKind`; everything else in `src/crm` knows no CRM
 * by name.
 */
import type { LeadStatus } from '../leads/types.ts';
import type { Proxies } from '../platform/proxy.ts';

/** CRMs that Baton connects to. */
export const crmNames = ['hubspot', 'salesforce'] as const;
export type CrmName = (typeof crmNames)[number];
/** As people write them. */
export const crmLabels: Record<CrmName, string> = { hubspot: 'HubSpot', salesforce: 'Salesforce' };

/** One kind of CRM. */
export interface CrmKind {
  name: CrmName;
  /** As people write it: `HubSpot`. */
  label: string;
  /** Fields that an admin fills in, or gives in the environment. */
  credentials: readonly CredentialField[];
  /** A client. Loads what it needs, so a CRM that is not connected costs nothing. */
  open(credentials: Credentials, options: CrmOptions): Promise<Crm>;
}

export interface CredentialField {
  name: string;
  label: string;
  hint: string;
  /** Never shown again. */
  isSecret: boolean;
  isMultiline?: boolean;
  isOptional?: boolean;
  /** The name in the environment, also with `_FILE`. */
  variable: string;
  /** @returns a sentence that says what is wrong, or undefined. */
  fault(value: string): string | undefined;
}

export type Credentials = Readonly<Record<string, string>>;

export interface CrmOptions {
  proxies: Proxies;
  now: () => Date;
  /** Tests have another. */
  address?: string;
  /** Ends all that runs. */
  signal: AbortSignal;
}

/** A client of one account. Every call may throw `CrmError`. It keeps the CRM's limits by itself: it waits, or throws `limit`. */
export interface Crm {
  /** Asks who this is and what it may do. Writes nothing. */
  check(): Promise<CrmCheck>;
  /** The choices of an admin. */
  offers(): Promise<CrmOffers>;
  /**
   * A page of records of the rule that changed, the oldest first. Search indexes run behind, so pages overlap: a record may come
   * again unchanged, but none is left out. `cursor` is null at the beginning. A record that no longer matches the rule comes
   * as well if it changed, with `isMatch` false, if the CRM can tell; linked records are also read by `read`.
   */
  changes(plan: CrmPlan, cursor: string | null): Promise<CrmChanges>;
  /** At most 100 ids. Every id has an answer. */
  read(plan: CrmPlan, ids: readonly string[]): Promise<Map<string, CrmFound>>;
  /** Records with this address or phone number, not through an index that runs behind where the CRM has a way. */
  find(plan: CrmPlan, contact: { email: string | null; phone: string | null }): Promise<CrmRecord[]>;
  /** At most 100 writes, in as few requests as the CRM allows. Results in the same order; a failure of one is no failure of others. */
  write(plan: CrmPlan, writes: readonly CrmWrite[]): Promise<CrmWritten[]>;
  owners(): Promise<CrmOwner[]>;
  /** The page of a record for people. */
  linkOf(recordId: string): string;
  /** The record that a link leads to, or undefined. */
  recordIn(link: string): string | undefined;
  /** Requests that the account has left, for health; undefined if the CRM did not say. */
  left(): { requests: number; of: number; untilReset: string } | undefined;
  close(): Promise<void>;
}

export interface CrmChanges {
  records: CrmRecord[];
  cursor: string;
  isEnd: boolean;
  /** Records that were merged or deleted, if the CRM tells. Others are found by `read`. */
  moved?: readonly { id: string; found: Exclude<CrmFound, { record: CrmRecord }> }[];
}

export interface CrmCheck {
  /** The account as people know it: its name, or its id. */
  account: string;
  /** Rights that are needed and were not given, in the CRM's own names. Empty if all is well. */
  missing: string[];
  /** Sentences about what will not work, such as a field that the admin could add. */
  notes: string[];
}

export interface CrmChoice {
  id: string;
  label: string;
}

export interface CrmField extends CrmChoice {
  type: 'text' | 'number' | 'date' | 'moment' | 'choice';
  /** Of a choice. */
  options?: CrmChoice[];
}

export interface CrmOffers {
  /** Rules of what comes in: a lifecycle stage, lead status, list or view. `group` says which. */
  rules: (CrmChoice & { group: string })[];
  /** Fields with a status of a lead, with their options. */
  statusFields: CrmField[];
  /** With their stages, in order. */
  pipelines: (CrmChoice & { stages: CrmChoice[] })[];
  /** Fields of a record that can be written, for what a lead has besides. */
  fields: CrmField[];
}

export interface CrmOwner {
  id: string;
  name: string;
  /** Lower case. */
  email: string | null;
  isActive: boolean;
}

/** Contact data that both sides have. */
export const sharedFields = ['name', 'company', 'email', 'phone', 'role', 'country', 'companySize'] as const;
export type SharedField = (typeof sharedFields)[number];

/** Further values of a lead, for fields of the CRM that an admin chose. */
export const extraFields = [
  'batonLink',
  'team',
  'acceptedBy',
  'acceptedAt',
  'firstContactAt',
  'contacts',
  'lastOutcome',
  'reason',
  'temperature',
] as const;
export type ExtraField = (typeof extraFields)[number];

/** The side that wins when both changed a field since the last sync. */
export type Master = 'crm' | 'baton';

/** Fields that can differ: contact data, and the three that both sides move. */
export type SyncField = SharedField | 'owner' | 'status' | 'deal';

/** The choices of the admin. Ids are those of `CrmOffers`. */
export interface CrmPlan {
  /** The rule of what comes in; null for nothing. */
  rule: string | null;
  /** The sales team of a lead that comes in, unless a rule of a team chooses another. */
  teamId: number;
  /** The person in marketing who counts as having handed it off. */
  marketerId: string;
  /** Whether leads that were handed off in Slack are added to the CRM. */
  addsLeads: boolean;
  status: { field: string; values: Partial<Record<LeadStatus, string>> } | null;
  deals: { pipeline: string; stages: { qualified: string; won: string; lost: string } } | null;
  fields: Partial<Record<ExtraField, string>>;
  /** Whether the owner of a lead becomes the owner of the record. */
  writesOwner: boolean;
  /** Whether hand-offs, contacts and reasons are written to the record's activities. */
  writesNotes: boolean;
  /** Left out: the CRM for contact data, Baton for the rest. */
  masters: Partial<Record<SyncField, Master>>;
}

/** A person in the CRM. */
export interface CrmRecord {
  id: string;
  /** By the clock of the CRM. */
  changedAt: Date;
  /** Whether it matches the rule of the plan. */
  isMatch: boolean;
  /** As the CRM has them; null for empty. */
  contact: Record<SharedField, string | null>;
  source: string | null;
  campaign: string | null;
  score: number | null;
  /** Their need, from a message or description. */
  need: string | null;
  ownerId: string | null;
  /** The value of the plan's status field. */
  status: string | null;
  /** The newest deal in the plan's pipeline. */
  deal: CrmDeal | null;
  /** Values of the plan's extra fields, as they were read. */
  extra: Partial<Record<ExtraField, string | null>>;
}

export interface CrmDeal {
  id: string;
  stage: string;
  amount: number | null;
  /** ISO 4217; null in an account with one currency. */
  currency: string | null;
  /** ISO date. */
  closeOn: string | null;
}

/** `merged` names the record that took it over: that of another person, or the same one of another kind (`isConverted`). */
export type CrmFound = { record: CrmRecord } | { merged: string; isConverted?: true } | { gone: true };

/** Values that are to stand in the CRM afterwards. A value that is left out stays as it is there. */
export interface CrmWrite {
  /** The same for each try, and never that of another lead: for an external id. */
  leadId: number;
  /** Null to add the record. */
  recordId: string | null;
  /** An earlier try may have reached the CRM: look before adding anything. */
  isRepeat: boolean;
  contact: Partial<Record<SharedField, string | null>>;
  status?: string;
  /** An id of `owners()`. */
  ownerId?: string | null;
  extra: Partial<Record<ExtraField, string | number | Date | null>>;
  /** Added if `id` is null, or changed. */
  deal?: {
    id: string | null;
    name: string;
    stage: string;
    amount: number | null;
    currency: string | null;
    closeOn: string | null;
  };
  /** Activities that are not in the CRM yet, the oldest first. */
  notes: readonly CrmNote[];
}

export interface CrmNote {
  /** The same for each try, and never that of another note. */
  key: string;
  kind: 'note' | 'call' | 'email' | 'meeting';
  at: Date;
  /** Plain text, at most 2,000 characters. */
  text: string;
  /** An id of `owners()`. */
  ownerId: string | null;
}

/** `notes` has the keys of those that stand in the CRM now. A failure says how far it came. */
export interface CrmWritten {
  recordId: string | null;
  dealId: string | null;
  notes: string[];
  error?: CrmError;
}

/**
 * - `key`: the key is not accepted any more. Everything stops until an admin gives another.
 * - `right`: a right is missing. `words` names it.
 * - `limit`: too many requests; `afterMs` is the wait, if the CRM said one.
 * - `away`: no answer, or one of its own faults. The outcome of a write is unknown.
 * - `refused`: the CRM does not take this value, in its own words. Trying again changes nothing.
 * - `gone`: the record was deleted. - `merged`: it was merged into `into`.
 */
export const crmFaults = ['key', 'right', 'limit', 'away', 'refused', 'gone', 'merged'] as const;
export type CrmFault = (typeof crmFaults)[number];

export class CrmError extends Error {
  override readonly name = 'CrmError';
  readonly fault: CrmFault;
  /** The CRM's own words, without values of people. */
  readonly words: string;
  readonly afterMs: number | undefined;
  readonly into: string | undefined;
  constructor(fault: CrmFault, words: string, { afterMs, into }: { afterMs?: number; into?: string } = {}) {
    super(`${fault}: ${words}`);
    this.fault = fault;
    this.words = words;
    this.afterMs = afterMs;
    this.into = into;
  }
}
