/** Begins and ends reviews by the clock. */
import { addAgendaPoint } from '../agenda/points.ts';
import { countPoints } from '../agenda/queries.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Job } from '../platform/schedule/job.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { isMorningOf, startOfWork } from '../teams/mornings.ts';
import { oldestSalesTeam } from '../teams/queries.ts';
import { sharedChannel } from '../teams/settings.ts';
import type { Team } from '../teams/table.ts';
import { dateIn } from '../teams/working-time.ts';
import { close } from './acts.ts';
import { announceReview, placeOfReview } from './announce.ts';
import { readMonth } from './month.ts';
import { ensurePlanned } from './plan.ts';
import { openActions, openReview, updateReview } from './queries.ts';
import type { Review } from './table.ts';

/** Points and decisions of the days after a meeting still belong to it. */
const OPEN_MS = 7 * DAY_MS;

/** When the working day of the oldest sales team begins. */
export function monthlyReviewJobs(db: Db): Job[] {
  const team = oldestSalesTeam(db);
  if (!team || settingOf(db, sharedChannel) === null) return [];
  return [
    {
      name: 'monthly review',
      cron: startOfWork(team),
      zone: team.zone,
      run: (tx, slot, now) => {
        if (!isMorningOf(team, slot, now)) return;
        const open = openReview(tx);
        if (open) tendOpen(tx, team, open, now);
        const planned = ensurePlanned(tx, now);
        if (planned && planned.dueAt <= now) begin(tx, planned, now);
      },
    },
  ];
}

function tendOpen(tx: Tx, team: Team, review: Review, now: Date): void {
  if (review.dueAt.getTime() + OPEN_MS <= now.getTime()) close(tx, { reviewId: review.id, by: null }, now);
  else if (review.movedBy !== null && dateIn(team, review.dueAt) === dateIn(team, now)) announceDay(tx, review, now);
}

/** An open review that was postponed is on this day; one that is posted today says so itself. */
function announceDay(tx: Tx, { id: reviewId }: Review, now: Date): void {
  const channel = placeOfReview(tx, reviewId)?.channel;
  if (channel === undefined) return;
  enqueue(tx, 'review_day', { reviewId, at: now.getTime() }, { orderingKey: channel }, now);
}

/** Posts the review, unless there is nothing to talk about. */
function begin(tx: Tx, review: Review, now: Date): void {
  const before = openReview(tx);
  if (before) close(tx, { reviewId: before.id, by: null }, now);
  const { isQuiet, cited, returned } = readMonth(tx, review.month, now);
  for (const { clauseId, leads } of cited) {
    addAgendaPoint(tx, { about: { kind: 'clause', clauseId, leads, returned }, by: null }, now);
  }
  if (isQuiet && countPoints(tx, null) === 0 && openActions(tx, { limit: 0, offset: 0 }).total === 0) {
    updateReview(tx, review, { status: 'quiet', endedAt: now });
    return;
  }
  announceReview(tx, updateReview(tx, review, { status: 'open', openedAt: now }), now);
}
