/** The steps of every story: people act, alone or at the same moment, time passes, and machines fail. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SeenMessage } from '@baton/sandbox';
import fc from 'fast-check';
import { absenceOf, called, comeBack, type Leaving, leave, leavings, MINUTE_MS, nineOf } from './company.ts';
import { actTogether, type Way } from './hands.ts';
import type { Outcome } from './life.ts';
import { connected, type Outage, outages, type Stage, type Trouble, troubles } from './stage.ts';
import { type Step, step, steps, type Tried } from './step.ts';

export interface Story<Thing> {
  /** The model of each thing that the story is about. */
  things: Thing[];
  /** Number of times that the clock was moved. */
  moves: number;
  tried: Tried;
}

export interface Wish<Act extends string = string, Who extends string = string> {
  act: Act;
  by: Who;
  now: number;
}

/** Things of one kind: how people act on them, and their model. */
export interface Kind<Thing, W extends Wish, Drawn extends { by: W['by'] }, Model extends Story<Thing>> {
  drawn: fc.Arbitrary<Drawn>;
  /** The wish of a person, from what was drawn for them. */
  choose(drawn: Drawn, thing: Thing, stage: Stage): W;
  sentence(wish: W, thing: Thing): string;
  way(wish: W): Way;
  place(stage: Stage, thing: Thing): { id: number; card: SeenMessage };
  refusal(thing: Thing, wish: W): string | undefined;
  attempt(thing: Thing, wish: W): Outcome<Thing>;
  /** How the database differs from the model. */
  differences(stage: Stage, thing: Thing): string[];
  /** Spans of time, each as often as it is named here. */
  spans: readonly Span<Model>[];
  /** The model when this time has come. */
  pass(model: Model, stage: Stage, time: { goal: number; to: number }): void;
  /** Slack, the homes of these people, and the database agree with the model. */
  settle(model: Model, stage: Stage, looking: readonly W['by'][]): Promise<void>;
  /** People whose homes are looked at when no one acted. */
  lookers: readonly W['by'][];
  /** People who leave and come back, with the channel of their team. */
  leavers: Partial<Record<W['by'], string>>;
  /** The thing when a person is no longer there as before. */
  without(thing: Thing, who: W['by'], now: number): Thing;
  /** The thing when they are back. */
  withAgain?(thing: Thing, who: W['by']): Thing;
}

interface Span<Model> {
  words: string;
  /** From now until when. */
  until(now: number, model: Model): number;
}

const MOST_THINGS = 8;

/** How people leave in Slack, and come back. */
const goings: Record<Leaving, Record<'leave' | 'back', (stage: Stage, who: string, channel: string) => void>> = {
  guest: {
    leave: ({ app }, who) => app.slack.admin.makeGuest(who),
    back: ({ app }, who) => app.slack.admin.makeMember(who),
  },
  deactivated: {
    leave: ({ app }, who) => app.slack.admin.deactivate(who),
    back: ({ app }, who) => app.slack.admin.reactivate(who),
  },
  outside: {
    leave: ({ as }, who, channel) => as(who).leave(channel),
    back: ({ as }, who, channel) => as(who).join(channel),
  },
};

