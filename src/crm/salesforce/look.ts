import type { Api } from './api.ts';
import { hasOwnId, OWN_ID } from './describe.ts';
import { type Job, ownIdOf } from './job.ts';
import { allOf, oneOf, quoted, type Row, textOf } from './soql.ts';
import { namesOf } from './values.ts';

const FIELDS = 'Id, IsDeleted, MasterRecordId, IsConverted, ConvertedContactId, LastName, Company, Email, OwnerId';

export interface Looked {
  /** Leads that an earlier try added. Also deleted ones, which are not added again. */
  added: Map<Job, Row>;
  /** Their number belongs to another person: another Baton wrote it, or one whose database was lost. */
  taken: Set<Job>;
}

/** By our own id, or else leads that Baton's user added with the same values. */
export async function lookForAdded(api: Api, jobs: readonly Job[]): Promise<Looked> {
  const added = new Map<Job, Row>();
  const taken = new Set<Job>();
  if (jobs.length === 0) return { added, taken };
  const { userId } = await api.session();
  const hasId = hasOwnId(await api.describe('Lead'));
  const byId = hasId ? await byOwnId(api, jobs, userId) : new Map<Job, Row>();
  for (const [job, row] of byId) {
    if (isOf(job, row)) added.set(job, row);
    else taken.add(job);
  }
  const unknown = jobs.filter((job) => job.write.isRepeat && (hasId ? taken.has(job) : true));
  for (const [job, row] of await byValues(api, unknown, userId)) added.set(job, row);
  return { added, taken };
}

const isSame = (a: string | null | undefined, b: string | null) =>
  a != null && b !== null && a.toLowerCase() === b.toLowerCase();

/** Whether a lead is of the person in the write. Either may have changed since, but not both. */
function isOf({ write }: Job, row: Row): boolean {
  const { email, name } = write.contact;
  return isSame(email, textOf(row, 'Email')) || isSame(name && namesOf(name).LastName, textOf(row, 'LastName'));
}

async function byOwnId(api: Api, jobs: readonly Job[], userId: string): Promise<Map<Job, Row>> {
  const ids = new Map(jobs.map((job) => [ownIdOf(userId, `lead-${job.write.leadId}`), job]));
  const where = oneOf(OWN_ID, [...ids.keys()]);
  const rows = await api.query(`SELECT ${FIELDS}, ${OWN_ID} FROM Lead WHERE ${where}`, { all: true });
  return new Map(
    rows.flatMap((row) => {
      const job = ids.get(textOf(row, OWN_ID) ?? '');
      return job ? [[job, row] as const] : [];
    }),
  );
}

async function byValues(api: Api, jobs: readonly Job[], userId: string): Promise<Map<Job, Row>> {
  const found = new Map<Job, Row>();
  for (const job of jobs) {
    const { name, email, company } = job.write.contact;
    const where = allOf(
      `CreatedById = ${quoted(userId)}`,
      email ? `Email = ${quoted(email)}` : undefined,
      name ? `LastName = ${quoted(namesOf(name).LastName)}` : undefined,
      company ? `Company = ${quoted(company)}` : undefined,
    );
    const [row] = await api.query(`SELECT ${FIELDS} FROM Lead WHERE ${where} ORDER BY CreatedDate DESC LIMIT 1`, {
      all: true,
    });
    if (row) found.set(job, row);
  }
  return found;
}
