/** The figures once more, straight from the raw history, in another way: by looking ahead from each entry. */

import { requireLead } from '../../src/leads/queries.ts';
import type { FigureKey } from '../../src/scoreboard/figures.ts';
import type { Scope } from '../../src/scoreboard/scope.ts';
import { workingTimeBetween } from '../../src/teams/working-time.ts';
import { entriesOf, type World } from './world.ts';

type Entry = ReturnType<typeof entriesOf>[number];

/** One lead that a figure counts: when, and in which part. */
export interface Counted {
  leadId: number;
  at: Date;
  part: string | number | null;
  cents: number;
}

interface Milestone {
  at: Date;
  part?: string | number | null;
}

const MINUTE_MS = 60_000;

/** Minutes, rounded up: below 100 exact, then to two digits, by trying one number after the other. */
function minutesOf(ms: number): number {
  let minutes = 0;
  while (minutes * MINUTE_MS < ms) minutes += stepAfter(minutes);
  return minutes;
}

function stepAfter(minutes: number): number {
  let step = 1;
  while (minutes >= step * 100) step *= 10;
  return step;
}

export function naiveFigures(world: World): Record<FigureKey, Counted[]> {
  const all: Record<string, Counted[]> = {};
  const histories = Map.groupBy(entriesOf(world.db), ({ leadId }) => leadId);
  for (const [leadId, entries] of histories) {
    for (const [key, milestone] of Object.entries(milestonesOf(world, entries))) {
      const cents = Math.round((dealOf(entries)?.amount ?? 0) * 100);
      all[key] ??= [];
      if (milestone) all[key].push({ leadId, at: milestone.at, part: milestone.part ?? null, cents });
    }
  }
  return all as Record<FigureKey, Counted[]>;
}

function milestonesOf(world: World, entries: Entry[]): Record<FigureKey, Milestone | undefined> {
  const of = (...kinds: Entry['kind'][]) => entries.filter(({ kind }) => kinds.includes(kind));
  const accepted = of('accepted').find((entry) => !isTakenBack(entries, entry));
  const touched = of('touched')[0];
  const returned = of('declined')[0];
  const answer = returned && of('handed_back', 'nurtured', 'disqualified').find(({ id }) => id > returned.id);
  const answerMissed = of('marketer_changed').find(
    (one) => (one.details as { why: string }).why === 'late' && !(answer && one.id > answer.id),
  );
  const sentBack = of('declined', 'nurtured')[0];
  const recycled = sentBack && of('accepted').find((entry) => entry.id > sentBack.id && !isTakenBack(entries, entry));
  const missed = (clock: string, done: Entry | undefined) =>
    of('breached').find((one) => (one.details as { clock: string }).clock === clock && !(done && one.id > done.id));
  const acceptMissed = missedFirst(entries, missed('accept', undefined), accepted);
  const touchMissed = missed('touch', touched);
  const [won, lost, qualified] = (['won', 'lost', 'qualified'] as const).map((kind) => standing(entries, kind));
  const currency = dealOf(entries)?.currency ?? null;
  const content = of('content_used')[0];
  const rated = of('rated').at(-1);
  const time = (
    from: Entry | undefined,
    to: Entry | undefined,
    clock: boolean,
    hours = world.hours,
  ): Milestone | undefined =>
    from && to && { at: to.at, part: minutesOf(clock ? to.at.getTime() - from.at.getTime() : worked(hours, from, to)) };
  const processed = (clock: boolean): Milestone | undefined => {
    const [first] = of('handed_off');
    const { messageAt } = (first?.details ?? {}) as { messageAt?: number };
    if (!first || messageAt === undefined) return undefined;
    return time({ ...first, at: new Date(messageAt) }, first, clock);
  };
  const given = accepted && of('handed_off', 'handed_back', 'woken').findLast(({ id }) => id < accepted.id);
  const held = touched && of('accepted').findLast(({ id }) => id < touched.id);
  const details = returned?.details as { label: string; clause: { id: number } | null } | undefined;
  return {
    handed_off: of('handed_off')[0],
    accepted,
    touched,
    qualified,
    won,
    lost,
    to_process: processed(false),
    to_process_clock: processed(true),
    to_accept: time(given, accepted, false),
    to_accept_clock: time(given, accepted, true),
    accept_kept: acceptMissed ? undefined : accepted,
    accept_missed: acceptMissed,
    to_touch: time(held, touched, false),
    to_touch_clock: time(held, touched, true),
    touch_kept: touchMissed ? undefined : touched,
    touch_missed: touchMissed,
    returned: returned && { at: returned.at, part: details?.label ?? null },
    cited: returned && details?.clause ? { at: returned.at, part: details.clause.id } : undefined,
    recycled,
    answered: time(returned, answer, false, world.marketingHours),
    answered_clock: time(returned, answer, true),
    answer_kept: answerMissed ? undefined : answer,
    answer_missed: answerMissed,
    unanswered: answer ? undefined : returned,
    rated: rated && { at: rated.at, part: (rated.details as { rating: string }).rating },
    pipeline: qualified && { at: qualified.at, part: currency },
    pipeline_influenced:
      qualified && content && !(won && content.at > won.at) ? { at: qualified.at, part: currency } : undefined,
    revenue: won && { at: won.at, part: currency },
    influenced: won && content && content.at <= won.at ? { at: won.at, part: currency } : undefined,
  };
}

