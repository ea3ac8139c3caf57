import { createHash } from 'node:crypto';
import type { CrmWrite, CrmWritten } from '../crm.ts';
import type { PersonObject } from './ids.ts';
import type { Row } from './soql.ts';

/** One write on its way. `at` is the person as far as they are in Salesforce. */
export interface Job {
  write: CrmWrite;
  at: { object: PersonObject; id: string; row: Row } | undefined;
  result: CrmWritten;
  /** Its number belongs to another record, so it is added without one. */
  isTaken?: boolean;
}

/** Of the user as whom Baton works, so that two Batons in one account do not share ids. */
export const ownIdOf = (userId: string, what: string): string =>
  `baton-${createHash('sha256').update(userId).digest('hex').slice(0, 8)}-${what}`;
