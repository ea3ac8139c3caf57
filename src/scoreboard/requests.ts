/** Marketing's side of the SLAs: content requests, by their history. */
import { and, asc, gte, inArray, lt, or, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { historiesOf, type Told, workedBetween } from '../requests/figures.ts';
import { type ContentRequest, contentRequests, requestHistory } from '../requests/table.ts';
import { requireTeam } from '../teams/queries.ts';
import { roundedMinutes } from './minutes.ts';
import type { BoardView } from './scope.ts';

const time =
  'Working time of the marketing team by its hours of today, without the time in which a question waited for the requester. Minutes are rounded up, from 100 minutes on to two digits.';

/** The definitions, as of leads in figures.ts. Next to each: the moment at which a request counts, if it does. */
export const requestFigures = {
  requested: {
    title: 'Requested',
    counts: 'Content requests to marketing.',
    moment: 'the request',
    note: 'A reopened request is not counted again.',
    at: ({ askedAt }) => askedAt,
  },
  claimed: {
    title: 'Claimed',
    counts: 'Requests that a marketer claimed, by the time from the request.',
    moment: 'the first claim',
    note: `A release changes nothing. ${time}`,
    at: ({ claimedAt }) => claimedAt,
  },
  delivered: {
    title: 'Delivered',
    counts: 'Requests that were delivered, by the time from the request.',
    moment: 'the first delivery',
    note: `Reopening changes nothing. ${time}`,
    at: ({ deliveredAt }) => deliveredAt,
  },
  delivered_kept: {
    title: 'Delivered on the promised day',
    counts: 'Requests that were delivered by the end of work on their due date.',
    moment: 'the first delivery',
    note: 'Reopening changes nothing.',
    at: ({ deliveredAt, dueAt }) => (deliveredAt && deliveredAt <= dueAt ? deliveredAt : undefined),
  },
  delivered_missed: {
    title: 'Promised day missed',
    counts: 'Requests that were open at the end of work on their due date.',
    moment: 'the end of the due date',
    note: 'A later delivery changes nothing. Requests that were declined or cancelled before do not count.',
    at: ({ dueAt, endedAt }, now) => (dueAt < now && !(endedAt && endedAt <= dueAt) ? dueAt : undefined),
  },
} satisfies Record<string, RequestDefinition>;

export type RequestKey = keyof typeof requestFigures;
export const requestKeys = Object.keys(requestFigures) as RequestKey[];

interface RequestDefinition {
  title: string;
  counts: string;
  moment: string;
  note: string;
  at(story: RequestStory, now: Date): Date | undefined;
}

interface RequestStory {
  request: ContentRequest;
  askedAt: Date;
  claimedAt: Date | undefined;
  deliveredAt: Date | undefined;
  dueAt: Date;
  /** The first delivery, decline or cancellation. */
  endedAt: Date | undefined;
  claimMinutes: number | undefined;
  deliverMinutes: number | undefined;
}

/** Requests by the figures that count them, in order of their ids. */
export type RequestLists = Record<RequestKey, RequestStory[]>;

export function requestLists(
  db: Db,
  { view, from, to }: { view: BoardView; from: Date; to: Date },
  now: Date,
): RequestLists {
  const stories = storiesIn(db, { from, to });
  const isIn = (at: Date | undefined) => at !== undefined && at >= from && at < to;
  const counted = (key: RequestKey) =>
    stories.filter((story) => {
      const at = requestFigures[key].at(story, now);
      return view === 'activity' ? isIn(at) : at !== undefined && isIn(story.askedAt);
    });
  return Object.fromEntries(requestKeys.map((key) => [key, counted(key)])) as RequestLists;
}

const MOMENTS = ['asked', 'claimed', 'handed_over', 'delivered'] as const;

/** Requests with a moment in the period. */
function storiesIn(db: Db, { from, to }: { from: Date; to: Date }): RequestStory[] {
  const changed = db
    .select({ id: requestHistory.requestId })
    .from(requestHistory)
    .where(and(inArray(requestHistory.kind, [...MOMENTS]), gte(requestHistory.at, from), lt(requestHistory.at, to)));
  const requests = db
    .select()
    .from(contentRequests)
    .where(
      or(
        sql`${contentRequests.id} in ${changed}`,
        and(gte(contentRequests.dueAt, from), lt(contentRequests.dueAt, to)),
      ),
    )
    .orderBy(asc(contentRequests.id))
    .all();
  const histories = historiesOf(
    db,
    requests.map(({ id }) => id),
  );
  return requests.map((request) => storyOf(db, request, histories.get(request.id) ?? []));
}

function storyOf(db: Db, request: ContentRequest, entries: Told[]): RequestStory {
  const firstOf = (...kinds: Told['kind'][]) => entries.find(({ kind }) => kinds.includes(kind))?.at;
  const askedAt = firstOf('asked') ?? request.requestedAt;
  const deliveredAt = firstOf('delivered');
  // A delivery without a claim before it is its own claim.
  const claimedAt = firstOf('claimed', 'handed_over') ?? deliveredAt;
  const team = requireTeam(db, request.teamId);
  const minutesUntil = (at: Date | undefined) => at && roundedMinutes(workedBetween(team, entries, askedAt, at));
  return {
    request,
    askedAt,
    claimedAt,
    deliveredAt,
    dueAt: request.dueAt,
    endedAt: firstOf('delivered', 'declined', 'cancelled'),
    claimMinutes: minutesUntil(claimedAt),
    deliverMinutes: minutesUntil(deliveredAt),
  };
}
