/** The report card: both teams rate each other on what they need, anonymously, and read both cards on the same day. */
import { hasAnswered } from '../feedback/answer.ts';
import { closeRound, dropRound } from '../feedback/close.ts';
import { isEnough, openRitualRounds, roundsOfCycle } from '../feedback/ritual-rounds.ts';
import { minimumGroup } from '../feedback/settings.ts';
import { summaryOf } from '../feedback/summary.ts';
import type { Question } from '../feedback/types.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { participantOf } from '../rituals/queries.ts';
import { type Instead, type Occasion, ritual } from '../rituals/ritual.ts';
import type { Cycle, Participant } from '../rituals/table.ts';
import { otherSide } from '../teams/sides.ts';
import { type TeamKind, teamKinds } from '../teams/table.ts';
import { announceCards, askForActions } from './announce.ts';
import { needsOf } from './needs.ts';
import { ABOUT, roundOfSide } from './queries.ts';
import { reportCards } from './table.ts';
import { type CardOutcome, type Marks, marks, NEEDS } from './types.ts';

const FOLLOW_UP_DAYS = 5;

export const reportCard = ritual({
  key: 'report_card',
  name: 'Report card',
  purpose:
    'Sales and marketing rate each other on what they need, anonymously. Both teams read both cards on the same day.',
  // Some weeks after the year, and before the summer is forgotten.
  usually: { rhythm: 'half_yearly', day: { weekday: 2, week: 2, month: 3 } },
  asks: {
    why: 'You know what your team needs from the other one. Both teams read both cards on the same day, and answer each weak mark with an action.',
    button: 'Fill in',
    fields: { choices: NEEDS, texts: NEEDS },
    workingDays: 5,
    isAnonymous: true,
    isAsked: (db, cycle, userId) => roundFor(db, cycle, userId) !== undefined,
    hasAnswered: ({ db, keys }, cycle, userId) => {
      const round = roundFor(db, cycle, userId);
      return round !== undefined && hasAnswered(db, keys, round, userId);
    },
  },
  fault: (db, people) =>
    teamKinds.some((side) => isEnough(db, ofSide(people, side)))
      ? undefined
      : `Each team has fewer than ${settingOf(db, minimumGroup)} people.`,
  begin,
  end: (tx, { cycle, keys, now }) => {
    for (const { id } of roundsOfCycle(tx, cycle.id)) closeRound(tx, keys, id, now);
  },
  publishes: 'next morning',
  publish,
  followUp: { workingDays: FOLLOW_UP_DAYS, run: (tx, { cycle, now }) => askForActions(tx, cycle.id, now) },
  drop: (tx, { cycle, keys, now }) => {
    for (const round of roundsOfCycle(tx, cycle.id)) dropRound(tx, keys, round, now);
  },
  preview,
});

/** The round of a participant's side; undefined if the side is too small to be asked. */
export function roundFor(db: Db, cycle: Pick<Cycle, 'id'>, userId: string) {
  const side = participantOf(db, cycle.id, userId)?.side;
  return side && roundOfSide(db, cycle.id, side);
}

const ofSide = (people: readonly Participant[], side: TeamKind) => people.filter((one) => one.side === side);

function begin(tx: Tx, { cycle, people, calendar, keys, now }: Occasion): Instead | undefined {
  const sides = teamKinds.filter((side) => isEnough(tx, ofSide(people, side)));
  const near = openRitualRounds(
    tx,
    keys,
    sides.map((side) => ({
      cycleId: cycle.id,
      about: ABOUT[side],
      questions: questionsOf(needsOf(tx, side)),
      asked: ofSide(people, side),
      closesAt: cycle.closesAt ?? now,
      teamId: calendar.id,
      zone: calendar.zone,
    })),
    now,
  );
  return near && { ...near, reason: 'nearly the same people were asked anonymously a short time ago' };
}

/** Each need is a mark, and words about it. */
const questionsOf = (needs: readonly string[]): Question[] =>
  needs.flatMap((need): Question[] => [
    { kind: 'grades', text: need, choices: [...marks] },
    { kind: 'text', text: `Why: ${need}`.slice(0, 150), choices: [] },
  ]);

function publish(tx: Tx, { cycle, people, now }: Occasion): void {
  for (const side of teamKinds) {
    const round = roundOfSide(tx, cycle.id, side);
    const summary = round && summaryOf(tx, round);
    const outcomes = { summary: 'shown', too_few: 'too_few_answers', lost: 'lost' } as const;
    const outcome: CardOutcome = round ? outcomes[round.outcome ?? 'lost'] : 'too_few_asked';
    const given = summary?.results.questions.flatMap((one): Marks[] => ('tally' in one ? [one.tally.all] : []));
    tx.insert(reportCards)
      .values({
        ...{ cycleId: cycle.id, side, outcome, marks: given ?? null, publishedAt: now },
        needs: summary?.questions.flatMap(({ kind, text }) => (kind === 'grades' ? [text] : [])) ?? needsOf(tx, side),
        ...{ asked: ofSide(people, side).length, answered: summary?.results.answered ?? null },
      })
      .run();
  }
  announceCards(tx, cycle.id, now);
}

function preview(db: Db, people: readonly Participant[]): string[] {
  const minimum = settingOf(db, minimumGroup);
  return teamKinds.flatMap((side) => {
    const asked = ofSide(people, side);
    const few = isEnough(db, asked)
      ? []
      : [`${asked.length} people are too few to stay anonymous (${minimum}): they are not asked.`];
    return [
      `${side === 'sales' ? 'Sales' : 'Marketing'} rates ${otherSide(side)} on:`,
      ...few,
      ...needsOf(db, side).map((need) => `•  ${need}`),
    ];
  });
}
