/** A celebration as it would be posted now: drafted from the data, or as a manager edited it. */
import { leadById } from '../../leads/queries.ts';
import type { Db } from '../../platform/db/open.ts';
import { type Win, winOf } from '../read.ts';
import { showingsOf } from '../shown.ts';
import type { Showing } from '../types.ts';
import { countWins, droppedActions, lessonsOf, type Pair, pairsOf, peopleIn, winsToCelebrate } from './candidates.ts';
import { momentsById, openMoments } from './moments.ts';
import { celebrationOf, type Quarter } from './quarter.ts';
import type { CelebrationContent, Moment } from './table.ts';

export interface Draft {
  quarter: Quarter;
  version: number;
  /** The manager who edited it last. */
  editedBy: string | undefined;
  content: CelebrationContent;
  /** Of the whole quarter. */
  total: number;
  wins: Win[];
  pairs: Pair[];
  /** Everyone else with a part in a win. */
  others: string[];
  moments: Moment[];
  showings: ReadonlyMap<string, Showing>;
}

/** Wins and moments that a draft shows before anyone edits it. */
const SHOWN_WINS = 5;
const SHOWN_MOMENTS = 6;

export function readDraft(db: Db, quarter: Quarter): Draft {
  const saved = celebrationOf(db, quarter.key);
  const content = saved?.content ?? drafted(db, quarter);
  const total = countWins(db, quarter);
  const pairs = pairsOf(db, quarter);
  const paired = new Set(pairs.flatMap(({ marketerId, closerId }) => [marketerId, closerId]));
  const others = peopleIn(db, quarter).filter((userId) => !paired.has(userId));
  const wins = content.leadIds.flatMap((id) => {
    const lead = leadById(db, id);
    return (lead && winOf(db, lead)) ?? [];
  });
  const moments = momentsById(db, content.momentIds);
  const named = moments.flatMap(({ by, authorId }) => (authorId === null ? [by] : [by, authorId]));
  const showings = showingsOf(db, [
    ...paired,
    ...others,
    ...named,
    ...wins.flatMap(({ parts }) => parts.map((part) => part.userId)),
  ]);
  const editedBy = saved?.by;
  return { quarter, version: saved?.version ?? 0, editedBy, content, total, wins, pairs, others, moments, showings };
}

function drafted(db: Db, quarter: Quarter): CelebrationContent {
  const total = countWins(db, quarter);
  return {
    opening:
      total === 0
        ? 'No deal was won this quarter. Every hand-off, every call and every piece of content was work all the same: thank you. The next quarter begins with what we learned.'
        : 'None of these deals was won by one person. Thank you, both teams.',
    leadIds: winsToCelebrate(db, quarter).slice(0, SHOWN_WINS),
    momentIds: openMoments(db, quarter.to)
      .slice(0, SHOWN_MOMENTS)
      .map(({ id }) => id),
    learned: learnedIn(db, quarter),
  };
}

/** Reasons and counts alone: no notes of sellers, and nothing of anonymous questions. A manager writes the rest. */
function learnedIn(db: Db, quarter: Quarter): string | null {
  const lost = lessonsOf(db, quarter).map(
    ({ reason, deals }) => `${deals} ${deals === 1 ? 'deal' : 'deals'} lost: ${reason}.`,
  );
  const dropped = droppedActions(db, quarter).map(
    ({ what, reason }) => `Dropped: ${what}${reason ? ` (${reason})` : ''}.`,
  );
  return [...lost, ...dropped].join('\n') || null;
}
