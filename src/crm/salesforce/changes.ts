import { z } from 'zod';
import { MINUTE_MS } from '../../platform/time/units.ts';
import type { CrmFound, CrmPlan, CrmRecord } from '../crm.ts';
import type { Api } from './api.ts';
import { jsonOf } from './errors.ts';
import { type PersonObject, recordIdOf } from './ids.ts';
import { recordOf, selectPeople } from './people.ts';
import { foundIn, readPeople } from './read.ts';
import { conditionOf, type RuleCondition, readRule } from './rules.ts';
import { allOf, childrenOf, momentOf, quoted, type Row, textOf } from './soql.ts';

/** One query each, in this order. Neither a deal nor a member of a campaign changes the moment of its person. */
const streams = ['Lead', 'CampaignMember', 'Contact', 'Opportunity'] as const;
type Stream = (typeof streams)[number];

const PAGE = 200;
/** A transaction may last minutes, and its rows carry the moment of their write, not of the commit (airbytehq/airbyte#27146). */
const OVERLAP_MS = 10 * MINUTE_MS;
/** New leads come at once. Changes of contacts and deals may wait, which halves the requests. */
const OTHERS_MS = 2 * MINUTE_MS;

/** `id` is that of the last row, if the page was full. */
const placeSchema = z.object({ at: z.string().nullable(), id: z.string().nullable() });
type Place = z.infer<typeof placeSchema>;
const cursorSchema = z.object({
  rule: z.string().nullable(),
  /** Whether everything that matches was read once. Until then, other leads are left out. */
  isTakenIn: z.boolean(),
  stream: z.enum(streams),
  /** When contacts and deals were read last. */
  othersAt: z.string().nullable(),
  places: z.record(z.enum(streams), placeSchema),
});
type Cursor = z.infer<typeof cursorSchema>;

export interface Changes {
  records: CrmRecord[];
  moved: { id: string; found: Exclude<CrmFound, { record: CrmRecord }> }[];
  cursor: string;
  isEnd: boolean;
}

/** Records of the rule are read from the beginning, everything else from now on. A campaign tells its own members. */
function beginning(rule: string | null, now: Date): Cursor {
  const kind = readRule(rule)?.kind;
  // The clocks of both sides may differ.
  const fromNow: Place = { at: new Date(now.getTime() - OVERLAP_MS).toISOString(), id: null };
  const fromStart: Place = { at: null, id: null };
  return {
    rule,
    isTakenIn: kind === undefined || kind === 'campaign',
    stream: 'Lead',
    othersAt: null,
    places: {
      Lead: kind === undefined || kind === 'campaign' ? fromNow : fromStart,
      CampaignMember: fromStart,
      Contact: fromNow,
      Opportunity: fromNow,
    },
  };
}

/** A cursor of another rule, or of an earlier form, begins again. */
function readCursor(cursor: string | null, { rule }: CrmPlan, now: Date): Cursor {
  const found = cursorSchema.safeParse(jsonOf(cursor ?? ''));
  return found.success && found.data.rule === rule ? found.data : beginning(rule, now);
}

function isRead(stream: Stream, plan: CrmPlan, { othersAt }: Cursor, now: Date): boolean {
  if (stream === 'CampaignMember') return readRule(plan.rule)?.kind === 'campaign';
  if (stream === 'Opportunity' && plan.deals === null) return false;
  return stream === 'Lead' || othersAt === null || Math.abs(now.getTime() - Date.parse(othersAt)) >= OTHERS_MS;
}

const nextStream = (cursor: Cursor, plan: CrmPlan, now: Date): Stream | undefined =>
  streams.slice(streams.indexOf(cursor.stream) + 1).find((other) => isRead(other, plan, cursor, now));

/** A page: the rest of one stream after the other, until one has more. */
export async function readChanges(api: Api, plan: CrmPlan, given: string | null, now: Date): Promise<Changes> {
  let cursor = readCursor(given, plan, now);
  const changes: Pick<Changes, 'records' | 'moved'> = { records: [], moved: [] };
  for (;;) {
    const { records, moved, after, isFull } = await readStream(api, plan, cursor, now);
    changes.records.push(...records);
    changes.moved.push(...moved);
    const next = isFull ? after.stream : nextStream(after, plan, now);
    const isRoundOfAll = !next && after.stream !== 'Lead' && after.stream !== 'CampaignMember';
    cursor = { ...after, stream: next ?? 'Lead', ...(isRoundOfAll && { othersAt: now.toISOString() }) };
    if (isFull || !next) return { ...changes, cursor: JSON.stringify(cursor), isEnd: !next };
  }
}

