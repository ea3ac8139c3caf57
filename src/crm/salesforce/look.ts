import type { Api } from './api.ts';
import { hasOwnId, OWN_ID } from './describe.ts';
import { type Job, ownIdOf } from './job.ts';
import { allOf, oneOf, quoted, type Row, textOf } from './soql.ts';
import { namesOf } from './values.ts';

const FIELDS = 'Id, IsDeleted, MasterRecordId, IsConverted, ConvertedContactId, Company, Email, OwnerId';

/**
 * Leads that an earlier try may have added: by our own id, or else those that Baton's user added with the same values. Also deleted
 * ones, which are not added again.
 */
export async function lookForAdded(api: Api, jobs: readonly Job[]): Promise<Map<Job, Row>> {
  if (jobs.length === 0) return new Map();
  const { userId } = await api.session();
  const lead = await api.describe('Lead');
  return hasOwnId(lead) ? await byOwnId(api, jobs, userId) : await byValues(api, jobs, userId);
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
