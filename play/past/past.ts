/** Eight weeks of a company, so that the figures of the story are those of a company at work. */
import { wakeSnoozed } from '../../src/leads/acts/snooze.ts';
import { clausesOf } from '../../src/leads/definition/queries.ts';
import { dueSteps, takeStep } from '../../src/leads/escalation/escalate.ts';
import { libraryItems } from '../../src/library/table.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { UserError } from '../../src/platform/errors.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import type { Services } from '../../src/platform/services.ts';
import { DAY_MS, HOUR_MS } from '../../src/platform/time/units.ts';
import { askAboutDecided } from '../../src/requests/acts/ask-if-it-helped.ts';
import { countForScoreboard } from '../../src/scoreboard/count.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { addWorkingTime, workingTimeBetween } from '../../src/teams/working-time.ts';
import { keepWins } from '../../src/wins/keep.ts';
import { chanceFrom } from './chance.ts';
import { leadLife } from './lead-life.ts';
import { requestLife, wantedContent } from './request-life.ts';
import { type Life, later, type Scene } from './scene.ts';

/** Hand-offs of each week before the one in which the story begins, and of that one. */
const HAND_OFFS = [11, 13, 12, 16, 15, 14, 17, 16, 15];
/** One that gives every week something to read. */
const SEED = 1000;
export const PAST_WEEKS = HAND_OFFS.length - 1;

/**
 * Plays the weeks from `begin`, a Monday at the start of work, until `end` through Baton's acts, each at its moment. Their
 * messages are long read, so none is posted; nothing else may wait to be posted meanwhile.
 * @returns how many acts Baton refused; the leads and requests end there.
 */
export async function playPast(
  { db, write }: Pick<Services, 'db' | 'write'>,
  people: Scene['people'],
  { begin, end }: { begin: Date; end: Date },
): Promise<{ refused: number }> {
  const [sales] = teamsOfKind(db, 'sales');
  const [marketing] = teamsOfKind(db, 'marketing');
  if (!sales || !marketing) throw new Error('The past needs both teams.');
  const scene: Omit<Scene, 'chance'> = {
    ...{ sales, marketing, people, end },
    lastHour: addWorkingTime(sales, begin, workingTimeBetween(sales, begin, end) - HOUR_MS),
    clauseIds: clausesOf(db, sales.id).map(({ id }) => id),
    itemIds: db
      .select({ id: libraryItems.id })
      .from(libraryItems)
      .all()
      .map(({ id }) => id),
  };
  const waiting: Waiting[] = livesOf(scene, begin).flatMap((life) => next(life) ?? []);
  let refused = 0;
  while (waiting.some(({ at }) => at < end)) {
    // A day of acts in one commit.
    await write((tx) => {
      for (let acts = 0; acts < 20; acts += 1) {
        waiting.sort((one, other) => one.at.getTime() - other.at.getTime());
        const first = waiting.shift();
        if (!first || first.at >= end) break;
        passTime(tx, first.at);
        const after = goOn(first, tx);
        if (after === 'refused') refused += 1;
        else if (after) waiting.push(after);
      }
      forgetMessages(tx);
    });
  }
  await countForScoreboard({ db, write, now: () => end }, new AbortController().signal);
  // A win that Baton hears of after a week is on record, and no news.
  await keepWins({ db, write, now: () => new Date(end.getTime() + 8 * DAY_MS) });
  return { refused };
}

interface Waiting {
  at: Date;
  life: Life;
}

function next(life: Life, ...tx: [Tx] | []): Waiting | undefined {
  const { done, value } = life.next(...(tx as [Tx]));
  return done || !value ? undefined : { at: value, life };
}

function goOn({ life }: Waiting, tx: Tx): Waiting | 'refused' | undefined {
  try {
    return next(life, tx);
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
}

function livesOf(scene: Omit<Scene, 'chance'>, begin: Date): Life[] {
  const lives: Life[] = [];
  const add = (week: number, live: (own: Scene, at: Date) => Life) => {
    // With chances of its own, each life is the same whatever the day on which the story begins.
    const own = { ...scene, chance: chanceFrom(SEED + lives.length) };
    const at = momentIn(own, begin, week);
    lives.push(live(own, at));
  };
  for (const [week, handOffs] of HAND_OFFS.entries()) {
    for (let n = 0; n < handOffs; n += 1) {
      const index = lives.length;
      add(week, (own, at) => leadLife(own, { index, week, at }));
    }
  }
  for (const [n, wanted] of wantedContent.entries()) {
    const week = Math.floor((n * PAST_WEEKS) / wantedContent.length);
    add(week, (own, at) => requestLife(own, { wanted, at, isLate: n % 5 === 3 }));
  }
  return lives;
}

/** Some time at work in that week. */
const momentIn = (scene: Scene, begin: Date, week: number): Date =>
  later(scene, new Date(begin.getTime() + (week * 7 + scene.chance.between(0, 4)) * DAY_MS), [10, 6 * 60]);

/** Does what Baton does by the clock until then. */
function passTime(tx: Tx, now: Date): void {
  for (let [step] = dueSteps(tx, now, 1); step; [step] = dueSteps(tx, now, 1)) takeStep(tx, step, step.dueAt);
  wakeSnoozed(tx, now);
  askAboutDecided(tx, now);
}

const forgetMessages = (tx: Tx): void => void tx.delete(outbox).where(eq(outbox.state, 'waiting')).run();
