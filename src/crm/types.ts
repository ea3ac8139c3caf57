/**
 * - `draft`: it was never switched on. - `on`: it runs. - `stopped`: a person stopped it.
 * - `refused`: the CRM does not accept the key any more. It goes on with another.
 */
export const connectionStates = ['draft', 'on', 'stopped', 'refused'] as const;

/**
 * Fingerprints of both sides when they last agreed, by field: of Baton's value and of the CRM's. They are a pair, since the CRM may
 * write a value in its own way, such as a phone number.
 */
export type Base = Record<string, readonly [baton: string, crm: string]>;

/** Why a link ended: its lead was erased, its record is gone, or either has another one. */
export const linkEnds = ['erased', 'gone', 'replaced'] as const;
export type LinkEnd = (typeof linkEnds)[number];

/** Why a record is no lead: no usable contact, the person is the lead of another record, or a rule of Baton refused it. */
export const keptReasons = ['no_contact', 'duplicate', 'refused'] as const;

/** Records of a connection since it was switched on. `known` are those of leads that Baton had. */
export interface SyncCounts {
  read: number;
  added: number;
  known: number;
  kept: number;
}
