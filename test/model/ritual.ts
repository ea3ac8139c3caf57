/** The life of a report card: planned, open, closed and published, or skipped. Both sides are asked, and at least three must answer. */
import {
  afterDays,
  dateAhead,
  dateOf,
  endOf,
  isHere,
  isWorkday,
  isWorking,
  morningOf,
  nextMorning,
  nineOf,
} from './company.ts';
import { type Outcome, strangerWords } from './life.ts';

export const sides = { sales: ['max', 'sam', 'sue', 'tom'], marketing: ['ada', 'mia', 'kim'] } as const;
export type Side = keyof typeof sides;
export type Person = (typeof sides)[Side][number] | 'gus';
export const managers = ['max', 'ada'] as const;
export const MINIMUM = 3;

const DAY_MS = 86_400_000;

export interface Cycle {
  /** Of the database, as soon as it is known. */
  id?: number;
  status: 'planned' | 'open' | 'closed' | 'published' | 'skipped';
  dueAt: number;
  /** By a manager, or because nearly the same people were asked before: it does not keep the rhythm. */
  isMoved: boolean;
  isAnnounced: boolean;
  /** Both sides as it began, and of those who are enough the people who are asked. */
  people: Person[];
  asked: Record<Side, Person[]>;
  answered: Person[];
  isReminded: boolean;
  closesAt: number;
  closedAt: number;
  publishAt: number;
}

export interface Ritual {
  isStopped: boolean;
  members: Record<Side, Person[]>;
  /** Oldest first; a planned one is the last. */
  cycles: Cycle[];
  /** How many messages of a kind each person got. */
  told: Record<'asked' | 'reminded' | 'ahead', Partial<Record<Person, number>>>;
  /** When each person was asked last; and those who are to be asked the next morning, since they were asked today. */
  askedAt: Partial<Record<Person, number>>;
  waiting: Partial<Record<Person, number>>;
}

export interface Wish {
  act: RitualAct;
  by: Person;
  /** The cycle that is skipped or answered. */
  cycle: Pick<Cycle, 'id' | 'status'>;
  days: number;
  now: number;
}
export const ritualActs = ['answer', 'move', 'skip', 'start', 'stop', 'resume'] as const;
export type RitualAct = (typeof ritualActs)[number];

export const newRitual = (now: number): Ritual =>
  pass(
    {
      ...{ isStopped: false, members: { sales: [...sides.sales], marketing: [...sides.marketing] }, cycles: [] },
      ...{ told: { asked: {}, reminded: {}, ahead: {} }, askedAt: {}, waiting: {} },
    },
    now,
  );

export const planned = ({ cycles }: Ritual) => cycles.find(({ status }) => status === 'planned');
export const running = ({ cycles }: Ritual) => cycles.find(({ status }) => status === 'open' || status === 'closed');
const changed = (ritual: Ritual, cycle: Cycle | undefined, change: Partial<Cycle>): Ritual => ({
  ...ritual,
  cycles: ritual.cycles.map((one) => (one === cycle ? { ...one, ...change } : one)),
});

/** Twice a year, on the second Tuesday of March and September; not within ninety days after the last one. */
function withPlan(ritual: Ritual, now: number): Ritual {
  const cycles = ritual.cycles.filter(({ status }) => status !== 'planned');
  const known = planned(ritual);
  if (ritual.isStopped) return { ...ritual, cycles };
  if (known && (known.isMoved || known.dueAt <= now)) return ritual;
  const last = cycles.at(-1);
  const today = nineOf(now) <= now ? nineOf(now) + DAY_MS : nineOf(now);
  let dueAt = Math.max(today, last ? nineOf(last.dueAt) + 90 * DAY_MS : 0);
  while (!/-(03|09)-(0[89]|1[0-4])$/.test(dateOf(dueAt)) || new Date(dueAt).getUTCDay() !== 2) dueAt += DAY_MS;
  return { ...ritual, cycles: [...cycles, { ...(known ?? fresh), dueAt }] };
}
const fresh: Omit<Cycle, 'dueAt'> = {
  ...{
    status: 'planned',
    isMoved: false,
    isAnnounced: false,
    people: [],
    asked: { sales: [], marketing: [] },
    answered: [],
  },
  ...{ isReminded: false, closesAt: 0, closedAt: 0, publishAt: 0 },
};

const ONLY_MANAGERS = 'Only managers of a team and workspace admins can do this. Please ask one of them.';
const STOPPED = 'Report card is stopped. Start it first.';

/** Why a person cannot even begin. */
export function refusal(ritual: Ritual, { act, by, cycle, now }: Wish): string | undefined {
  if (!isHere(by)) return strangerWords(by);
  if (act !== 'answer') return managers.some((one) => one === by) ? undefined : ONLY_MANAGERS;
  const { status, asked, people, closesAt } = ritual.cycles.find(({ id }) => id === cycle.id) ?? fresh;
  if (cycle.id === 0) return 'This is no longer available.';
  if (!people.includes(by)) return 'You were not asked this time.';
  if (status !== 'open' || closesAt <= now) return 'and takes no more answers.';
  const isAsked = asked.sales.includes(by) || asked.marketing.includes(by);
  return isAsked ? undefined : 'Your team is too small to stay anonymous, so it is not asked.';
}

