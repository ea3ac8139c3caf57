/** The pages of records, for people who look at leads. */
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Crms } from './clients.ts';
import { openConnection } from './connection.ts';
import { crmLabels } from './crm.ts';
import { leadOfRecord, recordOfLead } from './links.ts';
import { crmConnections } from './table.ts';

export interface RecordLink {
  url: string;
  /** As people write the CRM. */
  crm: string;
}

const connections = prepared((db) =>
  db.select({ id: crmConnections.id, kind: crmConnections.kind }).from(crmConnections).prepare(),
);

/** The record of a lead, also of a CRM that was disconnected. */
export function recordLinkOf(db: Db, leadId: number): RecordLink | undefined {
  const known = connections(db).all();
  if (known.length === 0) return undefined;
  const link = recordOfLead(db, leadId);
  const kind = known.find(({ id }) => id === link?.connectionId)?.kind;
  return link && kind && { url: link.url, crm: crmLabels[kind] };
}

/** The records of these leads, by the id of the lead. */
export const recordLinksOf = (db: Db, leads: readonly { id: number }[]): Map<number, RecordLink> =>
  new Map(
    leads.flatMap(({ id }) => {
      const link = recordLinkOf(db, id);
      return link ? [[id, link] as const] : [];
    }),
  );

/**
 * The lead of the record to which a link leads.
 * @returns undefined if it is no link to a record, and null if the record is not a lead.
 */
export async function leadOfLink(
  { db, crms }: { db: Db; crms: Crms },
  words: string,
): Promise<number | null | undefined> {
  const [link] = /https?:\/\/[^\s<>|]+/.exec(words) ?? [];
  const connection = openConnection(db);
  if (link === undefined || !connection) return undefined;
  const client = await crms.client(connection).catch(() => undefined);
  const recordId = client?.recordIn(link);
  return recordId === undefined ? undefined : (leadOfRecord(db, recordId) ?? null);
}