export function storySteps<Thing, W extends Wish, Drawn extends { by: W['by'] }, Model extends Story<Thing>>(
  kind: Kind<Thing, W, Drawn, Model>,
) {
  /** One person acts on a thing, or several at once, who have opened their forms before. */
  const act = (drawn: readonly Drawn[], at: number) =>
    step<Model>(
      async (model, stage, tell) => {
        const index = at % model.things.length;
        const thing = model.things[index] as Thing;
        const all = drawn.map((one) => kind.choose(one, thing, stage));
        // A person has one form open.
        const wishes = all.filter(({ by }, place) => all.findIndex((one) => one.by === by) === place);
        tell(wishes.map((wish) => kind.sentence(wish, thing)).join(', and at the same moment '));
        model.things[index] = await actTogether(stage, thing, wishes, {
          ...kind.place(stage, thing),
          ...{ way: kind.way, refusal: kind.refusal, attempt: kind.attempt },
          differences: (one) => kind.differences(stage, one),
        });
        await kind.settle(
          model,
          stage,
          wishes.map(({ by }) => by),
        );
      },
      ({ things }) => things.length > 0,
    );

  const time = (span: Span<Model>, outage: Outage | undefined) =>
    step<Model>(async (model, stage, tell) => {
      tell(outage === undefined ? span.words : `${span.words} ${outage}`);
      model.moves += 1;
      const goal = span.until(stage.now(), model);
      // Later each time, so that nothing is due at the very moment at which the clock stops.
      const to = goal === nineOf(goal) ? goal + (10 + model.moves / 2) * MINUTE_MS : goal;
      await stage.travel(to, outage);
      kind.pass(model, stage, { goal, to });
      await kind.settle(model, stage, kind.lookers);
    });

  const without = (words: string, run: (stage: Stage) => Promise<void> | void) => () =>
    step<Model>(async (model, stage, tell) => {
      tell(words);
      await run(stage);
      kind.pass(model, stage, { goal: stage.now(), to: stage.now() });
      await kind.settle(model, stage, kind.lookers);
    });

  /** A person leaves, or comes back; with `unheard`, while Baton is stopped. */
  const move = (who: W['by'], how: Leaving, unheard: boolean) =>
    step<Model>(async (model, stage, tell) => {
      const channel = kind.leavers[who] ?? '';
      const absence = absenceOf(who);
      tell(
        `${called(who)} ${absence === undefined ? leavings[how] : 'is back'}${unheard ? ' while Baton is stopped' : ''}`,
      );
      if (unheard) await stage.app.baton.stop();
      if (absence === undefined) goings[how].leave(stage, who, channel);
      else goings[absence].back(stage, who, channel);
      await stage.app.slack.settled();
      if (unheard) await stage.app.restart();
      if (absence === undefined) leave(who, how);
      else comeBack(who);
      stage.forgetHome(who);
      const now = stage.now();
      model.things = model.things.map((thing) =>
        absence === undefined ? kind.without(thing, who, now) : (kind.withAgain?.(thing, who) ?? thing),
      );
      // Slack is asked at the latest after ten minutes, and what follows from its answer is done after it.
      for (const minutes of [0, 11, 12]) await stage.travel(now + minutes * MINUTE_MS);
      kind.pass(model, stage, { goal: stage.now(), to: stage.now() });
      await kind.settle(model, stage, kind.lookers);
    });

  const trouble = (which: Trouble) =>
    without(which, async ({ app }) => {
      troubles[which](app.slack);
      await sleep(50);
      await connected(app.slack);
    })();
  const at = fc.nat({ max: MOST_THINGS - 1 });
  const outage = fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(outages) as Outage[])) },
  );
  return {
    alone: fc.tuple(kind.drawn, at).map(([one, where]) => act([one], where)),
    together: fc.tuple(fc.array(kind.drawn, { minLength: 2, maxLength: 3 }), at).map(([all, where]) => act(all, where)),
    time: fc.tuple(fc.constantFrom(...kind.spans), outage).map(([span, why]) => time(span, why)),
    people: fc
      .tuple(
        fc.constantFrom(...(Object.keys(kind.leavers) as W['by'][])),
        fc.constantFrom(...(Object.keys(leavings) as Leaving[])),
        fc.boolean(),
      )
      .map(([who, how, unheard]) => move(who, how, unheard)),
    machines: fc.oneof(
      steps(without('Baton is restarted', (stage) => stage.app.restart())),
      steps(without('The clock goes an hour back', (stage) => stage.travel(stage.now() - 60 * MINUTE_MS))),
      fc.constantFrom(...(Object.keys(troubles) as Trouble[])).map(trouble),
    ),
  } satisfies Record<string, fc.Arbitrary<Step<Model>>>;
}

/** Steps of one kind, so many times as often as others. */
export const often = <T>(times: number, one: fc.Arbitrary<T>): fc.Arbitrary<T>[] =>
  Array.from({ length: times }, () => one);

/** In most steps, one of the acts that are possible; else the act that was drawn, whether it is possible or not. */
export interface Chance {
  isAny: boolean;
  which: number;
}
export const chance = {
  isAny: fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  which: fc.nat({ max: 100 }),
};
export const chosenAct = <Act>({ isAny, which }: Chance, drawn: Act, possible: readonly Act[]): Act =>
  (isAny ? undefined : possible[which % possible.length]) ?? drawn;

/** Each of them, so many times as often as the others. */
export const weighted = <T extends string>(often: Record<T, number>): fc.Arbitrary<T> =>
  fc.oneof(...(Object.keys(often) as T[]).map((one) => ({ weight: often[one], arbitrary: fc.constant(one) })));