/** The ritual after an act. */
export function attempt(ritual: Ritual, wish: Wish): Outcome<Ritual> {
  const refused = refusal(ritual, wish);
  if (refused !== undefined) return { refused: [refused, `${refused} Your text stays in the form: you can copy it.`] };
  const { act, by, now, days } = wish;
  const cycle = ritual.cycles.find(({ id }) => id === wish.cycle.id);
  const next = planned(ritual);
  switch (act) {
    case 'answer':
      return { thing: changed(ritual, cycle, { answered: [...new Set([...(cycle?.answered ?? []), by])] }) };
    case 'move': {
      const day = dateAhead(now, days);
      if (days === 0) return { refused: ['Choose a day after today.'] };
      if (!isWorkday(morningOf(day)) || dateOf(morningOf(day)) !== day)
        return { refused: ['does not work on this day. Choose another one.'] };
      if (!next) return { refused: [STOPPED] };
      return { thing: changed(ritual, next, { dueAt: morningOf(day), isMoved: true }) };
    }
    case 'start':
      if (running(ritual)) return { refused: ['Report card is under way already.'] };
      if (!next) return { refused: [STOPPED] };
      return { thing: changed(ritual, next, { dueAt: now, isMoved: true }) };
    case 'skip':
      if (!cycle) return { refused: ['This is no longer available.'] };
      if (cycle.status === 'published') return { refused: ['This was published already.'] };
      if (cycle.status === 'skipped') return { thing: ritual };
      return { thing: withPlan(changed(ritual, cycle, { status: 'skipped' }), now) };
    case 'stop':
      return { thing: withPlan({ ...ritual, isStopped: true }, now) };
    case 'resume':
      return { thing: withPlan({ ...ritual, isStopped: false }, now) };
  }
}

/** Everything that is due happens. */
export function pass(before: Ritual, now: number): Ritual {
  let ritual = tended(withPlan(before, now), now);
  const next = planned(ritual);
  if (!isWorking(now)) return ritual;
  if (next && next.dueAt <= now && !running(ritual)) ritual = withPlan(begun(ritual, next, now), now);
  else if (next && !next.isAnnounced && next.dueAt > now && afterDays(now, 3) >= next.dueAt && isEnoughIn(ritual))
    ritual = tell(changed(ritual, next, { isAnnounced: true }), 'ahead', managers);
  const due = Object.entries(ritual.waiting).flatMap(([who, at]) => (at <= now ? [who as Person] : []));
  const asking = due.filter(isHere);
  const waiting = Object.fromEntries(Object.entries(ritual.waiting).filter(([, at]) => at > now));
  return running(ritual)?.status === 'open'
    ? { ...tell(ritual, 'asked', asking), waiting, askedAt: { ...ritual.askedAt, ...each(asking, now) } }
    : { ...ritual, waiting };
}

/** Closes, reminds or publishes the cycle that runs. */
function tended(ritual: Ritual, now: number): Ritual {
  const cycle = running(ritual);
  if (!cycle) return ritual;
  const { status, asked, answered, closesAt, publishAt, isReminded } = cycle;
  if (status === 'closed') return publishAt <= now ? changed(ritual, cycle, { status: 'published' }) : ritual;
  if (closesAt <= now) return changed(ritual, cycle, { status: 'closed', closedAt: now, publishAt: nextMorning(now) });
  if (isReminded || nineOf(closesAt) > now) return ritual;
  const late = [...asked.sales, ...asked.marketing].filter((one) => isHere(one) && !answered.includes(one));
  return tell(changed(ritual, cycle, { isReminded: true }), 'reminded', late);
}

const isEnough = (people: readonly Person[]): boolean => people.length >= MINIMUM;
const isEnoughIn = ({ members }: Ritual): boolean => isEnough(members.sales) || isEnough(members.marketing);

/** Results of nearly the same people would show the answers of a few: for two weeks after a result, the next one waits. */
function begun(ritual: Ritual, next: Cycle, now: number): Ritual {
  if (!isEnoughIn(ritual)) return changed(ritual, next, { status: 'skipped' });
  const { sales, marketing } = ritual.members;
  const asked = { sales: isEnough(sales) ? sales : [], marketing: isEnough(marketing) ? marketing : [] };
  const near = (['sales', 'marketing'] as const).flatMap((side) =>
    ritual.cycles
      .filter((one) => one.status === 'published' && isEnough(asked[side]) && isEnough(answersOf(one, side)))
      .map(({ closedAt }) => closedAt + 14 * DAY_MS)
      .filter((until) => until > now)
      .slice(-1),
  );
  if (near[0] !== undefined) return changed(ritual, next, { dueAt: near[0], isMoved: true });
  const closesAt = endOf(afterDays(now, 5));
  const opened = changed(ritual, next, { status: 'open', people: [...sales, ...marketing], asked, closesAt });
  const people = [...asked.sales, ...asked.marketing];
  const isToday = (who: Person) => (ritual.askedAt[who] ?? 0) >= nineOf(now);
  const later = each(people.filter(isToday), nextMorning(now));
  return { ...opened, waiting: { ...ritual.waiting, ...each(people, now), ...later } };
}

export const answersOf = ({ asked, answered }: Cycle, side: Side): Person[] =>
  asked[side].filter((who) => answered.includes(who));

const each = (people: readonly Person[], at: number) => Object.fromEntries(people.map((who) => [who, at]));

function tell(ritual: Ritual, what: keyof Ritual['told'], people: readonly Person[]): Ritual {
  const counts = { ...ritual.told[what] };
  for (const who of people) counts[who] = (counts[who] ?? 0) + 1;
  return { ...ritual, told: { ...ritual.told, [what]: counts } };
}
