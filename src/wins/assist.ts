/** The parts of people in a won lead, from its history, each with its reason. */
import { historyOf } from '../leads/queries.ts';
import type { HistoryEntry, Lead } from '../leads/table.ts';
import { libraryItems } from '../library/table.ts';
import { libraryUses } from '../library/usage-table.ts';
import { and, asc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { requestById } from '../requests/queries.ts';
import { ridesOfLead } from '../ride-alongs/of-lead.ts';
import { type AssistKind, assistKinds } from './types.ts';

interface UsedItem {
  id: number;
  title: string;
  /** The first use. */
  at: Date;
}

/** Each kind with what it shows. */
interface Reasons {
  hand_off: { at: Date };
  content: { items: UsedItem[] };
  /** `at`: the last one. */
  contacts: { contacts: number; at: Date };
  /** `at`: the last one. */
  ride_along: { rides: number; at: Date };
  close: { at: Date };
}

export type AssistPart = {
  [Kind in AssistKind]: {
    kind: Kind;
    userId: string;
    /** Of their parts of this kind: people of one kind share by it. */
    size: number;
  } & Reasons[Kind];
}[AssistKind];

interface Won {
  lead: Lead;
  /** Oldest first, up to the win. */
  entries: HistoryEntry[];
  wonAt: Date;
}

type PartOf<Kind extends AssistKind> = Extract<AssistPart, { kind: Kind }>;

/** How each kind of part is found. A new kind is a line here and in types.ts. */
const sources: { [Kind in AssistKind]: (db: Db, won: Won) => PartOf<Kind>[] } = {
  hand_off: (_, { lead, entries }) => {
    const entry = entries.find(({ kind }) => kind === 'handed_off');
    const userId = entry?.actorId ?? lead.handedOffBy;
    return [{ kind: 'hand_off', userId, size: 1, at: entry?.at ?? lead.handedOffAt }];
  },
  content: (db, { lead, wonAt }) => makersOf(db, usedItems(db).all({ leadId: lead.id, wonAt: wonAt.getTime() })),
  contacts: (_, { lead, entries }) => {
    const touches = entries.filter(({ kind, actorId }) => kind === 'touched' && actorId !== lead.ownerId);
    const byPerson = Map.groupBy(touches, ({ actorId }) => actorId);
    return [...byPerson].flatMap(([userId, ofThem]) => {
      const last = ofThem.at(-1);
      if (userId === null || !last) return [];
      return [{ kind: 'contacts' as const, userId, size: ofThem.length, contacts: ofThem.length, at: last.at }];
    });
  },
  ride_along: (db, { lead, wonAt }) =>
    ridesOfLead(db, lead.id, wonAt).map(({ userId, rides, lastAt }) => ({
      ...{ kind: 'ride_along', userId, size: rides, rides, at: lastAt },
    })),
  close: (_, { lead, wonAt }) =>
    lead.ownerId === null ? [] : [{ kind: 'close', userId: lead.ownerId, size: 1, at: wonAt }],
};

/** In the order of the kinds. `wonAt` is the win that counts: the last one. */
export function assistOf(db: Db, lead: Lead, wonAt: Date): AssistPart[] {
  const all = historyOf(db, lead.id, { limit: -1, offset: 0 }).toReversed();
  const won = { lead, entries: all.slice(0, all.findLastIndex(({ kind }) => kind === 'won') + 1), wonAt };
  return assistKinds.flatMap((kind): AssistPart[] => sources[kind](db, won));
}

/** Items that sales used by the time of the win, or that helped with it, as they say later. */
const usedItems = prepared((db) =>
  db
    .select({
      id: libraryItems.id,
      title: libraryItems.title,
      createdBy: libraryItems.createdBy,
      requestId: libraryItems.requestId,
      at: sql<number>`min(${libraryUses.at})`,
    })
    .from(libraryUses)
    .innerJoin(libraryItems, eq(libraryItems.id, libraryUses.itemId))
    .where(
      and(
        eq(libraryUses.leadId, sql.placeholder('leadId')),
        sql`(${libraryUses.kind} = 'helped'
          or ${libraryUses.kind} = 'used' and ${libraryUses.at} <= ${sql.placeholder('wonAt')})`,
      ),
    )
    .groupBy(libraryItems.id)
    .orderBy(asc(sql`min(${libraryUses.id})`))
    .prepare(),
);

type Used = ReturnType<ReturnType<typeof usedItems>['all']>[number];

function makersOf(db: Db, used: readonly Used[]): PartOf<'content'>[] {
  const byMaker = Map.groupBy(used, (item) => makerOf(db, item));
  return [...byMaker].map(([userId, ofThem]) => {
    const items = ofThem.map(({ id, title, at }) => ({ id, title, at: new Date(at) }));
    return { kind: 'content', userId, size: items.length, items };
  });
}

/** The marketer who delivered the request that it answers, else the person who added it. */
function makerOf(db: Db, { requestId, createdBy }: Pick<Used, 'requestId' | 'createdBy'>): string {
  const request = requestId === null ? undefined : requestById(db, requestId);
  return request?.ownerId ?? createdBy;
}
