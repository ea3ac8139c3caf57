import { z } from 'zod';
import { CrmError } from '../crm.ts';
import type { Api } from './api.ts';
import { OWN_ID } from './describe.ts';
import { crmErrorOf, readAs, sfErrorSchema } from './errors.ts';

/** The fields of a record to be saved. */
export type Values = Record<string, string | number | null>;

/** To add by our own id, to add, or to change the record `id`. */
export type Save = { object: string; values: Values } & ({ ownId: string } | { id: string } | { isNew: true });

export type Saved = { id: string } | { error: CrmError };

/** sObject Collections take 200 records; a request with several objects is worked through in up to ten pieces, so each goes alone. */
const MOST = 200;

const resultSchema = z.array(
  z.object({ id: z.string().nullish(), success: z.boolean(), errors: z.array(sfErrorSchema).default([]) }),
);

/** Saves records, each by itself: a failure of one does not touch the others. Results in the same order. */
export async function saveAll(api: Api, saves: readonly Save[]): Promise<Saved[]> {
  const results = new Map<Save, Saved>();
  for (const [path, method, part] of requestsOf(saves)) {
    const records = part.map(recordOf);
    const body = { allOrNone: false, records };
    try {
      const found = readAs(resultSchema, await api.send(method, path, body));
      part.forEach((save, place) => {
        results.set(save, savedOf(found[place], records[place]));
      });
    } catch (error) {
      if (!(error instanceof CrmError)) throw error;
      for (const save of part) results.set(save, { error });
    }
  }
  return saves.map((save) => results.get(save) ?? { error: noAnswer() });
}

const noAnswer = () => new CrmError('away', 'An answer without this record.');

function savedOf(result: z.infer<typeof resultSchema>[number] | undefined, sent: unknown): Saved {
  if (!result) return { error: noAnswer() };
  if (result.success && result.id) return { id: result.id };
  return { error: ofOne(crmErrorOf(result.errors, sent)) };
}

/**
 * A right that is missing for one record is one of sharing: the account works. A field that became invisible since it was described is left
 * out of the next try.
 */
export function ofOne(error: CrmError): CrmError {
  if (error.fault !== 'right') return error;
  return new CrmError(error.words.startsWith('INVALID_FIELD') ? 'away' : 'refused', error.words);
}

const recordOf = (save: Save) => ({
  attributes: { type: save.object },
  ...('id' in save && { id: save.id }),
  ...('ownId' in save && { [OWN_ID]: save.ownId }),
  ...save.values,
});

function requestsOf(saves: readonly Save[]): [path: string, method: 'POST' | 'PATCH', part: Save[]][] {
  const groups = new Map<string, Save[]>();
  for (const save of saves) {
    const kind = 'ownId' in save ? 'upsert' : 'id' in save ? 'update' : 'insert';
    const key = `${kind} ${save.object}`;
    groups.set(key, [...(groups.get(key) ?? []), save]);
  }
  return [...groups].flatMap(([key, all]) => {
    const [kind, object] = key.split(' ');
    const path = kind === 'upsert' ? `/composite/sobjects/${object}/${OWN_ID}` : '/composite/sobjects';
    const parts: [string, 'POST' | 'PATCH', Save[]][] = [];
    for (let from = 0; from < all.length; from += MOST) {
      parts.push([path, kind === 'insert' ? 'POST' : 'PATCH', all.slice(from, from + MOST)]);
    }
    return parts;
  });
}
