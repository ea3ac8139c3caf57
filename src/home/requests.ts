/** Content requests: those that need this person, and the outcome of those that they asked for. */

import { itemById } from '../library/queries.ts';
import type { LibraryItem } from '../library/table.ts';
import type { Db } from '../platform/db/open.ts';
import type { PostedPlace } from '../platform/outbox/posted-messages.ts';
import { joined, type Lot, type Page, pageOf } from '../platform/paging.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { askedFor } from '../requests/asked.ts';
import { type RequestRow, requestRow } from '../requests/card.ts';
import { cardOf } from '../requests/card-place.ts';
import { isLate, type RequestAct } from '../requests/lifecycle.ts';
import { actsFor } from '../requests/permissions.ts';
import { hasVoted, lastEntry } from '../requests/queries.ts';
import type { ContentRequest } from '../requests/table.ts';
import type { ChangeDetails } from '../requests/types.ts';
import { type WaitingList, waitingRequestsFor } from '../requests/waiting.ts';
import { runsAll } from '../teams/membership.ts';
import { requireTeam } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import type { Reader } from './reader.ts';

export const REQUESTS_SIZE = 3;
export const ASKED_SIZE = 5;
const DAYS = 30;

export interface WaitingRequest extends RequestRow {
  /** Marketing's question to this person; undefined if the request is theirs to deliver. */
  question: string | undefined;
  may: ReadonlySet<RequestAct>;
}

export interface WaitingRequests extends Page {
  /** Counts of requests to answer, to deliver and to claim. */
  questions: number;
  claimed: number;
  unclaimed: number;
  rows: WaitingRequest[];
  changesAt: Date | undefined;
}

/**
 * Questions to answer first, since another person waits for them, then claimed ones, then unclaimed ones; each by
 * urgency.
 */
export function readRequests(db: Db, reader: Reader, wanted: number, now: Date): WaitingRequests {
  const teamIds = reader.teams.filter(({ kind }) => kind === 'marketing').map(({ id }) => id);
  const { questions, claimed, unclaimed } = waitingRequestsFor(db, reader.person.id, { teamIds });
  const rowOf = (request: ContentRequest) => ({
    ...requestRow(db, request),
    may: actsOf(db, reader, request),
  });
  const lots = [
    lotOf(questions, (request) => ({ ...rowOf(request), question: questionOf(db, request) })),
    ...[claimed, unclaimed].map((list) => lotOf(list, (request) => ({ ...rowOf(request), question: undefined }))),
  ];
  const list = pageOf(joined(lots), { wanted, size: REQUESTS_SIZE });
  return {
    ...list,
    questions: questions.total,
    claimed: claimed.total,
    unclaimed: unclaimed.total,
    changesAt: earliest(list.rows.flatMap(({ request }) => (isLate(request, now) ? [] : [request.dueAt]))),
  };
}

const lotOf = (list: WaitingList, row: (request: ContentRequest) => WaitingRequest): Lot<WaitingRequest> => ({
  total: list.total,
  read: (page) => list.read(page).map(row),
});

/** Without the vote: makers do not need what they make. */
function actsOf(db: Db, { person, teams, managed }: Reader, request: ContentRequest): ReadonlySet<RequestAct> {
  const team = requireTeam(db, request.teamId);
  const isTheirs = ({ id }: Team) => id === team.id;
  const isManager = runsAll(person) || managed.some(isTheirs);
  const isVoter = hasVoted(db, request.id, person.id);
  const actor = { id: person.id, isMaker: teams.some(isTheirs), isManager, isVoter, teamChannelId: team.channelId };
  const may = actsFor(request, actor);
  may.delete('vote');
  return may;
}

const questionOf = (db: Db, { id }: ContentRequest): string =>
  (lastEntry(db, id, 'asked_back')?.details as ChangeDetails['asked_back'] | undefined)?.question ?? '';

const earliest = (moments: Date[]): Date | undefined =>
  moments.length === 0 ? undefined : new Date(Math.min(...moments.map((at) => at.getTime())));

export interface Asked {
  total: number;
  days: number;
  /** Newest first. */
  asked: { request: ContentRequest; item: LibraryItem | undefined; card: PostedPlace | undefined }[];
}

/** A person's own requests: open ones, and those that ended in the last weeks. */
export function readAsked(db: Db, userId: string, now: Date): Asked {
  const since = new Date(now.getTime() - DAYS * DAY_MS);
  const { requests, total } = askedFor(db, userId, { since, limit: ASKED_SIZE });
  const itemOf = ({ itemId }: ContentRequest) => (itemId === null ? undefined : itemById(db, itemId));
  const asked = requests.map((request) => ({ request, item: itemOf(request), card: cardOf(db, request.id) }));
  return { total, days: DAYS, asked };
}
