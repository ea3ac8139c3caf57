/** Objects by their ids. */

import { CrmError } from '../crm.ts';
import { batchAnswer, type CrmObject, crmObject } from './answers.ts';
import type { Hub } from './hub.ts';
import { chunks, type ObjectType, paths } from './paths.ts';

/** Those that exist under these ids, or under these values of a unique property. */
export async function readObjects(
  { send }: Hub,
  type: ObjectType,
  ids: readonly string[],
  properties: readonly string[],
  idProperty?: string,
): Promise<CrmObject[]> {
  const found: CrmObject[] = [];
  for (const chunk of chunks([...new Set(ids)])) {
    const body = {
      inputs: chunk.map((id) => ({ id })),
      properties,
      propertiesWithHistory: [],
      ...(idProperty && { idProperty }),
    };
    const { results } = await send(
      { method: 'POST', path: paths.batch(type, 'read'), body, kind: 'read' },
      batchAnswer,
    );
    found.push(...results);
  }
  return found;
}

/** Undefined if it was deleted. A record that was merged is answered under its new id. */
export async function readObject(
  { send }: Hub,
  type: ObjectType,
  id: string,
  properties: readonly string[],
  idProperty?: string,
): Promise<CrmObject | undefined> {
  const query = { properties: properties.join(','), ...(idProperty && { idProperty }) };
  try {
    return await send({ method: 'GET', path: paths.object(type, id), query, kind: 'read' }, crmObject);
  } catch (error) {
    if (error instanceof CrmError && error.fault === 'gone') return undefined;
    throw error;
  }
}
