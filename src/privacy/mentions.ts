/** A contact in texts of other things: requests, the library, notes of other leads. */
import { dropKept } from '../intake/kept.ts';
import { cardOf as leadCard } from '../leads/card-place.ts';
import { announceCard as announceLead } from '../leads/history.ts';
import { leadById, requireLead } from '../leads/queries.ts';
import { itemById, textOf } from '../library/queries.ts';
import { indexItem, indexText } from '../library/search/index-item.ts';
import type { LibraryItem } from '../library/table.ts';
import { inArray, isNotNull } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { rangesOfRows, rowOf, setText, type TextPlace, textsWith, textTables } from '../platform/db/text-columns.ts';
import type { Tx } from '../platform/db/write.ts';
import { nextEventLoopTurn } from '../platform/event-loop.ts';
import type { Services } from '../platform/services.ts';
import { cardOf as requestCard } from '../requests/card-place.ts';
import { announceCard as announceRequest } from '../requests/history.ts';
import { refreshMessages } from '../requests/person-message.ts';
import { requireRequest } from '../requests/queries.ts';
import { redrawRide } from '../ride-alongs/redraw.ts';
import { noteThread } from './erasures.ts';
import { erasures } from './table.ts';
import { type Words, withoutContact, wordsOfContact } from './words.ts';

/**
 * Tables that are not searched. A new table is searched unless it stands here: the audit log and the log of erasures have
 * ids alone, the others have names that the company chose, and names of colleagues.
 */
export const NOT_SEARCHED = new Set([
  'audit_log',
  'audit_start',
  'audit_delivery',
  'erasures',
  'sources',
  'campaigns',
  'sellers',
  'settings',
  'setting_changes',
  'teams',
  'team_changes',
  'scoreboard_leads',
  'setup_proposals',
  'webhook_endpoints',
]);

/** The texts that name the contact, read in slices so that Baton goes on. */
export async function findMentions(db: Db, words: Words): Promise<TextPlace[]> {
  const found: TextPlace[] = [];
  for (const { name: table, columns } of textTables(db)) {
    if (NOT_SEARCHED.has(table)) continue;
    for (const range of rangesOfRows(db, table)) {
      for (const column of columns) {
        if (!isOfSomeoneElse(table, column)) found.push(...textsWith(db, { table, column, ...range }, words));
      }
      await nextEventLoopTurn();
    }
  }
  return found.filter((place) => withoutContact(place.text, wordsAt(db, place, words)) !== place.text);
}

/** Another lead's own fields: a namesake is another person, and a number may be that of a switchboard. */
const OWN_FIELDS = new Set(['name', 'company', 'email', 'company_domain', 'phone']);
const isOfSomeoneElse = (table: string, column: string) => table === 'leads' && OWN_FIELDS.has(column);

/** Tables with a row of a lead, and the column with its number. */
const OF_LEAD: Record<string, string> = { leads: 'id', lead_history: 'lead_id', lead_ratings: 'lead_id' };

/** The lead that a text is about. */
function leadIdAt(db: Db, place: TextPlace): number | undefined {
  const row = rowOf(db, place);
  const column = OF_LEAD[place.table];
  if (column !== undefined) return Number(row?.[column]);
  // Of a webhook.
  const id = /^lead:(\d+)$/.exec(String(row?.subject))?.[1];
  return id === undefined ? undefined : Number(id);
}

/** In what is about a namesake, their name means them. */
function wordsAt(db: Db, place: TextPlace, { patterns, unique }: Words): Pick<Words, 'patterns'> {
  const leadId = leadIdAt(db, place);
  const lead = leadId === undefined ? undefined : leadById(db, leadId);
  const isNamesake = lead !== undefined && withoutContact(lead.name, { patterns }) !== lead.name;
  return { patterns: isNamesake ? unique : patterns };
}

/** Without the contact's own leads. */
export const amongOthers = (db: Db, places: readonly TextPlace[], own: readonly number[]): TextPlace[] =>
  places.filter((place) => {
    const leadId = leadIdAt(db, place);
    return leadId === undefined || !own.includes(leadId);
  });

/** Texts that one transaction changes. */
const AT_ONCE = 50;

type Erasing = Pick<Services, 'db' | 'write' | 'now'>;

/**
 * Replaces the contacts of the last erasures in all other texts, in short transactions. Their names are kept until that is done,
 * so that nothing is left out when Baton ends in between.
 */
export async function eraseOtherTexts({ db, write, now }: Erasing, stop?: AbortSignal): Promise<void> {
  const pending = db.select().from(erasures).where(isNotNull(erasures.contact)).all();
  if (pending.length === 0) return;
  const words = wordsOfContact(pending.flatMap(({ contact }) => contact ?? []));
  const places = await findMentions(db, words);
  for (let first = 0; first < places.length; first += AT_ONCE) {
    if (stop?.aborted) return;
    const some = places.slice(first, first + AT_ONCE);
    await write((tx) => eraseMentions(tx, some, words, now()));
  }
  const subjects = pending.map(({ subject }) => subject);
  await write((tx) => tx.update(erasures).set({ contact: null }).where(inArray(erasures.subject, subjects)).run());
}

/** Replaces the contact in these texts, and shows the change where the text is shown. */
function eraseMentions(tx: Tx, places: readonly TextPlace[], words: Words, now: Date): void {
  for (const place of places) {
    const row = rowOf(tx, place);
    const text = row?.[place.column];
    if (!row || typeof text !== 'string') continue;
    if (place.table === 'intake_kept') {
      // All of it is about the contact.
      dropKept(tx, place.rowid);
      continue;
    }
    const before = place.table === 'library_items' ? itemById(tx, Number(row.id)) : undefined;
    setText(tx, place, withoutContact(text, wordsAt(tx, place, words)));
    show(tx, { place, row, before }, now);
  }
}

interface Erased {
  place: TextPlace;
  row: Record<string, unknown>;
  /** An item before the change. */
  before: LibraryItem | undefined;
}

function show(tx: Tx, { place, row, before }: Erased, now: Date): void {
  if (place.table === 'leads') announceLead(tx, requireLead(tx, Number(row.id)), now);
  if (place.table === 'lead_history') noteThread(tx, leadCard(tx, Number(row.lead_id)), now);
  if (place.table === 'request_history') noteThread(tx, requestCard(tx, Number(row.request_id)), now);
  if (place.table === 'content_requests') {
    refreshMessages(tx, Number(row.id), now);
    announceRequest(tx, requireRequest(tx, Number(row.id)), now);
  }
  if (place.table === 'ride_alongs') redrawRide(tx, Number(row.id), now);
  if (place.table === 'ride_along_debriefs') redrawRide(tx, Number(row.ride_id), now);
  const item = before && itemById(tx, before.id);
  if (item) indexItem(tx, before, item);
  const read = place.table === 'library_texts' ? itemById(tx, Number(row.item_id)) : undefined;
  if (read) indexText(tx, read, textOf(tx, read.id)?.text ?? '');
}
