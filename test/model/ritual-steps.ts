/** The steps of a story about the report card: acts of people, people who come and go, and time. */
import fc from 'fast-check';
import { called, MINUTE_MS, nextMonday, nextMorning } from './company.ts';
import { actTogether } from './hands.ts';
import {
  attempt,
  type Cycle,
  managers,
  newRitual,
  type Person,
  pass,
  type Ritual,
  type RitualAct,
  refusal,
  ritualActs,
  running,
  sides,
  type Wish,
} from './ritual.ts';
import { ritualSentence, ritualWay } from './ritual-hands.ts';
import { check, differences, rowsOf } from './rituals.ts';
import type { Stage } from './stage.ts';
import { type Step, step, steps, type Tried } from './step.ts';

export interface Rituals {
  /** Undefined until the first step. */
  ritual?: Ritual;
  moves: number;
  tried: Tried;
}

/** In most steps, an act that is possible; else the act that was drawn, whether it is possible or not. */
interface Drawn extends Pick<Wish, 'act' | 'by' | 'days'> {
  isAny: boolean;
  which: number;
}

function chosen({ isAny, which, ...drawn }: Drawn, ritual: Ritual, now: number): Wish {
  const others = ritual.cycles.filter(({ status }) => status !== 'planned');
  const at = (some: readonly Cycle[]) => some[which % Math.max(some.length, 1)];
  const begun = running(ritual) ?? at(others);
  const cycle = (drawn.act === 'answer' ? begun : at(ritual.cycles.slice(-2))) ?? { id: 0, status: 'skipped' };
  const wish = { ...drawn, cycle, now };
  if (isAny || attempt(ritual, wish).thing) return wish;
  const late = Object.values(running(ritual)?.asked ?? {})
    .flat()
    .filter((who) => !running(ritual)?.answered.includes(who));
  const by = late[which % late.length];
  return by ? { ...wish, act: 'answer', by, cycle: begun ?? cycle } : { ...wish, act: 'start', by: 'max' };
}

/** Everything due happens; then the model agrees with all that people see, and with the database. */
async function settle(model: Rituals, stage: Stage, ritual: Ritual): Promise<void> {
  const now = stage.now();
  await stage.travel(now);
  model.ritual = pass(ritual, now);
  await check(stage, model.ritual, managers[model.tried.acts % 2] ?? 'max');
  for (const [index, { id }] of rowsOf(stage).entries()) Object.assign(model.ritual.cycles[index] ?? {}, { id });
}

/** One person acts, or several at once, who have opened their forms before. */
const act = (drawn: readonly Drawn[]) =>
  ritualStep(async (ritual, stage, tell) => {
    const all = drawn.map((one) => chosen(one, ritual, stage.now()));
    // A person has one form open.
    const wishes = all.filter(({ by }, index) => all.findIndex((one) => one.by === by) === index);
    tell(wishes.map(ritualSentence).join(', and at the same moment '));
    const card = stage.as('max').say('#general', 'Hello');
    return actTogether(stage, ritual, wishes, {
      ...{ id: 0, card, way: ritualWay, refusal, attempt },
      differences: (one) => differences(stage, one),
    });
  });

const ritualStep = (
  run: (ritual: Ritual, stage: Stage, tell: (sentence: string) => void, model: Rituals) => Promise<Ritual>,
) =>
  step<Rituals>(async (model, stage, tell) => {
    const ritual = model.ritual ?? (await firstRitual(model, stage));
    await settle(model, stage, await run(ritual, stage, tell, model));
  });

async function firstRitual(model: Rituals, stage: Stage): Promise<Ritual> {
  await settle(model, stage, newRitual());
  return model.ritual ?? newRitual();
}

/** A member of a team leaves its channel, or comes back. */
const move = (who: 'sue' | 'tom' | 'kim') =>
  ritualStep(async (ritual, stage, tell) => {
    const side = who === 'kim' ? 'marketing' : 'sales';
    const isThere = ritual.members[side].includes(who);
    tell(`${called(who)} ${isThere ? 'leaves' : 'joins'} ${side}`);
    if (isThere) stage.as(who).leave(`#${side}`);
    else stage.as(who).join(`#${side}`);
    await stage.app.settled();
    const left = ritual.members[side].filter((one) => one !== who);
    return { ...ritual, members: { ...ritual.members, [side]: isThere ? left : [...left, who] } };
  });

const DAY_MS = 24 * 60 * MINUTE_MS;
const spans = {
  'An hour passes': (now: number) => now + 61 * MINUTE_MS,
  'The night passes': nextMorning,
  'The weekend passes': nextMonday,
  'A week passes': (now: number) => nextMorning(now + 6 * DAY_MS),
  'Half a year passes': (now: number) => nextMorning(now + 182 * DAY_MS),
};
type Span = keyof typeof spans;

const time = (span: Span) =>
  ritualStep(async (ritual, stage, tell, model) => {
    model.moves += 1;
    const cycle = running(ritual);
    // Baton does not sleep for days over the end of a cycle: after two weeks, messages are no longer kept up to date.
    const end = cycle?.status === 'open' ? nextMorning(cycle.closesAt) : Number.POSITIVE_INFINITY;
    const goal = Math.min(spans[span](stage.now()), end);
    tell(goal === end ? 'The night after its end passes' : span);
    // Messages that waited for the morning come five minutes after it.
    const to = goal !== end && span === 'An hour passes' ? goal : goal + (10 + model.moves / 2) * MINUTE_MS;
    await stage.travel(to);
    return pass(ritual, to);
  });

const restart = () =>
  ritualStep(async (ritual, stage, tell) => {
    tell('Baton is restarted');
    await stage.app.restart();
    await stage.app.settled();
    return ritual;
  });

const OFTEN: Record<RitualAct, number> = { answer: 8, start: 3, move: 2, skip: 1, stop: 1, resume: 2 };
const everyone: Person[] = [...Object.values(sides).flat(), 'gus'];
const drawn: fc.Arbitrary<Drawn> = fc.record({
  isAny: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  which: fc.nat({ max: 11 }),
  act: fc.oneof(...ritualActs.map((one) => ({ weight: OFTEN[one], arbitrary: fc.constant(one) }))),
  by: fc.constantFrom<Person[]>(...everyone, ...managers, ...managers, ...managers),
  days: fc.nat({ max: 9 }),
});
const together = fc.array(drawn, { minLength: 2, maxLength: 3 });
const often = Object.keys(spans).slice(0, -1) as Span[];

export const ritualSteps: fc.Arbitrary<Step<Rituals>>[] = [
  ...Array.from({ length: 6 }, () => drawn.map((one) => act([one]))),
  ...Array.from({ length: 2 }, () => together.map(act)),
  fc.constantFrom('sue' as const, 'tom' as const, 'kim' as const).map(move),
  ...Array.from({ length: 3 }, () => fc.constantFrom<Span[]>(...often, ...often, 'Half a year passes').map(time)),
  steps(restart),
];
