/** Types of an import, with their words. */

/** The way of a file, in this order. `checking` is the dry run; `dropped` is a file that is not imported. */
export const importStates = [
  'arrived',
  'read',
  'checking',
  'checked',
  'running',
  'done',
  'undoing',
  'undone',
  'dropped',
] as const;

/** The fields that a column can hold. */
export const importFields = {
  name: 'Full name',
  first: 'First name',
  last: 'Last name',
  company: 'Company',
  email: 'Email',
  phone: 'Phone',
  role: 'Role',
  need: 'Need or notes',
  temperature: 'Temperature',
  score: 'Score',
  stage: 'Buyer’s stage',
  source: 'Source',
  campaign: 'Campaign',
  country: 'Country',
  companySize: 'Company size',
  owner: 'Owner',
  status: 'Status',
  createdOn: 'Date: lead came',
  contactedOn: 'Date: first contact',
  closedOn: 'Date: won, lost or closed',
  amount: 'Deal value',
  currency: 'Currency',
  reason: 'Reason for the loss',
} as const;
export type ImportField = keyof typeof importFields;

/** The choices for an import. */
export interface ImportPlan {
  /** The field of each column; null for columns that are left out. */
  fields: (ImportField | null)[];
  teamId: number;
  /** The rules of the teams come first; `teamId` gets what none of them asks for. */
  byRules?: boolean;
  /** The leads were worked elsewhere: they come with owner, status and dates, and no deadline starts. */
  isPast: boolean;
  /** For rows without one. */
  need: string;
  source: string | null;
  campaign: string | null;
  /** Owns leads whose owner is not in the team; the team's fallback owner if null. */
  ownerId: string | null;
}

export const importResults = ['added', 'known', 'bad'] as const;
export type ImportResult = (typeof importResults)[number];

export type ImportCounts = Record<ImportResult, number>;

/** Rows with the same fault, and the first of them. */
export interface Fault {
  words: string;
  rows: number;
  lines: number[];
}

/** Up to this many new leads come in like hand-offs, each with its card and its deadline. More come in as a list. */
export const MOST_CARDS = 20;