async function readStream(api: Api, plan: CrmPlan, cursor: Cursor, now: Date) {
  const { stream, isTakenIn } = cursor;
  const place = cursor.places[stream];
  const isFirst = stream === 'Lead' && !isTakenIn;
  const condition = isFirst ? await conditionOf(api, plan.rule, 'Lead') : undefined;
  const query = await queryOf(api, stream, plan, place, condition);
  const { rows, at } = query ? await api.queryAt(query, { all: !isFirst }) : { rows: [], at: now };
  const isFull = rows.length === PAGE;
  const last = rows.at(-1);
  const seen = last ? momentOf(last, 'SystemModstamp') : null;
  const reached: Place =
    isFull && last && seen
      ? { at: seen.toISOString(), id: textOf(last, 'Id') }
      : { at: latest(place.at, seen, at), id: null };
  const after: Cursor = {
    ...cursor,
    places: { ...cursor.places, [stream]: reached },
    isTakenIn: isTakenIn || (isFirst && !isFull),
  };
  return { ...(await readRows(api, stream, plan, rows, isFirst)), after, isFull };
}

/** Where the next round begins: all up to the overlap was committed by now. It never goes back. */
function latest(before: string | null, seen: Date | null, at: Date): string {
  const safe = Math.max(at.getTime(), seen?.getTime() ?? 0) - OVERLAP_MS;
  return new Date(Math.max(safe, before ? Date.parse(before) : 0)).toISOString();
}

async function queryOf(
  api: Api,
  stream: Stream,
  plan: CrmPlan,
  { at, id }: Place,
  condition: RuleCondition | undefined,
): Promise<string | undefined> {
  const select = await selectOf(api, stream, plan);
  if (!select) return undefined;
  const campaign = stream === 'CampaignMember' ? readRule(plan.rule)?.id : undefined;
  const where = allOf(
    at === null ? undefined : `SystemModstamp >= ${at}`,
    at === null || id === null ? undefined : `(SystemModstamp > ${at} OR Id > ${quoted(id)})`,
    campaign === undefined ? undefined : `CampaignId = ${quoted(campaign)}`,
    condition && allOf(condition.where, 'IsConverted = false'),
  );
  const scope = condition?.scope ? ` ${condition.scope}` : '';
  return `${select}${scope}${where && ` WHERE ${where}`} ORDER BY SystemModstamp ASC, Id ASC LIMIT ${PAGE}`;
}

async function selectOf(api: Api, stream: Stream, plan: CrmPlan): Promise<string | undefined> {
  if (stream === 'Lead' || stream === 'Contact') return await selectPeople(api, stream, plan);
  if (!(await api.describe(stream))) return undefined;
  return stream === 'CampaignMember'
    ? 'SELECT Id, SystemModstamp, LeadId, ContactId FROM CampaignMember'
    : 'SELECT Id, SystemModstamp, (SELECT ContactId FROM OpportunityContactRoles) FROM Opportunity';
}

async function readRows(api: Api, stream: Stream, plan: CrmPlan, rows: readonly Row[], isFirst: boolean) {
  if (isFirst) return { records: rows.map((row) => recordOf('Lead', row, plan, true)), moved: [] };
  const found = await foundOf(api, stream, plan, rows);
  const records: CrmRecord[] = [];
  const moved: Changes['moved'] = [];
  for (const [id, answer] of found) {
    if ('record' in answer) records.push(answer.record);
    else moved.push({ id, found: answer });
  }
  return { records, moved };
}

async function foundOf(api: Api, stream: Stream, plan: CrmPlan, rows: readonly Row[]): Promise<[string, CrmFound][]> {
  if (stream === 'Lead' || stream === 'Contact') return await foundIn(api, stream, plan, rows);
  const people = new Set(rows.flatMap(stream === 'CampaignMember' ? memberOf : contactsOf));
  // The seam reads a hundred at once; a page of deals may name more people.
  const ids = [...people];
  const found: [string, CrmFound][] = [];
  for (let from = 0; from < ids.length; from += 100) {
    found.push(...(await readPeople(api, plan, ids.slice(from, from + 100))));
  }
  return found;
}

/** A member is a lead until it is converted, then both, of which the contact counts. */
function memberOf(row: Row): string[] {
  const place = (['Contact', 'Lead'] as PersonObject[]).find((object) => textOf(row, `${object}Id`) !== null);
  return place ? [recordIdOf(place, textOf(row, `${place}Id`) ?? '')] : [];
}

const contactsOf = (row: Row): string[] =>
  childrenOf(row, 'OpportunityContactRoles').flatMap((role) => {
    const id = textOf(role, 'ContactId');
    return id ? [recordIdOf('Contact', id)] : [];
  });
