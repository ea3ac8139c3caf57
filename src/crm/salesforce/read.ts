import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { CrmFound, CrmPlan, CrmRecord } from '../crm.ts';
import type { Api } from './api.ts';
import { type PersonObject, readRecordId, recordIdOf } from './ids.ts';
import { matching, recordOf, selectPeople } from './people.ts';
import { conditionOf } from './rules.ts';
import { allOf, cellOf, oneOf, quoted, type Row, textOf } from './soql.ts';

const OBJECTS: readonly PersonObject[] = ['Lead', 'Contact'];

/** Where a row of a lead or contact went, if it is no record any more. A converted lead goes on as its contact. */
export function movedTo(object: PersonObject, row: Row): Exclude<CrmFound, { record: CrmRecord }> | undefined {
  if (cellOf(row, 'IsDeleted') === true) {
    const master = textOf(row, 'MasterRecordId');
    return master ? { merged: recordIdOf(object, master) } : { gone: true };
  }
  if (cellOf(row, 'IsConverted') !== true) return undefined;
  const contact = textOf(row, 'ConvertedContactId');
  return contact ? { merged: recordIdOf('Contact', contact), isConverted: true } : { gone: true };
}

/** Rows with ids, also deleted ones. */
async function rowsById(api: Api, object: PersonObject, plan: CrmPlan, ids: readonly string[]): Promise<Row[]> {
  const select = ids.length > 0 ? await selectPeople(api, object, plan) : undefined;
  return select ? await api.query(`${select} WHERE ${oneOf('Id', ids)}`, { all: true }) : [];
}

export async function readPeople(
  api: Api,
  plan: CrmPlan,
  recordIds: readonly string[],
): Promise<Map<string, CrmFound>> {
  const found = new Map<string, CrmFound>(recordIds.map((id) => [id, { gone: true }]));
  const asked = recordIds.flatMap((id) => readRecordId(id) ?? []);
  for (const object of OBJECTS) {
    const ids = asked.flatMap((one) => (one.object === object ? one.id : []));
    for (const [id, answer] of await foundIn(api, object, plan, await rowsById(api, object, plan, ids))) {
      found.set(id, answer);
    }
  }
  return found;
}

/** Each row as a record, or where it went. */
export async function foundIn(
  api: Api,
  object: PersonObject,
  plan: CrmPlan,
  rows: readonly Row[],
): Promise<[string, CrmFound][]> {
  const there = rows.filter((row) => movedTo(object, row) === undefined);
  const condition = there.length > 0 ? await conditionOf(api, plan.rule, object) : undefined;
  const matches = await matching(api, object, there, condition?.where);
  return rows.map((row) => {
    const id = textOf(row, 'Id') ?? '';
    const moved = movedTo(object, row);
    return [recordIdOf(object, id), moved ?? { record: recordOf(object, row, plan, matches.has(id)) }];
  });
}

/** A number as people write it: there is no other way than to compare texts. */
function spellingsOf(phone: string): string[] {
  const number = parsePhoneNumberFromString(phone.split(';')[0] ?? phone);
  if (!number) return [phone];
  return [...new Set([number.number, number.formatInternational(), number.formatNational(), phone])];
}

/** Leads that were not converted, and contacts. Queries read the data themselves, not an index that runs behind. */
export async function findPeople(
  api: Api,
  plan: CrmPlan,
  { email, phone }: { email: string | null; phone: string | null },
): Promise<CrmRecord[]> {
  const records: CrmRecord[] = [];
  for (const object of OBJECTS) {
    const fields = (await api.describe(object))?.fields;
    const numbers = ['Phone', 'MobilePhone'].filter((name) => fields?.has(name));
    const either = [
      ...(email && fields?.has('Email') ? [`Email = ${quoted(email)}`] : []),
      ...(phone ? numbers.map((name) => oneOf(name, spellingsOf(phone))) : []),
    ];
    const select = either.length > 0 ? await selectPeople(api, object, plan) : undefined;
    if (!select) continue;
    const where = allOf(`(${either.join(' OR ')})`, object === 'Lead' ? 'IsConverted = false' : undefined);
    const rows = await api.query(`${select} WHERE ${where} ORDER BY SystemModstamp DESC LIMIT 50`);
    for (const [, found] of await foundIn(api, object, plan, rows)) if ('record' in found) records.push(found.record);
  }
  return records;
}