/** The next entry that decides on an acceptance takes it back. */
function isTakenBack(entries: Entry[], { id }: Entry): boolean {
  const next = entries.find(
    (one) =>
      one.id > id &&
      (one.statusAfter === 'new' || ['touched', 'declined', 'nurtured'].includes(one.kind)) &&
      !['snoozed', 'unsnoozed', 'noted', 'appended'].includes(one.kind),
  );
  return next?.kind === 'released' || (next?.kind === 'reassigned' && next.statusAfter === 'new');
}

/** A deadline that was missed while no acceptance was in force that lasted. */
function missedFirst(entries: Entry[], first: Entry | undefined, accepted: Entry | undefined): Entry | undefined {
  return entries.find(
    (one) =>
      first && one.id >= first.id && one.kind === 'breached' && isAccept(one) && !(accepted && one.id > accepted.id),
  );
}

const isAccept = ({ details }: Entry) => (details as { clock: string }).clock === 'accept';

/** The entry after the last reopening. */
const standing = (entries: Entry[], kind: Entry['kind']): Entry | undefined =>
  entries.slice(entries.findLastIndex((one) => one.kind === 'reopened') + 1).find((one) => one.kind === kind);

/** The last amount that someone entered after the last reopening. */
function dealOf(entries: Entry[]): { amount: number; currency: string } | undefined {
  const valued = entries
    .slice(entries.findLastIndex((one) => one.kind === 'reopened') + 1)
    .filter(({ kind, details }) => {
      return (
        ['qualified', 'won', 'valued'].includes(kind) && typeof (details as { amount?: unknown }).amount === 'number'
      );
    });
  return valued.at(-1)?.details as { amount: number; currency: string } | undefined;
}

/** By the hours at the end, since those of the past are not on record. */
function worked(hours: World['hours'], from: Entry, to: Entry): number {
  const calendar = hours.get(to.id);
  if (!calendar) throw new Error(`Entry ${to.id} has no hours.`);
  return workingTimeBetween(calendar, from.at, to.at);
}

export function inScope(world: World, { leadId, at }: Counted, handedOffAt: Date, scope: Scope): boolean {
  const lead = requireLead(world.db, leadId);
  const moment = scope.view === 'activity' ? at : handedOffAt;
  return (
    moment >= scope.from &&
    moment < scope.to &&
    (scope.teamId === undefined || lead.teamId === scope.teamId) &&
    (scope.source === undefined || (lead.source ?? '') === scope.source) &&
    (scope.campaign === undefined || (lead.campaign ?? '') === scope.campaign) &&
    (scope.person?.as !== 'marketer' || lead.handedOffBy === scope.person.id)
  );
}
