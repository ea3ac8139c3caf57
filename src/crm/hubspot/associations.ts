/** Records that are connected with others. They are read without the search, so new ones are there at once. */
import { pageEnd } from '../page-end.ts';
import { associationsAnswer } from './answers.ts';
import type { Hub } from './hub.ts';
import { chunks, type ObjectType, paths } from './paths.ts';

/** HubSpot takes 1,000 records in one question. */
const MOST_RECORDS = 500;

/**
 * The ids of `to` for each record of `from`.
 * Source: description *Associations*, `batch/read`: `paging` is there only if a record has more.
 */
export async function associated(
  { send }: Hub,
  from: ObjectType,
  to: ObjectType,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(ids.map((id) => [id, []]));
  let waiting: { id: string; after?: string }[] = ids.map((id) => ({ id }));
  const reach = pageEnd();
  while (waiting.length > 0) {
    reach(JSON.stringify(waiting));
    const more: typeof waiting = [];
    for (const inputs of chunks(waiting, MOST_RECORDS)) {
      const { results } = await send(
        { method: 'POST', path: paths.associations(from, to), body: { inputs }, kind: 'read' },
        associationsAnswer,
      );
      for (const { from: record, to: others, paging } of results) {
        found.get(record.id)?.push(...others.map((other) => other.toObjectId));
        if (paging?.next) more.push({ id: record.id, after: paging.next.after });
      }
    }
    waiting = more;
  }
  return found;
}
