/** The steps of a story about the report card: acts of people, people who come and go, and time. */
import fc from 'fast-check';
import { MINUTE_MS, nextMonday, nextMorning } from './company.ts';
import {
  attempt,
  type Cycle,
  managers,
  type Person,
  pass,
  type Ritual,
  type RitualAct,
  refusal,
  running,
  type Side,
  sides,
  type Wish,
} from './ritual.ts';
import { ritualSentence, ritualWay } from './ritual-hands.ts';
import { check, differences, rowsOf } from './rituals.ts';
import type { Stage } from './stage.ts';
import type { Step } from './step.ts';
import { type Chance, chance, type Kind, often, type Story, storySteps, weighted } from './story.ts';

export type Rituals = Story<Ritual>;

interface Drawn extends Chance, Pick<Wish, 'act' | 'by' | 'days'> {}

/** In most steps, an act that is possible; else the act that was drawn, whether it is possible or not. */
function choose({ isAny, which, ...drawn }: Drawn, ritual: Ritual, stage: Stage): Wish {
  for (const [index, { id }] of rowsOf(stage).entries()) Object.assign(ritual.cycles[index] ?? {}, { id });
  const others = ritual.cycles.filter(({ status }) => status !== 'planned');
  const at = (some: readonly Cycle[]) => some[which % Math.max(some.length, 1)];
  const begun = running(ritual) ?? at(others);
  const cycle = (drawn.act === 'answer' ? begun : at(ritual.cycles.slice(-2))) ?? { id: 0, status: 'skipped' };
  const wish = { ...drawn, cycle, now: stage.now() };
  if (isAny || attempt(ritual, wish).thing) return wish;
  const late = Object.values(running(ritual)?.asked ?? {})
    .flat()
    .filter((who) => !running(ritual)?.answered.includes(who));
  const by = late[which % late.length];
  return by ? { ...wish, act: 'answer', by, cycle: begun ?? cycle } : { ...wish, act: 'start', by: 'max' };
}

/** Everything due happens; then the model agrees with all that people see, and with the database. */
async function settle(model: Rituals, stage: Stage): Promise<void> {
  const now = stage.now();
  await stage.travel(now);
  model.things = model.things.map((ritual) => pass(ritual, now));
  for (const ritual of model.things) await check(stage, ritual, managers[model.tried.acts % 2] ?? 'max');
}

/** The side of a person who comes and goes. */
const sideOf = (who: Person): Side => (who === 'kim' ? 'marketing' : 'sales');
const withMembers = (ritual: Ritual, side: Side, members: Person[]): Ritual => ({
  ...ritual,
  members: { ...ritual.members, [side]: members },
});

const DAY_MS = 24 * 60 * MINUTE_MS;

/** Baton does not sleep for days over the end of a cycle: after two weeks, messages are no longer kept up to date. */
function untilItsEnd(until: number, { things: [ritual] }: Rituals): number {
  const cycle = ritual && running(ritual);
  return cycle?.status === 'open' ? Math.min(until, nextMorning(cycle.closesAt)) : until;
}
const usual = [
  { words: 'An hour passes', until: (now: number) => now + 61 * MINUTE_MS },
  { words: 'The night passes', until: nextMorning },
  { words: 'The weekend passes', until: nextMonday },
  { words: 'A week passes', until: (now: number) => nextMorning(now + 6 * DAY_MS) },
];
const long = { words: 'Half a year passes', until: (now: number) => nextMorning(now + 182 * DAY_MS) };

const OFTEN: Record<RitualAct, number> = { answer: 8, start: 3, move: 2, skip: 1, stop: 1, resume: 2 };
const everyone: Person[] = [...Object.values(sides).flat(), 'gus'];

const kind: Kind<Ritual, Wish, Drawn, Rituals> = {
  drawn: fc.record({
    ...chance,
    act: weighted(OFTEN),
    by: fc.constantFrom<Person[]>(...everyone, ...managers, ...managers, ...managers),
    days: fc.nat({ max: 9 }),
  }),
  choose,
  sentence: ritualSentence,
  way: ritualWay,
  place: (stage) => ({ id: 0, card: stage.as('max').say('#general', 'Hello') }),
  ...{ refusal, attempt, differences, settle },
  spans: [...usual, ...usual, long].map((span) => ({
    ...span,
    until: (now, model) => untilItsEnd(span.until(now), model),
  })),
  pass: (model, _, { to }) => {
    model.things = model.things.map((ritual) => pass(ritual, to));
  },
  lookers: [],
  leavers: { sue: '#sales', tom: '#sales', kim: '#marketing' },
  without: (ritual, who) =>
    withMembers(
      ritual,
      sideOf(who),
      ritual.members[sideOf(who)].filter((one) => one !== who),
    ),
  withAgain: (ritual, who) => withMembers(ritual, sideOf(who), [...ritual.members[sideOf(who)], who]),
};

const { alone, together, time, people, machines } = storySteps(kind);

export const ritualSteps: fc.Arbitrary<Step<Rituals>>[] = [
  ...often(6, alone),
  ...often(2, together),
  people,
  ...often(3, time),
  machines,
];
